import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(__dirname, '..');

/** From the outermost layer to the innermost: a file imports from its own layer and those behind it. */
const LAYERS = ['bin', 'cdktf', 'lib', 'constructs', 'constructs/standard'];

const sources = LAYERS.slice(0, 4)
  .flatMap((layer) =>
    readdirSync(join(ROOT, layer), { recursive: true, encoding: 'utf8' }).map((file) => join(ROOT, layer, file)),
  )
  .filter((file) => file.endsWith('.ts'));

function layerOf(path: string): number {
  return LAYERS.findLastIndex((layer) => path === layer || path.startsWith(`${layer}/`));
}

interface Import {
  readonly from: string;
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const matches = text.matchAll(/(?:\bimport\(\s*|\bfrom\s+|\brequire\(\s*|^import\s+)'(\.[^']*)'/gm);
  return [...matches].map(([, specifier = '']) => ({
    from: relative(ROOT, file).split(sep).join('/'),
    to: relative(ROOT, resolve(dirname(file), specifier))
      .split(sep)
      .join('/'),
  }));
}

const isBackward = ({ from, to }: Import): boolean => layerOf(to) >= 0 && layerOf(to) < layerOf(from);

describe('architecture', () => {
  test('imports run bin → cdktf → lib → constructs → constructs/standard, never back', () => {
    const backward = sources.flatMap(importsOf).filter(isBackward);

    expect(backward.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('the check sees a backward import', () => {
    expect(isBackward({ from: 'constructs/nag/rule.ts', to: 'lib/config/schema' })).toBe(true);
    expect(isBackward({ from: 'lib/commands/check.ts', to: 'cdktf/nag/registry' })).toBe(true);
    expect(isBackward({ from: 'lib/commands/check.ts', to: 'constructs/nag/rule' })).toBe(false);
  });

  test('nothing outside the seam imports cdktf, so that its successor can take its place', () => {
    const importing = sources.filter((file) => /from 'cdktf'/.test(readFileSync(file, 'utf8')));

    expect(importing.map((file) => relative(ROOT, file))).toEqual(['cdktf/terraform.ts']);
  });
});
