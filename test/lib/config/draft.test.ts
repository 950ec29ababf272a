import fc from 'fast-check';
import type * as z from 'zod';
import { checks } from '../../../lib/config/checks';
import { draftOf } from '../../../lib/config/draft';
import { schema } from '../../../lib/config/schema';
import { bare } from '../../../lib/config/schema-walk';
import { standInsFor } from '../../../lib/config/stand-ins';
import { MISTAKEN } from './mistaken-organization';
import { TODAY } from './scratch';

type Schema = z.core.$ZodType;

/** Every part of a schema, by its path. */
function partsOf(part: Schema, path: string): readonly (readonly [string, Schema])[] {
  const { shape = {}, element } = (bare(part)._zod as { def: { shape?: Record<string, Schema>; element?: Schema } })
    .def;
  const inner = [...Object.entries(shape), ...(element ? [['*', element] as const] : [])];
  return [[path, part], ...inner.flatMap(([key, value]) => partsOf(value, `${path}.${key}`))];
}

const PARTS = partsOf(schema, '');

describe('what takes the place of an ill-formed value', () => {
  test('is well-formed, whatever the value', () => {
    expect(PARTS.length).toBeGreaterThan(150);
    for (const [path, part] of PARTS) {
      const standIns = standInsFor(part, (sample) => sample(123_456));
      const refused = standIns.filter((value) => !(part as z.ZodType).safeParse(value).success);

      expect({ path, refused }).toEqual({ path, refused: [] });
      expect(standIns.length).toBeGreaterThan(0);
    }
  });

  test('is another name each time it is asked for', () => {
    for (const [path, part] of PARTS) {
      const [one, other] = [1, 2].map((nth) => {
        const names: string[] = [];
        standInsFor(part, (sample) => {
          names.push(sample(nth));
          return sample(nth);
        });
        return names;
      });

      expect({ path, repeated: one?.filter((name) => other?.includes(name)) }).toEqual({ path, repeated: [] });
    }
  });

  test('makes a configuration that can be checked of whatever was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(...Object.keys(schema.shape)), (value, key) => {
        for (const written of [value, { [key]: value }]) {
          const [reading] = draftOf(written).readings();
          expect(reading?.config.version).toBe(1);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('is nothing where all is well-formed', () => {
    const draft = draftOf({
      version: 1,
      name: 'acme',
      owner: 'platform@example.com',
      profile: 'single-account',
      partition: 'aws',
      regions: { home: 'eu-central-1', recovery: 'eu-west-1' },
      account: '111111111111',
      network: { home: '10.0.0.0/16', recovery: '10.1.0.0/16' },
    });

    expect([...draft.readings()]).toHaveLength(1);
    expect(draft.gaps).toEqual([]);
  });
});

describe('a check', () => {
  const context = {
    asOf: TODAY,
    document: () => ({ sha256: '', blank: false, text: () => '', locate: () => undefined }),
    isWritten: () => true,
  };
  const readings = [...draftOf(MISTAKEN).readings()].map(({ config }) => config);

  test('looks at no section but those that it names: what it said of them holds in every reading', () => {
    const [config] = readings;
    if (config === undefined) throw new Error('no reading');
    const told = checks.map((check) => {
      const seen = Object.fromEntries(check.sections.map((section) => [section, config[section]]));
      return [...check.judge(seen as typeof config, context)];
    });

    expect(told).toEqual(checks.map((check) => [...check.judge(config, context)]));
    expect(told.filter((faults) => faults.length > 0).length).toBeGreaterThan(20);
  });
});
