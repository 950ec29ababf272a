import type { PolicyStatement } from '../policy/model';
import { statementsOn } from '../policy/statement';
import type { AccessEstate, Asking } from './access-estate';
import { ANSWERS, type Answer } from './answer';
import { anyOf, fitting, takenInByAll } from './arn-formats';
import type { CatalogueAction } from './catalogue';
import type { Place } from './places';
import type { AccessPrincipal } from './principals';
import type { AccessResource } from './resources';

/** What is asked. */
export interface WhoCanQuestion {
  readonly action: CatalogueAction;
  /** An ARN; left out for any resource. */
  readonly resource?: string;
  readonly context?: Asking['context'];
}

/** What one principal may, on which resources. */
export interface Ability {
  readonly asker: AccessPrincipal;
  readonly answer: Answer;
  /** The resources on which it may do that: all that decide alike. */
  readonly resources: readonly string[];
}

/** Somebody who cannot, but can become somebody who can. */
export interface Detour {
  readonly asker: AccessPrincipal;
  /** The roles assumed one after the other; the last of them can. */
  readonly through: readonly { readonly role: AccessPrincipal; readonly answer: Answer }[];
}

export interface WhoCan {
  /** Those who can, perhaps under conditions, and those of whom it is not known. */
  readonly able: readonly Ability[];
  readonly detours: readonly Detour[];
  /** How many were asked. */
  readonly asked: number;
}

/** So many roles one assumes after another: longer chains are not followed. */
export const LONGEST_CHAIN = 3;

/** Who can do something, by themselves or in a role that they can assume. */
export function whoCan(estate: AccessEstate, question: WhoCanQuestion): WhoCan {
  const askers = estate.principals.filter((asker) => 'account' in asker.principal || concerns(estate, question));
  const known = inTemplates(estate, question.action);
  const able = askers
    .map((asker) => abilityOf(estate, asker, question, known))
    .filter((ability) => ability !== undefined);
  return { able, detours: detours(estate, able, question.context), asked: askers.length };
}

/** Services and identity providers have what the templates' own resources grant them, and nothing else is known of. */
const concerns = (estate: AccessEstate, { resource }: WhoCanQuestion): boolean =>
  resource === undefined || estate.holderOf(resource) !== undefined;

/** Decided on every resource that the question may mean; the most that comes of it counts. */
function abilityOf(
  estate: AccessEstate,
  asker: AccessPrincipal,
  question: WhoCanQuestion,
  known: readonly string[],
): Ability | undefined {
  const { name } = question.action;
  const own = mayGrantItself(asker, name);
  const mayBeGranted = (resource: string): boolean => own || speaksOf(estate.holderOf(resource), name);
  const decided = candidates(estate, asker, question, known)
    .filter(mayBeGranted)
    .map((resource) => ({
      resource,
      answer: estate.decide(asker, {
        action: name,
        resource,
        ...(question.context && { context: question.context }),
      }),
    }));
  for (const verdict of ANSWERS.filter((one) => one !== 'refused')) {
    const alike = decided.filter(({ answer }) => answer.verdict === verdict);
    const [first] = alike;
    if (first) return { asker, answer: first.answer, resources: alike.map(({ resource }) => resource) };
  }
  return undefined;
}

/**
 * Whether anything but the policy of a resource may grant it to somebody. Keys and roles are decided by policies that need not be known,
 * some calls of STS by none; of whom no account is known, no more is known either.
 */
const mayGrantItself = ({ principal, identity }: AccessPrincipal, action: string): boolean =>
  !('account' in principal) ||
  principal.kind === 'root' ||
  /^(kms|sts):/i.test(action) ||
  identity.some((policy) => statementsOn(policy, action).some(({ effect }) => effect !== 'Deny'));

const speaksOf = (holder: AccessResource | undefined, action: string): boolean =>
  holder?.policy !== undefined && statementsOn(holder.policy, action).length > 0;

/** What the action may be about in the templates: their resources, and what the policies of these name within them. */
const inTemplates = ({ resources }: AccessEstate, action: CatalogueAction): readonly string[] =>
  resources.flatMap(({ arn, policy, place }) => {
    const named = (policy ? statementsOn(policy, action.name) : []).flatMap(openedBy);
    const all = [
      fitting(arn, action.formats),
      ...meeting(
        named.map((item) => [item]),
        action,
        place,
      ),
    ];
    return all.filter((one) => one !== undefined);
  });

