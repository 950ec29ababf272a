import type { Statement } from '../../../constructs/nag/policy';
import { actionsOf } from '../../../constructs/nag/service-reference';
import { takesIn } from '../../../constructs/nag/wildcards';
import type { Bilingual, RequirementId } from '../../../constructs/standard';

/** What no permission set of one's own grants: with it people give themselves, or others, any right. */
interface Escalating {
  /** `iam:CreateLoginProfile`. */
  readonly actions: () => readonly string[];
  /**
   * Whether a pattern, as it stands in an ARN behind the account, takes in what is worth having.
   * @default - on whatever resource
   */
  readonly on?: (pattern: string) => boolean;
  /** What is wrong with it, said of the actions. */
  readonly message: Bilingual;
  readonly mend: Bilingual;
  readonly requirement: RequirementId;
}

const takesInOneOf =
  (...names: readonly string[]) =>
  (pattern: string): boolean =>
    names.some((name) => takesIn(pattern, name));

/** Stand for users and policies that nobody knows: whatever takes them in takes in all of their kind. */
const anyOfIam = takesInOneOf('user/another', 'user/break-glass/another', 'policy/another');

/** How the names of roles begin that deploy the landing zone, whatever they are qualified by. */
const DEPLOYING = /^role\/(cdk-|stacksets-exec-|AWSCloudFormationStackSet)/;

/** One of each kind of them. */
const oneThatDeploys = takesInOneOf(
  'role/cdk-hnb659fds-cfn-exec-role-111122223333-eu-central-1',
  'role/stacksets-exec-1a2b3c4d5e6f7a8b',
  'role/AWSCloudFormationStackSetExecutionRole',
  'role/AWSCloudFormationStackSetAdministrationRole',
);

/** Services in which groups, permission sets and their assignments are kept. */
const DIRECTORIES = ['sso', 'sso-directory', 'identitystore'];

const isReading = (accessLevel: string): boolean => ['Read', 'List'].includes(accessLevel);

const ESCALATING: readonly Escalating[] = [
  {
    actions: () =>
      DIRECTORIES.flatMap((service) =>
        actionsOf(service).flatMap(({ name, accessLevel }) => (isReading(accessLevel) ? [] : [`${service}:${name}`])),
      ),
    message: {
      en: 'on groups, permission sets or their assignments: only platform administrators change these',
      zh: '可变更用户组、权限集或其分配，而这仅限平台管理员',
    },
    mend: {
      en: 'Remove the actions; reading ones may stay.',
      zh: '请删除这些操作；只读操作可以保留。',
    },
    requirement: '8.2/identity',
  },
  {
    actions: () => [
      'iam:CreateAccessKey',
      'iam:CreateLoginProfile',
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion',
      'iam:UpdateLoginProfile',
    ],
    on: anyOfIam,
    message: {
      en: 'on every user or policy: whoever has it gives itself any right',
      zh: '且涵盖全部用户或策略：持有者可为自己授予任意权限',
    },
    mend: {
      en: 'Remove them, or name policies of the workload.',
      zh: '请删除，或指定工作负载自身的策略。',
    },
    requirement: '8.2/least-privilege',
  },
  {
    actions: () => ['iam:PassRole', 'sts:AssumeRole'],
    on: (pattern) => DEPLOYING.test(pattern) || oneThatDeploys(pattern),
    message: {
      en: 'on roles that deploy the landing zone, which may do everything',
      zh: '且涵盖部署着陆区的角色，而这些角色权限不受限',
    },
    mend: {
      en: 'Name roles of the workload, such as arn:aws:iam::*:role/workload/*.',
      zh: '请指定工作负载的角色，例如 arn:aws:iam::*:role/workload/*。',
    },
    requirement: '8.2/least-privilege',
  },
];

/** A grant by which people escalate. */
export interface EscalatingGrant extends Pick<Escalating, 'message' | 'mend' | 'requirement'> {
  /** Those that a statement grants, as it writes them. */
  readonly actions: readonly string[];
}

/** By what of an Allow people escalate. Conditions are not looked at; of `NotAction` the rules tell. */
export const escalatingGrantsIn = ({ effect, actions, ...statement }: Statement): readonly EscalatingGrant[] =>
  ESCALATING.flatMap(({ actions: escalating, on, ...about }) => {
    if (effect !== 'Allow' || (on && !resourcesOf(statement).some(on))) return [];
    const granted = actions.filter((pattern) => escalating().some((action) => takesIn(pattern, action, 'i')));
    return granted.length > 0 ? [{ ...about, actions: granted }] : [];
  });

/** All but some resources counts as any. */
const resourcesOf = ({ resources, notResources }: Pick<Statement, 'resources' | 'notResources'>): readonly string[] =>
  notResources.length > 0 ? ['*'] : resources.map(nameIn);

/** What stands behind the account; a pattern that ends before takes in all of it. */
const nameIn = (pattern: string): string => pattern.split(':').slice(5).join(':') || '*';
