import { deepEqual, ok } from 'node:assert/strict';
import { source } from 'axe-core';
import { type OpenReport, VIEW, type View } from './browser';
import { type Check, onReport } from './check';

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const LANGUAGES = ['en', 'zh'] as const;
const WIDTHS = ['wide', 'narrow'] as const;
const SCHEMES = ['light', 'dark'] as const;

const views: readonly View[] = LANGUAGES.flatMap((language) =>
  WIDTHS.flatMap((width) => SCHEMES.map((scheme) => ({ ...VIEW, language, width, scheme }))),
);

export const accessibility: readonly Check[] = [
  ...views.flatMap((view) => [
    onReport(`no accessibility violation: ${nameOf(view)}`, { view, hash: '#8.6/log-storage' }, async (open) => {
      await openAllOf(open, '8.6/log-storage');
      await leaveSample(open);
      await expectNoViolation(open);
    }),
    onReport(`no accessibility violation with findings: ${nameOf(view)}`, { report: 'faulty', view }, async (open) => {
      await leaveSample(open);
      await expectNoViolation(open);
    }),
  ]),
  onReport('no accessibility violation in pictures of networks', { report: 'networks' }, async (open) => {
    await leaveSample(open, ROWS);
    ok((await open.page.locator('.picture').count()) > 1);
    await expectNoViolation(open);
  }),
  onReport('no accessibility violation in the whole page', { report: 'quickstart' }, expectNoViolation),
  onReport('no accessibility violation in the list of keys', {}, async (open) => {
    await leaveSample(open);
    await open.page.keyboard.press('?');
    await expectNoViolation(open);
  }),
  onReport('a violation that is planted is found, so that silence proves something', {}, async (open) => {
    await leaveSample(open);
    await open.ask(
      "document.querySelector('.facts').style.color = '#eee'; document.querySelector('#print').textContent = ''",
    );
    const found = (await violationsOf(open)).map(({ id }) => id);
    deepEqual(
      ['button-name', 'color-contrast'].filter((id) => !found.includes(id)),
      [],
    );
  }),
];

/** What is alike, and there are many of. */
const ROWS = ['.requirement', '.attack', '.resource', '.evidence tbody tr'];

/** The whole page takes half a minute: what is open stays, and one row in ten. */
const leaveSample = (open: OpenReport, alike: readonly string[] = [...ROWS, '.picture']): Promise<void> =>
  open.ask(
    `for (const list of ${JSON.stringify(alike)}) [...document.querySelectorAll(list)].forEach((row, index) => { if (!row.open && index % 10 > 0) row.remove(); })`,
  );

function nameOf({ language, width, scheme }: View): string {
  return `${language}, ${width}, ${scheme}`;
}

/** Opens a requirement's checks, attacks, a stack, and a resource. */
async function openAllOf(open: OpenReport, id: string): Promise<void> {
  await open.row(id).locator('.check details').first().waitFor();
  await open.ask(
    `for (const details of document.querySelectorAll('[id="${id}"] details, .attack:nth-of-type(-n + 3), .techniques, .stack:first-of-type, .stack:first-of-type .resource:nth-of-type(-n + 4)')) details.open = true`,
  );
  await open.page.locator('.resource .evidence').first().waitFor();
}

async function expectNoViolation(open: OpenReport): Promise<void> {
  const violations = await violationsOf(open);
  if (violations.length > 0) throw new Error(violations.map(told).join('\n'));
}

/** Serious and critical violations. */
async function violationsOf(open: OpenReport): Promise<readonly Violation[]> {
  await open.page.evaluate(source);
  // preloading would need what the page's policy forbids
  const violations = await open.ask<readonly Violation[]>(
    "axe.run({ preload: false, iframes: false, resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

function told({ id, help, nodes }: Violation): string {
  const places = nodes.slice(0, 3).map(({ target, failureSummary }) => `  ${target.join(' ')} ${failureSummary}`);
  return [`${id}: ${help}`, ...places].join('\n');
}
