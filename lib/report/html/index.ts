import { strToU8, zlibSync } from 'fflate';
import type { Report } from '../report';
import { aboutSection, helpDialog } from './about';
import { contentPolicy, script, style } from './assets';
import { attacksSection } from './attacks';
import { EvidenceTables } from './data';
import { exceptionsSection } from './exceptions';
import { findingsSection } from './findings';
import { header, navigation } from './header';
import { localCloudSection } from './local-cloud';
import { compact, html, Markup } from './markup';
import { networksSection } from './networks';
import { overviewSection } from './overview';
import { requirementsSection } from './requirements';
import { resourcesSection } from './resources';
import { TEXTS } from './texts';

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%230b5cad'/%3E%3Cpath d='M4 8.5l3 3 5-7' fill='none' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E";

/** The same bytes on every machine, which the compression of Node itself does not promise. */
const packed = (json: string): string => Buffer.from(zlibSync(strToU8(json), { level: 9 })).toString('base64');

/** `index.html`: one file that needs no network. Pure: the same report gives the same page. */
export function htmlReport(report: Report): string {
  const assets = { style: style(), script: script() };
  const tables = new EvidenceTables(report);
  // what is wrong comes first; where nothing is, it is not worth the first place
  const findings = findingsSection(report);
  const found = report.findings.length > 0;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(contentPolicy(assets))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${report.standard.id} – ${TEXTS.title.en} ${TEXTS.title.zh} ${report.generated.asOf}</title>
<link rel="icon" href="${new Markup(ICON)}">
<style>${new Markup(assets.style)}</style>
</head>
<body>
${header(report)}
${navigation(report)}
<main id="main" tabindex="-1">
${found ? findings : null}
${overviewSection(report)}
${requirementsSection(report)}
${networksSection(report)}
${attacksSection(report.simulation)}
${found ? null : findings}
${resourcesSection(report, tables.outcomesByResource())}
${exceptionsSection(report)}
${localCloudSection(report)}
${aboutSection(report)}
</main>
<p id="said" class="hidden" role="status"></p>
${helpDialog()}
<script type="application/octet-stream" id="data">${packed(tables.json(assets.script))}</script>
<script>${new Markup(assets.script)}</script>
</body>
</html>
`;
  return compact(page.text);
}
