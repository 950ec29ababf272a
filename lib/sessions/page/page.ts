import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingPlace } from '../../../constructs/session-recording/recording/findings';
import type { Verdict, Verification } from '../../../constructs/session-recording/recording/verify';
import type { Bilingual } from '../../../constructs/standard/bilingual';
import { both, html, Markup } from '../../report/html/markup';
import type { ExportedPart } from '../exported-cast';

/** What a page shows. */
export interface PageContent {
  readonly verification: Verification;
  /** For whom it was made: stands across the page. */
  readonly viewer: string;
  /** When, as an ISO timestamp. */
  readonly exported: string;
  /** The language that it opens in. */
  readonly lang: 'en' | 'zh';
}

const VERDICTS: Readonly<Record<Verdict, Bilingual>> = {
  ok: { en: 'Integrity verified: whole, unchanged, signed', zh: '完整性已校验：完整、未被改动、签名有效' },
  unverified: { en: 'Integrity not verified: no key was given', zh: '完整性未校验：未给出公钥' },
  incomplete: { en: 'Incomplete', zh: '不完整' },
  tampered: { en: 'Integrity failed: tampered with', zh: '完整性校验失败：已被篡改' },
};

const TEXTS = {
  title: { en: 'Recorded session', zh: '会话录像' },
  speed: { en: 'Speed', zh: '速度' },
  idle: { en: 'Skip idle time', zh: '跳过空闲' },
  search: { en: 'Search the screen', zh: '搜索屏幕文字' },
  commands: { en: 'Commands', zh: '命令' },
  hits: { en: 'Found', zh: '搜索结果' },
  language: { en: '中文', zh: 'English' },
  digest: { en: 'Digest of the last segment', zh: '最后分段摘要' },
  exported: { en: 'Exported for', zh: '导出给' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Where the parts of the recording stand in a page. */
export interface PageFrame {
  readonly before: string;
  readonly after: string;
}

/**
 * One file that needs no network: the recording with its player, its integrity, and who it was made for. The recording itself stands between
 * the two halves, a part after the other, so that it need not be in memory.
 */
export function pageFrame(content: PageContent): PageFrame {
  const { verification, viewer, exported, lang } = content;
  const { session, verdict, opens, digest } = verification;
  const assets = { style: `${player('css')}\n${own('page.css')}`, player: player('min.js'), script: own('client.mjs') };
  const mark = `${viewer} ${exported}`;
  const before = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy(assets))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${session}</title>
<style>${new Markup(assets.style)}</style>
</head>
<body>
<header>
<h1>${both(TEXTS.title)} <code>${session}</code></h1>
<button id="language" type="button">${both(TEXTS.language)}</button>
<p id="integrity" class="${verdict}" role="status">${both(VERDICTS[verdict])}</p>
<ul id="findings">${verification.findings.map((one) => html`<li>${both(findingPlace(one))}: ${both(one.told)}</li>`)}</ul>
<p>${opens?.user} @ ${opens?.host}, ${opens?.began}</p>
<p>${both(TEXTS.digest)}: <code>${digest}</code></p>
<p id="watermark">${both(TEXTS.exported)} <b>${mark}</b></p>
</header>
<main>
<div id="stage"><div id="player"></div><div id="across" aria-hidden="true">${Array.from({ length: 12 }, () => html`<span>${mark}</span>`)}</div></div>
<aside>
<p><label>${both(TEXTS.speed)} <select id="speed"><option>0.5</option><option selected>1</option><option>2</option><option>4</option><option>8</option></select></label>
<label><input id="idle" type="checkbox"> ${both(TEXTS.idle)}</label></p>
<p><label>${both(TEXTS.search)} <input id="search" type="search"></label></p>
<h2 id="hits-title" hidden>${both(TEXTS.hits)} <span id="count"></span></h2><ol id="hits"></ol>
<h2>${both(TEXTS.commands)}</h2><ol id="commands"></ol>
</aside>
</main>
`.text;
  const after = html`<script>${new Markup(assets.player)}</script>
<script>${new Markup(assets.script)}</script>
</body>
</html>
`.text;
  return { before, after };
}

/** A part of the recording, as it stands in a page. */
export const pagePart = (part: ExportedPart): string =>
  `<script type="application/json" class="part">${inScript(part)}</script>\n`;

/** JSON that cannot end the element that it stands in. */
const inScript = ({ cast, lines }: ExportedPart): string =>
  JSON.stringify({ cast, lines: lines.map(({ at, text, isCommand }) => [at / 1_000_000, text, isCommand ? 1 : 0]) })
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

/** Nothing is loaded, and nothing runs but what stands in the page; the player compiles its emulator, and styles its elements itself. */
const policy = ({ style, player: script, script: ours }: Readonly<Record<string, string>>): string =>
  [
    "default-src 'none'",
    `style-src-elem ${hash(style)}`,
    "style-src-attr 'unsafe-inline'",
    `script-src ${hash(script)} ${hash(ours)} 'wasm-unsafe-eval'`,
    'img-src data:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const hash = (text = ''): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const own = (name: string): string => readFileSync(join(__dirname, name), 'utf8').replace(/\r\n/g, '\n');

/** The player of asciinema, as its package brings it. */
const player = (extension: 'css' | 'min.js'): string =>
  readFileSync(require.resolve(`asciinema-player/dist/bundle/asciinema-player.${extension}`), 'utf8').replaceAll(
    '</script',
    '<\\/script',
  );
