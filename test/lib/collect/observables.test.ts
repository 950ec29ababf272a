import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isIntrinsic } from '../../../constructs/nag/intrinsics';
import { awsRules } from '../../../constructs/nag/registry';
import type { Resource } from '../../../constructs/nag/template';
import { FACT_READERS } from '../../../lib/collect/facts';
import { NOT_COMPARED, whyNotCompared } from '../../../lib/collect/not-compared';
import { isRead, NOT_READ } from '../../../lib/collect/not-read';
import { OBSERVABLES, TEMPLATE_CONTEXT } from '../../../lib/collect/observables';
import { PLANNED_PARTS } from '../../../lib/collect/planned-parts';
import { READERS } from '../../../lib/collect/readers';
import { LIVE_CHECKS } from '../../../lib/evidence/live-checks';
import { NOT_COMPARED_FILE, notComparedMarkdown } from '../../../tools/generate-not-compared-md';
import { example, ROOT } from '../../support/landing-zone';
import { type Judged, TracedEstate } from '../../support/traced-estate';

const rows = Object.entries(OBSERVABLES);

/** `type.property` that a verdict was read from, and that was neither observed nor is context. */
function notObserved({ rule, resource }: Judged, read: Resource, property: string): string[] {
  const {
    properties,
    joins = {},
    joinsAcross = {},
  } = OBSERVABLES[resource.type] ?? { properties: [] as readonly string[] };
  const joined = [...(joins[rule.id] ?? []), ...(joinsAcross[rule.id] ?? [])];
  const observed =
    (read === resource && properties.includes(property)) ||
    (joined.includes(read.type) && OBSERVABLES[read.type]?.properties.includes(property));
  const path = `${read.type}.${property}`;
  return observed || TEMPLATE_CONTEXT.includes(path) ? [] : [`${rule.id} on ${resource.type} reads ${path}`];
}

const within = (path: string, around: string): boolean => path === around || path.startsWith(`${around}.`);

/** Every path at which a value has a value, elements of lists by their place; intrinsics are values. */
function leavesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || isIntrinsic(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
}

/** Type and path of all that the templates of both profiles say of types that are read, by themselves or with others. */
function saidOfWhatIsRead(): readonly (readonly [type: string, path: string])[] {
  const resources = (['quickstart', 'organization'] as const).flatMap((name) =>
    example(name)
      .estate()
      .templates.flatMap((template) => template.resources),
  );
  const rows = resources
    .filter(({ type }) => isRead(type))
    .flatMap(({ type, properties }) => leavesOf(properties).map((path) => `${type} ${path}`));
  return [...new Set(rows)].map((row) => row.split(' ') as [string, string]);
}

/** Whether what stands at a path is held against what is live: by itself, or as a part of what it belongs to. */
function isCompared(type: string, path: string): boolean {
  const own = [...(OBSERVABLES[type]?.compared ?? []), ...(PLANNED_PARTS[type] ?? []).map(({ live }) => live)];
  const asPart = Object.values(PLANNED_PARTS)
    .flat()
    .filter((part) => part.type === type)
    .flatMap(({ read, by, label }) => [...read, by, label]);
  return [...own, ...asPart].some((at) => within(path, at));
}

describe('what can be observed', () => {
  test('each type has its reader, and each reader its type', () => {
    expect(Object.keys(READERS).sort()).toEqual(Object.keys(OBSERVABLES).sort());
  });

  test('every type that is deployed is read, or has the reason why it is not', () => {
    const estates = (['quickstart', 'organization'] as const).map((name) => example(name).estate());
    const types = estates.flatMap(({ templates }) =>
      templates.filter(({ cloud }) => cloud === 'aws').flatMap(({ resources }) => resources.map(({ type }) => type)),
    );
    const unread = [...new Set(types)].filter((type) => !isRead(type)).sort();

    expect(unread).toEqual(Object.keys(NOT_READ).sort());
  });

  describe('what the templates say of what is read', () => {
    const said = saidOfWhatIsRead();
    const decided = (type: string, path: string): boolean =>
      isCompared(type, path) || whyNotCompared(type, path) !== undefined;

    test('is compared, or has the reason why it is not', () => {
      expect(said.length).toBeGreaterThan(200);
      expect(said.filter(([type, path]) => !decided(type, path)).map((row) => row.join(' '))).toEqual([]);
    });

    test('has no reason that nothing needs', () => {
      const needed = (type: string, path: string): boolean =>
        said.some(([of, at]) => (type === '' || of === type) && within(at, path) && !isCompared(of, at));

      expect(NOT_COMPARED.filter(([type, path]) => !needed(type, path)).map(([...row]) => row.slice(0, 2))).toEqual([]);
    });
  });

  test('the document has each reason: npm run generate', () => {
    expect(readFileSync(join(ROOT, NOT_COMPARED_FILE), 'utf8')).toBe(notComparedMarkdown());
  });

  test('facts are read of the types that a live check judges, or that have parts of their own', () => {
    const withParts = Object.entries(PLANNED_PARTS)
      .filter(([type, parts]) => parts.some(({ live }) => !OBSERVABLES[type]?.properties.includes(live)))
      .map(([type]) => type);
    const judged = [...new Set([...LIVE_CHECKS.map(({ type }) => type), ...withParts])].sort();

    expect(Object.keys(FACT_READERS).sort()).toEqual(judged);
    expect(Object.keys(OBSERVABLES)).toEqual(expect.arrayContaining(judged));
  });

  test.each(rows)('%s: what is compared is read', (_, { properties, compared }) => {
    const tops = compared.map((path) => path.split('.')[0]);

    expect(properties).toEqual(expect.arrayContaining(tops));
  });

  test.each(rows)('%s: the rules exist and judge the type', (type, { shows }) => {
    const judging = awsRules.filter(({ types }) => types.includes(type)).map(({ id }) => id);

    expect(judging).toEqual(expect.arrayContaining([...shows]));
  });

  test('no rule that counts as observation reads what was not observed', () => {
    const estates = (['quickstart', 'organization'] as const).map(
      (name) => new TracedEstate(example(name).estate().templates, awsRules),
    );
    const properties = new Map<string, Set<string>>();
    for (const { type, properties: own } of estates.flatMap(({ resources }) => resources)) {
      const names = properties.get(type) ?? new Set<string>();
      for (const name of Object.keys(own)) names.add(name);
      properties.set(type, names);
    }
    const shown = ({ rule, resource }: Judged): boolean => OBSERVABLES[resource.type]?.shows.includes(rule.id) === true;
    const reads = estates.flatMap((estate) =>
      estate.resources.flatMap((read) =>
        [...(properties.get(read.type) ?? [])].flatMap((property) =>
          estate
            .readersOf(read, property)
            .filter(shown)
            .map((judged) => ({ judged, read, property })),
        ),
      ),
    );
    const faults = reads.flatMap(({ judged, read, property }) => notObserved(judged, read, property));

    expect(reads.length).toBeGreaterThan(500);
    expect([...new Set(faults)].sort()).toEqual([]);
  });
});
