import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import { handler, type ValidationEvent } from '../../../constructs/trail-validation/trail-validation.handler';
import { notes, serviceError } from '../../support/notes';
import { HOUR_MS, signer, trailArchive } from '../../support/trail-archive';

const EVENT: ValidationEvent = {
  trail: { name: 'acme-trail', region: 'eu-central-1', bucket: 'acme-trail-1', prefix: 'AWSLogs/o-abcdefghij/' },
  accounts: ['111111111111', '222222222222'],
};
const CHAINS = [
  { account: '111111111111', region: 'eu-central-1' },
  { account: '222222222222', region: 'us-east-1' },
];
const NOW = Date.UTC(2026, 2, 2, 12, 20);
/** The end of the last digest before now. */
const LAST = NOW - 20 * 60_000;
const HOURS = 30;

const [HOME, EAST, STRANGER] = [signer(), signer(), signer()];
const archive = trailArchive(EVENT.trail);
/** Keys of the digests by chain, in their order. */
let keys: string[][];
let noted: ReturnType<typeof notes>;

const endOf = (hour: number): number => LAST - (HOURS - 1 - hour) * HOUR_MS;

function makeHour(index: number, hour: number, wrong: Partial<Parameters<typeof archive.digest>[0]> = {}): string {
  const chain = CHAINS[index] as (typeof CHAINS)[number];
  const to = endOf(hour);
  return archive.digest({
    chain,
    from: to - HOUR_MS,
    to,
    by: chain.region === 'us-east-1' ? EAST : HOME,
    logs: hour % 3 === 0 ? [] : [`{"Records":["${hour}"]}`, `{"Records":["${hour} 中"]}`],
    ...wrong,
  });
}

const made = (hours: number): string[][] =>
  CHAINS.map((_, index) => Array.from({ length: hours }, (__, hour) => makeHour(index, hour)));

beforeEach(() => {
  noted = notes();
  jest.spyOn(clock, 'now').mockReturnValue(NOW);
  jest.spyOn(clock, 'wait').mockResolvedValue();
  archive.reset();
  archive.signers.set('eu-central-1', [HOME]);
  archive.signers.set('us-east-1', [EAST]);
  keys = made(HOURS);
});
afterEach(() => jest.restoreAllMocks());

const key = (hour: number, chain = 0): string => keys[chain]?.[hour] ?? '';
const logOf = (hour: number, chain = 0): string =>
  [...archive.objects.keys()].find((name) => name.includes('/CloudTrail/') && name.includes(stampOf(hour, chain))) ??
  '';
const stampOf = (hour: number, chain: number): string => /_(\d{8}T\d{6}Z)\./.exec(key(hour, chain))?.[1] ?? '';
const told = () => noted.lines.filter(({ event }) => event === 'trail-gap').map(({ kind }) => kind);
const result = () => noted.lines.find(({ event }) => event === 'completed');

/** Changes the text of an object, or what lies beside it. */
function rewrite(name: string, change: (text: string) => string, metadata?: Record<string, string>): void {
  const stored = archive.objects.get(name);
  if (!stored) throw new Error(`there is no ${name}`);
  archive.put(name, change(gunzipSync(stored.bytes).toString()), metadata ?? stored.metadata);
}

