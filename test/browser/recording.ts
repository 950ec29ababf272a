import { equal, match, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportCommand } from '../../lib/commands/sessions-export';
import {
  type Files,
  nameOf,
  PUBLIC_KEY,
  recording,
  SESSION,
  writeRecording,
} from '../constructs/session-recording/recordings';
import { RecordingIo } from '../lib/commands/recording-io';
import { OpenReport, textOf, until, VIEW } from './browser';
import type { Check } from './check';

const ESC = '\u001b';
const ATTACK = '</script><script>document.title="attacked"</script>';

/** A session with Chinese text, an editor, a resize, a long pause, and somebody who tries to reach who looks at it. */
const FILES = recording({
  parts: [
    [],
    [
      [0.2, 'o', '$ '],
      [0.2, 'i', 'cat 说明.txt\r'],
      [0.1, 'o', `cat 说明.txt\r\n你好，世界\r\n${ESC}]0;title\u0007${ATTACK}\r\n$ `],
    ],
    [
      [30, 'i', 'vim\r'],
      [0.1, 'o', `vim\r\n${ESC}[?1049h${ESC}[2J${ESC}[1;1H在编辑器中${ESC}[2;1H~`],
      [0.5, 'r', '100x30'],
      [0.5, 'o', `${ESC}[30;90Hcorner`],
      [1, 'o', `${ESC}[?1049l$ `],
    ],
  ],
});

/** Opens the page of an export, for a viewer whose name is an attack as well. */
async function onPage(
  files: Files,
  check: (open: OpenReport) => Promise<void>,
  browser: Parameters<Check['run']>[0]['browser'],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'isms-recording-'));
  try {
    writeRecording(folder, files);
    writeFileSync(join(folder, 'key.pem'), PUBLIC_KEY.export({ type: 'spki', format: 'pem' }));
    const options = { from: folder, key: [join(folder, 'key.pem')], out: folder, viewer: `李娜${ATTACK}` };
    await exportCommand(SESSION, options, new RecordingIo());
    const open = await OpenReport.open(browser, join(folder, `${SESSION}.html`), VIEW);
    try {
      await check(open);
      ok((await open.ask('document.title')) === SESSION, 'the title was changed');
      equal(open.troubles.join('\n'), '');
    } finally {
      await open.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const onRecording = (title: string, files: Files, check: (open: OpenReport) => Promise<void>): Check => ({
  title,
  run: ({ browser }) => onPage(files, check, browser),
});

/** Without blanks: the player puts wide characters into elements of their own. */
const screenOf = async (open: OpenReport): Promise<string> =>
  (await textOf(open.page.locator('#player'))).replace(/\s/g, '');

const shows = (open: OpenReport, text: string): Promise<void> =>
  until(async () => (await screenOf(open)).includes(text));

function tampered(): Files {
  const files = new Map(FILES);
  files.delete(nameOf(1));
  return files;
}

export const recordings: readonly Check[] = [
  onRecording('a recording shows its integrity, whose it is, and who looks at it', FILES, async (open) => {
    match(await textOf(open.page.locator('#integrity')), /Integrity verified/);
    match(await textOf(open.page.locator('header')), /wang @ bastion/);
    ok((await textOf(open.page.locator('#watermark'))).includes(`李娜${ATTACK}`));
    equal(await open.page.locator('#across span').count(), 12);
    await open.page.locator('#language').click();
    match(await textOf(open.page.locator('#integrity')), /完整性已校验/);
  }),

  onRecording('a search finds what was on the screen, and leads there', FILES, async (open) => {
    await open.page.locator('#search').fill('世界');
    equal(await textOf(open.page.locator('#count')), '1');
    await open.page.locator('#hits button').click();
    await shows(open, '你好，世界');
  }),

  onRecording('one jumps to a command, into the editor, after a resize', FILES, async (open) => {
    match(await textOf(open.page.locator('#commands')), /\$ cat 说明\.txt[\s\S]*\$ vim/);
    await open.page.locator('#search').fill('corner');
    await open.page.locator('#hits button').click();
    await open.page.locator('#player').press('Space');
    await shows(open, '$');
    await open.page.locator('#commands button').last().click();
    await until(async () => !(await screenOf(open)).includes('corner'));
  }),

  onRecording('idle time is skipped, and moments stay where they are', FILES, async (open) => {
    await open.page.locator('#idle').check();
    await open.page.locator('#speed').selectOption('8');
    await open.page.locator('#commands button').last().click();
    await shows(open, '你好，世界');
    ok(!(await screenOf(open)).includes('在编辑器中'));
    await open.page.locator('#search').fill('在编辑器中');
    await open.page.locator('#hits button').click();
    await shows(open, '在编辑器中');
  }),

  onRecording('a recording that was tampered with says so before all else', tampered(), async (open) => {
    match(await textOf(open.page.locator('#integrity')), /Integrity failed/);
    match(await textOf(open.page.locator('#findings')), /segment 1: missing, although a later one knows/);
  }),

  onRecording(
    'a recording of which nothing is sound still says what is wrong',
    new Map([['0.seg', Buffer.from('x')]]),
    async (open) => {
      match(await textOf(open.page.locator('#findings')), /0\.seg: not in the form of a segment/);
    },
  ),
];
