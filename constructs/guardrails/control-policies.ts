import { Token } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import type { Construct } from 'constructs';
import { type OrganizationQuotas, organizationQuotas, type PartitionName } from '../partition';
import { type FacetId, meets } from '../standard';
import { type Lot, lotsOf, type Room, type Stated } from './lots';
import { charactersIn, tidied } from './minify';
import { EMPTY_DOCUMENT, type PolicyDocument } from './pack';
import { takesTitle, titleOf } from './words';

/** A kind of policy that limits permissions, and what Organizations allows of it. */
export interface ControlKind {
  readonly type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';
  /** Second part of the policies' names. */
  readonly label: string;
  /** The policy that AWS attaches to every node by itself; it takes one of the places. */
  readonly attachedByAws: string;
  readonly perNode: (quotas: OrganizationQuotas) => number;
  readonly size: (quotas: OrganizationQuotas) => number;
}

export const SERVICE_CONTROL: ControlKind = {
  type: 'SERVICE_CONTROL_POLICY',
  label: 'guardrails',
  attachedByAws: 'FullAWSAccess',
  perNode: ({ serviceControlPoliciesPerNode }) => serviceControlPoliciesPerNode,
  size: ({ serviceControlPolicySize }) => serviceControlPolicySize,
};

export const RESOURCE_CONTROL: ControlKind = {
  type: 'RESOURCE_CONTROL_POLICY',
  label: 'resource-controls',
  attachedByAws: 'RCPFullAWSAccess',
  perNode: ({ resourceControlPoliciesPerNode }) => resourceControlPoliciesPerNode,
  size: ({ resourceControlPolicySize }) => resourceControlPolicySize,
};

/** What policies are made of, and where they go. */
export interface ControlPolicyProps {
  readonly name: string;
  readonly partition: PartitionName;
  readonly targetIds: readonly string[];
  readonly otherPolicies: number;
}

/** Policies as they are attached, with what each says. */
export interface ControlPolicies {
  readonly policies: readonly CfnPolicy[];
  readonly documents: readonly PolicyDocument[];
}

/**
 * A root, an organizational unit or an account.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
 */
const TARGET = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/;

/**
 * What is wrong with the targets of a policy: there are none, one stands there twice, or some are neither a root, a unit nor an account. What is known at
 * deployment only is not judged.
 * @param requirement what a policy without targets does not meet
 */
export function targetFaults(targetIds: readonly string[], requirement: FacetId): readonly string[] {
  if (targetIds.length === 0) return [`targetIds: a policy without a target guards nothing (${requirement})`];
  const wrong = targetIds.filter((id) => !Token.isUnresolved(id) && !TARGET.test(id));
  const again = targetIds.filter((id, index) => targetIds.indexOf(id) < index);
  if (again.length > 0)
    return [`each of targetIds once, which ${[...new Set(again)].join(', ')} is not (${requirement})`];
  if (wrong.length === 0) return [];
  return [
    `targetIds as ids of roots (r-ab12), units (ou-ab12-cdef3456) or accounts (12 digits), which ${wrong.join(', ')} is not (${requirement})`,
  ];
}

/** What is wrong with the number of other policies: it is none, or leaves no place. */
export function otherPoliciesFaults(
  kind: ControlKind,
  {
    otherPolicies = 0,
    partition,
  }: Partial<Pick<ControlPolicyProps, 'otherPolicies'>> & Pick<ControlPolicyProps, 'partition'>,
): readonly string[] {
  const quotas = organizationQuotas[partition];
  const most = kind.perNode(quotas) - 2;
  if (Number.isInteger(otherPolicies) && otherPolicies >= 0 && otherPolicies <= most) return [];
  return [
    `otherPolicies: ${otherPolicies} is no number from 0 to ${most}, which leaves a place beside ${kind.attachedByAws} of the ` +
      `${kind.perNode(quotas)} of ${partition} (quota, ${quotas.source.checked}): give how many other policies the targets have`,
  ];
}

/**
 * Makes the policies of one kind: one for each theme where there are places for them, else fewer that share themes. Name and
 * description of each say all that it stops.
 *
 * @throws when they fit into no number of policies that can be attached, or their words into none of the descriptions.
 */
export function controlPolicies(
  scope: Construct,
  kind: ControlKind,
  stated: readonly Stated[],
  props: ControlPolicyProps,
): ControlPolicies {
  const lots = packed(scope, kind, stated, props);
  const documents = lots.map(({ document }) => document);
  const policies = lots.map(({ document: content, guardrails }, index) => {
    const number = index + 1;
    const policy = new CfnPolicy(scope, `Policy${number}`, {
      ...titleOf(`${props.name}-${kind.label}-${number}`, guardrails),
      type: kind.type,
      content,
      targetIds: [...props.targetIds],
    });
    meets(policy, ...new Set(guardrails.flatMap(({ facets }): readonly FacetId[] => facets)));
    return policy;
  });
  oneAfterAnother(policies);
  scope.node.addValidation({ validate: () => overfullTargets(scope, kind, props) });
  return { policies, documents };
}