describe('8.2/operation-audit#log-integrity: what CloudTrail has left', () => {
  test('is found whole: every account and region, each digest of the last day, each log file', async () => {
    await handler(EVENT);

    expect(noted.lines).toEqual([
      { event: 'completed', chains: 2, digests: 52, logs: 72, findings: 0 },
      { event: 'validated' },
    ]);
  });

  test('is whole from the first digest on that there ever was', async () => {
    archive.objects.clear();
    archive.breakChain();
    for (const index of [0, 1]) for (let hour = HOURS - 3; hour < HOURS; hour += 1) makeHour(index, hour);

    await handler(EVENT);
    expect(noted.events()).toEqual(['completed', 'validated']);
    expect(result()).toMatchObject({ chains: 2, digests: 6, logs: 8, findings: 0 });
  });

  test('is whole with digests for log files that came late, which are a chain of their own', async () => {
    const chain = CHAINS[0] as (typeof CHAINS)[number];
    for (const hour of [20, 24]) {
      const to = endOf(hour);
      archive.digest({ chain, from: to - HOUR_MS, to, by: HOME, logs: [`late ${hour}`], late: true });
    }
    await handler(EVENT);
    expect(result()).toMatchObject({ digests: 54, logs: 74, findings: 0 });

    rewrite(
      [...archive.objects.keys()].find((name) => name.includes('_backfill') && name.includes(stampOf(24, 0))) ?? '',
      (text) => text.replace('Z', 'Y'),
    );
    noted.lines.length = 0;
    await handler(EVENT);
    expect(told()).toEqual(['digest-signature']);
  });

  test('is whole where a single account has no organization', async () => {
    const trail = { ...EVENT.trail, prefix: 'AWSLogs/' };
    const own = trailArchive(trail);
    own.reset();
    own.signers.set('cn-north-1', [HOME]);
    const chain = { account: '111111111111', region: 'cn-north-1' };
    own.digest({ chain, from: LAST - HOUR_MS, to: LAST, by: HOME, logs: ['one'] });

    await handler({ trail, accounts: ['111111111111'] });
    expect(result()).toMatchObject({ chains: 1, digests: 1, logs: 1, findings: 0 });
  });

  test('is whole where the keys of the home region have signed', async () => {
    archive.signers.set('us-east-1', []);
    archive.signers.set('eu-central-1', [HOME, EAST]);

    await handler(EVENT);
    expect(result()).toMatchObject({ findings: 0 });
  });
});

