import { Stack, Token } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import type { Construct } from 'constructs';
import { type OrganizationQuotas, organizationQuotas, type PartitionName } from '../partition';
import { type FacetId, meets } from '../standard';
import { type Guardrail, type Statement, sidOf } from './guardrail';
import { charactersIn, merged, tidied } from './minify';
import { EMPTY_DOCUMENT, type PolicyDocument, pack } from './pack';
import { titleOf } from './words';

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

/** A guardrail with the statement that it became. */
export interface Stated {
  readonly guardrail: Guardrail;
  readonly statement: Statement;
}

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
 * What is wrong with the targets of a policy: there are none, or some are neither a root, a unit nor an account. What is known at
 * deployment only is not judged.
 * @param requirement what a policy without targets does not meet
 */
export function targetFaults(targetIds: readonly string[], requirement: FacetId): readonly string[] {
  if (targetIds.length === 0) return [`targetIds: a policy without a target guards nothing (${requirement})`];
  const wrong = targetIds.filter((id) => !Token.isUnresolved(id) && !TARGET.test(id));
  if (wrong.length === 0) return [];
  return [
    `targetIds as ids of roots (r-ab12), units (ou-ab12-cdef3456) or accounts (12 digits), which ${wrong.join(', ')} is not (${requirement})`,
  ];
}

/**
 * Makes the policies of one kind, in as few documents as they fit in. Statements stay apart, so that each refusal names its
 * guardrail, as long as there are places for them; else those are merged that differ in one list alone.
 *
 * @throws when they fit into no number of policies that can be attached.
 */
export function controlPolicies(
  scope: Construct,
  kind: ControlKind,
  stated: readonly Stated[],
  props: ControlPolicyProps,
): ControlPolicies {
  const { documents, guardrailsIn } = packed(scope, kind, stated, props);
  const policies = documents.map((content, index) => {
    const guardrails = content.Statement.flatMap(({ Sid }) => guardrailsIn.get(Sid) ?? []);
    const number = index + 1;
    const policy = new CfnPolicy(scope, `Policy${number}`, {
      ...titleOf(`${props.name}-${kind.label}-${number}`, guardrails, organizationQuotas[props.partition]),
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

interface Packed {
  readonly documents: readonly PolicyDocument[];
  /** Guardrails, by the Sid of the statement in which they are. */
  readonly guardrailsIn: ReadonlyMap<string, readonly Guardrail[]>;
}

function packed(scope: Construct, kind: ControlKind, stated: readonly Stated[], props: ControlPolicyProps): Packed {
  const quotas = organizationQuotas[props.partition];
  const size = kind.size(quotas);
  const free = kind.perNode(quotas) - 1 - props.otherPolicies;
  const statements = stated.map(({ statement }) => tidied(statement));
  requireFitting(scope, statements, stated, size, props.partition);
  const bySid = new Map(stated.map(({ guardrail }) => [sidOf(guardrail.id), guardrail]));
  const apart = statements.map((statement) => ({ statement, from: [statement.Sid] }));
  for (const entries of [() => apart, () => merged(statements, size - EMPTY_DOCUMENT)]) {
    const made = entries();
    const documents = pack(
      made.map(({ statement }) => statement),
      size,
    );
    if (documents.length > free) continue;
    const guardrailsIn = made.map(
      ({ statement, from }) => [statement.Sid, from.flatMap((sid) => bySid.get(sid) ?? [])] as const,
    );
    return { documents, guardrailsIn: new Map(guardrailsIn) };
  }
  throw new Error(beyondQuota(scope, kind, statements, props, free));
}

/** @throws where a statement alone is larger than a policy may be: no packing helps. */
function requireFitting(
  scope: Construct,
  statements: readonly Statement[],
  stated: readonly Stated[],
  size: number,
  partition: PartitionName,
): void {
  const { checked } = organizationQuotas[partition].source;
  const faults = statements.flatMap((statement, index) => {
    const characters = EMPTY_DOCUMENT + charactersIn(statement);
    return characters > size ? [`${stated[index]?.guardrail.id} takes ${characters}`] : [];
  });
  if (faults.length === 0) return;
  throw new Error(
    `${scope.node.path}: a policy takes ${size} characters in ${partition} (quota, ${checked}), and the guardrail ` +
      `${faults.join(', ')}: divide it into several, or write fewer or wider patterns.`,
  );
}

function beyondQuota(
  scope: Construct,
  kind: ControlKind,
  statements: readonly Statement[],
  { partition, targetIds }: ControlPolicyProps,
  free: number,
): string {
  const quotas = organizationQuotas[partition];
  const [size, most] = [kind.size(quotas), kind.perNode(quotas)];
  const sizes = statements.map((statement) => ({ sid: statement.Sid, characters: charactersIn(statement) }));
  const total = sizes.reduce((sum, { characters }) => sum + characters, 0);
  const largest = [...sizes].sort((a, b) => b.characters - a.characters).slice(0, 3);
  return (
    `${scope.node.path}: the guardrails take ${pack(statements, size).length} policies, and ${free} more can be attached in ` +
    `${partition} (quota, ${quotas.source.checked}: ${most} of ${size} characters). ` +
    `They have ${total} characters and go to ${targetIds.join(', ')}, where ${kind.attachedByAws} takes one place. The largest: ` +
    `${largest.map(({ sid, characters }) => `${sid} (${characters})`).join(', ')}. ` +
    'Shorten these or platformRoleArns, which most of them repeat, or attach fewer other policies.'
  );
}

/** Organizations refuses changes that come at the same time. */
function oneAfterAnother(policies: readonly CfnPolicy[]): void {
  policies.forEach((policy, index) => {
    const before = policies[index - 1];
    if (before) policy.addResourceDependency(before);
  });
}

/** Other policies of the same stack may go to the same targets; those that a target inherits do not count. */
function overfullTargets(scope: Construct, kind: ControlKind, { partition, targetIds }: ControlPolicyProps): string[] {
  const most = kind.perNode(organizationQuotas[partition]);
  const attached = Stack.of(scope)
    .node.findAll()
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
