import { nestingBeyond } from '../../../constructs/nag/yaml-nesting';

const ENDLESS = 100_000;

describe('text that nests without end is told before a parser would call itself as often', () => {
  test.each<[string, string]>([
    ['brackets', '['.repeat(ENDLESS)],
    ['braces with keys', '{a: '.repeat(ENDLESS)],
    ['pairs without braces', `[${'a: '.repeat(ENDLESS)}]`],
    ['pairs over many lines', `[${'a:\n '.repeat(ENDLESS)}]`],
    ['explicit keys in braces', '{? '.repeat(ENDLESS)],
    ['dashes', '- '.repeat(ENDLESS)],
    ['explicit keys', '? '.repeat(ENDLESS)],
    ['dashes and explicit keys', '- ? '.repeat(ENDLESS)],
    ['indented keys', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [
      'indented keys whose colons stand in one column',
      Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}${'k'.repeat(600 - depth)}:`).join('\n'),
    ],
    ['lists in mappings', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(2 * depth)}- a:`).join('\n')],
  ])('%s', (_, text) => {
    expect(nestingBeyond(text, 200)).toBeGreaterThan(0);
  });

  test('the place is the one that is too deep', () => {
    expect(nestingBeyond('a:\n  b: [[1]]\n', 3)).toBe('a:\n  b: ['.length);
  });

  test('brackets that are closed, keys that a comma ends, and lines that go back do not add up', () => {
    const text = `${'a: [{b: 1, c: 2}, {d: 3}]\nb:\n  - c: 1\n'.repeat(500)}`;

    expect(nestingBeyond(text, 4)).toBeUndefined();
    expect(nestingBeyond(text, 2)).toBeDefined();
  });

  test('what a text says in quotes, in a block or in a comment is no nesting', () => {
    const text = `a: "${'['.repeat(500)}"\nb: |\n${' '.repeat(500)}- {{{{{{\n# ${'['.repeat(500)}\n`;

    expect(nestingBeyond(text, 1)).toBeUndefined();
  });
});