describe('8.2/operation-audit#log-integrity: it is told when', () => {
  const tampered: readonly [string, () => void, readonly string[]][] = [
    ['a byte of a log file is changed', () => rewrite(logOf(20), (text) => text.replace('20', '21')), ['log-changed']],
    ['something is added to a log file', () => rewrite(logOf(20), (text) => `${text} `), ['log-changed']],
    [
      'a log file is replaced by what is none',
      () => archive.objects.set(logOf(20), { bytes: Buffer.from('{}'), metadata: {} }),
      ['log-changed'],
    ],
    ['a log file is deleted', () => archive.objects.delete(logOf(20)), ['log-missing']],
    [
      'a log file stands in the place of another',
      () => archive.objects.set(logOf(20), archive.objects.get(logOf(22)) as never),
      ['log-changed'],
    ],
    [
      'a byte of a digest is changed',
      () => rewrite(key(20), (text) => text.replace('SHA-256', 'SHA-257')),
      ['digest-signature', 'digest-link'],
    ],
    [
      'the hash of a log file is changed in the digest as well',
      () => rewrite(key(20), (text) => text.replace(/"hashValue":"."?/, '"hashValue":"f')),
      ['digest-signature', 'digest-link'],
    ],
    ['a digest is no longer one', () => rewrite(key(20), () => 'nothing'), ['digest-unreadable', 'digest-unreadable']],
    [
      'a digest lacks a field',
      () => rewrite(key(20), (text) => text.replace('"logFiles"', '"files"')),
      ['digest-unreadable', 'digest-unreadable'],
    ],
    [
      'a digest has lost its signature',
      () => rewrite(key(20), (text) => text, {}),
      ['digest-signature', 'digest-link'],
    ],
    [
      'a digest says that another algorithm has signed',
      () =>
        rewrite(key(20), (text) => text, { ...archive.objects.get(key(20))?.metadata, 'signature-algorithm': 'none' }),
      ['digest-signature'],
    ],
    ['a digest is deleted', () => archive.objects.delete(key(20)), ['digest-link', 'digest-missing']],
    ['the digest before the first of the day is deleted', () => archive.objects.delete(key(3)), ['digest-missing']],
    [
      'two digests change places',
      () => {
        const [one, other] = [archive.objects.get(key(20)), archive.objects.get(key(21))];
        archive.objects.set(key(20), other as never);
        archive.objects.set(key(21), one as never);
      },
      ['digest-moved', 'digest-moved', 'digest-link'],
    ],
    [
      'a digest is copied from another chain',
      () => archive.objects.set(key(20), archive.objects.get(key(20, 1)) as never),
      ['digest-moved', 'digest-link'],
    ],
    [
      'a file that is no digest lies among them',
      () => archive.put(key(20).replace('.json.gz', '.copy.json.gz'), '{}'),
      ['not-a-digest'],
    ],
    [
      'the last digests of a chain are deleted',
      () => {
        for (let hour = HOURS - 4; hour < HOURS; hour += 1) archive.objects.delete(key(hour));
      },
      ['chain-stopped'],
    ],
    [
      'an account has no digests',
      () => {
        for (const name of keys[1] ?? []) archive.objects.delete(name);
      },
      ['account-without-digests'],
    ],
  ];
  test.each(tampered)('%s', async (_, tamper, expected) => {
    tamper();

    await handler(EVENT);

    expect(told().sort()).toEqual([...expected].sort());
    expect(result()).toMatchObject({ findings: expected.length });
    expect(noted.events()).not.toContain('validated');
  });

  test('a digest is made anew and signed by another key, whatever fingerprint it names', async () => {
    makeHour(0, HOURS - 1, { by: STRANGER });
    await handler(EVENT);
    expect(told()).toContain('digest-key-unknown');

    noted.lines.length = 0;
    archive.reset();
    archive.signers.set('eu-central-1', [HOME]);
    archive.signers.set('us-east-1', [EAST]);
    keys = made(HOURS - 1);
    makeHour(0, HOURS - 1, { by: { ...STRANGER, fingerprint: HOME.fingerprint } });
    makeHour(1, HOURS - 1);
    await handler(EVENT);
    expect(told()).toEqual(['digest-signature']);
  });

  test.each([
    ['hours lie between two digests', { from: endOf(HOURS - 2) + 1000 }, ['time-gap']],
    [
      'a log file lies in another bucket',
      { with: { logFiles: [{ s3Bucket: 'other', s3Object: 'x', hashValue: 'y' }] } },
      ['log-elsewhere'],
    ],
    ['the digest before lies in another bucket', { with: { previousDigestS3Bucket: 'other' } }, ['digest-elsewhere']],
    [
      'the digest before is said to be of another chain',
      { with: { previousDigestS3Object: 'AWSLogs/x' } },
      ['digest-elsewhere'],
    ],
    ['the digest before had another hash', { with: { previousDigestHashValue: '0' } }, ['digest-link']],
    ['the digest before had another signature', { with: { previousDigestSignature: 'ab' } }, ['digest-link']],
  ])('%s, though the digest is signed', async (_, wrong, expected) => {
    archive.reset();
    archive.signers.set('eu-central-1', [HOME]);
    archive.signers.set('us-east-1', [EAST]);
    keys = made(HOURS - 1);
    makeHour(0, HOURS - 1, wrong);
    makeHour(1, HOURS - 1);

    await handler(EVENT);
    expect(told()).toEqual(expected);
  });

  test('logging was off and on again, so that a digest follows none', async () => {
    archive.reset();
    archive.signers.set('eu-central-1', [HOME]);
    archive.signers.set('us-east-1', [EAST]);
    keys = made(HOURS - 3);
    archive.breakChain();
    for (const hour of [HOURS - 2, HOURS - 1]) for (const index of [0, 1]) makeHour(index, hour);

    await handler(EVENT);
    expect(told()).toEqual(['chain-restarted', 'chain-restarted']);
  });

  test('any one bit of any digest or log file of the day is flipped', async () => {
    archive.objects.clear();
    archive.breakChain();
    for (const index of [0, 1]) for (let hour = HOURS - 5; hour < HOURS; hour += 1) makeHour(index, hour);
    const day = [...archive.objects];
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let turn = 0; turn < 60; turn += 1) {
      const [name, stored] = day[random(day.length)] as (typeof day)[number];
      const inflated = gunzipSync(stored.bytes);
      const at = random(inflated.length);
      inflated[at] = (inflated[at] ?? 0) ^ (1 << random(8));
      archive.objects.set(name, { ...stored, bytes: gzipSync(inflated) });
      noted.lines.length = 0;

      await handler(EVENT);

      expect([name, at, told().length > 0]).toEqual([name, at, true]);
      archive.objects.set(name, stored);
    }
  });
});

