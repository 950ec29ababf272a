import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { textOf } from './browser';
import { type Check, onReport } from './check';

export const reading: readonly Check[] = [
  onReport('speaks the language of the browser', { view: { language: 'zh' } }, async ({ page }) => {
    equal(await textOf(page.locator('h1')), '合规报告');
    equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
  }),

  onReport('switches the language, options and hints included, and remembers it', {}, async (open) => {
    const { page } = open;
    equal(await textOf(page.locator('h1')), 'Compliance report');
    await page.locator('label[for="lang-zh"]').click();
    equal(await textOf(page.locator('h1')), '合规报告');
    equal(await textOf(page.locator('#filter-status option').nth(1)), '满足');
    match((await page.locator('#filter-q').getAttribute('placeholder')) ?? '', /编号/);
    await open.reload();
    equal(await textOf(page.locator('h1')), '合规报告');
  }),

  onReport('shows one language at a time', {}, async (open) => {
    // asked at once: there are thousands
    const visible = (texts: string): Promise<number> =>
      open.ask(
        `[...document.querySelectorAll('main ${texts}')].filter((text) => text.getClientRects().length > 0).length`,
      );
    // English is the language of the page, and said of no text
    const [english, chinese] = ['i:not([lang], [aria-hidden])', 'i[lang=zh]'] as const;
    ok((await visible(english)) > 100);
    equal(await visible(chinese), 0);
    await open.page.locator('label[for="lang-zh"]').click();
    equal(await visible(english), 0);
    ok((await visible(chinese)) > 100);
  }),

  onReport('has a mark for each requirement, by clause', {}, async ({ page }) => {
    equal(await page.locator('.cells a').count(), 180);
    equal(await page.locator('.clauses li').count(), 30);
  }),

  onReport('a mark leads into its requirement', {}, async (open) => {
    await open.page.locator('.cells a[href="#8.2/mfa"]').click();
    await open.row('8.2/mfa').locator('.demand').waitFor();
    equal(await open.hash(), '#8.2/mfa');
  }),

  onReport(
    'opening a requirement shows its facets, and a check its evidence down to file and line',
    {},
    async (open) => {
      const row = open.row('8.6/log-storage');
      await row.locator('> summary').click();
      ok((await row.locator('.facet').count()) >= 5);
      await row.locator('[data-check="rule:s3-object-lock"] summary').click();
      const evidence = row.locator('[data-check="rule:s3-object-lock"] .evidence tbody tr');
      match(await textOf(evidence.first()), /compliant\s+\S+\/\S+\s*AWS::S3::Bucket[\s\S]*\.ts:\d+/);
    },
  ),

  onReport('shows what did not apply when asked', {}, async (open) => {
    await open.row('8.6/log-storage').locator('> summary').click();
    const check = open.row('8.6/log-storage').locator('[data-check="rule:s3-replication"]');
    await check.locator('summary').click();
    equal(await check.locator('tbody tr', { hasText: 'not applicable' }).count(), 0);
    await check.locator('button', { hasText: 'not applicable' }).click();
    ok((await check.locator('tbody tr', { hasText: 'not applicable' }).count()) > 0);
  }),

  onReport('evidence leads to its resource, and the resource shows requirements and verdicts', {}, async (open) => {
    const row = open.row('8.6/log-storage');
    await row.locator('> summary').click();
    await row.locator('[data-check="rule:s3-object-lock"] summary').click();
    await row.locator('[data-check="rule:s3-object-lock"] tbody a').first().click();
    const resource = open.page.locator('.resource[open]');
    await resource.locator('.evidence').waitFor();
    match(await textOf(resource.locator('.evidence')), /s3-object-lock/);
    ok(await resource.locator('a[href="#8.6/log-storage"]').isVisible());
  }),

  onReport('names the records that the organisation must supply', { hash: '#6.1/risks' }, async (open) => {
    match(
      await textOf(open.row('6.1/risks').locator('.records')),
      /Risk register\s+risk-register[\s\S]*to be supplied/,
    );
  }),

  onReport('puts findings first, with property and place', { report: 'faulty' }, async ({ page }) => {
    equal(await page.locator('main > section').first().getAttribute('id'), 'findings');
    match(await textOf(page.locator('.verdict')), /\d+ open findings/);
    match(await textOf(page.locator('#findings')), /kms-key-rotation[\s\S]*EnableKeyRotation/);
  }),

  onReport(
    'opens what failed without being asked',
    { report: 'faulty', hash: '#8.4/encryption-at-rest' },
    async (open) => {
      const evidence = open.row('8.4/encryption-at-rest').locator('[data-check="rule:kms-key-rotation"] .evidence');
      match(await textOf(evidence), /non-compliant[\s\S]*EnableKeyRotation/);
    },
  ),

  onReport('shows a hostile name as text', { report: 'faulty', hash: '#resources?r=onerror' }, async ({ page }) => {
    equal(await page.locator('img').count(), 0);
    match(await textOf(page.locator('.resource:visible > summary > b').first()), /<img src=x onerror=alert\(1\)>/);
  }),

  onReport(
    'reads without scripts: rows open, both languages are there, filters are not',
    { view: { scripts: false } },
    async (open) => {
      await open.row('8.2/mfa').locator('> summary').click();
      ok(await open.row('8.2/mfa').locator('.demand').isVisible());
      equal(await open.page.locator('#filters').isVisible(), false);
      await open.page.locator('label[for="lang-zh"]').click();
      equal(await textOf(open.page.locator('h1')), '合规报告');
    },
  ),

  onReport(
    'nothing is wider than a narrow screen',
    { view: { width: 'narrow' }, hash: '#8.6/log-storage' },
    async (open) => {
      await open.page.locator('#open-all').click();
      await open.ask(
        "for (const stack of document.querySelectorAll('.attack, .techniques, .stack, .resource, .opinion')) stack.open = true",
      );
      equal(await open.ask('document.documentElement.scrollWidth'), 390);
    },
  ),

  onReport('opens every requirement at once, and closes them', { report: 'quickstart' }, async (open) => {
    const opened = () => open.page.locator('details.requirement[open]').count();
    await open.page.locator('#open-all').click();
    equal(await opened(), 180);
    await open.page.locator('#close-all').click();
    deepEqual([await opened()], [0]);
  }),
];
