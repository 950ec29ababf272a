import { isSealed } from '../../constructs/isolated-vpc/zones';
import { ZONE_TAG } from '../../constructs/nag/rules/network/zones';
import type { Bilingual, FacetId } from '../../constructs/standard';
import type { LiveProperties } from '../collect/reader';
import type { Subject } from './subject';

/** What is wrong with what was read, or why it decides nothing; undefined where it is as it should be. */
export type LiveVerdict = { readonly wrong: Bilingual } | { readonly open: Bilingual } | undefined;

/** A check of what no template says: it judges facts that were read beside a resource's properties. */
export interface LiveCheck {
  readonly id: string;
  readonly demand: Bilingual;
  readonly type: string;
  /**
   * Only resources whose path ends so.
   * @default - all of the type
   */
  readonly named?: RegExp;
  readonly facets: readonly FacetId[];
  /**
   * @param at when they were read, in ISO 8601
   * @param planned the properties of the template
   */
  readonly judge: (facts: LiveProperties, at: string, planned: LiveProperties) => LiveVerdict;
}

/** What the rotation of a key may lie back, by the standard. */
const LONGEST_ROTATION_DAYS = 365;

const DAY_MS = 24 * 60 * 60 * 1000;

const NOT_TOLD: Bilingual = { en: 'the service does not tell', zh: '服务未返回该信息' };

const keyRotatedWithinYear: LiveCheck = {
  id: 'key-rotated-within-year',
  demand: {
    en: `A key was rotated, or created, at most ${LONGEST_ROTATION_DAYS} days ago.`,
    zh: `密钥的最近一次轮换（或创建）在 ${LONGEST_ROTATION_DAYS} 天内。`,
  },
  type: 'AWS::KMS::Key',
  facets: ['8.4/encryption-at-rest#key-rotation'],
  judge({ lastRotated, created, rotationsRead }, at) {
    const last = lastRotated ?? created;
    if (typeof last !== 'string') return { open: NOT_TOLD };
    const days = Math.floor((Date.parse(at) - Date.parse(last)) / DAY_MS);
    if (days <= LONGEST_ROTATION_DAYS) return undefined;
    // an old key may have been rotated since
    if (rotationsRead !== true) return { open: NOT_TOLD };
    return { wrong: { en: `last rotated ${days} days ago`, zh: `最近一次轮换距今 ${days} 天` } };
  },
};

const keyNotPendingDeletion: LiveCheck = {
  id: 'key-not-pending-deletion',
  demand: { en: 'A key is not pending deletion.', zh: '密钥未处于待删除状态。' },
  type: 'AWS::KMS::Key',
  facets: ['8.4/encryption-at-rest#key-deletion-protection'],
  judge({ state }) {
    if (typeof state !== 'string') return { open: NOT_TOLD };
    if (!/^Pending(Replica)?Deletion$/.test(state)) return undefined;
    return {
      wrong: { en: `is ${state}: what it encrypts will be lost`, zh: `处于 ${state} 状态：所加密的内容将无法恢复` },
    };
  },
};

/** States in which nothing can be encrypted or decrypted, though nobody has asked for deletion. */
const UNUSABLE = ['Disabled', 'PendingImport', 'Unavailable'];

const keyEnabled: LiveCheck = {
  id: 'key-enabled',
  demand: { en: 'A key is enabled.', zh: '密钥处于启用状态。' },
  type: 'AWS::KMS::Key',
  facets: ['8.4/encryption-at-rest#customer-managed-keys'],
  judge({ state }) {
    if (typeof state !== 'string') return { open: NOT_TOLD };
    if (!UNUSABLE.includes(state)) return undefined;
    return {
      wrong: {
        en: `is ${state}: what it encrypts can be neither written nor read`,
        zh: `处于 ${state} 状态：所加密的内容既不能写入也不能读取`,
      },
    };
  },
};

/** A principal that is a service of the provider, also of AWS in China. */
const SERVICE = /^[\w.-]+\.amazonaws\.com(\.cn)?$/;

