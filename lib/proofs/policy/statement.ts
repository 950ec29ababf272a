import { coversAction } from './action-list';
import { conditionHolds } from './conditions';
import type { RequestContext } from './context';
import type { Choice, Policy, PolicyKind, PolicyStatement, Request } from './model';
import { matchesArn } from './pattern';
import { type Naming, namingOf, REACH, reaches } from './principals';
import { allOf, anyOf, Doubt, not, type Truth } from './truth';

/** What a statement has to do with a request. */
export interface Reading {
  /** Whether it covers the request, its principal aside. */
  readonly covers: Truth;
  readonly naming: Naming;
}

/** A request, with what its evaluation needs beside it. */
export interface Asked {
  readonly request: Request;
  readonly context: RequestContext;
  /** Whether the principal has a permissions boundary. */
  readonly bounded: boolean;
}

/** Kinds of policies whose statements name principals. */
const WITH_PRINCIPALS: ReadonlySet<PolicyKind> = new Set<PolicyKind>(['resource', 'resource-control', 'endpoint']);

/** Everything that a statement demands of a request; the effect is not looked at. */
export function readStatement(
  statement: PolicyStatement,
  kind: PolicyKind,
  { request, context, bounded }: Asked,
): Reading {
  const naming = WITH_PRINCIPALS.has(kind) ? namingIn(statement, request, bounded) : EVERYBODY;
  if (reaches(naming, REACH.account) === false) return { covers: false, naming };
  return { covers: coversRequest(statement, kind, request, context), naming };
}

/** One by one, so that no more is read than settles it. */
function coversRequest(statement: PolicyStatement, kind: PolicyKind, request: Request, context: RequestContext): Truth {
  const action = coversAction(statement.actions, request.action);
  if (action === false) return false;
  const lookup = statement.variables ? context.lookup : undefined;
  const resource = covered(statement.resources, (pattern) => matchesArn(pattern, request.resource.arn, lookup));
  if (resource === false) return false;
  const conditions = anyOf(statement.conditions, (condition) =>
    not(conditionHolds(condition, context, statement.variables)),
  );
  if (conditions === true) return false;
  return allOf([action, resource, statement.doubt ?? misplaced(statement, kind), not(conditions)]);
}

const EVERYBODY: Naming = { reach: REACH.direct };

/**
 * `NotPrincipal` with `Deny` spares nobody who has a permissions boundary.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function namingIn({ principals, effect }: PolicyStatement, { principal }: Request, bounded: boolean): Naming {
  if (!principals?.negated) return namingOf(principals, principal);
  if (effect !== 'Deny') return { reach: REACH.none, doubt: ALLOWING_ALL_BUT };
  return bounded ? EVERYBODY : namingOf(principals, principal);
}

const ALLOWING_ALL_BUT = new Doubt({
  en: 'NotPrincipal is supported with Deny only',
  zh: 'NotPrincipal 仅支持与 Deny 一起使用',
});

/** By policy, then by action: the same few actions are asked of the same policies again and again. */
const known = new WeakMap<Policy, Map<string, readonly PolicyStatement[]>>();

/** The statements of a policy that an action may fall under; the others have nothing to say. */
export function statementsOn(policy: Policy, action: string): readonly PolicyStatement[] {
  const before = known.get(policy)?.get(action);
  if (before) return before;
  const found = policy.statements.filter((statement) => coversAction(statement.actions, action) !== false);
  known.set(policy, (known.get(policy) ?? new Map()).set(action, found));
  return found;
}

/** By the list of policies, which a place and a principal keep, then by action. */
const knownAmong = new WeakMap<readonly Policy[], Map<string, readonly PolicyStatement[]>>();

/** The same for all policies of one list. */
export function statementsAmong(policies: readonly Policy[], action: string): readonly PolicyStatement[] {
  const before = knownAmong.get(policies)?.get(action);
  if (before) return before;
  const found = policies.flatMap((policy) => statementsOn(policy, action));
  knownAmong.set(policies, (knownAmong.get(policies) ?? new Map()).set(action, found));
  return found;
}

/** What an element that is left out covers is settled by `misplaced`. */
function covered(choice: Choice<string> | undefined, takesIn: (pattern: string) => Truth): Truth {
  if (choice === undefined) return true;
  const any = anyOf(choice.items, takesIn);
  return choice.negated ? not(any) : any;
}

/**
 * A policy of identities names no principal and always resources; one of resources always names principals, and is about
 * the resource that it is attached to where it names none.
 */
function misplaced({ principals, resources, path }: PolicyStatement, kind: PolicyKind): Truth {
  const wrong = WITH_PRINCIPALS.has(kind)
    ? principals === undefined && 'Principal'
    : (principals !== undefined && 'Principal') || (resources === undefined && 'Resource');
  if (!wrong) return true;
  return new Doubt({
    en: `${path}: ${wrong} is not as a policy of kind ${kind} has it`,
    zh: `${path}：${wrong} 不符合 ${kind} 类策略的要求`,
  });
}
