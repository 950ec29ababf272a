import {
  type Capability,
  type Gap,
  gapOf,
  organizationQuotas,
  type PartitionName,
} from '../../../constructs/partition';
import type { Bilingual, RequirementId } from '../../../constructs/standard';
import type { Fault, Path } from '../problem';
import type { ParsedOrganization, PolicyType } from '../schema';
import { accountRoles } from '../sections/organization';
import { check, duplicates, unknownReferences } from './check';

type Role = (typeof accountRoles)[number];

/** What the accounts of each role are apart for. */
const stakes: Readonly<Record<Exclude<Role, 'workload'>, RequirementId>> = {
  management: '8.2/no-excess-access',
  'log-archive': '8.6/log-storage',
  security: '8.2/no-excess-access',
  network: '8.3/boundary',
  operations: '8.2/bastion',
  backup: '8.4/backup',
};

const accountsDiffer = check(['organization'], function* ({ organization }) {
  const accounts = organization?.accounts ?? [];
  const column = (key: 'id' | 'name' | 'email') =>
    accounts.map((account, index) => ({ path: ['organization', 'accounts', index, key], value: account[key] }));
  yield* duplicates(column('id'), 'duplicate-account', { en: 'account id', zh: '账号 ID' });
  yield* duplicates(column('name'), 'duplicate-account', { en: 'account name', zh: '账号名称' });
  yield* duplicates(column('email'), 'duplicate-email', { en: 'e-mail', zh: '电子邮箱' }, '8.2/no-shared-accounts');
});

const everyRoleOnce = check(['organization'], function* ({ organization }) {
  if (!organization) return;
  for (const role of accountRoles) {
    if (role === 'workload') continue;
    const holders = organization.accounts.flatMap((account, index) => (account.role === role ? [index] : []));
    if (holders.length === 0) yield roleMissing(role);
    for (const index of holders.slice(1)) yield roleRepeated(role, index);
  }
});

const roleMissing = (role: Exclude<Role, 'workload'>): Fault => ({
  code: 'missing-role-account',
  path: ['organization', 'accounts'],
  lacks: [['organization', 'accounts', '*', 'role']],
  at: 'key',
  message: { en: `has no account with role: ${role}`, zh: `没有 role: ${role} 的账号` },
  mend: { en: `Give one account role: ${role}.`, zh: `请为一个账号设置 role: ${role}。` },
  requirement: stakes[role],
});

const roleRepeated = (role: Exclude<Role, 'workload'>, index: number): Fault => ({
  code: 'duplicate-role-account',
  path: ['organization', 'accounts', index, 'role'],
  message: { en: `is ${role}, which another account is already`, zh: `为 ${role}，但已有其他账号担任` },
  mend: {
    en: 'Keep one account for the role; the others are workload.',
    zh: '该角色只保留一个账号，其余为 workload。',
  },
  requirement: stakes[role],
});

const accountsInUnits = check(['organization'], function* ({ organization }) {
  if (!organization) return;
  const known = organization.units.map(({ name }) => name);
  const accounts = organization.accounts.map((account, index) => ({
    ...account,
    path: ['organization', 'accounts', index],
  }));
  for (const { role, unit, path } of accounts) {
    if (unit !== undefined || role === 'management') continue;
    yield {
      code: 'missing-key',
      path: [...path, 'unit'],
      message: {
        en: 'is missing: an account outside the units gets no baseline',
        zh: '缺失，不属于任何组织单元的账号得不到基线',
      },
      mend: { en: 'Name the unit it belongs to.', zh: '请指定所属的组织单元。' },
      requirement: '8.1/c',
    };
  }
  yield* unknownReferences(
    accounts.flatMap(({ unit, path }) =>
      unit === undefined
        ? []
        : [
            {
              path: [...path, 'unit'],
              name: unit,
              kind: unitKind,
              known,
              collection: ['organization', 'units'],
              requirement: '8.1/c',
            },
          ],
    ),
  );
});

const unitKind = { en: 'organizational unit', zh: '组织单元' };

