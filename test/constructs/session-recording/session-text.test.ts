import type { SessionEvent } from '../../../constructs/session-recording/recording/cast';
import { type SessionLine, SessionText } from '../../../constructs/session-recording/recording/session-text';

const ESC = '\u001b';

type Event = readonly [SessionEvent['code'], string];

/** The lines of a session: events a second apart. */
function lines(...events: readonly Event[]): readonly SessionLine[] {
  const found: SessionLine[] = [];
  const text = new SessionText((line) => found.push(line));
  for (const [index, [code, data]] of events.entries()) text.read({ at: index, code, data });
  text.end(events.length);
  return found;
}

const texts = (...events: readonly Event[]): readonly string[] => lines(...events).map(({ text }) => text);

describe('the text of a session', () => {
  test('has the lines that were shown, corrections included', () => {
    expect(texts(['o', 'one\r\ntwo\r\n'], ['o', '$ lx\b \bs'], ['o', '\r\n'])).toEqual(['one', 'two', '$ ls']);
    expect(texts(['o', `abc\r${ESC}[Kxyz\r\n`])).toEqual(['xyz']);
    expect(texts(['o', `abcdef${ESC}[4D${ESC}[2P\r\n`])).toEqual(['abef']);
    expect(texts(['o', `中文x\b\b\b${ESC}[K\r\n`])).toEqual(['中']);
  });

  test('has none of colours, titles and what else commands a terminal', () => {
    expect(texts(['o', `${ESC}]0;title\u0007${ESC}[31mred${ESC}[0m\r\n`])).toEqual(['red']);
  });

  test('has pieces of what full-screen programs show', () => {
    expect(texts(['o', `${ESC}[?1049h${ESC}[1;1Hfirst${ESC}[2;1Hsecond${ESC}[?1049l$ `])).toEqual([
      'first',
      'second',
      '$',
    ]);
  });

  test('knows what was entered, and when', () => {
    const found = lines(['o', '$ '], ['i', 'ls'], ['o', 'ls'], ['i', '\r'], ['o', '\r\nfile\r\n$ ']);

    expect(found.filter(({ isCommand }) => isCommand)).toEqual([{ at: 3, text: '$ ls', isCommand: true }]);
  });

  test('takes no keys of an editor for commands', () => {
    const found = lines(['o', `${ESC}[?1049h~`], ['i', ':wq\r'], ['o', `${ESC}[?1049l$ \r\n`]);

    expect(found.filter(({ isCommand }) => isCommand)).toEqual([]);
  });

  test('joins what an editor draws letter by letter, elsewhere between two of them', () => {
    const typed = [...'secret'].map((sign, nth) => `${ESC}[3;${nth + 5}H${sign}${ESC}[24;70H3,${nth + 2}`).join('');

    expect(texts(['o', `${ESC}[?1049h${typed}${ESC}[?1049l`])).toContain('secret');
  });

  test('keeps what is drawn over what was there before', () => {
    const pages = ['one', 'two'].map((page) => `${ESC}[1;1Hpage ${page}${ESC}[2;1Hrest of ${page}`).join('');

    expect(texts(['o', `${ESC}[?1049h${pages}`])).toEqual(['page one', 'rest of one', 'page two', 'rest of two']);
  });

  test('tells what stands on a screen even where nobody comes back to it', () => {
    const rows = Array.from({ length: 200 }, (_, row) => `${ESC}[${row + 1};1Hrow ${row}`).join('');

    expect(texts(['o', `${ESC}[?1049h${rows}`])).toHaveLength(200);
  });

  test('goes on with a line that is too long as the next one, of which each word is whole in one', () => {
    const words = Array.from({ length: 20_000 }, (_, nth) => `word-${nth}`);
    const found = texts(['o', words.join(' ')]);

    expect(Math.max(...found.map((line) => line.length))).toBe(4096);
    const whole = new Set(found.flatMap((line) => line.split(' ')));
    expect(words.filter((word) => !whole.has(word))).toEqual([]);
  });

  test('takes few cells for few bytes, whatever a sequence asks for', () => {
    expect(texts(['o', `seen\r${`${ESC}[4096@`.repeat(20)}x`])).toEqual(['x']);
    expect(texts(['o', `${ESC}[4096Cx`], ['o', `\r\n${ESC}[63Cy`])).toEqual([
      `${' '.repeat(64)}x`,
      `${' '.repeat(63)}y`,
    ]);
  });
});
