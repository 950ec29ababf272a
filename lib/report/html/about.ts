import type { Report } from '../report';
import { tableHead } from './exceptions';
import { both, html, type Markup, separated } from './markup';
import { KEYS, TEXTS } from './texts';

export function aboutSection(report: Report): Markup {
  return html`<section id="about" aria-labelledby="about-title">
<h2 id="about-title">${both(TEXTS.about)}</h2>
<div class="about">
<div>
<h3>${both(TEXTS.reading)}</h3>
<p>${both(TEXTS.readingDesign)}</p>
<p>${both(report.observed ? TEXTS.readingObserved : TEXTS.readingOperation)}</p>
<p>${both(TEXTS.readingInstructions)}</p>
<dl class="kinds">${(['control', 'inherited', 'organisational'] as const).map((kind) => html`<div><dt>${both(TEXTS[kind])}</dt><dd>${both(TEXTS[`${kind}Meaning`])}</dd></div>`)}</dl>
</div>
<div>
<h3>${both(TEXTS.keyboard)}</h3>
${keys()}
</div>
</div>
${manifest(report)}
${secondOpinion(report)}
</section>`;
}

/** Opened by `?` wherever the reader is. */
export const helpDialog = (): Markup =>
  html`<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">${both(TEXTS.keyboard)}</h2>
${keys()}
<p><label><input type="checkbox" id="shortcuts" autocomplete="off" checked> ${both(TEXTS.shortcuts)}</label></p>
<form method="dialog"><button>${both(TEXTS.close)}</button></form></dialog>`;

const keys = (): Markup =>
  html`<dl class="keys">${KEYS.map(({ keys: names, does }) => html`<div><dt>${names.map((name) => html`<kbd>${name}</kbd> `)}</dt><dd>${both(does)}</dd></div>`)}</dl>`;

function manifest({ generated }: Report): Markup {
  return html`<h3 id="manifest-title">${both(TEXTS.manifest)}</h3>
<p>${both(TEXTS.manifestText)}</p>
<dl class="facts">
<div><dt>${both(TEXTS.tool)}</dt><dd>${generated.toolVersion}</dd></div>
<div><dt>${both(TEXTS.commit)}</dt><dd><code>${generated.commit ?? both(TEXTS.none)}</code></dd></div>
<div><dt>${both(TEXTS.configuration)}</dt><dd><code>${generated.configSha256 ?? both(TEXTS.none)}</code></dd></div>
</dl>
<div class="scroll" tabindex="0" role="region" aria-labelledby="manifest-title"><table><thead><tr><th scope="col">${both(TEXTS.file)}</th><th scope="col">SHA-256</th></tr></thead><tbody>${generated.inputs.map(({ path, sha256 }) => html`<tr><td><code>${path}</code></td><td><code>${sha256}</code></td></tr>`)}</tbody></table></div>`;
}

function secondOpinion({ secondOpinion: opinion }: Report): Markup | null {
  if (!opinion) return null;
  const against = opinion.rules.filter(({ nonCompliant, errors }) => nonCompliant.length + errors.length > 0);
  return html`<details class="opinion"><summary><h3>${both(TEXTS.secondOpinion)}: ${opinion.pack}</h3></summary>
<p>${both(TEXTS.secondOpinionText)}</p>
<table>${tableHead('rule', 'message', 'subject')}<tbody>${against.map(
    ({ rule, says, nonCompliant, errors }) =>
      html`<tr><td><code>${rule}</code></td><td lang="en">${says}</td><td>${separated(
        [
          ...nonCompliant.map(({ path, finding }) => html`<code>${path}</code>${finding ? ` ${finding}` : null}`),
          ...errors.map((path) => html`<code>${path}</code> (${both({ en: 'error', zh: '错误' })})`),
        ].map((part) => html`<div>${part}</div>`),
        '',
      )}</td></tr>`,
  )}</tbody></table></details>`;
}
