import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cast, nameOf, PUBLIC_KEY, recording } from '../../test/constructs/session-recording/recordings';

/** Characters of a session's screen: some 200 lines. */
const LINES = 200;

const WORDS = [
  'systemctl',
  'restart',
  'nginx',
  '/var/log',
  'error',
  '数据库',
  '连接超时',
  'kubectl',
  'logs',
  '审计',
  'backup',
  'ok',
];

/**
 * Writes a folder of recordings, and the key that verifies them: sessions of a few minutes, each with commands that the kernel saw and a
 * screen of its own. One of them has what is searched for.
 */
export function writeSessions(folder: string, count: number): { readonly from: string; readonly key: string } {
  const from = join(folder, 'recordings');
  for (let number = 0; number < count; number += 1) {
    const began = new Date(Date.UTC(2026, 0, 1) + number * 600_000).toISOString();
    const id = number.toString(16).padStart(16, '0');
    const session = `${began.slice(0, 19).replace(/[-:]/g, '')}Z-${id}`;
    mkdirSync(join(from, session), { recursive: true });
    const files = recording({ session, user: `person-${number % 50}`, parts: [[], partOf(number, count)] });
    for (const [sequence, bytes] of [...files.values()].entries()) {
      writeFileSync(join(from, session, nameOf(sequence)), bytes);
    }
  }
  const key = join(folder, 'key.pem');
  writeFileSync(key, PUBLIC_KEY.export({ type: 'spki', format: 'pem' }));
  return { from, key };
}

function partOf(number: number, count: number): Cast {
  const lines = Array.from({ length: LINES }, (_, line) => {
    const words = Array.from({ length: 12 }, (_word, at) => WORDS[(number * 31 + line * 7 + at * at) % WORDS.length]);
    return `${number}.${line} ${words.join(' ')}\r\n`;
  });
  const sought = number === Math.floor(count / 2) ? '绝密导出\r\n' : '';
  const command = JSON.stringify({ exe: '/usr/bin/psql', argv: ['psql', '-h', `db-${number % 9}`], cwd: '/', pid: 7 });
  return [
    [0.1, 'i', 'psql\r'],
    [0.1, 'o', `$ psql\r\n${lines.join('')}${sought}`],
    [0.1, 'e', command],
  ];
}