const unitsFormATree = check(['organization', 'partition'], function* ({ organization, partition }) {
  const units = organization?.units ?? [];
  const named = units.map(({ name }, index) => ({ path: ['organization', 'units', index, 'name'], value: name }));
  yield* duplicates(named, 'duplicate-unit', unitKind);
  const known = units.map(({ name }) => name);
  const parents = units.flatMap(({ parent }, index) =>
    parent === undefined
      ? []
      : [
          {
            path: ['organization', 'units', index, 'parent'],
            name: parent,
            kind: unitKind,
            known,
            collection: ['organization', 'units'],
          },
        ],
  );
  yield* unknownReferences(parents);
  const deepest = organizationQuotas[partition].unitDepth;
  for (const [index, unit] of units.entries()) {
    if (depthOf(unit.name, units) <= deepest) continue;
    yield {
      code: 'unit-depth',
      path: ['organization', 'units', index, 'parent'],
      message: {
        en: `puts the unit deeper than ${deepest} levels, or below itself`,
        zh: `使组织单元超过 ${deepest} 层，或位于自身之下`,
      },
      mend: { en: 'Choose a parent nearer to the root.', zh: '请选择更靠近根的上级。' },
    };
  }
});

/** How deep a unit lies; infinite for one in a ring. */
export function depthOf(name: string, units: ParsedOrganization['units']): number {
  const parents = new Map(units.map((unit) => [unit.name, unit.parent]));
  let depth = 0;
  // a ring has no end: stop when there are more steps than units
  for (let unit: string | undefined = name; unit !== undefined && depth <= units.length; unit = parents.get(unit))
    depth++;
  return depth > units.length ? Number.POSITIVE_INFINITY : depth;
}

/** Organizations refuses more; China has lower quotas than the others. */
const organizationFits = check(['organization', 'partition'], function* ({ organization, partition }) {
  if (!organization) return;
  const { units, accountsAtMost } = organizationQuotas[partition];
  if (organization.units.length > units) yield beyondQuota('units', organization.units.length, units, partition);
  if (organization.accounts.length > accountsAtMost) {
    yield beyondQuota('accounts', organization.accounts.length, accountsAtMost, partition);
  }
});

const beyondQuota = (key: string, given: number, most: number, partition: PartitionName): Fault => ({
  code: 'beyond-quota',
  path: ['organization', key],
  message: {
    en: `has ${given} entries, and an organization in ${partition} can have ${most}`,
    zh: `共 ${given} 项，而 ${partition} 的组织最多 ${most} 项`,
  },
  mend: { en: 'Divide it among several organizations.', zh: '请拆分到多个组织。' },
});

/** What a choice asks of the partition. */
function* demandsOf({
  delivery,
  policyTypes = [],
}: ParsedOrganization): Iterable<{ capability: Capability; path: Path }> {
  if (delivery === 'service-managed') {
    yield { capability: 'service-managed-stack-sets', path: ['organization', 'delivery'] };
  }
  for (const [index, type] of policyTypes.entries()) {
    const capability = policyCapabilities[type];
    if (capability) yield { capability, path: ['organization', 'policyTypes', index] };
  }
}

const policyCapabilities: Readonly<Record<PolicyType, Capability | undefined>> = {
  'service-control': undefined,
  'resource-control': 'resource-control-policies',
  'declarative-ec2': 'declarative-policies-ec2',
  tag: undefined,
  backup: 'organization-backup-policies',
};

/** What is made where nothing is asked for: what binds accounts, as far as the partition is known to have it. */
export const defaultPolicyTypes = (partition: PartitionName): readonly PolicyType[] =>
  (['service-control', 'resource-control', 'declarative-ec2'] as const).filter((type) => {
    const capability = policyCapabilities[type];
    return capability === undefined || gapOf(partition, capability) === undefined;
  });

const partitionOffers = check(['organization', 'partition'], function* ({ organization, partition }) {
  if (!organization) return;
  for (const { capability, path } of demandsOf(organization)) {
    const gap = gapOf(partition, capability);
    if (gap?.status === 'lacking') yield notOffered(path, gap, partition);
    if (gap?.status === 'unproven' && organization.unproven === 'refuse') yield notProven(path, gap, partition);
  }
});

