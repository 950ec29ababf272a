import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { type OrganizationQuotas, organizationQuotas } from '../partition';
import { type FacetId, meets } from '../standard';
import { type Guardrail, type GuardrailContext, sidOf, statementOf } from './guardrail';
import { type PolicyDocument, pack } from './pack';
import { CDK_ROLES, STACK_SET_ROLES, type StackSetDelivery } from './platform-roles';
import { GUARDRAILS } from './service-control-policies';

/** `FullAWSAccess` is attached to every node when service control policies are enabled. */
const ATTACHED_BY_AWS = 1;

/** What `Guardrails` needs to know. */
export interface GuardrailsProps extends GuardrailContext {
  /** Ids of the root, organizational units or accounts that are guarded, such as `r-ab12` or `ou-ab12-cdef3456`. */
  readonly targetIds: readonly string[];

  /**
   * How stack sets reach the accounts, and so which of CloudFormation's roles is exempt.
   * @default 'service-managed'
   */
  readonly delivery?: StackSetDelivery;

  /**
   * Roles that deploy and mend the landing zone, beside those of CloudFormation and the CDK, as ARN patterns of any
   * account. Each is a way round the guardrails that name the platform as exempt: keep the list short.
   * @default - none
   */
  readonly platformRoleArns?: readonly string[];

  /**
   * How many other policies the targets have or will have, `FullAWSAccess` not counted.
   * @default 0
   */
  readonly otherPolicies?: number;

  /**
   * What is refused.
   * @default - all guardrails of the landing zone
   */
  readonly guardrails?: readonly Guardrail[];
}

/**
 * Service control policies over an organization: what no administrator of a member account can do, whatever the
 * account's own policies allow. They are packed into as few policies as the partition's quotas need.
 *
 * They do not hold in the management account, for service-linked roles, or for the roles named as platform.
 *
 * @throws when there is nothing to guard, or when the guardrails fit into no number of policies that can be attached.
 */
export class Guardrails extends Construct {
  readonly policies: readonly CfnPolicy[];
  /** What the policies say, in their order. */
  readonly documents: readonly PolicyDocument[];

  constructor(scope: Construct, id: string, props: GuardrailsProps) {
    super(scope, id);
    this.requireTargets(props);
    const quota = organizationQuotas[props.partition];
    const guardrails = guardrailsFor(props);
    this.documents = this.packed(guardrails, props, quota);
    this.policies = this.documents.map((content, index) => {
      const number = index + 1;
      const policy = new CfnPolicy(this, `Policy${number}`, {
        name: `${props.name}-guardrails-${number}`,
        description: `Guardrails of the landing zone ${props.name}, ${number} of ${this.documents.length}, refusals: ${content.Statement.length}`,
        type: 'SERVICE_CONTROL_POLICY',
        content,
        targetIds: [...props.targetIds],
      });
      meets(policy, ...facetsIn(content, guardrails));
      return policy;
    });
    this.oneAfterAnother();
  }

  private requireTargets({ targetIds, allowedRegions }: GuardrailsProps): void {
    const missing = [
      ...(targetIds.length === 0
        ? ['targetIds: a policy without a target guards nothing (8.1/c#baseline-tamper-protection)']
        : []),
      ...(allowedRegions.length === 0
        ? ['allowedRegions: 8.4/cross-border#region-restriction would refuse every region']
        : []),
    ];
    if (missing.length > 0) throw new Error(`${this.node.path}: give ${missing.join(', and ')}.`);
  }

  private packed(
    guardrails: readonly Guardrail[],
    props: GuardrailsProps,
    quota: OrganizationQuotas,
  ): readonly PolicyDocument[] {
    const roles = platformRoles(props);
    const statements = guardrails.map((guardrail) => statementOf(guardrail, props, roles));
    const documents = pack(statements, quota.serviceControlPolicySize);
    const free = quota.serviceControlPoliciesPerNode - ATTACHED_BY_AWS - (props.otherPolicies ?? 0);
    if (documents.length <= free) return documents;
    throw new Error(
      `${this.node.path}: the guardrails take ${documents.length} policies, and ${free} more can be attached in ${props.partition} (quota, ${quota.source.checked}: ${quota.serviceControlPoliciesPerNode} of ${quota.serviceControlPolicySize} characters). Shorten platformRoleArns, or attach fewer other policies.`,
    );
  }

  /** Organizations refuses changes that come at the same time. */
  private oneAfterAnother(): void {
    this.policies.reduce<CfnPolicy | undefined>((before, policy) => {
      if (before) policy.addResourceDependency(before);
      return policy;
    }, undefined);
  }
}

const guardrailsFor = ({ guardrails = GUARDRAILS, partition }: GuardrailsProps): readonly Guardrail[] =>
  guardrails.filter(({ partitions }) => partitions?.includes(partition) ?? true);

/** Roles through which CloudFormation StackSets and the CDK act in member accounts, and those that are named. */
const platformRoles = ({ partition, delivery = 'service-managed', platformRoleArns = [] }: GuardrailsProps) => [
  `arn:${partition}:iam::*:role/${STACK_SET_ROLES[delivery]}`,
  `arn:${partition}:iam::*:role/${CDK_ROLES}`,
  ...platformRoleArns,
];

function facetsIn({ Statement }: PolicyDocument, guardrails: readonly Guardrail[]): readonly FacetId[] {
  const sids = new Set(Statement.map(({ Sid }) => Sid));
  return [...new Set(guardrails.filter(({ id }) => sids.has(sidOf(id))).flatMap(({ facets }) => facets))];
}
