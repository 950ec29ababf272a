import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type Cast,
  PUBLIC_KEY,
  recording,
  SESSION,
  writeRecording,
} from '../../constructs/session-recording/recordings';
import { ROOT } from '../../support/landing-zone';
import { folderWith } from '../config/scratch';

const [SEGMENTS, PAGE, LINES] = [200, 60, 10_000];

/** In mebibytes: what the heap may come to, and with it all that is in memory. */
const [HEAP, MEMORY] = [300, 500];

/** No line is there twice, so that nothing of it is folded together. */
function* parts(count: number): Generator<Cast> {
  yield [];
  for (let part = 0; part < count; part += 1) {
    const lines = Array.from({ length: LINES }, (_, line) => `${part} ${line} ${'x'.repeat(90)}\r\n`);
    const events: Cast = Array.from({ length: 100 }, (_, nth) => [
      0.001,
      'o',
      lines.slice(nth * 100, nth * 100 + 100).join(''),
    ]);
    yield events;
  }
}

const beside = folderWith({
  'key.pem': PUBLIC_KEY.export({ type: 'spki', format: 'pem' }),
  'told.cjs': "process.on('exit', () => require('fs').writeSync(2, `maxRSS ${process.resourceUsage().maxRSS}\\n`));",
});
const [large, paged] = [folderWith({}), folderWith({})];
beforeAll(() => {
  writeRecording(large, recording({ parts: parts(SEGMENTS) }));
  writeRecording(paged, recording({ parts: parts(PAGE) }));
});

/** As people run it, with a heap that holds no recording. */
function sessions(from: string, ...args: readonly string[]) {
  const shown = join(beside, 'shown');
  const told = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${HEAP}`,
      ...['-r', join(beside, 'told.cjs')],
      ...[join(ROOT, 'bin', 'isms.js'), 'sessions', ...args],
      ...['--key', join(beside, 'key.pem'), '--from', from],
    ],
    {
      stdio: ['ignore', openSync(shown, 'w'), 'pipe'],
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: beside, NO_COLOR: '1' },
    },
  );
  const head = Buffer.alloc(4096);
  const read = readSync(openSync(shown, 'r'), head);
  const memory = Number(/maxRSS (\d+)/.exec(told.stderr)?.[1]) / 1024;
  return { status: told.status, said: `${head.subarray(0, read)}${told.stderr}`, memory };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function exported(from: string) {
  const out = folderWith({});
  return { out, ...sessions(from, 'export', SESSION, '--out', out, '--viewer', '李娜') };
}

describe('a recording of some 200 MB', () => {
  test('8.2/session-recording#replay-and-search: is exported as a file for players, with its hash, and not as a page', async () => {
    const { out, status, said, memory } = exported(large);
    const cast = join(out, `${SESSION}.cast`);

    expect(status).toBe(0);
    expect(said).toMatch(
      /too large for a page: \d+ Mi characters, of which a page holds 64 Mi\. .*isms sessions replay/,
    );
    expect(statSync(cast).size).toBeGreaterThan(200_000_000);
    expect(readFileSync(join(out, `${SESSION}.sha256`), 'utf8')).toBe(`${await hashOf(cast)}  ${SESSION}.cast\n`);
    expect(readdirSync(out).sort()).toEqual([`${SESSION}.cast`, `${SESSION}.sha256`]);
    expect(memory).toBeLessThan(MEMORY);
  });

  test.each<[string, readonly string[], RegExp]>([
    ['verify', ['verify', SESSION], /whole \(202 segments/],
    ['index', ['index'], /1 sessions are indexed/],
    ['show', ['show', SESSION], /whole/],
    ['search', ['search', `${SEGMENTS - 1} ${LINES - 1} xx`], /Of what could be searched, no session is like that/],
    ['replay', ['replay', SESSION, '--at', '9:00:00'], /0 0 xxx[\s\S]*whole[\s\S]*whole/],
  ])(
    'is taken by %s within bounds',
    (_, args, expected) => {
      const { said, memory } = sessions(large, ...args);

      expect(said).toMatch(expected);
      expect(memory).toBeLessThan(MEMORY);
    },
    120_000,
  );
});

test('8.2/session-recording#replay-and-search: a recording of some 60 MB is exported as a page as well, within the same bounds', async () => {
  const { out, status, memory } = exported(paged);
  const hashes = readFileSync(join(out, `${SESSION}.sha256`), 'utf8');

  expect(status).toBe(0);
  for (const name of [`${SESSION}.cast`, `${SESSION}.html`]) {
    expect(hashes).toContain(`${await hashOf(join(out, name))}  ${name}\n`);
  }
  expect(readdirSync(out)).toHaveLength(3);
  expect(memory).toBeLessThan(MEMORY);
});
