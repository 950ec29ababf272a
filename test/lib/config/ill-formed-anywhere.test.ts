import fc from 'fast-check';
import { checkConfigText, type Problem } from '../../../lib/config';
import { keyOf, type Path } from '../../../lib/config/problem';
import { HANGS_ON, MISTAKEN } from './mistaken-organization';
import { TODAY, told } from './scratch';

const problemsOf = (config: unknown): readonly Problem[] =>
  checkConfigText(JSON.stringify(config), 'landing-zone.yaml', { asOf: TODAY }).problems;

/** Every scalar and every list of a value. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    placesIn(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? [path, ...inner] : inner;
}

/** The configuration with another value at one place. */
function withValue(value: unknown, [part, ...rest]: Path, replacement: unknown): unknown {
  if (part === undefined) return replacement;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string | number, unknown>)[part] = withValue(
    (copy as Record<string | number, unknown>)[part],
    rest,
    replacement,
  );
  return copy;
}

const BASE = told(problemsOf(MISTAKEN));

/** A mistake is of a place when it is told there or below, or hangs on it. */
function isOf(place: string, mistake: string): boolean {
  const [, told = ''] = mistake.split(' ');
  if (told.startsWith(place)) return true;
  const [, ...places] = HANGS_ON.find(([name]) => name === mistake) ?? [];
  const parts = place.split(/(\[\d+\])/);
  return places.some((pattern) => {
    const wanted = pattern.split(/(\[(?:\d+|\*)\])/);
    return wanted.length === parts.length && wanted.every((part, nth) => part === '[*]' || part === parts[nth]);
  });
}

describe('a value that is ill-formed, wherever it stands', () => {
  const places = placesIn(MISTAKEN).map((path) => ({ path, place: keyOf(path) }));

  test('stands beside a mistake in every kind of entry', () => {
    expect(BASE.length).toBeGreaterThan(80);
    expect(BASE.some((mistake) => mistake.startsWith('wrong-'))).toBe(false);
  });

  test.each([
    ['a list of lists', [[1]], /^(wrong-type|unknown-value) /],
    ['nothing', null, /^missing-key /],
  ])('as %s is told by itself, and every mistake that does not hang on it is told beside', (_, illFormed, code) => {
    for (const { path, place } of places) {
      const now = told(problemsOf(withValue(MISTAKEN, path, illFormed)));

      expect(new Set(now).size).toBe(now.length);
      const unsaid = BASE.filter((mistake) => !now.includes(mistake) && !isOf(place, mistake));
      const invented = now.filter((mistake) => !BASE.includes(mistake));
      expect({ place, unsaid }).toEqual({ place, unsaid: [] });
      expect({ place, invented }).toEqual({ place, invented: [expect.stringMatching(code)] });
      expect(invented[0]?.split(' ')[1]).toContain(place);
    }
  });

  test('so are two at once', () => {
    const inTwoPlaces = fc.uniqueArray(fc.constantFrom(...places), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(inTwoPlaces, ([one, other]) => {
        fc.pre(one !== undefined && other !== undefined && apart(one.path, other.path));
        const now = told(problemsOf(withValue(withValue(MISTAKEN, one.path, [[1]]), other.path, [[1]])));

        const unsaid = BASE.filter(
          (mistake) => !now.includes(mistake) && !isOf(one.place, mistake) && !isOf(other.place, mistake),
        );
        expect(unsaid).toEqual([]);
        expect(now.filter((mistake) => !BASE.includes(mistake))).toHaveLength(2);
      }),
      { numRuns: 100 },
    );
  });
});

const apart = (one: Path, other: Path): boolean =>
  one.slice(0, other.length).some((part, index) => part !== other[index]);

describe('a key that is misspelt, wherever it stands', () => {
  test('is told by itself, and what it holds is checked as if it were spelt right', () => {
    for (const path of keysIn(MISTAKEN)) {
      const key = String(path.at(-1));
      const misspelt = keyOf([...path.slice(0, -1), `${key}x`]);
      const now = told(problemsOf(withKey(MISTAKEN, path, `${key}x`)));

      const [unknown, ...rest] = [
        ...now.filter((mistake) => mistake.startsWith('unknown-key')),
        ...now.filter((mistake) => !mistake.startsWith('unknown-key')),
      ];
      expect(unknown).toBe(`unknown-key ${misspelt}`);
      expect({
        path,
        told: rest.map((mistake) => mistake.replace(misspelt, keyOf(path))).sort(),
      }).toEqual({ path, told: [...BASE].sort() });
    }
  });
});

/** The path of every key. */
function keysIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [...(Array.isArray(value) ? [] : [here]), ...keysIn(part, here)];
  });
}

/** The configuration with one key renamed, in its place. */
function withKey(value: unknown, [part, ...rest]: Path, key: string): unknown {
  if (Array.isArray(value)) return value.map((entry, index) => (index === part ? withKey(entry, rest, key) : entry));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => {
      if (name !== part) return [name, inner];
      return rest.length === 0 ? [key, inner] : [name, withKey(inner, rest, key)];
    }),
  );
}
