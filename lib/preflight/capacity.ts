import { organizationQuotas } from '../../constructs/partition/quotas';
import type { Bilingual } from '../../constructs/standard';
import { accountFor } from '../config/accounts';
import type { OrganizationConfig } from '../config/schema';
import { type Deployment, MEMBERS, ofType, type Placed } from './deployment';
import { type ServiceQuota, serviceQuotas } from './quotas';
import { aws, organizationsRegion, text } from './shell';
import type { Section, Step } from './step';

/** A limit with what is needed of it at most, and where. */
interface Need {
  readonly name: Bilingual;
  readonly needed: number;
  readonly limit: number | undefined;
  readonly account: string;
  readonly region: string;
  readonly code?: ServiceQuota['code'];
  readonly source: string;
}

/** What the configuration takes of each quota, where it takes most; those that it exceeds come as steps of their own. */
export function capacitySection(deployment: Deployment): Section {
  const needs = [...organizationNeeds(deployment), ...serviceQuotas.flatMap((quota) => needOf(quota, deployment))];
  const exceeded = needs.filter(({ needed, limit }) => limit !== undefined && needed > limit);
  return {
    title: { en: 'Quotas', zh: '配额' },
    steps: [overview(deployment, needs), ...exceeded.map((need) => raise(deployment, need))],
  };
}

function overview({ config }: Deployment, needs: readonly Need[]): Step {
  return {
    title: { en: 'What the landing zone takes of each quota', zh: '着陆区对各项配额的占用' },
    why: {
      en: 'A quota that is full stops the deployment in the middle. What the account holds already comes on top.',
      zh: '配额用尽会使部署中断。账号中已有资源须另行计入。',
    },
    details: [...needs.map((need) => row(need, config.partition))],
  };
}

function row({ name, needed, limit, account, region, source }: Need, partition: string): Bilingual {
  const place = [account === MEMBERS ? undefined : account, region].filter(Boolean).join(' ');
  if (limit === undefined) {
    return {
      en: `? ${name.en}: ${needed} (${place}); default not documented for ${partition}, look it up with aws service-quotas; ${source}`,
      zh: `? ${name.zh}：${needed}（${place}）；${partition} 的默认值无文档，请用 aws service-quotas 查询；${source}`,
    };
  }
  const mark = needed > limit ? '!' : '✓';
  const where =
    account === MEMBERS
      ? { en: `each member account, ${region}`, zh: `各成员账号，${region}` }
      : { en: place, zh: place };
  return {
    en: `${mark} ${name.en}: ${needed} of ${limit} (${where.en}); ${source}`,
    zh: `${mark} ${name.zh}：${needed}，默认上限 ${limit}（${where.zh}）；${source}`,
  };
}

/** Where a quota can be raised at once, the command; otherwise the way to ask. */
function raise({ config }: Deployment, { name, needed, limit, account, region, code }: Need): Step {
  const concrete = account === MEMBERS ? accountFor(config, 'management') : account;
  return {
    title: { en: `Raise: ${name.en}`, zh: `提高：${name.zh}` },
    why: {
      en: `The configuration needs ${needed}, and ${limit} is the default. An increase takes days: ask first.`,
      zh: `配置需要 ${needed}，默认为 ${limit}。提额需数日，请先申请。`,
    },
    account: concrete,
    region,
    ...(code
      ? {
          commands: [
            aws(
              config,
              concrete,
              region,
              `service-quotas request-service-quota-increase --service-code ${code.service} --quota-code ${code.quota} --desired-value ${needed}`,
            ),
            aws(
              config,
              concrete,
              region,
              `service-quotas get-service-quota --service-code ${code.service} --quota-code ${code.quota} ${text('Quota.Value')}`,
            ),
          ],
        }
      : {
          details: [
            {
              en: 'It is not in Service Quotas or cannot be raised: open a support case, or change the configuration',
              zh: '该项不在 Service Quotas 中或不可提高：请联系支持，或修改配置',
            },
          ],
        }),
  };
}