/** A role, or a session of one: services that use a key for somebody make grants to these. */
const ROLE_OF = /^arn:[\w-]+:(?:iam::(\d{12}):role|sts::(\d{12}):assumed-role)\//;

/**
 * Services make grants as they go, to themselves and to roles of the account that they act for.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
function isGrantOfService(grantee: string, account: string): boolean {
  const [, role, session] = ROLE_OF.exec(grantee) ?? [];
  return SERVICE.test(grantee) || role === account || session === account;
}

const keyGrantedWithin: LiveCheck = {
  id: 'key-granted-within',
  demand: {
    en: 'Grants let only services, and roles of its own account, use a key.',
    zh: '密钥授权（grant）仅授予服务及其所在账号的角色。',
  },
  type: 'AWS::KMS::Key',
  facets: ['8.2/least-privilege#trust-and-resource-policies'],
  judge({ grantees, account }) {
    if (!Array.isArray(grantees) || typeof account !== 'string') return { open: NOT_TOLD };
    const others = grantees.filter((grantee) => !isGrantOfService(String(grantee), account));
    if (others.length === 0) return undefined;
    return {
      wrong: { en: `is granted to ${others.join(', ')}`, zh: `被授权给 ${others.join('、')}` },
    };
  },
};

const userKeyWithSecondFactor: LiveCheck = {
  id: 'user-key-with-second-factor',
  demand: {
    en: 'A user has at most one access key, and none without a second factor.',
    zh: '用户至多有一个访问密钥，且没有第二因素时不得有访问密钥。',
  },
  type: 'AWS::IAM::User',
  facets: ['8.2/mfa#break-glass-mfa'],
  judge({ accessKeys, secondFactors }) {
    if (typeof accessKeys !== 'number' || typeof secondFactors !== 'number') return { open: NOT_TOLD };
    if (accessKeys > 1) return { wrong: { en: `has ${accessKeys} access keys`, zh: `有 ${accessKeys} 个访问密钥` } };
    if (accessKeys <= secondFactors) return undefined;
    return { wrong: { en: 'has an access key and no second factor', zh: '有访问密钥，但没有第二因素' } };
  },
};

const defaultGroupEmpty: LiveCheck = {
  id: 'default-group-empty',
  demand: { en: 'The default security group of a network has no rule.', zh: '网络的默认安全组不含任何规则。' },
  type: 'AWS::EC2::VPC',
  facets: ['8.3/security-groups#default-group-empty'],
  judge({ defaultGroup, defaultGroupRules: rules }) {
    if (typeof rules !== 'number') return { open: NOT_TOLD };
    if (rules === 0) return undefined;
    return {
      wrong: {
        en: `has a default security group (${defaultGroup}) with ${rules} ${rules === 1 ? 'rule' : 'rules'}`,
        zh: `的默认安全组（${defaultGroup}）含 ${rules} 条规则`,
      },
    };
  },
};

const groupWithoutPublicAddress: LiveCheck = {
  id: 'group-without-public-address',
  demand: {
    en: 'No network interface in a security group of the landing zone has a public address.',
    zh: '着陆区安全组所保护的网络接口均无公网地址。',
  },
  type: 'AWS::EC2::SecurityGroup',
  facets: ['8.2/bastion#no-network-exposure'],
  judge({ publicAddresses: addresses }) {
    if (!Array.isArray(addresses)) return { open: NOT_TOLD };
    if (addresses.length === 0) return undefined;
    return {
      wrong: {
        en: `guards interfaces with public addresses: ${addresses.join(', ')}`,
        zh: `所保护的接口有公网地址：${addresses.join('、')}`,
      },
    };
  },
};

const sealedSubnetUnroutable: LiveCheck = {
  id: 'sealed-subnet-unroutable',
  demand: {
    en: 'A subnet of the data or management zone has a route table of its own, without a way to the internet.',
    zh: '数据区与管理区的子网使用专属路由表，且其中没有通往互联网的路径。',
  },
  type: 'AWS::EC2::Subnet',
  facets: ['8.3/vpc-isolation#data-zone-unroutable'],
  judge({ routeTable, waysOut }, _, planned) {
    if (!Array.isArray(waysOut)) return { open: NOT_TOLD };
    if (!isSealed(zoneIn(planned))) return undefined;
    if (typeof routeTable !== 'string')
      return { wrong: { en: 'uses the main route table of its network', zh: '沿用所在网络的主路由表' } };
    if (waysOut.length === 0) return undefined;
    return {
      wrong: {
        en: `has ways to the internet in ${routeTable}: ${waysOut.join(', ')}`,
        zh: `的路由表 ${routeTable} 含通往互联网的路径：${waysOut.join('、')}`,
      },
    };
  },
};

/** Without tags in the template a subnet is of no zone. */
function zoneIn({ Tags }: LiveProperties): string | undefined {
  const tags = Array.isArray(Tags) ? (Tags as readonly { readonly Key?: unknown; readonly Value?: unknown }[]) : [];
  const value = tags.find(({ Key }) => Key === ZONE_TAG)?.Value;
  return typeof value === 'string' ? value : undefined;
}

