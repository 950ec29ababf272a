import { type FacetId, facetOf, isRequirementId, requirementOf } from '../../../constructs/standard';
import type { CheckReport } from '../../evidence/requirement-status';
import { grouped } from '../grouped';
import { merged } from '../merged-checks';
import type { EvidenceEntry, FacetEntry, RequirementEntry, RuleEntry } from '../report';
import { type AttackEntry, attackState } from '../simulation';
import { both, html, type Markup, sentenceCase, separated } from './markup';
import { recordLine } from './records';
import { cloudPills, outcomeCounts, statusPill, toned } from './status';
import { TEXTS } from './texts';
import { ATTACK_STATES, CLOUDS, KINDS, PROOFS, ROLLED_UP, SHOWING } from './words';

/** What a facet's checks are shown with. */
export interface Context {
  readonly facet: FacetId;
  readonly evidence: ReadonlyMap<string, readonly EvidenceEntry[]>;
  /** The attacks that show a facet. */
  readonly attacks: ReadonlyMap<FacetId, readonly AttackEntry[]>;
  readonly rules: ReadonlyMap<string, RuleEntry>;
  /** How many clouds are in scope: with one, none need be named. */
  readonly clouds: number;
}

export function facetList({ design, evidence }: RequirementEntry, known: Pick<Context, 'rules' | 'attacks'>): Markup {
  const byCheck = grouped(evidence, ({ kind, check }) => `${kind}:${check}`);
  const shared = { ...known, evidence: byCheck, clouds: Object.keys(design.byCloud).length };
  return html`<h4>${both(TEXTS.facets)} <span class="number">${design.facets.length}</span></h4>
<ol class="facets">${design.facets.map((facet) => facetItem(facet, { ...shared, facet: facet.id }))}</ol>`;
}

function facetItem(facet: FacetEntry, context: Context): Markup {
  const { id, status, byCloud, checks, reason, reasonZh } = facet;
  const differ = Object.values(byCloud).some((of) => of !== status);
  return html`<li class="facet" id="${id}"><div class="facet-head"><span class="pills">${differ ? cloudPills(byCloud) : null}${statusPill(status)}</span>
<p>${both(facetOf(id).statement)} <a class="anchor" href="#${id}">#${id.split('#')[1]}</a></p></div>
${isExplained(checks) ? null : html`<p class="detail">${both({ en: reason, zh: reasonZh })}</p>`}
${checkList(merged(checks), context)}${attacksTried(id, context.attacks.get(id) ?? [])}</li>`;
}

/** By its checks alone: not where there are none, or where a proof has nothing to try. */
const isExplained = (checks: readonly CheckReport[]): boolean =>
  checks.length > 0 && !checks.some(({ check, state }) => state === 'absent' && check.startsWith('proof:'));

/** From the facet to the rows of the matrix that speak to it. */
function attacksTried(facet: FacetId, attacks: readonly AttackEntry[]): Markup | null {
  if (attacks.length === 0) return null;
  const links = attacks.length > NAMED_AT_MOST ? stateLinks(facet, attacks) : attacks.map(attackLink);
  return html`<p class="shows">${both(TEXTS.attacksTried)} ${separated(links, ' ')}</p>`;
}

/** More are counted, and named by the matrix. */
const NAMED_AT_MOST = 8;

const stateLinks = (facet: FacetId, attacks: readonly AttackEntry[]): readonly Markup[] =>
  [...grouped(attacks, attackState)].map(
    ([state, of]) =>
      html`<a class="tag" href="#attacks?requirement=${facetOf(facet).requirement}&verdict=${state}">${of.length} ${toned(ATTACK_STATES[state])}</a>`,
  );

function attackLink(attack: AttackEntry): Markup {
  const { sign, tone, name } = ATTACK_STATES[attackState(attack)];
  return html`<a class="tag" href="#attack-${attack.id}"><span class="${tone}"><i aria-hidden=true>${sign}</i><span class="hidden">${both(name)}</span></span> ${attack.id}</a>`;
}

type MergedCheck = ReturnType<typeof merged>[number];

/** Checks that have nothing to open are told in one line for each state; requirements have a status of their own. */
const isTold = (merged: MergedCheck, context: Context): boolean =>
  NOTHING.has(merged.state) && !merged.check.startsWith('requirement:') && evidenceOf(merged, context).length === 0;

