import { join } from 'node:path';
import { costCommand } from '../../../lib/commands/cost';
import { UsageError } from '../../../lib/commands/io';
import { folderWith } from '../config/scratch';
import { configFile, organization, singleAccount, TODAY } from '../preflight/deployments';
import { RecordingIo } from './recording-io';

const HEADER = 'item,region,price,currency,source,date\n';

async function cost(written: object, io = new RecordingIo(), prices?: string) {
  const out = join(folderWith({}), 'out');
  const file =
    prices === undefined ? {} : { prices: join(folderWith({ 'prices.csv': HEADER + prices }), 'prices.csv') };
  const code = await costCommand({ config: configFile(written), out, asOf: TODAY, lang: io.lang, ...file }, io);
  return { code, io };
}

describe('isms cost', () => {
  test('counts what is billed for each stack and region, and in total, without a price', async () => {
    const { code, io } = await cost(singleAccount('aws'));

    expect(code).toBe(0);
    expect(io.stdout).toMatch(
      /^acme-log-archive · account 111111111111 · eu-central-1\n {2}item +what it is +quantity\n/m,
    );
    expect(io.stdout).toMatch(/^ {2}kms-key-use +KMS requests +by use$/m);
    expect(io.stdout).toMatch(/^In total\n/m);
    expect(io.stdout).toContain('No prices: this product knows none.');
    expect(io.stdout).toMatch(/^The bootstrap stacks\n/m);
    expect(io.stdout).not.toMatch(/[$€¥]|USD|CNY|EUR/);
  });

  test('multiplies what StackSets deliver by the accounts that they reach, and says so', async () => {
    const { io } = await cost(organization('aws', 9), new RecordingIo('en', true));
    const { lines, totals } = JSON.parse(io.stdout);
    const members = lines.filter(({ account }: { account: string }) => account === 'members');
    const keys = lines.filter(({ id }: { id: string }) => id === 'kms-key');
    const sum = (of: readonly { total: number }[]): number => of.reduce((all, { total }) => all + total, 0);

    expect(members.some(({ accounts }: { accounts: number }) => accounts > 1)).toBe(true);
    for (const { quantity, accounts, total } of members)
      expect(total).toBe(quantity === null ? null : quantity * accounts);
    expect(totals.find(({ id }: { id: string }) => id === 'kms-key').quantity).toBe(sum(keys));
  });

  test('puts the prices that were given to it, the one of the region first, and says what is not in the sum', async () => {
    const prices = [
      'kms-key,,1,EUR,offer,2026-11-01',
      'kms-key,eu-west-1,3,EUR,offer,2024-11-01',
      'kms-key-use,,9,EUR,offer,2026-11-01',
    ].join('\n');
    const { io } = await cost(singleAccount('aws'), new RecordingIo('en', true), prices);
    const { lines, amounts } = JSON.parse(io.stdout);
    const keys = lines.filter(({ id }: { id: string }) => id === 'kms-key');
    const expected = keys.reduce(
      (all: number, { total, region }: { total: number; region: string }) =>
        all + total * (region === 'eu-west-1' ? 3 : 1),
      0,
    );

    expect(expected).toBeGreaterThan(0);
    expect(amounts).toEqual([{ currency: 'EUR', amount: expected }]);
    expect(io.stderr).toContain('older than 365 days');

    const told = (await cost(singleAccount('aws'), new RecordingIo(), prices)).io.stdout;
    expect(told).toContain(`${expected.toFixed(2)} EUR a month, without what is billed by use`);
    expect(told).toMatch(/^ {2}kms-key {2}eu-west-1 {2}3 EUR {2}offer {2}2024-11-01 {2}\* older than a year$/m);
    expect(told).toMatch(/^ {2}kms-key .* 3 EUR \* /m);
  });

  test('refuses prices without a source, with their lines', async () => {
    const failure = await cost(singleAccount('aws'), new RecordingIo(), 'kms-key,,1,EUR,,2026-11-01').catch(
      (error: unknown) => error,
    );

    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as UsageError).because.en).toMatch(/prices\.csv:2:\d+ error source the price has no source/);
    expect((failure as UsageError).problems).toHaveLength(1);
  });

  test('says the same in Chinese', async () => {
    const { io } = await cost(organization('aws-cn'), new RecordingIo('zh'));

    expect(io.stdout).toMatch(/^合计\n {2}计费项 +说明 +数量\n/m);
    expect(io.stdout).toMatch(/ · \d+ 个成员账号各自 · cn-northwest-1$/m);
    expect(io.stdout).toContain('未列价格：本产品不含任何价格。');
  });
});
