import { Terminal } from '@xterm/headless';
import { AFTERWARDS, SafeOutput } from '../../../lib/sessions/safe-output';
import { numbers } from '../../constructs/session-recording/mutations';

const safe = (...parts: readonly string[]): string => {
  const output = new SafeOutput();
  return parts.map((part) => output.read(part)).join('');
};

const ESC = '\u001b';

describe('output of a session on the terminal of who looks at it', () => {
  test.each([
    ['text, in any language', 'ls 中文 ñ 🙂\r\n\tx\b'],
    ['colours', `${ESC}[1;38;5;196mred${ESC}[0m ${ESC}[38:2::255:0:0mred`],
    ['moving and erasing', `${ESC}[2J${ESC}[1;1H${ESC}[K${ESC}[10A${ESC}7${ESC}8${ESC}M`],
    ['scrolling, inserting, deleting', `${ESC}[3;10r${ESC}[2L${ESC}[2M${ESC}[4P${ESC}[4@${ESC}[2S`],
    ['the other screen, and a hidden cursor', `${ESC}[?1049h${ESC}[?25l${ESC}[?25h${ESC}[?1049l`],
    ['line drawing', `${ESC}(0lqk${ESC}(B`],
  ])('passes: %s', (_, output) => {
    expect(safe(output)).toBe(output);
  });

  test.each([
    ['a title', `${ESC}]0;rm -rf\u0007`],
    ['the clipboard', `${ESC}]52;c;cm0gLXJmIC8=\u0007`],
    ['the clipboard, ended otherwise', `${ESC}]52;c;cm0gLXJmIC8=${ESC}\\`],
    ['a link', `${ESC}]8;;https://example.com${ESC}\\`],
    ['device control', `${ESC}P$qm${ESC}\\`],
    ['a string for the application', `${ESC}_Gf=100;AAAA${ESC}\\`],
    ['a privacy message', `${ESC}^x${ESC}\\`],
    ['who it is', `${ESC}[c${ESC}[>c${ESC}[=c${ESC}Z`],
    ['where the cursor is', `${ESC}[6n${ESC}[?6n${ESC}[5n`],
    ['the window', `${ESC}[8;10;10t${ESC}[21t${ESC}[2t`],
    ['the printer', `${ESC}[5i${ESC}[?5i`],
    ['the mouse', `${ESC}[?1000h${ESC}[?1002;1006h`],
    ['pasting and focus', `${ESC}[?2004h${ESC}[?1004h`],
    ['keys', `${ESC}=${ESC}>${ESC}[?1h${ESC}[>4;2m${ESC}[>1u`],
    ['checksums of the screen', `${ESC}[1;1;1;1;1;1*y`],
    ['eight-bit forms of these', '\u009d52;c;AAAA\u0007\u009b6n\u0090$qm\u009c'],
    ['the bell', '\u0007\u0005'],
  ])('keeps back: %s', (_, output) => {
    expect(safe(output)).toBe('');
  });

  test('keeps back what comes in parts', () => {
    expect(safe('a', ESC, ']5', '2;c;AAA', 'A', ESC, '\\', 'b')).toBe('ab');
    expect(safe('a', `${ESC}[`, '6', 'n', 'b')).toBe('ab');
  });

  test('keeps back what is hidden in other sequences', () => {
    expect(safe(`${ESC}[3${ESC}]52;c;AAAA\u0007m`)).toBe('m');
    expect(safe(`${ESC}]0;x${ESC}]52;c;AAAA\u0007`)).toBe('');
    expect(safe(`${ESC}[?1000;25h`)).toBe(`${ESC}[?25h`);
  });

  test('lets no number make a terminal count for long', () => {
    expect(safe(`x${ESC}[999999999b`)).toBe(`x${ESC}[9999b`);
    expect(safe(`${ESC}[${'1;'.repeat(1000)}m`).length).toBeLessThan(300);
  });

  test('leaves the terminal as it was', async () => {
    const terminal = new Terminal({ cols: 20, rows: 4, allowProposedApi: true });
    const left = `${ESC}[?1049h${ESC}[?25l${ESC}[31;7m${ESC}[2;3r${ESC}(0${AFTERWARDS}lq`;
    await new Promise<void>((resolve) =>
      terminal.write(`${safe(left.slice(0, -2 - AFTERWARDS.length)) + AFTERWARDS}lq`, resolve),
    );
    const cell = terminal.buffer.active.getLine(terminal.buffer.active.cursorY)?.getCell(0);

    expect(terminal.buffer.active.type).toBe('normal');
    expect([cell?.getChars(), cell?.isFgDefault(), cell?.isInverse()]).toEqual(['l', true, 0]);
  });
});

describe('what passes', () => {
  const below = numbers(20260301);
  const pieces = [
    '中',
    'x',
    '\u0358',
    '\r',
    '\n',
    '\b',
    '\t',
    '\u0007',
    ESC,
    `${ESC}[`,
    `${ESC}]`,
    `${ESC}P`,
    '?',
    ';',
    '1',
    '25',
    'h',
    'm',
    'H',
    'J',
    'K',
    'b',
    '!p',
    '\u009b',
    '\u0090',
    '\u009c',
    '\ufffd',
  ];
  const noise = (): string => Array.from({ length: 300 }, () => pieces[below(pieces.length)]).join('');

  const screen = async (text: string): Promise<readonly string[]> => {
    const terminal = new Terminal({ cols: 40, rows: 12, scrollback: 0, allowProposedApi: true, logLevel: 'off' });
    await new Promise<void>((resolve) => terminal.write(text, resolve));
    const { active } = terminal.buffer;
    const lines = Array.from({ length: 12 }, (_, row) => active.getLine(row)?.translateToString() ?? '');
    return [`${active.type} ${active.cursorX} ${active.cursorY}`, ...lines];
  };

  test('draws the same screen, whatever the output was', async () => {
    const differing: string[] = [];
    for (let count = 0; count < 150; count += 1) {
      const output = noise();
      const [before, after] = [await screen(output), await screen(safe(output))];
      if (JSON.stringify(before) !== JSON.stringify(after)) differing.push(JSON.stringify(output));
    }

    expect(differing).toEqual([]);
  });

  test('asks the terminal for nothing', async () => {
    const answers: string[] = [];
    for (let count = 0; count < 150; count += 1) {
      const terminal = new Terminal({ cols: 40, rows: 12, allowProposedApi: true, logLevel: 'off' });
      terminal.onData((answer) => answers.push(answer));
      terminal.onTitleChange((title) => answers.push(title));
      await new Promise<void>((resolve) => terminal.write(safe(noise()), resolve));
    }

    expect(answers).toEqual([]);
  });
});
