import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../report';
import { compactData } from './data';
import { exceptionsSection, findingsSection, manifestSection, resourcesSection } from './lists';
import { both, html, Markup } from './markup';
import { header, overviewSection } from './overview';
import { requirementsSection } from './requirements';
import { TEXTS } from './texts';

const asset = (name: string): Markup => new Markup(readFileSync(join(__dirname, name), 'utf8'));

/** `index.html`: one file that needs no network. Pure: the same report gives the same page. */
export function htmlReport(report: Report): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${report.standard.id} – ${TEXTS.title.en} ${report.generated.asOf}</title>
<style>${asset('report.css')}</style>
</head>
<body>
<a class="skip" href="#main">${both(TEXTS.skip)}</a>
${header(report)}
<main id="main">
${overviewSection(report)}
${requirementsSection(report)}
${findingsSection(report)}
${exceptionsSection(report)}
${resourcesSection(report)}
${manifestSection(report)}
</main>
<script type="application/json" id="data">${compactData(report)}</script>
<script>${asset('report.client.js')}</script>
</body>
</html>
`;
  return page.text;
}
