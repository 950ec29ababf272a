import type { Policy, PolicyStatement } from '../policy/model';
import { matches } from '../policy/pattern';
import { namingOf, REACH, reaches } from '../policy/principals';
import type { AccessEstate, Asking } from './access-estate';
import { ANSWERS, type Answer } from './answer';
import { anyOf, someOf } from './arn-formats';
import { actionNamed, actionsOf, serviceExists, services } from './catalogue';
import type { AccessPrincipal } from './principals';
import type { AccessResource } from './resources';

/** Actions that one statement grants and that are decided alike. */
export interface Allowance {
  /** The statement that grants them; left out for the root user, who needs none. */
  readonly statement?: PolicyStatement;
  /** The resource whose policy it is, where it is none of the principal's own. */
  readonly on?: AccessResource;
  readonly service: string;
  readonly actions: readonly string[];
  /** True where these are all actions of the service. */
  readonly whole: boolean;
  /** Resources, as the statement or what bounds it has them. */
  readonly resources: readonly string[];
  /** Allowed, conditional or unknown; refused for what other policies withhold. */
  readonly answer: Answer;
}

/** A refusal that takes part of what is granted: on some resources, where the grant is for more. */
export interface Limit {
  readonly statement: PolicyStatement;
  readonly node?: string;
  readonly actions: readonly string[];
}

export interface WhatCan {
  readonly asker: AccessPrincipal;
  readonly allowances: readonly Allowance[];
  /** What statements grant and other policies withhold. */
  readonly withheld: readonly Allowance[];
  readonly limits: readonly Limit[];
  /** Statements that may grant more, which nobody can tell: policies whose text is not known, or known in part. */
  readonly obscure: readonly PolicyStatement[];
  /** Patterns of statements that take in no action that there is. */
  readonly unmatched: readonly string[];
}

/** All that a principal can do: by its own policies, and by those of resources that name it. */
export async function whatCan(
  estate: AccessEstate,
  asker: AccessPrincipal,
  context: Asking['context'],
): Promise<WhatCan> {
  const decider = new Decider(estate, asker, context);
  const found: Allowance[] = [];
  const unmatched: string[] = [];
  const grants = grantsOf(asker, estate);
  for (const { statement, on } of grants.filter((grant) => !isObscure(grant))) {
    const expanded = statement ? await expand(statement) : { byService: await everything(), unmatched: [] };
    unmatched.push(...expanded.unmatched);
    for (const [service, actions] of expanded.byService) {
      const all = (await actionsOf(service)).length;
      found.push(
        ...(await decider.decided({ ...(statement && { statement }), ...(on && { on }), service }, actions, all)),
      );
    }
  }
  const allowances = found.filter(({ answer }) => answer.verdict !== 'refused');
  return {
    asker,
    allowances,
    withheld: found.filter(({ answer }) => answer.verdict === 'refused'),
    limits: limitsOf(estate, asker, allowances),
    obscure: grants.filter(isObscure).flatMap(({ statement }) => statement ?? []),
    unmatched: [...new Set(unmatched)],
  };
}

interface Grant {
  readonly statement?: PolicyStatement;
  readonly on?: AccessResource;
}

const isObscure = ({ statement }: Grant): boolean => statement?.doubt !== undefined;

const allows = ({ statements }: Policy): readonly PolicyStatement[] =>
  statements.filter(({ effect }) => effect !== 'Deny');

function grantsOf(asker: AccessPrincipal, { resources }: AccessEstate): readonly Grant[] {
  const own = asker.identity.flatMap(allows).map((statement): Grant => ({ statement }));
  // of an account as a whole a resource says no more than that the account decides
  const named = resources.flatMap((on) =>
    (on.policy ? allows(on.policy) : [])
      .filter(({ principals }) => reaches(namingOf(principals, asker.principal), REACH.role) !== false)
      .map((statement): Grant => ({ statement, on })),
  );
  return [...own, ...(asker.kind === 'root' ? [{}] : []), ...named];
}

interface Expanded {
  readonly byService: ReadonlyMap<string, readonly string[]>;
  readonly unmatched: readonly string[];
}