const notOffered = (path: Path, { name, substitute }: Gap, partition: PartitionName): Fault => ({
  code: 'not-in-partition',
  path,
  message: {
    en: `asks for ${name.en}, which ${partition} does not offer`,
    zh: `需要${name.zh}，而 ${partition} 不提供`,
  },
  mend: { en: `Remove it; the substitute is ${substitute.en}.`, zh: `请删除；替代方式为${substitute.zh}。` },
  requirement: '8.1/c',
});

const notProven = (path: Path, { name, substitute }: Gap, partition: PartitionName): Fault => ({
  code: 'unproven-in-partition',
  path,
  message: {
    en: `asks for ${name.en}, which ${partition} does not document as offered`,
    zh: `需要${name.zh}，而 ${partition} 的文档未说明提供`,
  },
  mend: {
    en: `Use ${substitute.en}${keyFor(path).en}, or write organization.unproven: accept after a trial of your own.`,
    zh: `请改用${substitute.zh}${keyFor(path).zh}；或自行试验后写 organization.unproven: accept。`,
  },
  requirement: '8.1/c',
});

const keyFor = (path: Path) =>
  path.at(-1) === 'delivery'
    ? { en: ' (delivery: self-managed)', zh: '（delivery: self-managed）' }
    : { en: '', zh: '' };

const guardrailsStay = check(['organization'], function* ({ organization }) {
  if (organization?.policyTypes?.includes('service-control') ?? true) return;
  yield {
    code: 'missing-policy-type',
    path: ['organization', 'policyTypes'],
    message: {
      en: 'lacks service-control: no guardrail would bind the accounts, whose administrators could stop logs, delete keys and backups, use any region and leave the organization',
      zh: '缺少 service-control：账号将不受任何护栏约束，其管理员可停止日志、删除密钥与备份、使用任何区域并脱离组织',
    },
    mend: { en: 'Add service-control.', zh: '请加入 service-control。' },
    requirement: '8.1/c',
  };
});

/** What nothing refuses where a kind of policy is left out that the partition offers. */
const UNGUARDED: Partial<
  Readonly<Record<PolicyType, { readonly open: Bilingual; readonly requirement: RequirementId }>>
> = {
  'resource-control': {
    open: {
      en: 'strangers whom the policy of a resource lets in, services that act for strangers, and requests without TLS are not refused',
      zh: '资源策略所允许的组织外主体、代表组织外主体的服务以及未使用 TLS 的请求均不会被拒绝',
    },
    requirement: '8.2/no-excess-access',
  },
  'declarative-ec2': {
    open: {
      en: 'settings of EC2 stay as each account has them: public images and snapshots, the serial console, version 1 of the metadata service',
      zh: 'EC2 设置由各账号自行决定：公开镜像与快照、串行控制台及元数据服务第 1 版',
    },
    requirement: '8.4/leak-prevention',
  },
};

const kindsLeftOut = check(['organization', 'partition'], function* ({ organization, partition }) {
  const given = organization?.policyTypes;
  if (given === undefined) return;
  for (const type of defaultPolicyTypes(partition)) {
    const unguarded = UNGUARDED[type];
    if (unguarded === undefined || given.includes(type)) continue;
    yield {
      severity: 'warning',
      code: 'policy-type-left-out',
      path: ['organization', 'policyTypes'],
      message: {
        en: `leaves out ${type}: ${unguarded.open.en}`,
        zh: `未包含 ${type}：${unguarded.open.zh}`,
      },
      mend: { en: `Add ${type}, or leave policyTypes out.`, zh: `请加入 ${type}，或省略 policyTypes。` },
      requirement: unguarded.requirement,
    };
  }
});

export const organizationChecks = [
  accountsDiffer,
  everyRoleOnce,
  accountsInUnits,
  unitsFormATree,
  organizationFits,
  partitionOffers,
  guardrailsStay,
  kindsLeftOut,
];