const subnetListSeparates: LiveCheck = {
  id: 'subnet-list-separates',
  demand: {
    en: 'The access list of a subnet does not allow everything.',
    zh: '子网的网络访问控制列表不得全部放行。',
  },
  type: 'AWS::EC2::Subnet',
  facets: ['8.3/zoning#zone-access-lists'],
  judge({ accessList, allowsEverything: entries }) {
    if (typeof accessList !== 'string' || !Array.isArray(entries)) return { open: NOT_TOLD };
    if (entries.length === 0) return undefined;
    return {
      wrong: {
        en: `has an access list (${accessList}) that allows everything: ${entries.join(', ')}`,
        zh: `的访问控制列表（${accessList}）全部放行：${entries.join('、')}`,
      },
    };
  },
};

const recorderRecords: LiveCheck = {
  id: 'config-recorder-records',
  demand: { en: 'The configuration recorder records now.', zh: '配置记录器正在记录。' },
  type: 'AWS::Config::ConfigurationRecorder',
  facets: ['8.6/log-collection#source-completeness', '9.1/b#continuous-compliance'],
  judge({ recording }) {
    if (typeof recording !== 'boolean') return { open: NOT_TOLD };
    return recording ? undefined : { wrong: { en: 'does not record', zh: '未在记录' } };
  },
};

const trailOfOrganization: LiveCheck = {
  id: 'trail-of-organization',
  demand: {
    en: 'A trail that was deployed for the organization still records all of its accounts.',
    zh: '为组织部署的跟踪仍记录组织内全部账号。',
  },
  type: 'AWS::CloudTrail::Trail',
  facets: ['8.2/operation-audit#control-plane-coverage'],
  judge({ organization }, _, planned) {
    if (typeof organization !== 'boolean') return { open: NOT_TOLD };
    if (organization || String(planned['IsOrganizationTrail']) !== 'true') return undefined;
    return { wrong: { en: 'records its own account alone', zh: '仅记录其所在账号' } };
  },
};

const BUCKET_NOT_LITERAL: Bilingual = {
  en: 'the template gives the bucket by no name that could be compared',
  zh: '模板未以可比对的名称给出存储桶',
};

const trailDeliversToItsBucket: LiveCheck = {
  id: 'trail-delivers-to-its-bucket',
  demand: {
    en: 'A trail delivers to the bucket, and under the prefix, with which it was deployed.',
    zh: '跟踪仍向部署时指定的存储桶及前缀投递。',
  },
  type: 'AWS::CloudTrail::Trail',
  facets: ['8.6/log-collection#source-completeness'],
  judge({ bucket, prefix }, _, { S3BucketName: wished, S3KeyPrefix: below = '' }) {
    if (typeof bucket !== 'string' || typeof prefix !== 'string') return { open: NOT_TOLD };
    if (typeof wished !== 'string' || typeof below !== 'string') return { open: BUCKET_NOT_LITERAL };
    if (bucket === wished && prefix === below) return undefined;
    const [now, planned] = [`${bucket}/${prefix}`, `${wished}/${below}`];
    return { wrong: { en: `delivers to ${now} instead of ${planned}`, zh: `向 ${now} 而非 ${planned} 投递` } };
  },
};

