import type { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { contextFaults, requireUsable } from './context-faults';
import { controlPolicies, otherPoliciesFaults, RESOURCE_CONTROL, targetFaults } from './control-policies';
import { type Guardrail, type GuardrailContext, statementOf } from './guardrail';
import type { PolicyDocument } from './pack';
import { platformRoles, type StackSetDelivery } from './platform-roles';
import { resourceControlFaults } from './resource-control-faults';
import { RESOURCE_GUARDRAILS } from './resource-control-policies';
import { resourceUsersOf } from './resource-users';
import { faultsOf, requireSound } from './soundness';
import { unknownWords } from './vocabulary';

/** What `ResourceControls` needs to know. */
export interface ResourceControlsProps extends GuardrailContext {
  /** Without it nobody can tell who is outside. */
  readonly organizationId: string;

  /** Ids of the root, organizational units or accounts whose resources are guarded. */
  readonly targetIds: readonly string[];

  /**
   * How stack sets reach the accounts, and so which of CloudFormation's roles must not be locked out.
   * @default 'service-managed'
   */
  readonly delivery?: StackSetDelivery;

  /**
   * How many other resource control policies the targets have or will have, `RCPFullAWSAccess` not counted.
   * @default 0
   */
  readonly otherPolicies?: number;

  /**
   * What is refused. None of it can be exempt for the platform: resource control policies have no exemptions.
   * @default - all resource guardrails of the landing zone
   */
  readonly guardrails?: readonly Guardrail[];
}

/**
 * Resource control policies over an organization: who can reach the resources of its members, whatever the resources' own
 * policies allow. They bind strangers, whom service control policies do not.
 *
 * They do not hold in the management account, for service-linked roles, or for services that resource control policies do not
 * reach (`RESOURCE_CONTROLLED_SERVICES`).
 *
 * @throws when there is nothing to guard, or a target is no root, unit or account; when regions, ids or networks are none, or take in
 * everybody; when two guardrails have one id; when a guardrail names ARNs, regions or services that the partition does not have, refuses
 * nothing, everything to everybody, or what the platform, break-glass, the landing zone's own roles or the services that record for it
 * cannot do without; when one spares the platform, names all actions but some, or services that such policies do not reach; when guardrails
 * demand together what cannot be met; when a guardrail fits into no policy, or all of them into no number of policies that can be attached; when guardrails of your own name actions,
 * condition operators or condition keys that services do not know, operators or values that do not fit their key, or resources
 * that the actions do not take.
 */
export class ResourceControls extends Construct {
  readonly policies: readonly CfnPolicy[];
  /** What the policies say, in their order. */
  readonly documents: readonly PolicyDocument[];

  constructor(scope: Construct, id: string, props: ResourceControlsProps) {
    super(scope, id);
    const { name, partition, targetIds, otherPolicies = 0, guardrails } = props;
    const wrong = targetFaults(targetIds, '8.2/no-excess-access#data-perimeter');
    if (wrong.length > 0) throw new Error(`${this.node.path}: give ${wrong.join(', and ')}.`);
    requireUsable(this.node.path, [...contextFaults(props), ...otherPoliciesFaults(RESOURCE_CONTROL, props)]);
    const stated = (guardrails ?? RESOURCE_GUARDRAILS).flatMap((guardrail) => {
      const statement = statementOf(guardrail, props, []);
      return statement === undefined ? [] : [{ guardrail, statement: { ...statement, Principal: '*' } as const }];
    });
    // those of the landing zone have been compared with the reference already
    const words = guardrails === undefined ? [] : unknownWords(stated);
    requireSound(this.node.path, [
      ...resourceControlFaults(stated),
      ...faultsOf(stated, props, platformRoles(props), resourceUsersOf(props)),
      ...words,
    ]);
    const made = controlPolicies(this, RESOURCE_CONTROL, stated, { name, partition, targetIds, otherPolicies });
    this.policies = made.policies;
    this.documents = made.documents;
  }
}
