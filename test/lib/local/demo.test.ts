import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { live } from '../../../lib/local/demo';
import { localFolder } from '../../../lib/local/folder';
import { readProbes, writeProbes } from '../../../lib/local/probes-file';
import { SCENES } from '../../../lib/local/scenes';
import { isLacking, type Played, refusal, type Scene, type Stage, standing } from '../../../lib/local/scenes/scene';
import { ROOT } from '../../support/landing-zone';

const KEY = {
  stack: 'acme',
  account: '1',
  region: 'eu-central-1',
  logicalId: 'Key',
  physicalId: 'k',
  type: 'AWS::KMS::Key',
};

const stage: Stage = {
  resources: [KEY],
  client: (_, region) => ({ region }),
  judge: async () => [],
  enforcing: async () => Promise.reject(new Error('none')),
};

const scene = (id: string, play: () => Promise<Played>): Scene => ({
  id,
  title: { en: 'Something happens', zh: '发生某事' },
  expected: { en: 'this', zh: '如此' },
  facets: ['8.6/log-storage#write-once'],
  play,
});

const ends = (ending: Played['ending']) => async (): Promise<Played> => ({
  ending,
  happened: { en: 'that', zh: '如此' },
  subject: KEY,
});

const error = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

describe('a day', () => {
  test.each([
    ['as-expected', 'effective'],
    ['wrong', 'ineffective'],
    ['not-enforced', 'not-enforced'],
  ] as const)('a scene that ends %s makes a probe that is %s', async (ending, outcome) => {
    const [lived] = await live(
      [scene('one', ends(ending))],
      stage,
      () => undefined,
      () => '2026-11-01T08:00:00.000Z',
    );

    expect(lived?.probe).toEqual({
      check: 'one',
      facets: ['8.6/log-storage#write-once'],
      outcome,
      at: '2026-11-01T08:00:00.000Z',
      subject: { stack: 'acme', account: '1', region: 'eu-central-1', logicalId: 'Key' },
      message: { en: 'Something happens: that', zh: '发生某事：如此' },
    });
  });

  test('a scene that breaks went wrong, and the day goes on', async () => {
    const told: string[] = [];
    const breaks = scene('breaks', async () => {
      throw error('TimeoutError', 'nobody answers');
    });
    const day = await live([breaks, scene('after', ends('as-expected'))], stage, ({ scene: { id } }) => told.push(id));

    expect(day.map(({ played }) => played.ending)).toEqual(['wrong', 'as-expected']);
    expect(day[0]?.played.happened.en).toBe('it broke: TimeoutError: nobody answers');
    expect(told).toEqual(['breaks', 'after']);
  });
});

describe('a scene', () => {
  test('takes for a refusal what it expects, and nothing else', async () => {
    const failing = (name: string) => () => Promise.reject(error(name));

    await expect(refusal(failing('AccessDenied'), 'AccessDenied')).resolves.toBe('AccessDenied');
    await expect(refusal(failing('NoSuchBucket'), 'AccessDenied')).rejects.toThrow();
    await expect(refusal(() => Promise.resolve(), 'AccessDenied')).resolves.toBeUndefined();
  });

  test.each([
    [error('InvalidAction', 'Unknown action: RotateKeyOnDemand'), true],
    [error('ValidationException', 'No route for PUT /restore-jobs'), true],
    [error('ValidationException', 'the vault does not exist'), false],
    [error('AccessDenied', 'Access Denied'), false],
  ])('knows what the emulator lacks: %s', (thrown, lacking) => {
    expect(isLacking(thrown)).toBe(lacking);
  });

  test('finds what stands, or says what does not', () => {
    expect(standing(stage, 'AWS::KMS::Key')).toBe(KEY);
    expect(() => standing(stage, 'AWS::KMS::Key', /other/)).toThrow('nothing stands in the local cloud');
  });
});

test('docs/local.md lists the scenes, and no others, in the order in which they are played', () => {
  const text = readFileSync(join(ROOT, 'docs/local.md'), 'utf8');
  const [, table = ''] = /## A day: the scenes([\s\S]*?)\n- \*\*/.exec(text) ?? [];
  const listed = table.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)]);

  expect(listed.map(([, id]) => id)).toEqual(SCENES.map(({ id }) => id));
});

test('probes are of the emulator that they were played in, and of no other', () => {
  const folder = localFolder(mkdtempSync(join(tmpdir(), 'probes-')));
  const probe = {
    check: 'x',
    facets: [],
    outcome: 'effective',
    at: '2026-11-01T08:00:00.000Z',
    subject: null,
    message: { en: 'x', zh: 'x' },
  } as const;
  try {
    mkdirSync(folder.root);
    expect(readProbes(folder, 7)).toEqual([]);
    writeProbes(folder, 7, [probe]);

    expect(readProbes(folder, 7)).toEqual([probe]);
    expect(readProbes(folder, 8)).toEqual([]);
  } finally {
    rmSync(folder.root, { recursive: true });
  }
});
