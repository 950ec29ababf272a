import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { type OpenReport, textOf, until } from './browser';
import { type Check, onReport } from './check';

/** Ids of the attacks that are shown. */
const shownAttacks = (open: OpenReport): Promise<readonly string[]> =>
  open.ask("[...document.querySelectorAll('details.attack:not([hidden])')].map(({ id }) => id.replace('attack-', ''))");

const attackOf = (open: OpenReport, id: string) => open.page.locator(`[id="attack-${id}"]`);

const focused = (open: OpenReport): Promise<string> =>
  open.ask("document.activeElement?.closest('details')?.id || document.activeElement?.id || ''");

export const attacks: readonly Check[] = [
  onReport('a row of the matrix says who is refused, who is not, and by which statement', {}, async (open) => {
    const row = await textOf(attackOf(open, 'trail-silenced').locator('> summary'));
    match(row, /refused[\s\S]*allowed[\s\S]*allowed[\s\S]*TrailTampering\s+acme-guardrails-\d/);
  }),

  onReport('the matrix speaks Chinese', { view: { language: 'zh' } }, async (open) => {
    match(await textOf(attackOf(open, 'trail-silenced').locator('> summary')), /拒绝[\s\S]*允许[\s\S]*TrailTampering/);
  }),

  onReport('the numbers of the matrix agree with its rows', {}, async (open) => {
    const refused = await open.page.locator('.family').first().locator('details.attack[data-state="refused"]').count();
    ok(refused > 0);
    match(await textOf(open.page.locator('.tally').first()), new RegExp(`^${refused} of`));
    equal(await open.page.locator('.techniques li').count(), 44);
  }),

  onReport('opening an attack shows each call: who, on what, by which statement', {}, async (open) => {
    const row = attackOf(open, 'trail-silenced');
    await row.locator('> summary').click();
    const calls = await textOf(row.locator('.calls'));
    match(calls, /cloudtrail:StopLogging\s+arn:aws:cloudtrail:\S+:trail\/acme-trail/);
    match(calls, /TrailTampering\s+acme-guardrails-\d\s+service control policy · Content\.Statement\.\d+/);
  }),

  onReport(
    'a statement leads to the policy that it stands in, and the policy back',
    { hash: '#attack-trail-silenced' },
    async (open) => {
      await attackOf(open, 'trail-silenced').locator('.calls a').first().click();
      const resource = open.page.locator('.resource[open]');
      match(await textOf(resource.locator('> summary > small')), /AWS::Organizations::Policy/);
      await resource.locator('.shows a[href="#attack-trail-silenced"]').click();
      await until(async () => (await focused(open)) === 'attack-trail-silenced');
    },
  ),

  onReport(
    'a facet leads to its attacks, and an attack to its facet',
    { hash: '#8.4/cross-border#region-restriction' },
    async (open) => {
      await open
        .row('8.4/cross-border#region-restriction')
        .locator('.shows a[href="#attack-foreign-region-used"]')
        .click();
      const row = attackOf(open, 'foreign-region-used');
      await row.locator('.calls').waitFor();
      await row.locator('a[href="#8.4/cross-border#region-restriction"]').click();
      equal(await open.hash(), '#8.4/cross-border#region-restriction');
    },
  ),

  onReport(
    'where many attacks show a facet it counts them, and leads to the list',
    { hash: '#8.2/least-privilege#privilege-escalation-denied' },
    async (open) => {
      const link = open.row('8.2/least-privilege#privilege-escalation-denied').locator('.shows a');
      const [, count] = /^(\d+)\s*⊘\s*refused/.exec(await textOf(link)) ?? [];
      await link.click();
      equal(await open.hash(), '#attacks?verdict=refused&requirement=8.2/least-privilege');
      ok((await shownAttacks(open)).length >= Number(count));
    },
  ),

  onReport('evidence of a simulation leads to its attack', { hash: '#8.4/cross-border' }, async (open) => {
    const check = open
      .row('8.4/cross-border#region-restriction')
      .locator('[data-check="proof:policy-simulation"]')
      .first();
    // what is undecided stands open
    await check.locator('details[open]').waitFor();
    await check.locator('.evidence a[href="#attack-foreign-region-used"]').click();
    await attackOf(open, 'foreign-region-used').locator('.calls').waitFor();
  }),

  onReport(
    'a technique leads to its attacks, and an attack to its techniques',
    { hash: '#attack-trail-silenced' },
    async (open) => {
      await attackOf(open, 'trail-silenced').locator('a[href^="#technique-"]').first().click();
      const item = open.page.locator('.techniques li:target');
      match(await textOf(item), /cloudtrail[\s\S]*trail-silenced/);
      await item.locator('a.tag').first().click();
      equal(await open.hash(), '#attack-trail-silenced');
    },
  ),

  onReport(
    'filters attacks by word, action, requirement and technique, and keeps it in the address',
    {},
    async (open) => {
      const { page } = open;
      const all = await shownAttacks(open);
      await page.locator('#filter-a').fill('cloudtrail:StopLogging');
      ok((await shownAttacks(open)).includes('trail-silenced'));
      ok((await shownAttacks(open)).length < all.length);
      await page.locator('#filter-a').fill('审计跟踪');
      ok((await shownAttacks(open)).includes('trail-silenced'));
      await page.locator('#filter-a').fill('');
      await page.locator('#filter-requirement').selectOption('8.2/mfa');
      ok((await shownAttacks(open)).includes('root-user-used'));
      await page.locator('#filter-technique').selectOption('aws.defense-evasion.cloudtrail-stop');
      deepEqual(await shownAttacks(open), []);
      ok(await page.locator('#no-attacks').isVisible());
      await page.locator('#filter-requirement').selectOption('');
      deepEqual(await shownAttacks(open), ['trail-silenced']);
      equal(await open.hash(), '#attacks?technique=aws.defense-evasion.cloudtrail-stop');
      await open.reload();
      deepEqual(await shownAttacks(open), ['trail-silenced']);
      await page.locator('#clear-attacks').click();
      equal((await shownAttacks(open)).length, all.length);
    },
  ),

  onReport('filters attacks by verdict', {}, async (open) => {
    await open.page.locator('#filter-verdict').selectOption('refused');
    ok((await shownAttacks(open)).length > 0);
    equal(await open.page.locator('details.attack:visible:not([data-state="refused"])').count(), 0);
  }),

  onReport('to clear one filter leaves the other', {}, async (open) => {
    await open.page.locator('#filter-status').selectOption('partial');
    await open.page.locator('#filter-a').fill('trail');
    await open.page.locator('#clear-attacks').click();
    equal(await open.page.locator('#filter-status').inputValue(), 'partial');
    equal(await open.hash(), '#attacks?status=partial');
  }),

  onReport(
    'in the matrix the keys move among its rows, and the slash goes to its search',
    { hash: '#attack-organization-left' },
    async (open) => {
      const { keyboard } = open.page;
      await until(async () => (await focused(open)) === 'attack-organization-left');
      const [first, second] = await shownAttacks(open);
      equal(first, 'organization-left');
      await keyboard.press('j');
      equal(await focused(open), `attack-${second}`);
      await keyboard.press('ArrowUp');
      await keyboard.press('Escape');
      equal(await attackOf(open, 'organization-left').getAttribute('open'), null);
      await keyboard.press('/');
      equal(await focused(open), 'filter-a');
    },
  ),

  onReport('copies the link to an attack', { hash: '#attack-organization-left' }, async (open) => {
    await open.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await attackOf(open, 'organization-left').locator('.copy').click();
    await open.page.locator('.toast').waitFor();
    equal(await open.ask('navigator.clipboard.readText()'), `${open.address}#attack-organization-left`);
  }),

  onReport('where nothing was tried it says why', { report: 'faulty' }, async (open) => {
    match(await textOf(open.page.locator('#attacks')), /No attack was tried: these templates were made by others/);
  }),

  onReport(
    'without scripts the rows of the matrix stand, and say where the calls are',
    { view: { scripts: false } },
    async (open) => {
      match(await textOf(attackOf(open, 'trail-silenced').locator('> summary')), /refused[\s\S]*TrailTampering/);
      match(await textOf(open.page.locator('#attacks noscript')), /report\.json/);
    },
  ),

  onReport('on paper every attack that is shown stands, and so does every technique', {}, async (open) => {
    await open.page.emulateMedia({ media: 'print' });
    await open.ask("dispatchEvent(new Event('beforeprint'))");
    equal(await open.page.locator('details.attack > summary:visible').count(), (await shownAttacks(open)).length);
    equal(await open.page.locator('.techniques li:visible').count(), 44);
  }),
];
