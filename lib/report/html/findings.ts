import { type Bilingual, facetOf, isFacetId } from '../../../constructs/standard';
import type { Subject } from '../../evidence/subject';
import { grouped } from '../grouped';
import type { FindingEntry, Report } from '../report';
import { both, html, type Markup, pathOf, separated, sourceOf } from './markup';
import { TEXTS } from './texts';

export function findingsSection(report: Report): Markup {
  const open = report.findings.filter(({ exception }) => exception === null);
  const accepted = report.findings.filter(({ exception }) => exception !== null);
  const demands = new Map(report.rules.map(({ id, demand }) => [id, demand]));
  return html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">${both(TEXTS.findings)} <span class="number">${report.findings.length}</span></h2>
${report.findings.length === 0 ? html`<p class="empty">${both(TEXTS.noFindings)}</p>` : null}
${groups(open).map((group) => findingGroup(group, demands, 'open'))}
${accepted.length > 0 ? html`<h3>${both(TEXTS.accepted)}</h3>` : null}
${groups(accepted).map((group) => findingGroup(group, demands, 'accepted'))}
</section>`;
}

type Group = readonly [string, readonly FindingEntry[]];

/** Findings by check: one mistake is often made in many places. */
const groups = (findings: readonly FindingEntry[]): readonly Group[] =>
  [...grouped(findings, ({ check }) => check)].sort(([a], [b]) => (a < b ? -1 : 1));

/** More in one group are shown only when asked for. */
const SHOWN_AT_ONCE = 20;

function findingGroup([check, findings]: Group, demands: ReadonlyMap<string, Bilingual>, state: string): Markup {
  const demand = demands.get(check) ?? (isFacetId(check) ? facetOf(check).statement : undefined);
  const requirements = [...new Set(findings.flatMap((finding) => finding.requirements))];
  const attributes = findings.length <= SHOWN_AT_ONCE ? html` open` : null;
  return html`<details class="finding ${state}" id="finding-${state}-${check}"${attributes}>
<summary><span class="number">${findings.length}</span><span class="name"><code>${check}</code>${demand ? both(demand) : null}</span></summary>
<p class="shows">${both(TEXTS.shows)} ${separated(requirements.map(requirementLink), ' ')}</p>
<ul>${findings.map(findingRow)}</ul>
</details>`;
}

export const requirementLink = (id: string): Markup => html`<a class="tag" href="#${id}">${id}</a>`;

const findingRow = ({ subject, property, message, messageZh, exception }: FindingEntry): Markup =>
  html`<li>
<p class="what">${property ? html`<code>${property}</code> ` : null}${both({ en: message, zh: messageZh })}${exception ? html` <span class="excepted">${both(TEXTS.exceptedBy)} <a href="#exception-${exception}">${exception}</a></span>` : null}</p>
${subject ? html`<p class="where">${pathOf(subject.path)} <small>${placeOf(subject)}</small> ${sourceOf(subject.source)}</p>` : null}
</li>`;

/** Type, stack and region; of a template made by others, what it says of them. */
function placeOf({ type, stack, target, region, source }: Subject): string {
  const inStack = target ? `${stack} → ${target.ou}` : stack;
  const known = [type, inStack, region].filter((part) => part !== 'unknown' && part !== source?.file);
  return known.join(' · ');
}
