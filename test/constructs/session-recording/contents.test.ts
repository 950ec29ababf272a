import { SessionContents, TABLE_EXTENT } from '../../../constructs/session-recording/recording/contents';

const ranWith = (...argv: readonly string[]) => {
  const contents = new SessionContents(TABLE_EXTENT);
  contents.read({ at: 1, code: 'e', data: JSON.stringify({ argv, exe: argv[0] }) });
  return contents.end(2);
};

describe('what can be searched of a session', () => {
  test('has a command of any length, each word of it whole', () => {
    const words = Array.from({ length: 3000 }, (_, nth) => `word-${nth}`);
    const { ran, truncated } = ranWith('/bin/true', ...words);
    const whole = new Set(ran.flatMap(({ text }) => text.split(' ')));

    expect(words.filter((word) => !whole.has(word))).toEqual([]);
    expect(Math.max(...ran.map(({ text }) => text.length))).toBe(4096);
    expect(truncated).toEqual([]);
  });

  test('has a short command once', () => {
    expect(ranWith('ls', '-l').ran).toEqual([{ at: 1, text: 'ls -l' }]);
  });

  test('says so where a command does not fit', () => {
    expect(ranWith('x'.repeat(600_000)).truncated).toEqual(['ran']);
  });

  test('is in the order in which it was on the screen', () => {
    const contents = new SessionContents(TABLE_EXTENT);
    const shown = ['\u001b[?1049h\u001b[1;1Hfirst\u001b[9;1H', 'second\r\n', '\u001b[?1049l'];
    for (const [at, data] of shown.entries()) contents.read({ at, code: 'o', data });

    expect(contents.end(9).lines.map(({ text }) => text)).toEqual(['first', 'second']);
  });
});