function packed(
  scope: Construct,
  kind: ControlKind,
  given: readonly Stated[],
  props: ControlPolicyProps,
): readonly Lot[] {
  const quotas = organizationQuotas[props.partition];
  const places = kind.perNode(quotas) - 1 - props.otherPolicies;
  const room = { name: `${props.name}-${kind.label}-${places}`, quotas, size: kind.size(quotas), places };
  const stated = given.map(({ guardrail, statement }) => ({ guardrail, statement: tidied(statement) }));
  requireFitting(scope, stated, room, props.partition);
  const lots = lotsOf(stated, room);
  if (typeof lots === 'number') throw new Error(beyondQuota(scope, kind, stated, props, { places, needed: lots }));
  return lots;
}

/** @throws where a statement alone is larger than a policy may be, or its words longer than a description: no packing helps. */
function requireFitting(
  scope: Construct,
  stated: readonly Stated[],
  { name, quotas, size }: Room,
  partition: PartitionName,
): void {
  const { checked } = organizationQuotas[partition].source;
  const large = stated.flatMap(({ guardrail: { id }, statement }) => {
    const characters = EMPTY_DOCUMENT + charactersIn(statement);
    return characters > size ? [`${id} takes ${characters}`] : [];
  });
  if (large.length > 0) {
    throw new Error(
      `${scope.node.path}: a policy takes ${size} characters in ${partition} (quota, ${checked}), and the guardrail ` +
        `${large.join(', ')}: divide it into several, or write fewer or wider patterns.`,
    );
  }
  const wordy = stated.filter(({ guardrail }) => !takesTitle(titleOf(name, [guardrail]), quotas));
  if (wordy.length === 0) return;
  throw new Error(
    `${scope.node.path}: a policy's name takes ${quotas.policyName} characters and its description ${quotas.policyDescription} ` +
      `(quota, ${checked}), which have to say what ${wordy.map(({ guardrail: { id } }) => id).join(', ')} stops: ` +
      'shorten its brief, or the name of the landing zone.',
  );
}

function beyondQuota(
  scope: Construct,
  kind: ControlKind,
  stated: readonly Stated[],
  { partition, targetIds }: ControlPolicyProps,
  { places, needed }: { readonly places: number; readonly needed: number },
): string {
  const quotas = organizationQuotas[partition];
  const [size, most] = [kind.size(quotas), kind.perNode(quotas)];
  const sizes = stated.map(({ statement }) => ({ sid: statement.Sid, characters: charactersIn(statement) }));
  const total = sizes.reduce((sum, { characters }) => sum + characters, 0);
  const words = stated.reduce((sum, { guardrail: { brief } }) => sum + brief.length, 0);
  const largest = [...sizes].sort((a, b) => b.characters - a.characters).slice(0, 3);
  return (
    `${scope.node.path}: the guardrails take ${needed} policies, and ${places} more can be attached in ` +
    `${partition} (quota, ${quotas.source.checked}: ${most} of ${size} characters). ` +
    `They have ${total} characters and go to ${targetIds.join(', ')}, where ${kind.attachedByAws} takes one place. The largest: ` +
    `${largest.map(({ sid, characters }) => `${sid} (${characters})`).join(', ')}. ` +
    'Shorten these or platformRoleArns, which most of them repeat, or attach fewer other policies. ' +
    `Each policy's description says all that it stops in ${quotas.policyDescription} characters: ` +
    `where their words are too long, which have ${words}, shorten brief.`
  );
}

/** Organizations refuses changes that come at the same time. */
function oneAfterAnother(policies: readonly CfnPolicy[]): void {
  policies.forEach((policy, index) => {
    const before = policies[index - 1];
    if (before) policy.addResourceDependency(before);
  });
}

/**
 * Other policies of the same application may go to the same targets; those that a target inherits do not count.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
function overfullTargets(scope: Construct, kind: ControlKind, { partition, targetIds }: ControlPolicyProps): string[] {
  const most = kind.perNode(organizationQuotas[partition]);
  const attached = scope.node.root.node
    .findAll()
    .filter((node): node is CfnPolicy => node instanceof CfnPolicy && node.type === kind.type)
    .flatMap((policy) => policy.targetIds ?? []);
  return targetIds.flatMap((target) => {
    const count = attached.filter((other) => other === target).length + 1;
    if (count <= most) return [];
    return [
      `${target} has ${count} policies of type ${kind.type} with ${kind.attachedByAws}, and ${partition} allows ${most}: attach fewer, or merge them`,
    ];
  });
}
