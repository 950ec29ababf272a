import { type OrganizationQuotas, organizationQuotas } from '../../../partition';
import { finding } from '../../findings';
import { type Environment, isIntrinsic, isObject, isOpen, render } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const RESOURCE_CONTROL_POLICY = 'RESOURCE_CONTROL_POLICY';

/**
 * A policy of the organization is JSON, fits the quotas of its partition and is attached somewhere: AWS refuses the first
 * two at deployment only, and a policy without targets guards nothing.
 *
 * Where the partition is not known, the smallest quota counts. The policies `FullAWSAccess` and `RCPFullAWSAccess` take a
 * place of their own at every root, unit and account.
 */
export const guardrailWithinQuota: Rule = {
  id: 'guardrail-within-quota',
  demand: {
    en: 'A policy of the organization is JSON, fits the quotas of its partition, and is attached.',
    zh: '组织策略为有效 JSON，符合所在分区的配额，且已附加到目标。',
  },
  types: ['AWS::Organizations::Policy'],
  reference: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html',
  judge: (policy) => verdictFromEach([content, texts, targets, places], (check) => check(policy)),
};

/** The quotas of the partition, or of that with the smallest. */
function quotasOf(policy: Resource): OrganizationQuotas {
  const [, quotas] =
    Object.entries(organizationQuotas).find(([name]) => name === policy.template.environment.partition) ?? [];
  return quotas ?? organizationQuotas['aws-cn'];
}

/** Characters that a policy of its type may have. */
function sizeOf(policy: Resource): number {
  const quotas = quotasOf(policy);
  const sizes: Readonly<Record<string, number>> = {
    [SERVICE_CONTROL_POLICY]: quotas.serviceControlPolicySize,
    [RESOURCE_CONTROL_POLICY]: quotas.resourceControlPolicySize,
    AISERVICES_OPT_OUT_POLICY: quotas.optOutPolicySize,
  };
  return sizes[String(policy.literal('Type'))] ?? quotas.otherPolicySize;
}

function content(policy: Resource): readonly Finding[] {
  const text = textOf(policy.raw('Content'), policy.template.environment);
  if (!isJsonObject(text)) return [finding('Content', 'is no JSON object: it is refused', '不是 JSON 对象，将被拒绝')];
  const most = sizeOf(policy);
  if (text.length <= most) return [];
  return [
    finding('Content', `has ${text.length} characters, more than ${most}`, `共 ${text.length} 个字符，超过 ${most} 个`),
  ];
}

/**
 * What Organizations gets: a text as it stands, white space included, or an object without any.
 * @throws Unresolved where a part of it, and so its length, is known at deployment only.
 */
function textOf(value: unknown, environment: Environment): string {
  if (typeof value === 'string') return value;
  return isIntrinsic(value) ? rendered(value, environment) : (JSON.stringify(resolved(value, environment)) ?? '');
}

function resolved(value: unknown, environment: Environment): unknown {
  if (isIntrinsic(value)) return rendered(value, environment);
  if (Array.isArray(value)) return value.map((element) => resolved(element, environment));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, environment)]));
}

function rendered(value: unknown, environment: Environment): string {
  const text = render(value, environment);
  if (isOpen(text)) throw new Unresolved('Content');
  return text;
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Texts of limited length, by property. */
const texts = (policy: Resource): readonly Finding[] => {
  const { policyName, policyDescription } = quotasOf(policy);
  return Object.entries({ Name: policyName, Description: policyDescription }).flatMap(([property, most]) => {
    const { length } = policy.text(property);
    if (property === 'Name' && length === 0) {
      return [finding(property, 'is missing: nobody can tell what the policy stops', '未设置：无从得知该策略的作用')];
    }
    if (length <= most) return [];
    return [finding(property, `has ${length} characters, more than ${most}`, `共 ${length} 个字符，超过 ${most} 个`)];
  });
};

const targets = (policy: Resource): readonly Finding[] =>
  policy.list('TargetIds').length > 0
    ? []
    : [finding('TargetIds', 'is empty: the policy guards nothing', '为空：该策略未约束任何对象')];

/** How many policies of a type a target takes, and those that AWS attaches to every one by itself. */
interface Places {
  readonly most: number;
  readonly attachedByAws: readonly string[];
}

function placesFor(policy: Resource): Places | undefined {
  const quotas = quotasOf(policy);
  const byType: Readonly<Record<string, Places>> = {
    [SERVICE_CONTROL_POLICY]: { most: quotas.serviceControlPoliciesPerNode, attachedByAws: ['FullAWSAccess'] },
    [RESOURCE_CONTROL_POLICY]: { most: quotas.resourceControlPoliciesPerNode, attachedByAws: ['RCPFullAWSAccess'] },
    DECLARATIVE_POLICY_EC2: { most: quotas.declarativePoliciesPerNode, attachedByAws: [] },
  };
  return byType[String(policy.literal('Type'))];
}

/** Places at a target that the template's policies of the same type take; what a target inherits takes none. */
function places(policy: Resource): readonly Finding[] {
  const room = placesFor(policy);
  if (room === undefined) return [];
  const { most, attachedByAws } = room;
  const attached = policy.template
    .ofType(policy.type)
    .filter((other) => other.text('Type') === policy.text('Type'))
    .flatMap(targetsOf);
  return targetsOf(policy).flatMap((target, index) => {
    const count = attached.filter((other) => other === target).length + attachedByAws.length;
    if (count <= most) return [];
    const [own = ''] = attachedByAws;
    return [
      finding(
        `TargetIds.${index}`,
        `has ${count} policies${own && ` with ${own}`}, more than ${most}`,
        `${own && `连同 ${own} `}共附加 ${count} 个策略，超过 ${most} 个`,
      ),
    ];
  });
}

const targetsOf = (policy: Resource): readonly string[] =>
  policy.list('TargetIds').map((_, index) => policy.text(`TargetIds.${index}`));
