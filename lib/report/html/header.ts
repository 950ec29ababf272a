import { isBadException } from '../../evidence/exceptions';
import type { Report } from '../report';
import { accountsOf, both, html, type Markup, separated } from './markup';
import { picturesIn } from './networks';
import { TEXTS } from './texts';
import { PARTITIONS } from './words';

export function header(report: Report): Markup {
  const { commit, asOf } = report.generated;
  return html`<header>
<a class="skip" href="#main">${both(TEXTS.skip)}</a>
<div class="brand">
<p class="standard">${report.standard.id} · ${both(report.standard.title)}</p>
<h1>${both(TEXTS.title)}</h1>
</div>
<div class="actions">
<fieldset class="languages"><legend class="hidden">Language / 语言</legend>
<input type="radio" name="language" id="lang-en" value="en" autocomplete="off" checked><label for="lang-en" lang="en">English</label>
<input type="radio" name="language" id="lang-zh" value="zh" autocomplete="off"><label for="lang-zh"><bdi lang="zh-CN">中文</bdi></label>
</fieldset>
<button type="button" class="script" id="help-open" aria-haspopup="dialog"><span aria-hidden=true>⌨</span> ${both(TEXTS.keyboard)}</button>
<button type="button" class="script" id="print">${both(TEXTS.print)}</button>
</div>
<dl class="facts">
${fact(TEXTS.asOf, html`${asOf}`)}
${fact(TEXTS.scope, scope(report))}
${report.scope.regions.length > 0 ? fact(TEXTS.regions, separated(report.scope.regions, ', ')) : null}
${fact(TEXTS.commit, html`<code>${commit?.slice(0, 12) ?? both(TEXTS.none)}</code>`)}
</dl>
${verdict(report)}
${report.observed?.emulated ? html`<p class="verdict not-met"><b>${both(TEXTS.emulated)}</b></p>` : null}
</header>`;
}

const fact = (term: (typeof TEXTS)[keyof typeof TEXTS], value: Markup): Markup =>
  html`<div><dt>${both(term)}</dt><dd>${value}</dd></div>`;

function scope({ scope: { partitions, clouds, accounts } }: Report): Markup {
  const names = (partitions.length > 0 ? partitions : clouds).map((id) => both(PARTITIONS[id] ?? { en: id, zh: id }));
  return html`${separated(accounts > 0 ? [...names, accountsOf(accounts)] : names, ' · ')}`;
}

/** What a reader must know first, in one line. */
function verdict(report: Report): Markup {
  const open = report.findings.filter(({ exception }) => exception === null).length;
  const badExceptions = report.exceptions.filter(({ state }) => isBadException(state)).length;
  const status = (name: string): number => report.requirements.filter(({ design }) => design.status === name).length;
  const all = report.requirements.length;
  const bad = open > 0 || badExceptions > 0;
  return html`<p class="verdict ${bad ? 'not-met' : 'calm'}">
<b>${both({ en: open === 0 ? 'No open findings.' : `${open} open ${open === 1 ? 'finding' : 'findings'}.`, zh: open === 0 ? '没有未关闭的问题。' : `${open} 个未关闭的问题。` })}</b>
${badExceptions > 0 ? html`<b>${both({ en: `${badExceptions} expired or unused ${badExceptions === 1 ? 'exception' : 'exceptions'}.`, zh: `${badExceptions} 项例外已过期或未使用。` })}</b>` : null}
<span>${both({
    en: `Of ${all} requirements ${status('met') + status('inherited')} are met by design, ${status('partial')} in part, ${status('not-met')} are not met; ${status('not-evaluated')} lack evidence and ${status('manual')} a record of the organisation.`,
    zh: `共 ${all} 项要求：设计上满足 ${status('met') + status('inherited')} 项，部分满足 ${status('partial')} 项，不满足 ${status('not-met')} 项；${status('not-evaluated')} 项尚无证据，${status('manual')} 项待组织提供记录。`,
  })}</span>
</p>`;
}

/** Stays in sight while the page moves. */
export function navigation(report: Report): Markup {
  const open = report.findings.filter(({ exception }) => exception === null).length;
  const findings = ['findings', 'findings', report.findings.length] as const;
  const found = report.findings.length > 0;
  // in the order of the page, where findings stand first when there are any
  const links: readonly (readonly [string, keyof typeof TEXTS, number?])[] = [
    ...(found ? [findings] : []),
    ['overview', 'overview'],
    ['requirements', 'requirements', report.requirements.length],
    ...(report.networks ? [['networks', 'networks', picturesIn(report.networks)] as const] : []),
    ['attacks', 'attacks', report.simulation.attacks.length],
    ...(found ? [] : [findings]),
    ['resources', 'resources', report.resources.length],
    ['exceptions', 'exceptions', report.exceptions.length],
    ...(report.localCloud ? [['local-cloud', 'localCloud'] as const] : []),
    ['about', 'about'],
  ];
  return html`<nav aria-label="Report / 报告">${links.map(
    ([id, text, count]) =>
      html`<a href="#${id}"${id === 'findings' && open > 0 ? html` class="alarm"` : null}>${both(TEXTS[text])}${count === undefined ? null : html` <b>${count}</b>`}</a>`,
  )}</nav>`;
}
