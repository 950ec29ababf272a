import type { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { contextFaults, platformRoleFaults, requireUsable } from './context-faults';
import { controlPolicies, otherPoliciesFaults, SERVICE_CONTROL, targetFaults } from './control-policies';
import { type Guardrail, type GuardrailContext, statementOf } from './guardrail';
import type { PolicyDocument } from './pack';
import { PERIMETER_GUARDRAILS } from './perimeter';
import { platformRoles, type StackSetDelivery } from './platform-roles';
import { GUARDRAILS } from './service-control-policies';
import { faultsOf, requireSound } from './soundness';
import { unknownWords } from './vocabulary';

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
   * @default - all guardrails of the landing zone, and its data perimeter
   */
  readonly guardrails?: readonly Guardrail[];
}

/**
 * Service control policies over an organization: what no administrator of a member account can do, whatever the
 * account's own policies allow. There is a policy for each theme, or fewer where the partition has fewer places, and each says all that it stops.
 *
 * They do not hold in the management account, for service-linked roles, or for the roles named as platform.
 *
 * @throws when there is nothing to guard, or a target is no root, unit or account; when regions, ids, networks or platform roles are none,
 * or take in everybody; when two guardrails have one id; when a guardrail names ARNs, regions or services that the partition does not
 * have, refuses nothing or everything to everybody, what the platform or break-glass cannot do without (alone or with others), or
 * what another guardrail leaves to the platform; when guardrails demand together what cannot be met; when a guardrail fits into no policy,
 * or all of them into no number of policies that can be attached; when guardrails of your own name actions, condition operators or
 * condition keys that services do not know, operators or values that do not fit their key, or resources that the actions do not take.
 */
export class Guardrails extends Construct {
  readonly policies: readonly CfnPolicy[];
  /** What the policies say, in their order. */
  readonly documents: readonly PolicyDocument[];

  constructor(scope: Construct, id: string, props: GuardrailsProps) {
    super(scope, id);
    this.requireTargets(props);
    requireUsable(this.node.path, [
      ...contextFaults(props),
      ...platformRoleFaults(props.platformRoleArns ?? [], props),
      ...otherPoliciesFaults(SERVICE_CONTROL, props),
    ]);
    const { name, partition, targetIds, otherPolicies = 0, guardrails } = props;
    const roles = platformRoles(props);
    const stated = guardrailsFor(props).flatMap((guardrail) => {
      const statement = statementOf(guardrail, props, roles);
      return statement === undefined ? [] : [{ guardrail, statement }];
    });
    // those of the landing zone have been compared with the reference already
    const words = guardrails === undefined ? [] : unknownWords(stated);
    requireSound(this.node.path, [...faultsOf(stated, props, roles), ...words]);
    const made = controlPolicies(this, SERVICE_CONTROL, stated, { name, partition, targetIds, otherPolicies });
    this.policies = made.policies;
    this.documents = made.documents;
  }

  private requireTargets({ targetIds, allowedRegions }: GuardrailsProps): void {
    const missing = [
      ...targetFaults(targetIds, '8.1/c#baseline-tamper-protection'),
      ...(allowedRegions.length === 0
        ? ['allowedRegions: 8.4/cross-border#region-restriction would refuse every region']
        : []),
    ];
    if (missing.length > 0) throw new Error(`${this.node.path}: give ${missing.join(', and ')}.`);
  }
}

const ALL: readonly Guardrail[] = [...GUARDRAILS, ...PERIMETER_GUARDRAILS];

const guardrailsFor = ({ guardrails = ALL, partition }: GuardrailsProps): readonly Guardrail[] =>
  guardrails.filter(({ partitions }) => partitions?.includes(partition) ?? true);
