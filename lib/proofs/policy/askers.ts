import type { Bilingual } from '../../../constructs/standard';
import { FULL_ACCESS } from './estate';
import type { Policy, Principal } from './model';
import type { Scene } from './scene';
import type { WorkloadAdministrator, WorkloadBoundary } from './workload-administrator';

/** Kinds of people and roles that try something, as reports name them. */
export const ASKERS = {
  administrator: { en: 'an administrator', zh: '管理员' },
  'bounded-administrator': {
    en: 'an administrator within the workload boundary',
    zh: '受工作负载权限边界约束的管理员',
  },
  'workload-administrator': { en: 'the administrator of a workload', zh: '工作负载管理员' },
  root: { en: 'the root user', zh: '根用户' },
  platform: { en: 'a role that deploys the landing zone', zh: '部署着陆区的角色' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** A principal of an account. */
export type AccountPrincipal = Extract<Principal, { readonly account: string }>;

/** Somebody who tries something, with what grants and limits the rights. */
export interface Asker {
  readonly kind: keyof typeof ASKERS;
  readonly principal: AccountPrincipal;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
}

/** The role of somebody who may do everything in one account, as far as that account goes. */
const ORDINARY_ROLE = 'orders-administrator';

const sessionOf = (role: string, { partition, account }: Scene): Asker['principal'] => ({
  kind: 'role-session',
  arn: `arn:${partition}:sts::${account}:assumed-role/${role}/session`,
  roleArn: `arn:${partition}:iam::${account}:role/${role}`,
  account,
});

/** An administrator whom nothing limits but the organization. */
export const administrator = (scene: Scene): Asker => ({
  kind: 'administrator',
  principal: sessionOf(ORDINARY_ROLE, scene),
  identity: [FULL_ACCESS],
});

/** The same within the boundary: the most that a workload's administrator can ever be granted. */
export const boundedAdministrator = ({ policy }: WorkloadBoundary, scene: Scene): Asker => ({
  kind: 'bounded-administrator',
  principal: sessionOf(ORDINARY_ROLE, scene),
  identity: [FULL_ACCESS],
  boundary: policy,
});

/** Whom the templates make to administer workloads. */
export const workloadAdministrator = ({ principal, identity, boundary }: WorkloadAdministrator): Asker => ({
  kind: 'workload-administrator',
  principal,
  identity,
  ...(boundary && { boundary }),
});

export const root = ({ partition, account }: Scene): Asker => ({
  kind: 'root',
  principal: { kind: 'root', arn: `arn:${partition}:iam::${account}:root`, account },
  identity: [FULL_ACCESS],
});

/** The roles in which the landing zone is deployed. */
export const platform = (scene: Scene): readonly Asker[] =>
  scene.platformRoles.map((role) => ({
    kind: 'platform',
    principal: sessionOf(role, scene),
    identity: [FULL_ACCESS],
  }));
