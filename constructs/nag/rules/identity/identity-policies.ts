import type { Bilingual } from '../../../standard';
import { isOpen } from '../../intrinsics';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Verdict, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** Types that hold one policy for identities, and the property that holds it. */
const SINGLE: Readonly<Record<string, string>> = {
  'AWS::IAM::GroupPolicy': 'PolicyDocument',
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
  'AWS::IAM::Policy': 'PolicyDocument',
  'AWS::IAM::RolePolicy': 'PolicyDocument',
  'AWS::IAM::UserPolicy': 'PolicyDocument',
  'AWS::SSO::PermissionSet': 'InlinePolicy',
};

/** Types with a list of policies within `Policies`. */
const LISTED = ['AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::User'];

/** Types whose policies say what people and workloads may do. */
export const IDENTITY_POLICY_TYPES: readonly string[] = [...Object.keys(SINGLE), ...LISTED].sort();

/**
 * Judges what the policies of a resource grant, Allow by Allow. A statement that is known at deployment only hides no
 * finding in another.
 *
 * @param findingsIn what is wrong with an Allow; undefined where the Allow is not what the rule is about
 * @param about what no Allow is about, to say why the rule does not apply
 */
export function judgeGrants(
  resource: Resource,
  about: Bilingual,
  findingsIn: (allow: Statement) => readonly Finding[] | undefined,
): Verdict {
  return isBoundaryOnly(resource) ? notApplicable(BOUNDARY) : judgeAllows(resource, about, findingsIn);
}

/** The same for boundaries too, which say what can be granted at most. */
export function judgeAllows(
  resource: Resource,
  about: Bilingual,
  findingsIn: (allow: Statement) => readonly Finding[] | undefined,
): Verdict {
  let applies = false;
  const verdict = verdictFromEach(
    documentsOf(resource).flatMap((path) => allowsOf(resource, path)),
    (allow) => {
      const findings = findingsIn(allow());
      applies ||= findings !== undefined;
      return findings ?? [];
    },
  );
  return applies || verdict.outcome !== 'compliant' ? verdict : notApplicable(about);
}

const BOUNDARY: Bilingual = {
  en: 'the policy is a permission boundary, which grants nothing by itself',
  zh: '该策略仅作权限边界，自身不授予任何权限',
};

/** Paths of the policies that a resource holds itself. */
function documentsOf(resource: Resource): readonly string[] {
  const single = SINGLE[resource.type];
  if (single !== undefined) return resource.has(single) ? [single] : [];
  return resource.list('Policies').map((_, index) => `Policies.${index}.PolicyDocument`);
}

/** The Allows of a policy; where they are known at deployment only, one that throws when it is looked at. */
function allowsOf(resource: Resource, path: string): readonly (() => Statement)[] {
  try {
    return statementsOf(resource, path)
      .filter((statement) => statement.effect === 'Allow')
      .map((statement) => () => statement);
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return [
      () => {
        throw error;
      },
    ];
  }
}

/**
 * True for a managed policy that is attached to nobody and bounds identities: those of its template that name it, or
 * whatever is made under it, since it demands itself as the boundary of the roles it lets be made.
 */
function isBoundaryOnly(policy: Resource): boolean {
  if (policy.type !== 'AWS::IAM::ManagedPolicy') return false;
  if (['Roles', 'Users', 'Groups'].some((property) => policy.has(property))) return false;
  const identities = LISTED.flatMap((type) => policy.template.ofType(type));
  return (
    (identities.some((identity) => identity.referent('PermissionsBoundary') === policy) || demandsItself(policy)) &&
    !identities.some((identity) => isAttached(policy, identity)) &&
    !isAttachedByName(policy)
  );
}

const BOUNDARY_KEY = 'iam:permissionsboundary';

function demandsItself(policy: Resource): boolean {
  const name = policy.text('ManagedPolicyName');
  if (name === '' || isOpen(name)) return false;
  const demanded = allowsOf(policy, 'PolicyDocument').flatMap((allow) =>
    Object.values(allow().conditions).flatMap((keys) => keys[BOUNDARY_KEY] ?? []),
  );
  return demanded.length > 0 && demanded.every((arn) => arn.endsWith(`:policy/${name}`));
}

/** Anywhere that is deployed together with it: a policy that is a boundary here and a grant there is a grant. */
function isAttachedByName(policy: Resource): boolean {
  const { estate } = policy.template;
  const name = policy.text('ManagedPolicyName');
  if (name === '' || isOpen(name)) return false;
  const sets = estate
    .ofType('AWS::SSO::PermissionSet')
    .some((set) =>
      set
        .list('CustomerManagedPolicyReferences')
        .some((_, index) => set.text(`CustomerManagedPolicyReferences.${index}.Name`) === name),
    );
  const identities = LISTED.flatMap((type) => estate.ofType(type)).some((identity) =>
    identity
      .list('ManagedPolicyArns')
      .some((_, index) => identity.text(`ManagedPolicyArns.${index}`).endsWith(`:policy/${name}`)),
  );
  return sets || identities;
}

const isAttached = (policy: Resource, identity: Resource): boolean =>
  identity.list('ManagedPolicyArns').some((_, index) => identity.referent(`ManagedPolicyArns.${index}`) === policy);
