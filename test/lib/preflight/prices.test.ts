import { join } from 'node:path';
import { billableItems, itemId, itemIds } from '../../../lib/preflight/billable';
import { readPrices } from '../../../lib/preflight/prices';
import { folderWith } from '../config/scratch';

const KNOWN = {
  items: new Set(['kms-key', 'ec2-vpc-endpoint', 'sqs-queue-use']),
  regions: new Set(['eu-central-1', 'eu-west-1']),
  asOf: '2026-11-23',
};
const HEADER = 'item,region,price,currency,source,date';
const GOOD = 'kms-key,,1.00,EUR,offer 12,2026-11-01';

const readAs = (name: string, text: string | Uint8Array) => readPrices(join(folderWith({ [name]: text }), name), KNOWN);
const read = (...rows: readonly string[]) => readAs('prices.csv', [HEADER, ...rows, ''].join('\n'));

const told = ({ problems }: ReturnType<typeof readPrices>): readonly string[] =>
  problems.map(({ line, severity, key, message }) => `${line} ${severity} ${key}: ${message.en}`);

describe('prices', () => {
  test('are read from CSV', () => {
    expect(read(GOOD, 'ec2-vpc-endpoint,eu-west-1,0.0115,EUR,"agreement, page 3",2026-10-31')).toEqual({
      problems: [],
      prices: [
        { item: 'kms-key', price: 1, currency: 'EUR', source: 'offer 12', date: '2026-11-01', isOld: false },
        {
          item: 'ec2-vpc-endpoint',
          region: 'eu-west-1',
          price: 0.0115,
          currency: 'EUR',
          source: 'agreement, page 3',
          date: '2026-10-31',
          isOld: false,
        },
      ],
    });
  });

  test('are read from YAML', () => {
    const yaml = '- { item: kms-key, price: 1.5, currency: CNY, source: offer, date: 2026-11-01 }\n';

    expect(readAs('prices.yaml', yaml)).toEqual({
      problems: [],
      prices: [{ item: 'kms-key', price: 1.5, currency: 'CNY', source: 'offer', date: '2026-11-01', isOld: false }],
    });
  });

  test.each([
    ['without a source', 'kms-key,,1,EUR,,2026-11-01', '2 error source: the price has no source'],
    ['without a date', 'kms-key,,1,EUR,offer,', '2 error date: the price has no date'],
    ['without an item', ',,1,EUR,offer,2026-11-01', '2 error item: the price has no item'],
    ['without a price', 'kms-key,,,EUR,offer,2026-11-01', '2 error price: the price has no price'],
    ['without a currency', 'kms-key,,1,,offer,2026-11-01', '2 error currency: the price has no currency'],
    [
      'of nothing that is billed',
      'kms,,1,EUR,offer,2026-11-01',
      '2 error item: nothing that is billed is called "kms"',
    ],
    [
      'of a region without items',
      'kms-key,eu-west-9,1,EUR,offer,2026-11-01',
      '2 error region: nothing is billed in "eu-west-9"',
    ],
    ['below nothing', 'kms-key,,-1,EUR,offer,2026-11-01', '2 error price: "-1" is no price'],
    ['with a sign', 'kms-key,,$1,EUR,offer,2026-11-01', '2 error price: "$1" is no price'],
    ['without end', 'kms-key,,Infinity,EUR,offer,2026-11-01', '2 error price: "Infinity" is no price'],
    ['in a sign', 'kms-key,,1,€,offer,2026-11-01', '2 error currency: "€" is no currency of ISO 4217'],
    ['of no day', 'kms-key,,1,EUR,offer,2026-02-30', '2 error date: "2026-02-30" is no day of the calendar'],
    ['of tomorrow', 'kms-key,,1,EUR,offer,2026-11-24', '2 error date: 2026-11-24 is yet to come'],
  ])('%s are refused with their line', (_, row, problem) => {
    const reading = read(row);

    expect(told(reading)).toEqual([problem]);
    expect(reading.prices).toEqual([]);
  });

  test('are all judged at once', () => {
    expect(told(read('kms,,x,EUR,,2026-11-01', GOOD, 'kms-key,,1,EUR,again,2026-11-01'))).toEqual([
      '2 error item: nothing that is billed is called "kms"',
      '2 error price: "x" is no price',
      '2 error source: the price has no source',
      '4 error item: the item has a price for this region already',
    ]);
  });

  test('of the same item may differ by region', () => {
    expect(read(GOOD, 'kms-key,eu-west-1,2,EUR,offer,2026-11-01').prices).toHaveLength(2);
  });

  test.each([
    ['365 days', '2025-11-23', false],
    ['366 days', '2025-11-22', true],
  ])('of %s ago are marked as they should be', (_, date, isOld) => {
    const { prices, problems } = read(`kms-key,,1,EUR,offer,${date}`);

    expect(prices.map((price) => price.isOld)).toEqual([isOld]);
    expect(problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual(isOld ? ['warning old-price'] : []);
  });

  test.each([
    ['an empty CSV file', 'a.csv', HEADER, 'holds no price'],
    ['an unknown column', 'a.csv', 'item,cost\nkms-key,1\n', '"cost" is no column'],
    ['a short row', 'a.csv', `${HEADER}\nkms-key,,1\n`, 'the row has 3 cells, the first line 6'],
    ['an empty YAML file', 'a.yaml', '', 'holds no price'],
    ['no list', 'a.yaml', 'kms-key: 1\n', 'is no list of prices'],
    ['a list of words', 'a.yaml', '- kms-key\n', 'is no price'],
    [
      'a key that prices do not have',
      'a.yaml',
      '- { item: kms-key, price: 1, currency: EUR, source: o, date: 2026-11-01, vat: 19 }\n',
      '"vat" is nothing that a price has',
    ],
    [
      'a list in place of a text',
      'a.yaml',
      '- { item: [kms-key], price: {}, currency: EUR, source: o, date: 2026-11-01 }\n',
      'is no price',
    ],
    ['an alias', 'a.yaml', '- &a { item: kms-key }\n- *a\n', 'alias'],
    ['a binary file', 'a.csv', new Uint8Array([0, 1, 2]), 'binary'],
  ])('in %s are refused', (_, name, text, message) => {
    const reading = readAs(name, text);

    expect(told(reading).join('\n')).toContain(message);
    expect(reading.prices).toEqual([]);
  });

  test('in no file are refused', () => {
    expect(told(readPrices(join(folderWith({}), 'none.csv'), KNOWN)).join()).toContain('1 error');
  });

  test('tell every mistake in Chinese too, and how to mend it', () => {
    const { problems } = read('kms,eu-west-9,x,€,,2026-02-30', ',,,,,2030-01-01');

    expect(problems.length).toBeGreaterThan(8);
    for (const { message, mend } of problems) {
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(mend.zh).toMatch(/\p{Script=Han}/u);
      expect(mend.en).not.toBe('');
    }
  });
});

describe('what is billed', () => {
  test('has ids that differ, of letters, digits and dashes', () => {
    const ids = itemIds();

    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test.each([
    ['AWS::KMS::Key', 0, 'kms-key'],
    ['AWS::KMS::Key', 1, 'kms-key-use'],
    ['AWS::EC2::VPCEndpoint', 0, 'ec2-vpc-endpoint'],
    ['AWS::S3::Bucket', 1, 's3-bucket-replication-use'],
  ])('%s, item %d, is called %s', (type, index, id) => {
    const item = billableItems[type]?.[index];

    expect(item && itemId(type, item)).toBe(id);
  });
});
