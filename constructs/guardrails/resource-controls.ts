import type { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { controlPolicies, RESOURCE_CONTROL } from './control-policies';
import { type Guardrail, type GuardrailContext, statementOf } from './guardrail';
import type { PolicyDocument } from './pack';
import { RESOURCE_GUARDRAILS } from './resource-control-policies';
import { faultsOf, requireSound } from './soundness';
import { unknownWords } from './vocabulary';

/** What `ResourceControls` needs to know. */
export interface ResourceControlsProps extends GuardrailContext {
  /** Without it nobody can tell who is outside. */
  readonly organizationId: string;

  /** Ids of the root, organizational units or accounts whose resources are guarded. */
  readonly targetIds: readonly string[];

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
 * @throws when there is nothing to guard; when a guardrail refuses nothing, or everything to everybody; when the guardrails fit
 * into no number of policies that can be attached; when guardrails of your own name actions or condition keys that services do
 * not know.
 */
export class ResourceControls extends Construct {
  readonly policies: readonly CfnPolicy[];
  /** What the policies say, in their order. */
  readonly documents: readonly PolicyDocument[];

  constructor(scope: Construct, id: string, props: ResourceControlsProps) {
    super(scope, id);
    const { name, partition, targetIds, otherPolicies = 0, guardrails } = props;
    if (targetIds.length === 0) {
      throw new Error(
        `${this.node.path}: give targetIds: a policy without a target guards nothing (8.2/no-excess-access#data-perimeter).`,
      );
    }
    const stated = (guardrails ?? RESOURCE_GUARDRAILS).flatMap((guardrail) => {
      const statement = statementOf(guardrail, props, []);
      return statement === undefined ? [] : [{ guardrail, statement: { ...statement, Principal: '*' } as const }];
    });
    requireSound(this.node.path, faultsOf(stated, props, []));
    const made = controlPolicies(this, RESOURCE_CONTROL, stated, { name, partition, targetIds, otherPolicies });
    this.policies = made.policies;
    this.documents = made.documents;
    // those of the landing zone have been compared with the reference already
    if (guardrails !== undefined) requireSound(this.node.path, unknownWords(stated));
  }
}
