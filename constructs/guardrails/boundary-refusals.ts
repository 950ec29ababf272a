import { ARCHIVE_KINDS } from '../log-archive/names';
import type { Conditions } from '../purpose-key/senders';
import { type Guardrail, type GuardrailContext, sidOf } from './guardrail';
import { GUARDRAILS } from './service-control-policies';

/**
 * Guardrails that a workload could run into with what its services let it do. In an organization service control policies
 * say the same; an account on its own has these alone.
 */
export const BOUNDARY_GUARDRAILS = [
  'foreign-regions',
  'flow-log-tampering',
  'log-group-tampering',
  'key-destruction',
  'key-tampering',
  'key-alias-tampering',
  'bastion-impersonation',
  'ways-round-bastion',
  'snapshot-sharing',
  'public-access-unblocked',
  'public-access-lists',
  'default-networks',
  'baseline-stack-tampering',
  'secrets-in-bulk',
  'version-deletion',
  'customer-supplied-keys',
  'unusual-instances',
  'start-up-scripts',
  'image-removal',
  'public-functions',
] as const;

/** A refusal of a boundary: nobody is exempt, since no role that deploys the landing zone carries it. */
export interface BoundaryRefusal {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/**
 * What a boundary of workloads refuses, in few characters: of each guardrail only actions of services that the boundary
 * allows at all, and those that refuse without any condition in one statement.
 * @param services such as `ec2`: those of which the boundary allows anything
 * @throws when a guardrail refuses all resources but some, which cannot be said so shortly.
 */
export function boundaryRefusals(context: GuardrailContext, services: readonly string[]): readonly BoundaryRefusal[] {
  const allowed = new Set(services);
  const refusals = GUARDRAILS.filter(isKept).flatMap((guardrail) => refusalOf(guardrail, context, allowed));
  const [always, sometimes] = [refusals.filter(isAlways), refusals.filter((refusal) => !isAlways(refusal))];
  const actions = [...new Set(always.flatMap(({ Action = [] }) => Action))];
  return [{ Sid: 'Always', Effect: 'Deny', Action: actions, Resource: ['*'] }, archive(context), ...sometimes];
}

/** No workload reads evidence or changes what keeps it; its hosts write what they record. */
const archive = ({ partition, name }: GuardrailContext): BoundaryRefusal => ({
  Sid: 'Archive',
  Effect: 'Deny',
  Action: [
    's3:Delete*',
    's3:GetObject*',
    's3:Pause*',
    's3:Put*Configuration',
    's3:PutBucket*',
    's3:PutObjectLegalHold',
    's3:PutObjectRetention',
    's3:Update*',
  ],
  Resource: ARCHIVE_KINDS.map((kind) => `arn:${partition}:s3:::${name}-${kind}-*`),
});

const KEPT: ReadonlySet<string> = new Set(BOUNDARY_GUARDRAILS);

const isKept = ({ id }: Guardrail): boolean => KEPT.has(id);

const isAlways = ({ Action, Resource, Condition }: BoundaryRefusal): boolean =>
  Action !== undefined && Condition === undefined && Resource.length === 1 && Resource[0] === '*';

function refusalOf(
  { id, refuses }: Guardrail,
  context: GuardrailContext,
  services: ReadonlySet<string>,
): readonly BoundaryRefusal[] {
  const refusal = refuses(context);
  if (refusal === undefined) return [];
  const { actions, resources = ['*'], condition } = refusal;
  if ('allBut' in resources) throw new Error(`${id} refuses all resources but some: a boundary has no room for it`);
  const ofServices = (list: readonly string[]): readonly string[] =>
    list.filter((action) => services.has(action.split(':')[0] ?? ''));
  const named = 'allBut' in actions ? { NotAction: ofServices(actions.allBut) } : { Action: ofServices(actions) };
  if (named.Action?.length === 0) return [];
  return [
    { Sid: sidOf(id), Effect: 'Deny', ...named, Resource: resources, ...(condition && { Condition: condition }) },
  ];
}
