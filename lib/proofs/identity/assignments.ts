import { isObject } from '../../../constructs/nag/intrinsics';
import { type Resource, Unresolved } from '../../../constructs/nag/template';
import type { JudgedEstate } from '../../evidence/estate';
import type { DeclaredIdentity, Ruling } from './completeness';

/** To whom a permission set is given. */
interface Given {
  readonly assignment: Resource;
  readonly type: string;
  readonly principal: string;
  readonly permissionSet: Resource | undefined;
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
  if (sets.length === 0 && groups.size === 0) {
    return unknown('the configuration names no group, and nothing is assigned', '配置未列任何组，也没有任何分配');
  }
  const holders = new Set(given.map(({ principal }) => principal));
  const idle = [...groups].filter(([id]) => !holders.has(id)).map(([, name]) => name);
  const assigned = new Set(given.map(({ permissionSet }) => permissionSet));
  const unassigned = sets.filter((set) => !assigned.has(set)).map((set) => set.text('Name') || set.id);
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

const unknown = (en: string, zh: string): Ruling => ({ outcome: 'unknown', message: { en, zh } });

const atTheProvider = ({ provider }: DeclaredIdentity): Ruling =>
  unknown(
    `which groups may use which role is decided at the provider ${provider?.name ?? '?'}, and no template tells`,
    `哪些组可使用哪个角色由提供商 ${provider?.name ?? '?'} 决定，模板无法说明`,
  );

/** Undefined where deployment alone knows. */
function readGiven(estate: JudgedEstate): readonly Given[] | undefined {
  try {
    return [
      ...estate.estate.ofType('AWS::SSO::Assignment').map((assignment) => one(assignment, '')),
      ...estate.estate.ofType(MANY).flatMap((assignment) =>
        assignment.list('Assignments').map((entry, index) => {
          if (!isObject(entry)) throw new Unresolved(`Assignments.${index}`);
          return one(assignment, `Assignments.${index}.`);
        }),
      ),
    ];
  } catch (error) {
    if (error instanceof Unresolved) return undefined;
    throw error;
  }
}

const one = (assignment: Resource, prefix: string): Given => ({
  assignment,
  type: String(assignment.literal(`${prefix}PrincipalType`)),
  principal: String(assignment.literal(`${prefix}PrincipalId`)),
  permissionSet: assignment.referent(`${prefix}PermissionSetArn`),
});
