import { isObject } from '../../../constructs/nag/intrinsics';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import type { JudgedEstate } from '../../evidence/estate';
import type { Ruling } from './completeness';
import type { DeclaredIdentity } from './declared';
import { deviations, type FoundAssignment, nameOf } from './grants';

/** To whom a permission set is given. */
interface Given {
  readonly assignment: Resource;
  /** Where it stands in the resource, with the dot that follows; empty for the resource itself. */
  readonly at: string;
  readonly type: string;
  readonly principal: string;
  readonly permissionSet: Resource | undefined;
  /** Units, by their names or that of the root, and single accounts. */
  readonly places: readonly string[];
}

/** All assignments at once, by the landing zone's own resource. */
const MANY = 'Custom::IdentityAssignments';

/**
 * Whether everything that people are given is given to groups of the configuration, and every group of the configuration
 * and every permission set is assigned. What a SAML provider gives to whom no template tells.
 */
export function assignments(estate: JudgedEstate, declared: DeclaredIdentity): Ruling {
  if (declared.source === 'saml') return atTheProvider(declared);
  const sets = estate.estate.ofType('AWS::SSO::PermissionSet');
  const given = readGiven(estate);
  if (given === undefined) {
    return unknown('assignments are known at deployment only', '分配关系仅在部署时可知');
  }
  const groups = new Map(declared.groups.flatMap(({ id, name }) => (id === undefined ? [] : [[id, name] as const])));
  const amiss = given.filter(({ type, principal }) => type !== 'GROUP' || !groups.has(principal));
  if (amiss.length > 0) {
    const who = [...new Set(amiss.map(({ type, principal }) => `${type} ${principal}`))].join(', ');
    return {
      outcome: 'failed',
      message: {
        en: `rights are given to ${who}, which is no group of the configuration`,
        zh: `权限授予了 ${who}，其不是配置中的组`,
      },
    };
  }
  const otherwise = differing(sets, given, declared);
  if (otherwise) return otherwise;
  if (sets.length === 0 && groups.size === 0) {
    return unknown('the configuration names no group, and nothing is assigned', '配置未列任何组，也没有任何分配');
  }
  const holders = new Set(given.map(({ principal }) => principal));
  const idle = [...groups].filter(([id]) => !holders.has(id)).map(([, name]) => name);
  const assigned = new Set(given.map(({ permissionSet }) => permissionSet));
  const unassigned = sets.filter((set) => !assigned.has(set)).map(nameOf);
  if (idle.length > 0 || unassigned.length > 0) {
    const what = [...idle, ...unassigned].join(', ');
    return unknown(`no template assigns ${what}`, `没有模板为 ${what} 作出分配`);
  }
  return {
    outcome: 'passed',
    message: {
      en: `${given.length} assignments of ${sets.length} permission sets, each to one of the ${groups.size} groups of the configuration`,
      zh: `${sets.length} 个权限集的 ${given.length} 项分配，均授予配置中 ${groups.size} 个组之一`,
    },
  };
}

/** What is given otherwise than the configuration says; undefined where nothing is. */
function differing(
  sets: readonly Resource[],
  given: readonly Given[],
  { given: wanted, groups }: DeclaredIdentity,
): Ruling | undefined {
  if (!wanted) return undefined;
  const nameById = new Map(groups.map(({ id, name }) => [id, name]));
  const called = (group: string): string => nameById.get(group) ?? group;
  const found = given.map(
    ({ assignment, at, permissionSet, principal, places }): FoundAssignment => ({
      set: permissionSet ? nameOf(permissionSet) : assignment.text(`${at}PermissionSetArn`),
      group: called(principal),
      places,
    }),
  );
  const asked = wanted.assignments.map((one) => ({ ...one, group: called(one.group) }));
  const amiss = settled(() => deviations(sets, found, { ...wanted, assignments: asked }));
  if (amiss === undefined) return unknown('permission sets are known at deployment only', '权限集仅在部署时可知');
  if (amiss.length === 0) return undefined;
  return {
    outcome: 'failed',
    message: {
      en: `otherwise than the configuration says: ${amiss.map(({ en }) => en).join('; ')}`,
      zh: `与配置不符：${amiss.map(({ zh }) => zh).join('；')}`,
    },
  };
}

const unknown = (en: string, zh: string): Ruling => ({ outcome: 'unknown', message: { en, zh } });

const atTheProvider = ({ provider }: DeclaredIdentity): Ruling =>
  unknown(
    `which groups may use which role is decided at the provider ${provider?.name ?? '?'}, and no template tells`,
    `哪些组可使用哪个角色由提供商 ${provider?.name ?? '?'} 决定，模板无法说明`,
  );

/** Undefined where deployment alone knows. */
function settled<Found>(read: () => Found): Found | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

const readGiven = (estate: JudgedEstate): readonly Given[] | undefined =>
  settled(() => [
    ...estate.estate
      .ofType('AWS::SSO::Assignment')
      .map((assignment) => one(assignment, '', [String(assignment.literal('TargetId'))])),
    ...estate.estate.ofType(MANY).flatMap((assignment) =>
      assignment.list('Assignments').map((entry, index) => {
        if (!isObject(entry)) throw new Unresolved(`Assignments.${index}`);
        const at = `Assignments.${index}.`;
        return one(assignment, at, [
          ...assignment.list(`${at}Units`).map((_, nth) => unitAt(assignment, `${at}Units.${nth}`)),
          ...assignment.list(`${at}Accounts`).map((_, nth) => String(assignment.literal(`${at}Accounts.${nth}`))),
        ]);
      }),
    ),
  ]);

const unitAt = (assignment: Resource, path: string): string =>
  assignment.referent(path)?.text('Name') ?? String(assignment.literal(path));

const one = (assignment: Resource, at: string, places: readonly string[]): Given => ({
  assignment,
  at,
  type: String(assignment.literal(`${at}PrincipalType`)),
  principal: String(assignment.literal(`${at}PrincipalId`)),
  permissionSet: assignment.referent(`${at}PermissionSetArn`),
  places,
});
