import { deepEqual, equal, ok } from 'node:assert/strict';
import { type Check, type Opening, onReport } from './check';

/** Texts that stand out of their picture, and pairs that stand over each other, as they are drawn. */
const FAULTS = `[...document.querySelectorAll('svg.network')].flatMap((picture) => {
  const bounds = picture.getBoundingClientRect();
  const texts = [...picture.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
  // letters are lower than their line
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3;
  const within = ({ left, right, top, bottom }) => left >= bounds.left - 1 && right <= bounds.right + 1 && top >= bounds.top - 1 && bottom <= bounds.bottom + 1;
  return [
    ...(texts.length > 5 ? [] : ['no texts']),
    ...texts.filter(({ box }) => box.width === 0 || !within(box)).map(({ text }) => 'out of bounds: ' + text),
    ...texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => over(one.box, other.box)).map((other) => one.text + ' over ' + other.text)),
  ];
})`;

const LANGUAGES = ['en', 'zh'] as const;
const REPORTS = ['organization', 'networks'] as const;

const CASES: readonly (Opening & { readonly name: string })[] = REPORTS.flatMap((report) =>
  LANGUAGES.map((language) => ({ name: `${report}, ${language}`, report, view: { language } })),
);

/** Millimetres of a page of A4, landscape, within its margins; CSS has 96 pixels an inch. */
const PAPER = { width: ((297 - 24) * 96) / 25.4, height: ((210 - 24) * 96) / 25.4 };

export const networks: readonly Check[] = [
  ...CASES.map(({ name, ...opening }) =>
    onReport(`pictures of networks have their texts within bounds and apart: ${name}`, opening, async (open) => {
      ok((await open.page.locator('svg.network').count()) > 1);
      deepEqual(await open.ask(FAULTS), []);
    }),
  ),

  onReport('pictures of networks show one language', { view: { language: 'zh' } }, async (open) => {
    equal(await open.page.locator('svg.network tspan[lang=en]:visible').count(), 0);
    ok((await open.page.locator('svg.network tspan[lang=zh]:visible').count()) > 10);
  }),

  onReport('a hostile name stays a name in its picture', { report: 'networks' }, async (open) => {
    equal(await open.page.locator('svg.network script').count(), 0);
    ok(
      await open.ask(
        "[...document.querySelectorAll('svg.network title')].some(({ textContent }) => textContent.includes('</svg><script>'))",
      ),
    );
  }),

  onReport(
    'pictures of networks can be read on a narrow screen, by moving over them',
    { view: { width: 'narrow' } },
    async (open) => {
      const [letters, overflow] = await open.ask<readonly [number, number]>(
        "(() => { const figure = document.querySelector('figure.picture'); return [figure.querySelector('text').getBoundingClientRect().height, figure.scrollWidth - figure.clientWidth]; })()",
      );
      ok(letters > 9, `letters are ${letters} pixels high`);
      ok(overflow > 100);
      equal(await open.ask('document.documentElement.scrollWidth <= innerWidth'), true);
    },
  ),

  ...(['quickstart', 'networks'] as const).map((report) =>
    onReport(`on paper each picture of a network has a page across: ${report}`, { report }, async (open) => {
      const pictures = await open.page.locator('svg.network').count();
      // the rest of the report takes a minute to print, and has its own pages
      await open.ask(
        "document.querySelectorAll('main > section:not(#networks)').forEach((section) => section.remove())",
      );
      const pdf = (await open.page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
      const pages = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      const across = pages.filter(([, width, height]) => Number(width) > Number(height));
      ok(pages.length > across.length, 'all pages are across');
      ok(across.length >= pictures && across.length <= pictures + 1, `${across.length} pages for ${pictures} pictures`);

      await open.page.emulateMedia({ media: 'print' });
      await open.page.setViewportSize({ width: Math.floor(PAPER.width), height: Math.floor(PAPER.height) });
      const tall = await open.ask<number>(
        "Math.max(...[...document.querySelectorAll('svg.network')].map((one) => one.getBoundingClientRect().height))",
      );
      ok(tall > 100 && tall <= PAPER.height, `the tallest is ${tall} pixels high`);
    }),
  ),

  onReport('the clause on networks leads to their pictures', {}, async (open) => {
    await open.page.locator('.clause a[href="#networks"]').click();
    equal(await open.hash(), '#networks');
    ok(await open.page.locator('#networks h2').isVisible());
  }),
];