const CONTENT_NOT_LITERAL: Bilingual = {
  en: 'the template builds the policy of parts that could not be compared',
  zh: '模板中的策略含无法比对的引用',
};

const organizationPolicyAsPlanned: LiveCheck = {
  id: 'organization-policy-as-planned',
  demand: {
    en: 'A policy of the organization says what its template says.',
    zh: '组织策略的内容与其模板一致。',
  },
  type: 'AWS::Organizations::Policy',
  facets: [
    '8.2/operation-audit#audit-tamper-protection',
    '8.4/cross-border#region-restriction',
    '8.6/log-retention#shortening-denied',
  ],
  judge({ content }, _, { Content: wished }) {
    if (typeof content !== 'object' || content === null) return { open: NOT_TOLD };
    const [now, planned] = [canonical(content), canonical(wished)];
    if (now === planned) return undefined;
    if (/"(Ref|Fn::\w+)":/.test(planned)) return { open: CONTENT_NOT_LITERAL };
    return { wrong: { en: 'says something else than its template', zh: '的内容与模板不一致' } };
  },
};

/** JSON with its keys in order. CloudFormation may hand on a number or a truth value as text: they are all written so. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => {
    if (Array.isArray(part)) return part;
    if (typeof part !== 'object' || part === null) return String(part);
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** What alarms when it stays away, and when it finds something, has been there and found nothing while its alarms are off. */
const quiet: LiveCheck['judge'] = ({ state }) => {
  if (state === 'OK') return undefined;
  if (state !== 'ALARM') return { open: NOT_TOLD };
  return { wrong: { en: 'is on', zh: '处于告警状态' } };
};

const sessionReconciliationQuiet: LiveCheck = {
  id: 'session-reconciliation-quiet',
  demand: {
    en: 'The reconciliation of sessions has run in the last quarter of an hour, could look everywhere, and no gap is open: its alarms are off.',
    zh: '会话核对在最近一刻钟内已执行、无遗漏且无未处理缺口：其告警均未触发。',
  },
  type: 'AWS::CloudWatch::Alarm',
  named: /\/Session(?:Gaps|sUnseen|sReconciled)$/,
  facets: ['8.2/session-recording#session-reconciliation'],
  judge: quiet,
};

const trailValidationQuiet: LiveCheck = {
  id: 'trail-validation-quiet',
  demand: {
    en: 'In the last day a validation of the trail has found all digests and log files whole: its alarms are off.',
    zh: '最近一天内对跟踪的校验确认全部摘要与日志文件完整：其告警均未触发。',
  },
  type: 'AWS::CloudWatch::Alarm',
  named: /\/Trail(?:Gaps|Unseen|Validated)$/,
  facets: ['8.2/operation-audit#log-integrity'],
  judge: quiet,
};

/** Whether a check is one of a resource. */
export const isOf = ({ type, named }: LiveCheck, subject: Pick<Subject, 'type' | 'path'>): boolean =>
  subject.type === type && (named === undefined || named.test(subject.path));

export const LIVE_CHECKS: readonly LiveCheck[] = [
  recorderRecords,
  defaultGroupEmpty,
  groupWithoutPublicAddress,
  sealedSubnetUnroutable,
  subnetListSeparates,
  keyRotatedWithinYear,
  keyNotPendingDeletion,
  keyEnabled,
  keyGrantedWithin,
  userKeyWithSecondFactor,
  trailOfOrganization,
  trailDeliversToItsBucket,
  organizationPolicyAsPlanned,
  sessionReconciliationQuiet,
  trailValidationQuiet,
];
