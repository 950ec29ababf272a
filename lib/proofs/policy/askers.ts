import type { Bilingual } from '../../../constructs/standard';
import { FULL_ACCESS } from './estate';
import type { Context, Policy, Principal } from './model';
import { callerOf, type Party } from './parties';
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
} as const satisfies Readonly<Record<Party | 'bounded-administrator' | 'workload-administrator', Bilingual>>;

/** A principal of an account. */
export type AccountPrincipal = Extract<Principal, { readonly account: string }>;

/** Somebody who tries something, with what grants and limits the rights. */
export interface Asker {
  readonly kind: keyof typeof ASKERS;
  readonly principal: Principal;
  /** What their requests carry. */
  readonly context: Context;
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
}

/** The role of somebody who may do everything in one account, as far as that account goes. */
const ORDINARY_ROLE = 'orders-administrator';

/** A party with every right that its own account can give. */
export const party = (kind: Party, scene: Scene, role = ORDINARY_ROLE): Asker => ({
  kind,
  ...callerOf(kind, role, scene),
  identity: [FULL_ACCESS],
});

/** An administrator whom nothing limits but the organization. */
export const administrator = (scene: Scene): Asker => party('administrator', scene);

/** The same within the boundary: the most that a workload's administrator can ever be granted. */
export const boundedAdministrator = ({ policy }: WorkloadBoundary, scene: Scene): Asker => ({
  ...administrator(scene),
  kind: 'bounded-administrator',
  boundary: policy,
});

/** Whom the templates make to administer workloads. */
export const workloadAdministrator = (
  { principal, identity, boundary }: WorkloadAdministrator,
  scene: Scene,
): Asker => ({
  ...administrator(scene),
  kind: 'workload-administrator',
  principal,
  identity,
  ...(boundary && { boundary }),
});

/** The roles in which the landing zone is deployed. */
export const platform = (scene: Scene): readonly Asker[] =>
  scene.platformRoles.map((role) => party('platform', scene, role));
