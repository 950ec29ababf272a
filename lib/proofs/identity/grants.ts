import { secondsOf } from '../../../constructs/nag/rules/identity/session-times';
import type { Resource } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import type { DeclaredGrants, DeclaredSet } from './declared';

/** A permission set that a group has, as a template gives it: in the accounts of units, or in single ones. */
export interface FoundAssignment {
  readonly set: string;
  readonly group: string;
  readonly places: readonly string[];
}

/**
 * In what the templates give something else than the configuration: what one has and the other has not, one by one, both ways.
 * @throws Unresolved where deployment alone knows
 */
export function deviations(
  sets: readonly Resource[],
  found: readonly FoundAssignment[],
  { sets: declared, assignments }: DeclaredGrants,
): readonly Bilingual[] {
  const wanted = new Set(assignments.map(({ set, group, unit }) => keyOf(set, group, unit)));
  const given = new Set(found.flatMap(({ set, group, places }) => places.map((place) => keyOf(set, group, place))));
  return [
    ...[...wanted].filter((key) => !given.has(key)).map((key) => ({ en: `${key} is not given`, zh: `未授予 ${key}` })),
    ...[...given].filter((key) => !wanted.has(key)).map((key) => ({ en: `${key} is given`, zh: `授予了 ${key}` })),
    ...declared
      .filter(({ name }) => !sets.some((set) => nameOf(set) === name))
      .map(({ name }) => ({ en: `${name} is not there`, zh: `缺少 ${name}` })),
    ...sets.flatMap((set) => deviationsOf(set, declared)),
  ];
}

const keyOf = (set: string, group: string, place: string): string => `${set} → ${group} @ ${place}`;

/** Of a permission set, as the configuration calls it. */
export const nameOf = (set: Resource): string => set.text('Name') || set.id;

function deviationsOf(set: Resource, declared: readonly DeclaredSet[]): readonly Bilingual[] {
  const name = nameOf(set);
  const wanted = declared.find((one) => one.name === name);
  if (!wanted) return [{ en: `${name} is there`, zh: `存在 ${name}` }];
  const { seconds } = secondsOf(set);
  const boundary = boundaryOf(set);
  const session = seconds !== wanted.seconds && {
    en: `sessions of ${name} last ${seconds} seconds, not ${wanted.seconds}`,
    zh: `${name} 的会话时长为 ${seconds} 秒，而非 ${wanted.seconds} 秒`,
  };
  const bound = boundary !== wanted.boundary && {
    en: `${name} is bounded by ${boundary ?? 'nothing'}, not by ${wanted.boundary ?? 'nothing'}`,
    zh: `${name} 的权限边界为 ${boundary ?? '无'}，而非 ${wanted.boundary ?? '无'}`,
  };
  const attached = policiesOf(set).map((policy) => ({ en: `${name} has ${policy}`, zh: `${name} 附加了 ${policy}` }));
  return [...[session, bound].filter((one) => one !== false), ...attached];
}

function boundaryOf(set: Resource): string | undefined {
  const own = set.text('PermissionsBoundary.CustomerManagedPolicyReference.Name');
  return own || set.text('PermissionsBoundary.ManagedPolicyArn') || undefined;
}

/** Policies beside its own: the configuration has no key for them. */
const policiesOf = (set: Resource): readonly string[] => [
  ...set.list('ManagedPolicies').map((_, index) => set.text(`ManagedPolicies.${index}`)),
  ...set
    .list('CustomerManagedPolicyReferences')
    .map((_, index) => set.text(`CustomerManagedPolicyReferences.${index}.Name`)),
];
