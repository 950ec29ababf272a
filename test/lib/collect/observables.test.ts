import { awsRules } from '../../../constructs/nag/registry';
import type { Resource } from '../../../constructs/nag/template';
import { FACT_READERS } from '../../../lib/collect/facts';
import { isRead, NOT_READ } from '../../../lib/collect/not-read';
import { OBSERVABLES, TEMPLATE_CONTEXT } from '../../../lib/collect/observables';
import { PLANNED_PARTS } from '../../../lib/collect/planned-parts';
import { READERS } from '../../../lib/collect/readers';
import { LIVE_CHECKS } from '../../../lib/evidence/live-checks';
import { example } from '../../support/landing-zone';
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