const NOTHING: ReadonlySet<CheckReport['state']> = new Set(['not-built', 'not-run', 'absent']);

/** What is shown of a resource of one cloud shows nothing of the other; nor does a proof of one facet of the next. */
const evidenceOf = ({ check, clouds }: MergedCheck, { evidence, facet }: Context): readonly EvidenceEntry[] =>
  (evidence.get(check) ?? []).filter(
    ({ subject, facets }) => (!subject || clouds.includes(subject.cloud)) && (!facets || facets.includes(facet)),
  );

function checkList(checks: readonly MergedCheck[], context: Context): Markup {
  const told = checks.filter((check) => isTold(check, context));
  const states = [...new Set(told.map(({ state }) => state))];
  return html`<ul class="checks">${checks.filter((check) => !told.includes(check)).map((check) => checkItem(check, context))}${states.map(
    (state) =>
      toldItem(
        state,
        told.filter((check) => check.state === state),
        context,
      ),
  )}</ul>`;
}

function toldItem(state: CheckReport['state'], checks: readonly MergedCheck[], context: Context): Markup {
  const names = checks.map((check) => html`<span>${cloudTags(check, context)}${shortName(check.check)}</span>`);
  return html`<li class="check told plain"><span class="kind">${both(SHOWING[state]?.name ?? { en: state, zh: state })}</span><div>${separated(names, ' · ')}</div></li>`;
}

function shortName(check: string): Markup {
  const { kind, id } = partsOf(check);
  const word = both(KINDS[kind] ?? { en: kind, zh: kind });
  return kind === 'test' || id === '' ? word : html`${word} <code>${id}</code>`;
}

function cloudTags({ clouds }: MergedCheck, context: Context): Markup | null {
  if (clouds.length === context.clouds) return null;
  return html`${clouds.map((cloud) => html`<span class="tag">${CLOUDS[cloud]}</span> `)}`;
}

function partsOf(check: string): { readonly kind: string; readonly id: string } {
  const [kind = '', ...rest] = check.split(':');
  return { kind, id: rest.join(':') };
}

function checkItem(merged: MergedCheck, context: Context): Markup {
  const { check, state } = merged;
  const { kind, id } = partsOf(check);
  const evidence = evidenceOf(merged, context);
  const tone = SHOWING[state]?.tone ?? 'plain';
  const record = kind === 'record' ? evidence[0] : undefined;
  const ofCloud = cloudTags(merged, context);
  if (record) return html`<li class="check ${tone}">${label(kind, ofCloud)}<div>${recordLine(record)}</div></li>`;
  const counts = outcomeCounts(evidence.map(({ outcome }) => outcome));
  const opens = evidence.length > 0 ? html` data-check="${check}"` : null;
  return html`<li class="check ${tone}"${opens}>${label(kind, ofCloud)}<div>${nameOf(kind, id, context)}</div>${counts ?? stateOf(kind, state)}</li>`;
}

const label = (kind: string, ofCloud: Markup | null): Markup =>
  html`<span class="kind">${both(KINDS[kind] ?? { en: kind, zh: kind })} ${ofCloud}</span>`;

/** Rules by id and demand, proofs and tests by what they do, requirements by title. */
function nameOf(kind: string, id: string, { rules }: Context): Markup {
  const demand = rules.get(id)?.demand;
  if (kind === 'rule')
    return html`<code>${id}</code>${demand ? html` <span class="detail">${both(demand)}</span>` : null}`;
  if (kind === 'proof')
    return html`<code>${id}</code> <span class="detail">${both(PROOFS[id] ?? { en: '', zh: '' })}</span>`;
  if (kind === 'requirement' && isRequirementId(id))
    return html`<a href="#${id}">${id}</a> ${both(sentenceCase(requirementOf(id).title))}`;
  if (kind === 'test') return both({ en: 'Assertion test', zh: '断言测试' });
  return html`<code>${id}</code>`;
}

function stateOf(kind: string, state: CheckReport['state']): Markup {
  const showing = SHOWING[state];
  if (!showing) return html`${state}`;
  const name = kind === 'requirement' ? (ROLLED_UP[state] ?? showing.name) : showing.name;
  return html`<span class="counts">${toned({ ...showing, name })}</span>`;
}
