import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { type OpenReport, textOf, until } from './browser';
import { type Check, onReport } from './check';

const focusedRow = (open: OpenReport): Promise<string> =>
  open.ask("document.activeElement?.closest('details.requirement')?.id ?? document.activeElement?.id ?? ''");

const filters: readonly Check[] = [
  onReport('filters by status', {}, async (open) => {
    await open.page.locator('#filter-status').selectOption('partial');
    const shown = await open.shown();
    ok(shown.length > 0 && shown.length < 180);
    equal(await textOf(open.page.locator('#shown')), `${shown.length} / 180`);
    equal(await open.page.locator('details.requirement:visible:not([data-status="partial"])').count(), 0);
  }),

  onReport('filters by kind, clause and cloud together', {}, async (open) => {
    await open.page.locator('#filter-kind').selectOption('control');
    await open.page.locator('#filter-clause').selectOption('8.4');
    await open.page.locator('#filter-cloud').selectOption('azure');
    await open.page.locator('#filter-status').selectOption('partial');
    const shown = await open.shown();
    ok(shown.length > 0 && shown.every((id) => id.startsWith('8.4/')));
    equal(await open.page.locator('details.requirement:visible:not([data-azure="partial"])').count(), 0);
  }),

  onReport('finds a requirement by its id, its title in either language, a rule, and a resource', {}, async (open) => {
    const find = async (text: string): Promise<readonly string[]> => {
      await open.page.locator('#filter-q').fill(text);
      return open.shown();
    };
    ok((await find('8.2/mfa')).includes('8.2/mfa'));
    ok((await find('multi-factor authentication')).includes('8.2/mfa'));
    ok((await find('s3-object-lock')).includes('8.6/log-storage'));
    ok((await find('AWS::Backup::BackupVault')).includes('8.4/backup'));
    ok((await find('日志')).includes('8.6/log-storage'));
    deepEqual(await find('xyzzy'), []);
    ok(await open.page.locator('#nothing').isVisible());
  }),

  onReport('the filter survives a reload, and can be cleared', {}, async (open) => {
    await open.page.locator('#filter-status').selectOption('manual');
    await open.page.locator('#filter-q').fill('risk');
    const before = await open.shown();
    equal(await open.hash(), '#requirements?q=risk&status=manual');
    await open.reload();
    deepEqual(await open.shown(), before);
    equal(await open.page.locator('#filter-q').inputValue(), 'risk');
    await open.page.locator('#clear').click();
    equal((await open.shown()).length, 180);
    equal(await open.hash(), '#requirements');
  }),

  onReport('a number of the overview filters', {}, async (open) => {
    await open.page.locator('.legend a.manual').click();
    equal(await open.page.locator('#filter-status').inputValue(), 'manual');
    equal(await open.page.locator('details.requirement:visible:not([data-status="manual"])').count(), 0);
  }),

  onReport(
    'a filter in the address that means nothing is passed over',
    { hash: '#requirements?status=nonsense&x=%E0%A4%A' },
    async (open) => {
      equal((await open.shown()).length, 180);
    },
  ),

  onReport('finds resources, and keeps the search in the address', {}, async (open) => {
    await open.page.locator('#filter-r').fill('AWS::KMS::Key');
    const rows = open.page.locator('.resource:visible');
    ok((await rows.count()) > 0);
    match(await textOf(rows.first()), /AWS::KMS::Key/);
    match(await open.hash(), /r=AWS/);
  }),
];