/** The place that takes most. */
function needOf(quota: ServiceQuota, deployment: Deployment): readonly Need[] {
  const { name, limit, code, source } = quota;
  const totals = new Map<string, { account: string; region: string; needed: number }>();
  for (const placed of deployment.resources) {
    const taken = quota.takes(placed);
    if (taken === undefined || taken === 0) continue;
    const key = groupOf(quota, placed);
    const before = totals.get(key)?.needed ?? 0;
    totals.set(key, { account: placed.account, region: placed.region, needed: before + taken });
  }
  const [most] = [...totals.values()].sort((a, b) => b.needed - a.needed);
  if (!most) return [];
  const region = quota.per === 'account' ? accountRegion(quota, deployment, most.region) : most.region;
  return [
    {
      ...most,
      region,
      name,
      limit: limit[deployment.config.partition],
      code,
      source: `${source.url} (${source.checked})`,
    },
  ];
}

const groupOf = ({ per }: ServiceQuota, { account, region, resource }: Placed): string =>
  ({
    region: `${account} ${region}`,
    account,
    resource: `${account} ${region} ${resource.template.name} ${resource.id}`,
  })[per];

/** S3's quota of an account is kept in one region of each partition, whatever regions the buckets are in. */
function accountRegion({ code }: ServiceQuota, { config }: Deployment, found: string): string {
  if (code?.service !== 's3') return found;
  return config.partition === 'aws-cn' ? 'cn-north-1' : 'us-east-1';
}

function organizationNeeds(deployment: Deployment): readonly Need[] {
  const { config } = deployment;
  if (config.profile === 'single-account') return [];
  const quotas = organizationQuotas[config.partition];
  const place = {
    account: accountFor(config, 'management'),
    region: organizationsRegion(config),
    source: `${quotas.source.url} (${quotas.source.checked})`,
  };
  return [
    {
      ...place,
      name: { en: 'Accounts in the organization', zh: '组织内账号数' },
      needed: config.organization.accounts.length,
      limit: quotas.accountsByDefault,
      code: { service: 'organizations', quota: 'L-E619E033' },
    },
    {
      ...place,
      name: { en: 'Organizational units', zh: '组织单元数' },
      needed: config.organization.units.length,
      limit: quotas.units,
    },
    {
      ...place,
      name: { en: 'Depth of organizational units', zh: '组织单元层级' },
      needed: unitDepth(config),
      limit: quotas.unitDepth,
    },
    ...policyNeeds(deployment).map((need) => ({ ...place, ...need })),
  ];
}

function unitDepth({ organization }: OrganizationConfig): number {
  const parents = new Map(organization.units.map(({ name, parent }) => [name, parent]));
  const depthOf = (name: string | undefined): number => (name === undefined ? 0 : 1 + depthOf(parents.get(name)));
  return Math.max(0, ...organization.units.map(({ name }) => depthOf(name)));
}

/** `FullAWSAccess`, which AWS attaches by itself, takes a place at every node. */
function policyNeeds(deployment: Deployment): readonly Pick<Need, 'name' | 'needed' | 'limit'>[] {
  const quotas = organizationQuotas[deployment.config.partition];
  const policies = ofType(deployment, 'AWS::Organizations::Policy').filter(
    ({ resource }) => resource.text('Type') === 'SERVICE_CONTROL_POLICY',
  );
  if (policies.length === 0) return [];
  const perNode = new Map<string, number>();
  for (const { resource } of policies) {
    for (const target of resource.list('TargetIds')) {
      const key = JSON.stringify(target);
      perNode.set(key, (perNode.get(key) ?? 1) + 1);
    }
  }
  return [
    {
      name: { en: 'Service control policies at one node', zh: '单个节点的服务控制策略数' },
      needed: Math.max(...perNode.values()),
      limit: quotas.serviceControlPoliciesPerNode,
    },
    {
      name: { en: 'Characters of a service control policy', zh: '服务控制策略字符数' },
      needed: Math.max(...policies.map(({ resource }) => JSON.stringify(resource.raw('Content')).length)),
      limit: quotas.serviceControlPolicySize,
    },
  ];
}
