import type { FindingEntry, Report, ResourceEntry } from '../report';
import { both, html, type Markup } from './markup';
import { EXCEPTION_STATES, TEXTS } from './texts';

const sourceText = (source: { readonly file: string; readonly line: number } | null | undefined): string =>
  source ? `${source.file}:${source.line}` : '';

const requirementLinks = (ids: readonly string[]): Markup =>
  html`${ids.map((id, index) => html`${index > 0 ? ', ' : ''}<a href="#${id}">${id}</a>`)}`;

const head = (...names: readonly (keyof typeof TEXTS)[]): Markup =>
  html`<thead><tr>${names.map((name) => html`<th scope="col">${both(TEXTS[name])}</th>`)}</tr></thead>`;

export function findingsSection({ findings }: Report): Markup {
  return html`<section id="findings" aria-labelledby="findings-title">
<h2 id="findings-title">${both(TEXTS.findings)}</h2>
${
  findings.length === 0
    ? html`<p class="empty">${both(TEXTS.noFindings)}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="findings-title"><table>${head('check', 'subject', 'property', 'message', 'requirements')}<tbody>${findings.map(finding)}</tbody></table></div>`
}
</section>`;
}

function finding(entry: FindingEntry): Markup {
  const { subject, check, property, message, messageZh, requirements, exception } = entry;
  return html`<tr class="${exception ? 'excepted' : 'open'}"><td><code>${check}</code></td>
<td>${subject?.path} <small>${subject?.type}</small><br><code>${sourceText(subject?.source)}</code></td>
<td><code>${property}</code></td><td>${both({ en: message, zh: messageZh })}${exception ? html` (${both(TEXTS.excepted)} ${exception})` : null}</td>
<td>${requirementLinks(requirements)}</td></tr>`;
}

export function exceptionsSection({ exceptions }: Report): Markup {
  return html`<section id="exceptions" aria-labelledby="exceptions-title">
<h2 id="exceptions-title">${both(TEXTS.exceptions)}</h2>
${
  exceptions.length === 0
    ? html`<p class="empty">${both(TEXTS.noExceptions)}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="exceptions-title"><table>${head('check', 'subject', 'reason', 'owner', 'expires', 'state')}<tbody>${exceptions.map(
        (entry) =>
          html`<tr class="${entry.state}"><td>${entry.id}<br><code>${entry.check}</code></td><td>${entry.resource}</td><td>${entry.reason}</td><td>${entry.owner}</td><td>${entry.expires}</td><td>${both(EXCEPTION_STATES[entry.state] ?? { en: entry.state, zh: entry.state })}</td></tr>`,
      )}</tbody></table></div>`
}
</section>`;
}

export function resourcesSection({ resources }: Report): Markup {
  const stacks = [
    ...new Set(resources.map(({ subject }) => `${subject.stack}${subject.target ? ` → ${subject.target.ou}` : ''}`)),
  ];
  return html`<section id="resources" aria-labelledby="resources-title">
<h2 id="resources-title">${both(TEXTS.resources)}</h2>
<form class="filters" role="search"><label>${both(TEXTS.search)} <input type="search" id="resource-search" placeholder="${TEXTS.searchHint.en}" data-en="${TEXTS.searchHint.en}" data-zh="${TEXTS.searchHint.zh}"></label></form>
${stacks.map((stack) =>
  stackTable(
    stack,
    resources.filter(({ subject }) => `${subject.stack}${subject.target ? ` → ${subject.target.ou}` : ''}` === stack),
  ),
)}
</section>`;
}

function stackTable(stack: string, resources: readonly ResourceEntry[]): Markup {
  const where = resources[0]?.subject;
  return html`<details class="stack"><summary><span class="name">${stack}</span> <small>${where?.partition} ${where?.account} ${where?.region}</small> <span class="number">${resources.length}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="${stack}"><table>${head('subject', 'type', 'source', 'requirements', 'judgedBy')}<tbody>${resources.map(resource)}</tbody></table></div></details>`;
}

const resource = ({ subject, requirements, judgedBy, supporting, supportingZh }: ResourceEntry): Markup =>
  html`<tr><td>${subject.path}</td><td>${subject.type}</td><td><code>${sourceText(subject.source)}</code></td><td>${requirementLinks(requirements)}</td><td>${judgedBy.length > 0 ? html`<code>${judgedBy.join(', ')}</code>` : html`${both(TEXTS.supporting)}: ${both({ en: supporting ?? '', zh: supportingZh ?? '' })}`}</td></tr>`;

export function manifestSection({ generated }: Report): Markup {
  return html`<section id="manifest" aria-labelledby="manifest-title">
<h2 id="manifest-title">${both(TEXTS.manifest)}</h2>
<p>${both(TEXTS.manifestText)}</p>
<dl class="facts">
<div><dt>${both(TEXTS.tool)}</dt><dd>${generated.toolVersion}</dd></div>
<div><dt>${both(TEXTS.commit)}</dt><dd><code>${generated.commit ?? TEXTS.none.en}</code></dd></div>
<div><dt>${both(TEXTS.configuration)}</dt><dd><code>${generated.configSha256 ?? TEXTS.none.en}</code></dd></div>
</dl>
<div class="scroll" tabindex="0" role="region" aria-labelledby="manifest-title"><table><thead><tr><th scope="col">${both(TEXTS.file)}</th><th scope="col">SHA-256</th></tr></thead><tbody>${generated.inputs.map(({ path, sha256 }) => html`<tr><td><code>${path}</code></td><td><code>${sha256}</code></td></tr>`)}</tbody></table></div>
</section>`;
}
