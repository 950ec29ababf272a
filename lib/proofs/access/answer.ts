import type { Bilingual } from '../../../constructs/standard';
import { conditionHolds } from '../policy/conditions';
import { bindsPrincipal, bindsResource, evaluate, ReadForRequest } from '../policy/evaluate';
import type {
  Condition,
  DecidingStatement,
  OrganizationLevel,
  Policies,
  Policy,
  PolicyKind,
  PolicyStatement,
  Request,
} from '../policy/model';
import { type Asked, readStatement, statementsOn } from '../policy/statement';
import { Doubt, UndeterminedKey } from '../policy/truth';

/**
 * A statement that decides only under conditions which nobody has given the values of: a grant holds if they are fulfilled,
 * a refusal unless they are.
 */
export interface Proviso {
  readonly effect: 'Allow' | 'Deny';
  readonly statement: DecidingStatement;
  readonly conditions: readonly Condition[];
  /** Resource patterns with a policy variable, such as `arn:aws:ssm:…:session/${aws:userid}-*`. */
  readonly patterns: readonly string[];
}

export type AnswerVerdict = 'allowed' | 'conditional' | 'unknown' | 'refused';

/** From the most that somebody may to the least. */
export const ANSWERS: readonly AnswerVerdict[] = ['allowed', 'conditional', 'unknown', 'refused'];

export interface Answer {
  readonly verdict: AnswerVerdict;
  /** What allows, or refuses; empty where nothing grants. */
  readonly deciding: readonly DecidingStatement[];
  /** On what it depends, where it is conditional: one of the grants of each kind, and none of the refusals. */
  readonly provisos: readonly Proviso[];
  readonly because: Bilingual;
}

/** A request of which only some of the context is known, and what has been read for it. */
export interface OpenRequest {
  readonly open: Request;
  readonly read: ReadForRequest;
}

/** A request that is answered under several policies. */
export function opened(request: Request): OpenRequest {
  const open: Request = { ...request, undetermined: 'others' };
  return { open, read: new ReadForRequest(open) };
}

/**
 * Decides a request of which only some of the context is known. What depends on the rest is neither allowed nor refused but
 * conditional, with the conditions. Refused is what no context can open.
 */
export function answer({ open, read }: OpenRequest, policies: Policies): Answer {
  const strict = evaluate(open, policies, read);
  if (strict.verdict === 'allowed') return { ...strict, verdict: 'allowed', provisos: [] };
  if (strict.verdict !== 'unknown') return { ...strict, verdict: 'refused', provisos: [] };
  const provisos: Proviso[] = [];
  const best = evaluate(open, favourable({ request: open, context: read.context }, policies, provisos), read);
  if (best.verdict === 'explicitDeny' || best.verdict === 'implicitDeny') {
    return { ...best, verdict: 'refused', provisos: [] };
  }
  if (best.verdict === 'unknown') return { ...best, verdict: 'unknown', provisos: [] };
  return {
    ...best,
    verdict: 'conditional',
    provisos: provisos.filter((proviso) => matters(proviso, best.deciding, provisos)),
  };
}

/** A refusal always matters; a grant does where none of its kind holds without conditions. */
function matters(
  { effect, statement }: Proviso,
  deciding: readonly DecidingStatement[],
  provisos: readonly Proviso[],
): boolean {
  if (effect === 'Deny') return true;
  const alike = deciding.filter((other) => other.kind === statement.kind && other.node === statement.node);
  const conditional = provisos.map((proviso) => placeIn(proviso.statement));
  return alike.length > 0 && alike.every((other) => conditional.includes(placeIn(other)));
}

const placeIn = ({ kind, node, policy, path, resource }: DecidingStatement): string =>
  [kind, node, resource?.template.name, policy, path].join(' ');

