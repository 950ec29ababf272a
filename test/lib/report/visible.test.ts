import { visible, visibleLine } from '../../../lib/report/visible';

describe('visible', () => {
  test.each([
    ['a NUL', '\u0000', '␀'],
    ['an escape', '\u001b', '␛'],
    ['a carriage return', '\r', '␍'],
    ['a delete', '\u007f', '[U+007F]'],
    ['an overriding mark of direction', '\u202e', '[U+202E]'],
    ['a space without width', '\u200b', '[U+200B]'],
    ['a byte order mark', '\ufeff', '[U+FEFF]'],
  ])('shows %s', (_, hidden, shown) => {
    expect(visible(`a${hidden}b`)).toBe(`a${shown}b`);
  });

  test('leaves line breaks, tabs, accents, Chinese and emoji as they are', () => {
    const text = 'a\n\tbé 账号🔒';

    expect(visible(text)).toBe(text);
  });

  test('on one line shows line breaks and tabs too', () => {
    expect(visibleLine('a\n\tb')).toBe('a␊␉b');
  });
});