async function everything(): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = await Promise.all(
    (await services()).map(async (service) => [service, await actionsOf(service)] as const),
  );
  return new Map(all);
}

/** The actions that a statement covers, by service. */
async function expand({ actions }: PolicyStatement): Promise<Expanded> {
  if (!actions || actions.negated) {
    const left = [...(await everything())].map(([service, all]): [string, readonly string[]] => [
      service,
      all.filter((action) => !(actions?.items ?? []).some((pattern) => takesIn(pattern, action))),
    ]);
    return { byService: new Map(left.filter(([, all]) => all.length > 0)), unmatched: [] };
  }
  const byService = new Map<string, string[]>();
  const unmatched: string[] = [];
  for (const pattern of actions.items) {
    const taken = (await candidatesFor(pattern)).filter((action) => takesIn(pattern, action));
    if (taken.length === 0) unmatched.push(pattern);
    for (const action of taken) {
      const [service = ''] = action.split(':');
      const known = byService.get(service) ?? [];
      if (!known.includes(action)) byService.set(service, [...known, action]);
    }
  }
  return { byService, unmatched };
}

async function candidatesFor(pattern: string): Promise<readonly string[]> {
  const [service = ''] = pattern.split(':');
  if (/[*?]/.test(service)) return [...(await everything()).values()].flat();
  return (await serviceExists(service)) ? actionsOf(service) : [];
}

const takesIn = (pattern: string, action: string): boolean =>
  matches(pattern, action, { wildcards: true, ignoreCase: true }) === true;

/** Decides actions of a principal, each kind once: those that the same statements cover come out alike. */
class Decider {
  private readonly answers = new Map<string, Answer>();
  private readonly statements: readonly PolicyStatement[];

  constructor(
    private readonly estate: AccessEstate,
    private readonly asker: AccessPrincipal,
    private readonly context: Asking['context'],
  ) {
    this.statements = [
      ...asker.identity.flatMap(({ statements }) => statements),
      ...(asker.boundary?.statements ?? []),
      ...estate.guardrailsOn(asker).map(({ statement }) => statement),
    ];
  }

  async decided(
    grant: Pick<Allowance, 'statement' | 'on' | 'service'>,
    actions: readonly string[],
    all: number,
  ): Promise<readonly Allowance[]> {
    const relevant = this.statements
      .map((statement) => ofService(statement, grant.service))
      .filter((part) => part !== undefined);
    const groups = new Map<string, { actions: string[]; resources: Set<string>; answer: Answer }>();
    for (const action of actions) {
      const { answer, resource } = await this.best(action, grant, relevant);
      const key = keyOf(answer);
      const group = groups.get(key) ?? { actions: [], resources: new Set(), answer };
      group.actions.push(action);
      group.resources.add(resource);
      groups.set(key, group);
    }
    return [...groups.values()].map((group) => ({
      ...grant,
      actions: group.actions,
      whole: group.actions.length === all,
      resources: [...group.resources],
      answer: group.answer,
    }));
  }

  /** The most that comes of it on any resource that the grant, or what bounds it, speaks of. */
  private async best(
    action: string,
    { statement, on }: Pick<Allowance, 'statement' | 'on'>,
    relevant: readonly ActionChoice[],
  ) {
    const signature = relevant.map((one) => Number(covers(one, action))).join('');
    const [service = ''] = action.split(':');
    const bounds = this.asker.boundary ? allows(this.asker.boundary).filter((bound) => covers(bound, action)) : [];
    const patterns = patternsOf(statement, on, bounds);
    const decided = await Promise.all(
      patterns.map(async (pattern) => {
        const resource = pattern === '*' ? await this.anyResource(action) : someOf(pattern, this.asker.place);
        const key = [service, signature, resource].join(' ');
        const answer =
          this.answers.get(key) ??
          this.estate.decide(this.asker, { action, resource, ...(this.context && { context: this.context }) });
        this.answers.set(key, answer);
        return { answer, resource: pattern };
      }),
    );
    const first = ANSWERS.map((verdict) => decided.find(({ answer }) => answer.verdict === verdict)).find(Boolean);
    if (!first) throw new Error(`${action}: a grant has at least one resource`);
    return first;
  }