/** The policies as if all that is open came out in favour of the request; what that takes is noted. */
function favourable(
  { request, context }: Pick<Asked, 'request' | 'context'>,
  policies: Policies,
  provisos: Proviso[],
): Policies {
  const asked: Asked = { request, context, bounded: policies.boundary !== undefined };
  const of = (kind: PolicyKind, policy: Policy, node?: string): Policy => ({
    ...policy,
    statements: statementsOn(policy, request.action).flatMap((statement) => {
      const eased = easedFor(statement, kind, asked);
      if (eased.open) provisos.push(provisoOf(statement, eased.open, kind, node));
      return eased.statement ? [eased.statement] : [];
    }),
  });
  const one = <Key extends keyof Policies>(key: Key, kind: PolicyKind): Partial<Policies> => {
    const policy = policies[key] as Policy | undefined;
    return policy ? { [key]: of(kind, policy) } : {};
  };
  const many = (key: 'identity' | 'session', kind: PolicyKind): Partial<Policies> =>
    policies[key] ? { [key]: policies[key].map((policy) => of(kind, policy)) } : {};
  const levels = (key: 'serviceControl' | 'resourceControl', kind: PolicyKind): Partial<Policies> =>
    policies[key] ? { [key]: policies[key].map((level) => atLevel(level, kind, of)) } : {};
  return {
    ...policies,
    ...many('identity', 'identity'),
    ...many('session', 'session'),
    ...one('boundary', 'boundary'),
    ...one('resource', 'resource'),
    ...one('endpoint', 'endpoint'),
    // what binds neither is no condition of it
    ...(bindsPrincipal(request, policies) && levels('serviceControl', 'service-control')),
    ...(bindsResource(request, policies) && levels('resourceControl', 'resource-control')),
  };
}

const atLevel = (
  { node, policies }: OrganizationLevel,
  kind: PolicyKind,
  of: (kind: PolicyKind, policy: Policy, node: string) => Policy,
): OrganizationLevel => ({ node, policies: policies.map((policy) => of(kind, policy, node)) });

interface Open {
  readonly conditions: readonly Condition[];
  readonly patterns: readonly string[];
}

interface Eased {
  /** Left out where a refusal is taken not to hold. */
  readonly statement?: PolicyStatement;
  /** What was taken for granted. */
  readonly open?: Open;
}

function easedFor(statement: PolicyStatement, kind: PolicyKind, asked: Asked): Eased {
  const bare = readStatement({ ...statement, conditions: [] }, kind, asked).covers;
  if (bare === false || statement.effect === undefined) return { statement };
  const truths = statement.conditions.map((condition) => ({
    condition,
    truth: conditionHolds(condition, asked.context, statement.variables),
  }));
  if (truths.some(({ truth }) => truth === false)) return { statement };
  const conditions = truths.filter(({ truth }) => truth instanceof UndeterminedKey).map(({ condition }) => condition);
  const patterns = bare instanceof UndeterminedKey ? (statement.resources?.items ?? []) : [];
  if (conditions.length + patterns.length === 0) return { statement };
  const open = { conditions, patterns };
  // a doubt of another kind beside it stays one
  const doubtful = bare instanceof Doubt && !(bare instanceof UndeterminedKey);
  if (statement.effect === 'Deny') return doubtful ? { statement } : { open };
  return {
    open,
    statement: {
      ...statement,
      conditions: truths.filter(({ truth }) => !(truth instanceof UndeterminedKey)).map(({ condition }) => condition),
      ...(patterns.length > 0 && { resources: { negated: false, items: ['*'] } }),
    },
  };
}

const provisoOf = (
  { policy, sid, path, resource, effect }: PolicyStatement,
  open: Open,
  kind: PolicyKind,
  node: string | undefined,
): Proviso => ({
  effect: effect ?? 'Deny',
  statement: {
    kind,
    policy,
    ...(sid !== undefined && { sid }),
    path,
    ...(node !== undefined && { node }),
    ...(resource && { resource }),
  },
  ...open,
});
