import { equal, ok } from 'node:assert/strict';
import type { OpenReport } from './browser';
import { type Check, onReport } from './check';

/** What stands on paper; the page is told of printing as the browser would. */
async function printed<Answer>(open: OpenReport, script: string): Promise<Answer> {
  await open.page.emulateMedia({ media: 'print' });
  await open.ask("dispatchEvent(new Event('beforeprint'))");
  return open.ask<Answer>(script);
}

const VISIBLE_DEMANDS =
  "[...document.querySelectorAll('details.requirement .demand')].filter((demand) => demand.checkVisibility()).length";

export const paper: readonly Check[] = [
  onReport('on paper every requirement stands with its text, though none was opened', {}, async (open) => {
    equal(await printed(open, VISIBLE_DEMANDS), 180);
  }),

  onReport(
    'on paper every requirement stands where no script runs, too',
    { report: 'quickstart', view: { scripts: false } },
    async (open) => {
      await open.page.emulateMedia({ media: 'print' });
      // the locator asks from outside: the page's own scripts are off
      equal(await open.page.locator('details.requirement .demand:visible').count(), 180);
    },
  ),

  onReport('on paper there is nothing to press', {}, async (open) => {
    equal(
      await printed(
        open,
        "[...document.querySelectorAll('button, input, select, nav')].filter((each) => each.checkVisibility()).length",
      ),
      0,
    );
  }),

  onReport('on paper a filtered report says so', { hash: '#requirements?status=partial' }, async (open) => {
    ok((await printed<number>(open, VISIBLE_DEMANDS)) < 180);
    ok(await open.page.locator('#filtered').isVisible());
  }),

  onReport('paper is white in the dark, too', { view: { scheme: 'dark' } }, async (open) => {
    equal(await printed(open, 'getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
  }),

  onReport('after printing the rows are closed again', {}, async (open) => {
    await printed(open, '1');
    await open.ask("dispatchEvent(new Event('afterprint'))");
    equal(await open.page.locator('details.requirement[open]').count(), 0);
  }),

  onReport('prints to PDF', { report: 'quickstart' }, async (open) => {
    const pdf = (await open.page.pdf({ format: 'A4' })).toString('latin1');
    ok((pdf.match(/\/Type \/Page\b/g)?.length ?? 0) > 20);
  }),
];