  /** Some resource of the type that an action is about, in the principal's own account. */
  private async anyResource(action: string): Promise<string> {
    const format = (await actionNamed(action))?.formats[0];
    return format === undefined || !this.asker.place ? '*' : anyOf(format, this.asker.place);
  }
}

const keyOf = ({ verdict, provisos, deciding, because }: Answer): string =>
  JSON.stringify([
    verdict,
    provisos.map(({ statement, conditions, patterns }) => [statement.policy, statement.path, conditions, patterns]),
    verdict === 'refused' || verdict === 'unknown'
      ? [because.en, deciding.map(({ policy, path }) => [policy, path])]
      : [],
  ]);

/** The patterns of the grant, and of what bounds a grant that is for all. */
function patternsOf(
  statement: PolicyStatement | undefined,
  on: AccessResource | undefined,
  bounds: readonly PolicyStatement[],
): readonly string[] {
  const own = statement?.resources && !statement.resources.negated ? statement.resources.items : ['*'];
  if (on) return own.map((pattern) => (pattern === '*' ? on.arn : pattern));
  const narrower = own.includes('*')
    ? bounds.flatMap(({ resources }) => (resources && !resources.negated ? resources.items : []))
    : [];
  return [...new Set([...own, ...narrower])];
}

type ActionChoice = Pick<PolicyStatement, 'actions'>;

/** The part of a statement's actions that may say anything of a service; undefined where none does. */
function ofService({ actions }: PolicyStatement, service: string): ActionChoice | undefined {
  if (!actions) return {};
  const items = actions.items.filter((pattern) => takesIn(pattern.split(':')[0] ?? '', service));
  return items.length === 0 && !actions.negated ? undefined : { actions: { ...actions, items } };
}

/** Whether a statement speaks of an action, on whatever resource. */
const covers = ({ actions }: ActionChoice, action: string): boolean =>
  actions === undefined || actions.items.some((pattern) => takesIn(pattern, action)) !== actions.negated;

/** Refusals that speak of actions which are allowed all the same: on other resources than those. */
function limitsOf(estate: AccessEstate, asker: AccessPrincipal, allowances: readonly Allowance[]): readonly Limit[] {
  const told = new Set(
    allowances.flatMap(({ answer }) => answer.provisos.map(({ statement }) => `${statement.policy} ${statement.path}`)),
  );
  const own = [...asker.identity, ...(asker.boundary ? [asker.boundary] : [])].flatMap(({ statements }) => statements);
  const all = [...own.map((statement) => ({ statement })), ...estate.guardrailsOn(asker)];
  return all
    .filter(({ statement }) => statement.effect === 'Deny' && !told.has(`${statement.policy} ${statement.path}`))
    .map((limit) => ({ ...limit, actions: actionsUnder(limit.statement, allowances) }))
    .filter(({ actions }) => actions.length > 0);
}

const actionsUnder = (statement: PolicyStatement, allowances: readonly Allowance[]): readonly string[] => [
  ...new Set(
    allowances.flatMap(({ service, actions }) => {
      const part = ofService(statement, service);
      return part ? actions.filter((action) => covers(part, action)) : [];
    }),
  ),
];

/**
 * Whether two principals may do the same in their places: a role that a StackSet makes in many accounts is one to its reader.
 */
export function areAlike(estate: AccessEstate, one: AccessPrincipal, other: AccessPrincipal): boolean {
  return one.kind === other.kind && outlineOf(estate, one) === outlineOf(estate, other);
}

function outlineOf(estate: AccessEstate, asker: AccessPrincipal): string {
  const texts = [
    asker.identity,
    asker.boundary ?? null,
    estate.guardrailsOn(asker).map(({ statement }) => [statement.policy, statement.path]),
  ];
  const text = JSON.stringify(texts, (key, value: unknown) => (LOCAL.has(key) ? undefined : value));
  return text.replaceAll(asker.place?.account ?? 'nowhere', '{account}');
}

/** What tells one template from another that is alike. */
const LOCAL: ReadonlySet<string> = new Set(['resource', 'doubt']);
