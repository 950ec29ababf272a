import { peoplesRoles } from '../../../constructs/guardrails/platform-roles';
import type { Bilingual } from '../../../constructs/standard';
import { FULL_ACCESS } from './estate';
import type { Context, Policy, Principal } from './model';
import type { Scene } from './scene';
import type { WorkloadAdministrator, WorkloadBoundary } from './workload-administrator';

/** Kinds of people, roles and services that try something, as reports name them. */
export const ASKERS = {
  administrator: { en: 'an administrator', zh: '管理员' },
  'bounded-administrator': {
    en: 'an administrator within the workload boundary',
    zh: '受工作负载权限边界约束的管理员',
  },
  'workload-administrator': { en: 'the administrator of a workload', zh: '工作负载管理员' },
  root: { en: 'the root user', zh: '根用户' },
  platform: { en: 'a role that deploys the landing zone', zh: '部署着陆区的角色' },
  person: { en: 'somebody at work', zh: '日常工作中的人员' },
  'break-glass': { en: 'the break-glass role', zh: '应急角色' },
  neighbour: { en: 'a role of another member account', zh: '其他成员账号的角色' },
  outsider: { en: 'an identity outside the organization', zh: '组织外身份' },
  service: { en: 'a service that acts for the organization', zh: '代表本组织的 AWS 服务' },
  deputy: { en: 'a service that acts for a stranger', zh: '代表组织外主体的 AWS 服务' },
  'service-itself': { en: 'a service that acts for nobody', zh: '不代表任何主体的 AWS 服务' },
  infrastructure: { en: "EC2 in an instance's name", zh: '以实例名义操作的 EC2 基础设施' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Who has a part in whatever landing zone. */
export type Party = Exclude<
  keyof typeof ASKERS,
  'administrator' | 'bounded-administrator' | 'workload-administrator' | 'platform'
>;

/** A principal of an account. */
export type AccountPrincipal = Extract<Principal, { readonly account: string }>;

/** A service of AWS. */
type ServicePrincipal = Extract<Principal, { readonly kind: 'service' }>;

/** Somebody who tries something, with what grants and limits the rights. */
export interface Asker {
  readonly kind: keyof typeof ASKERS;
  readonly principal: AccountPrincipal | ServicePrincipal;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** What requests say of whom they come from, beside what follows from the principal. */
  readonly context: Context;
}

/** The role of somebody who may do everything in one account, as far as that account goes. */
const ORDINARY_ROLE = 'orders-administrator';

/** Somebody of an account that belongs to nobody known. */
export const OUTSIDER = {
  kind: 'role-session',
  arn: 'arn:aws:sts::999999999990:assumed-role/mallory/session',
  roleArn: 'arn:aws:iam::999999999990:role/mallory',
  account: '999999999990',
} as const satisfies Principal;

/** A service that writes into buckets, which stands for any that acts for others. */
const DELIVERY = 'delivery.logs.amazonaws.com';

const sessionOf = (role: string, { partition }: Scene, account: string): AccountPrincipal => ({
  kind: 'role-session',
  arn: `arn:${partition}:sts::${account}:assumed-role/${role.slice(role.lastIndexOf('/') + 1)}/session`,
  roleArn: `arn:${partition}:iam::${account}:role/${role}`,
  account,
});

/** What a request tells of the organization by one of these keys, where there is one. */
const ofOrganization = (
  key: 'aws:PrincipalOrgID' | 'aws:ResourceOrgID' | 'aws:SourceOrgID',
  { organizationId }: Scene,
): Context => (organizationId === undefined ? {} : { [key]: organizationId });

/** What a request says of a principal of one of its own accounts. */
export const memberContext = (scene: Scene): Context => ofOrganization('aws:PrincipalOrgID', scene);

const member = (
  kind: Asker['kind'],
  principal: AccountPrincipal,
  scene: Scene,
  identity: readonly Policy[] = [FULL_ACCESS],
): Asker => ({ kind, principal, identity, context: memberContext(scene) });

/** An administrator whom nothing limits but the organization. */
export const administrator = (scene: Scene): Asker =>
  member('administrator', sessionOf(ORDINARY_ROLE, scene, scene.account), scene);

/** The same within the boundary: the most that a workload's administrator can ever be granted. */
export const boundedAdministrator = ({ policy }: WorkloadBoundary, scene: Scene): Asker => ({
  ...member('bounded-administrator', sessionOf(ORDINARY_ROLE, scene, scene.account), scene),
  boundary: policy,
});

/** Whom the templates make to administer workloads. */
export const workloadAdministrator = (
  { principal, identity, boundary }: WorkloadAdministrator,
  scene: Scene,
): Asker => ({
  ...member('workload-administrator', principal, scene, identity),
  ...(boundary && { boundary }),
});

/** The roles in which the landing zone is deployed. */
export const platform = (scene: Scene): readonly Asker[] =>
  scene.platformRoles.map((role) => member('platform', sessionOf(role, scene, scene.account), scene));

/** Everybody else, inside and outside. */
export function parties(scene: Scene): Readonly<Record<Party, readonly Asker[]>> {
  const { partition, name, account, neighbour, outsider } = scene;
  const inRole = (kind: Party, role: string, of = account): Asker => member(kind, sessionOf(role, scene, of), scene);
  return {
    root: [member('root', { kind: 'root', arn: `arn:${partition}:iam::${account}:root`, account }, scene)],
    person: peoplesRoles(scene).map((role) => inRole('person', nameOfOne(role))),
    'break-glass': [inRole('break-glass', `${name}-break-glass`)],
    neighbour: [inRole('neighbour', ORDINARY_ROLE, neighbour)],
    outsider: [{ ...inRole('outsider', ORDINARY_ROLE, outsider), context: {} }],
    service: [serviceWith('service', { 'aws:SourceAccount': account, ...ofOrganization('aws:SourceOrgID', scene) })],
    deputy: [serviceWith('deputy', { 'aws:SourceAccount': outsider })],
    'service-itself': [serviceWith('service-itself', {})],
    infrastructure: [inRole('infrastructure', 'aws:ec2-infrastructure')],
  };
}

/** The name, with its path, of a role that a pattern takes in. */
const nameOfOne = (pattern: string): string =>
  pattern.slice(pattern.indexOf(':role/') + ':role/'.length).replace('*', 'AWSReservedSSO_staff_0123456789abcdef');

const serviceWith = (kind: Party, context: Context): Asker => ({
  kind,
  principal: { kind: 'service', name: DELIVERY },
  identity: [],
  context,
});

/** Whether an account is of the organization, or the single one. */
const isInside = (account: string, scene: Scene): boolean => [scene.account, scene.neighbour].includes(account);

/** Whether service control policies of the organization bind a principal. */
export const isMember = (principal: Principal, scene: Scene): boolean =>
  'account' in principal && isInside(principal.account, scene);

/** What a request says of the resource's owner: nothing where that is a stranger. */
export const ownerContext = (owner: string, scene: Scene): Context =>
  isInside(owner, scene) ? ofOrganization('aws:ResourceOrgID', scene) : {};