const links: readonly Check[] = [
  onReport('a link leads into a requirement', { hash: '#8.2/mfa' }, async (open) => {
    ok(await open.row('8.2/mfa').locator('.demand').isVisible());
    await until(async () => (await focusedRow(open)) === '8.2/mfa');
  }),

  onReport('a link leads to a facet', { hash: '#8.2/mfa#break-glass-mfa' }, async (open) => {
    await open.row('8.2/mfa#break-glass-mfa').waitFor();
    ok(await open.ask(`document.getElementById('8.2/mfa#break-glass-mfa').getBoundingClientRect().top < innerHeight`));
  }),

  onReport('a link leads into a requirement that the filter hides', { hash: '#8.2/mfa?status=met' }, async (open) => {
    ok(await open.row('8.2/mfa').locator('.demand').isVisible());
    equal(await open.page.locator('#filter-status').inputValue(), 'met');
  }),

  onReport('an address that leads nowhere shows the report', { hash: '#%E0%A4%A' }, async (open) => {
    equal((await open.shown()).length, 180);
  }),

  onReport('going back leads back', { hash: '#8.2/mfa' }, async (open) => {
    await open.ask("location.hash = '#8.4/backup'");
    await open.row('8.4/backup').locator('.demand').waitFor();
    await open.page.goBack();
    equal(await open.hash(), '#8.2/mfa');
  }),

  onReport('copies the link to a requirement', { hash: '#8.2/mfa' }, async (open) => {
    await open.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open.row('8.2/mfa').locator('.copy').click();
    await open.page.locator('.toast').waitFor();
    equal(await open.ask('navigator.clipboard.readText()'), `${open.address}#8.2/mfa`);
    match(await textOf(open.page.locator('#said')), /Link copied/);
  }),
];

const keys: readonly Check[] = [
  onReport('slash goes to the search, escape empties and leaves it', {}, async (open) => {
    const { keyboard } = open.page;
    await keyboard.press('/');
    equal(await focusedRow(open), 'filter-q');
    await keyboard.type('mfa');
    equal(await open.page.locator('#filter-q').inputValue(), 'mfa');
    await keyboard.press('Escape');
    equal(await open.page.locator('#filter-q').inputValue(), '');
    equal((await open.shown()).length, 180);
    await keyboard.press('Escape');
    equal(await focusedRow(open), '');
  }),

  onReport('j and k, and the arrows on a row, move; Enter opens; Escape closes', {}, async (open) => {
    const { keyboard } = open.page;
    for (const [key, row] of [
      ['j', '4.1/external'],
      ['j', '4.1/internal'],
      ['ArrowDown', '4.2/a'],
      ['ArrowUp', '4.1/internal'],
      ['k', '4.1/external'],
      ['k', '4.1/external'],
    ] as const) {
      await keyboard.press(key);
      equal(await focusedRow(open), row);
    }
    await keyboard.press('Enter');
    ok(await open.row('4.1/external').locator('.demand').isVisible());
    await keyboard.press('Escape');
    equal(await open.row('4.1/external').locator('.demand').isVisible(), false);
    equal(await focusedRow(open), '4.1/external');
  }),

  onReport('what is typed into a field is no shortcut', {}, async (open) => {
    await open.page.locator('#filter-q').fill('');
    await open.page.locator('#filter-q').pressSequentially('jk/?c');
    equal(await open.page.locator('#filter-q').inputValue(), 'jk/?c');
  }),

  onReport('the question mark lists the keys, and shortcuts can be turned off', {}, async (open) => {
    const { keyboard } = open.page;
    await keyboard.press('?');
    ok(await open.page.locator('#help').isVisible());
    await open.page.locator('#shortcuts').uncheck();
    await keyboard.press('Escape');
    equal(await open.page.locator('#help').isVisible(), false);
    await keyboard.press('/');
    equal(await focusedRow(open), '');
    await open.reload();
    await keyboard.press('?');
    equal(await open.page.locator('#help').isVisible(), false);
  }),

  onReport('Tab reaches the skip link first, and what has the focus shows it', {}, async (open) => {
    await open.page.keyboard.press('Tab');
    equal(await open.ask('document.activeElement.className'), 'skip');
    await open.page.keyboard.press('Enter');
    await open.page.keyboard.press('j');
    match(await open.ask('getComputedStyle(document.activeElement).outlineStyle'), /solid/);
  }),
];

export const findingTheWay: readonly Check[] = [...filters, ...links, ...keys];