describe('a run', () => {
  test('asks each region once for its keys, for the days in question', async () => {
    await handler(EVENT);

    const calls = archive.trail.commandCalls(ListPublicKeysCommand);
    expect(calls).toHaveLength(2);
    expect(calls[0]?.args[0].input.StartTime?.getTime()).toBeLessThan(NOW - 26 * HOUR_MS);
    expect(calls[0]?.args[0].input.EndTime?.getTime()).toBeGreaterThan(NOW);
  });

  test('reads again what broke off, from its beginning', async () => {
    const half = archive.objects.get(logOf(20))?.bytes.subarray(0, 12);
    const broken = new Readable({
      read() {
        this.push(half);
        this.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
      },
    });
    archive.s3
      .on(GetObjectCommand, { Key: logOf(20) })
      .resolvesOnce({ Body: broken as never })
      .callsFake(({ Key }) => ({ Body: Readable.from([archive.objects.get(Key)?.bytes]) }));

    await handler(EVENT);
    expect(result()).toMatchObject({ findings: 0 });
  });

  test('goes on after throttling', async () => {
    archive.s3
      .on(GetObjectCommand, { Key: key(20) })
      .rejectsOnce(serviceError('SlowDown', 503))
      .callsFake(({ Key }) => {
        const stored = archive.objects.get(Key);
        return { Body: Readable.from([stored?.bytes]), Metadata: stored?.metadata };
      });

    await handler(EVENT);
    expect(result()).toMatchObject({ findings: 0 });
  });

  const failing: readonly [string, () => void][] = [
    ['objects may not be read', () => archive.s3.on(GetObjectCommand).rejects(serviceError('AccessDenied', 403))],
    [
      'the bucket cannot be listed',
      () => archive.s3.on(ListObjectsV2Command).rejects(serviceError('AccessDenied', 403)),
    ],
    [
      'a region does not tell its keys',
      () => archive.trail.on(ListPublicKeysCommand).rejects(serviceError('AccessDeniedException')),
    ],
  ];
  test.each(failing)('8.2/operation-audit#log-integrity: fails, and is not completed, when %s', async (_, fail) => {
    fail();

    await expect(handler(EVENT)).rejects.toThrow('AccessDenied');
    expect(noted.events()).toContain('could-not-look');
    expect(noted.events()).not.toContain('completed');
  });

  test('8.2/operation-audit#log-integrity: tells that there is nothing where an archive is empty', async () => {
    archive.objects.clear();

    await handler(EVENT);
    expect(told()).toEqual(['account-without-digests', 'account-without-digests']);
  });

  test.each([
    ['no trail', { ...EVENT, trail: undefined }],
    ['no bucket', { ...EVENT, trail: { ...EVENT.trail, bucket: '' } }],
    ['no accounts', { ...EVENT, accounts: [] }],
    ['nothing', {}],
  ])('refuses an event with %s', async (_, event) => {
    await expect(handler(event as never)).rejects.toThrow('the event names no');
  });
});
