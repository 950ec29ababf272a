import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Verification, verify } from '../../../constructs/session-recording/recording/verify';
import { othersIn, recordingsIn } from '../../../lib/sessions/recording-files';
import { folderWith } from '../../lib/config/scratch';
import { mutated, numbers } from './mutations';
import {
  type Files,
  inMemory,
  nameOf,
  OTHER_KEY,
  OTHER_SESSION,
  PUBLIC_KEY,
  recording,
  SESSION,
  writeRecording,
} from './recordings';

const verified = (files: Files): Promise<Verification> => verify(inMemory(files), [PUBLIC_KEY]);

const without = (files: Files, ...sequences: readonly number[]): Files =>
  new Map([...files].filter(([name]) => !sequences.some((sequence) => name === nameOf(sequence))));

const file = (files: Files, sequence: number): Buffer => files.get(nameOf(sequence)) ?? Buffer.alloc(0);

/** What is found, and where. */
const found = ({ findings }: Verification) =>
  findings.map(({ kind, file: name, segments, since }) => [kind, name ?? segments ?? since]);

describe('a recording that is whole', () => {
  test('is found so, with what it says of itself', async () => {
    expect(await verified(recording())).toMatchObject({
      session: SESSION,
      verdict: 'ok',
      findings: [],
      opens: { user: 'wang', host: 'bastion' },
      closes: { reason: 'exited', status: 0 },
      segments: 5,
      duration: 5_000_000,
    });
  });

  test('is not called so without a key', async () => {
    expect((await verify(inMemory(recording()), [])).verdict).toBe('unverified');
  });

  test('may be verified by any of several keys', async () => {
    expect((await verify(inMemory(recording()), [OTHER_KEY, PUBLIC_KEY])).verdict).toBe('ok');
  });

  test('may have a segment twice, where both are alike', async () => {
    const files = new Map(recording());
    files.set('00000002.version-3.seg', file(files, 2));

    expect(await verified(files)).toMatchObject({ verdict: 'ok', segments: 5 });
  });

  test('may stand beside files that are none of it, which are told', async () => {
    const files = new Map([...recording(), ['.DS_Store', Buffer.from('x')] as const]);
    const result = await verified(files);

    expect(result.verdict).toBe('ok');
    expect(found(result)).toEqual([['not-a-segment-file', '.DS_Store']]);
  });

  test('hands on its segments in order, each once', async () => {
    const visited: number[] = [];
    await verify(inMemory(recording()), [PUBLIC_KEY], ({ header }) => void visited.push(header.sequence));

    expect(visited).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('a recording that ends too early', () => {
  test('is incomplete since its last segment', async () => {
    const result = await verified(recording({ closed: false }));

    expect(result.verdict).toBe('incomplete');
    expect(found(result)).toEqual([['unclosed', 4_000_000]]);
  });

  test('is incomplete without any segment', async () => {
    expect(await verified(new Map())).toMatchObject({ verdict: 'incomplete', segments: 0 });
  });

  test('may lack a segment that nothing shows to have been stored', async () => {
    const files = without(recording({ closed: false, header: () => ({ confirmed: 0 }) }), 2);
    const result = await verified(files);

    expect(result.verdict).toBe('incomplete');
    expect(found(result)).toEqual([
      ['missing', [2, 2]],
      ['unclosed', 4_000_000],
    ]);
  });
});

describe('a recording that was tampered with', () => {
  const files = recording();
  const other = recording({ session: OTHER_SESSION });
  const replaced = (sequence: number, bytes: Buffer): Files => new Map([...files, [nameOf(sequence), bytes]]);

  test.each<[string, Files, readonly unknown[]]>([
    ['a segment that was stored and is gone', without(files, 2), ['removed', [2, 2]]],
    ['several of them', without(files, 1, 2), ['removed', [1, 2]]],
    ['no first segment', without(files, 0), ['removed', [0, 0]]],
    ["another session's segment", replaced(2, file(other, 2)), ['other-session', nameOf(2)]],
    ['a segment under the name of another', replaced(3, file(files, 2)), ['misplaced', nameOf(3)]],
    ['a file that is none', replaced(2, Buffer.from('{}\n\n')), ['unreadable', nameOf(2)]],
    ['an empty file', replaced(2, Buffer.alloc(0)), ['unreadable', nameOf(2)]],
    ['a name like that of a segment', new Map([...files, ['2.seg', file(files, 2)]]), ['unreadable', '2.seg']],
    [
      'another version of the format',
      recording({ header: (sequence) => (sequence === 2 ? { format: 'isms-session/2' } : {}) }),
      ['other-version', nameOf(2)],
    ],
    [
      'a segment that follows another than the one before',
      recording({ header: (sequence) => (sequence === 2 ? { previous: 'a'.repeat(64) } : {}) }),
      ['chain', nameOf(2)],
    ],
    [
      'two that differ',
      new Map([...files, ['00000002.again.seg', file(recording({ user: 'li' }), 2)]]),
      ['conflicting', [2, 2]],
    ],
    [
      'a segment after the end',
      new Map([...files, [nameOf(5), file(recording({ parts: [[], [], [], [], [], []] }), 5)]]),
      ['after-end', nameOf(5)],
    ],
  ])('%s', async (_, tampered, finding) => {
    const result = await verified(tampered);

    expect(result.verdict).toBe('tampered');
    expect(found(result)).toContainEqual(finding);
  });

  test('every segment that another key has signed', async () => {
    const result = await verify(inMemory(files), [OTHER_KEY]);

    expect(result).toMatchObject({ verdict: 'tampered', segments: 0 });
    expect(found(result)).toContainEqual(['signature', nameOf(0)]);
  });

  test('says so in both languages', async () => {
    for (const { told } of (await verified(without(files, 2))).findings) {
      expect(told.en).toMatch(/[a-z]/);
      expect(told.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test('five hundred times at random, in any of the ways', async () => {
    const below = numbers(20260301);
    const unnoticed: string[] = [];
    for (let count = 0; count < 500; count += 1) {
      const mutant = mutated(files, other, below);
      if ((await verified(mutant.files)).verdict === 'ok') unnoticed.push(`${count}: ${mutant.kind}`);
    }

    expect(unnoticed).toEqual([]);
  });
});

describe('files on a disk', () => {
  test('are verified in the folders that the recorder makes', async () => {
    const folder = folderWith({});
    writeRecording(folder, recording());
    writeRecording(folder, recording({ session: OTHER_SESSION }), OTHER_SESSION);
    const verdicts = await Promise.all(recordingsIn(folder).map((files) => verify(files, [PUBLIC_KEY])));

    expect(verdicts.map(({ session, verdict }) => [session, verdict])).toEqual([
      [SESSION, 'ok'],
      [OTHER_SESSION, 'ok'],
    ]);
  });

  test('of other names are passed over, and told', () => {
    const folder = folderWith({ 'notes.txt': '', [join('20260301', 'x')]: '' });
    writeRecording(folder, recording());

    expect(recordingsIn(folder).map(({ session }) => session)).toEqual([SESSION]);
    expect(othersIn(folder)).toEqual([
      { name: '20260301', maybeRecording: true },
      { name: 'notes.txt', maybeRecording: false },
    ]);
  });

  test('that are links, folders or too large are not opened', async () => {
    const folder = folderWith({});
    writeRecording(folder, without(recording(), 1, 2, 3));
    symlinkSync('/etc/hostname', join(folder, SESSION, nameOf(1)));
    mkdirSync(join(folder, SESSION, nameOf(2)));
    writeFileSync(join(folder, SESSION, nameOf(3)), '');
    // four gibibytes, of which the disk holds none
    truncateSync(join(folder, SESSION, nameOf(3)), 4 * 1024 ** 3);
    const [files] = recordingsIn(folder);
    const result = files && (await verify(files, [PUBLIC_KEY]));

    expect(result && found(result).filter(([kind]) => kind === 'no-plain-file')).toEqual(
      [1, 2, 3].map((sequence) => ['no-plain-file', nameOf(sequence)]),
    );
  });
});