/**
 * The resource that was named; or those of the templates, any other in one's own account, and what statements name: an Allow
 * may be for resources that no template makes.
 */
function candidates(
  estate: AccessEstate,
  asker: AccessPrincipal,
  { action, resource }: WhoCanQuestion,
  known: readonly string[],
): readonly string[] {
  if (resource !== undefined) return [resource === '*' ? '*' : (fitting(resource, action.formats) ?? resource)];
  const { place } = asker;
  if (action.formats.length === 0) return place ? ['*'] : [];
  if (!place) return known;
  const others = action.formats.map((format) => anyOf(format, place));
  return [...new Set([...known, ...others, ...meeting(opened(estate, asker, action), action, place)])];
}

/** Each pattern that the asker's grants have, alone and with each by which something bounds them. */
function opened(
  estate: AccessEstate,
  asker: AccessPrincipal,
  { name }: CatalogueAction,
): readonly (readonly string[])[] {
  const own = asker.identity.flatMap((policy) => statementsOn(policy, name));
  const guardrails = estate.guardrailsOn(asker).map(({ statement }) => statement);
  const others = [
    ...own.filter(({ effect }) => effect === 'Deny'),
    ...(asker.boundary ? statementsOn(asker.boundary, name) : []),
    ...statementsOn({ name: 'guardrails', statements: guardrails }, name),
  ];
  const grants = own.flatMap(({ effect, resources }) =>
    effect === 'Deny' ? [] : resources && !resources.negated ? resources.items : ['*'],
  );
  const bounds = new Set(others.flatMap(openedBy));
  return [...new Set(grants)].flatMap((grant) => [[grant], ...[...bounds].map((bound) => [grant, bound])]);
}

/** Patterns of what a statement leaves open: what an Allow names, and what a Deny excepts. */
const openedBy = ({ effect, resources }: PolicyStatement): readonly string[] =>
  resources && resources.negated === (effect === 'Deny') ? resources.items.filter((item) => item !== '*') : [];

/** A resource for each choice of patterns that all have to take it in. */
const meeting = (
  choices: readonly (readonly string[])[],
  { formats }: CatalogueAction,
  place: Place,
): readonly string[] =>
  choices.flatMap((items) => formats.flatMap((format) => takenInByAll(items, format, place) ?? []));

/** Backwards from those who can: who may assume them, and who may assume those. The shortest way counts. */
function detours(estate: AccessEstate, able: readonly Ability[], context: Asking['context']): readonly Detour[] {
  const found = new Map<AccessPrincipal, Detour>();
  const direct = new Set(able.filter(({ answer }) => answer.verdict !== 'unknown').map(({ asker }) => asker));
  let reached: readonly Detour[] = [...direct].map((asker) => ({ asker, through: [] }));
  for (let length = 1; length <= LONGEST_CHAIN && reached.length > 0; length++) {
    reached = reached
      .flatMap((target) => stepsTo(estate, target, context))
      .filter(({ asker }) => {
        if (direct.has(asker) || found.has(asker)) return false;
        return true;
      });
    for (const detour of reached) if (!found.has(detour.asker)) found.set(detour.asker, detour);
    reached = [...new Set(reached.map(({ asker }) => found.get(asker)))].filter((detour) => detour !== undefined);
  }
  return [...found.values()];
}

function stepsTo(estate: AccessEstate, target: Detour, context: Asking['context']): readonly Detour[] {
  const role = estate.resources.find(({ resource }) => resource === target.asker.resource);
  if (target.asker.kind !== 'role' || !role) return [];
  return estate.principals.flatMap((asker) => {
    if (asker === target.asker) return [];
    const answer = assuming(estate, asker, role, context);
    return answer ? [{ asker, through: [{ role: target.asker, answer }, ...target.through] }] : [];
  });
}

/** How somebody becomes a role, by the kind of who asks. */
const WAYS = {
  federated: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
  others: ['sts:AssumeRole'],
} as const;

function assuming(
  estate: AccessEstate,
  asker: AccessPrincipal,
  role: AccessResource,
  context: Asking['context'],
): Answer | undefined {
  const ways = asker.kind === 'federated' ? WAYS.federated : WAYS.others;
  return ways
    .map((action) => estate.decide(asker, { action, resource: role.arn, ...(context && { context }) }))
    .find(({ verdict }) => verdict === 'allowed' || verdict === 'conditional');
}
