import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessibility } from './accessibility';
import { attacks } from './attacks';
import { findChromium, launch } from './browser';
import type { Check, Subject } from './check';
import { findingTheWay } from './finding-the-way';
import { networks } from './networks';
import { paper } from './paper';
import { reading } from './reading';
import { recordings } from './recording';
import { type WrittenReport, writeReports } from './reports';

/**
 * Looks at the report in a browser: what it shows, how one finds the way, who can read it, and what it prints; and at an exported
 * recording. Needs Chromium; where there is none it says so, and fails only in CI.
 */
const CHECKS: readonly Check[] = [
  ...reading,
  ...findingTheWay,
  ...attacks,
  ...networks,
  ...paper,
  ...accessibility,
  ...recordings,
];

async function main(): Promise<number> {
  const chromium = findChromium();
  if (!chromium) {
    process.stdout.write(
      'SKIPPED: no Chromium is installed, so nothing was looked at. Install it, or name it by CHROMIUM.\n',
    );
    return process.env['CI'] ? 1 : 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'isms-browser-'));
  const browser = await launch(chromium);
  try {
    const reports = writeReports(folder);
    return await runAll({
      browser,
      organization: named(reports, 'organization'),
      quickstart: named(reports, 'quickstart'),
      faulty: named(reports, 'faulty'),
      networks: named(reports, 'networks'),
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function named(reports: readonly WrittenReport[], name: string): WrittenReport {
  const found = reports.find((report) => report.name === name);
  if (!found) throw new Error(`no report of ${name} was written`);
  return found;
}

/** Some titles, to run their checks alone: `npm run test:browser -- paper`. */
const wanted = process.argv.slice(2);

async function runAll(subject: Subject): Promise<number> {
  const checks = CHECKS.filter(({ title }) => wanted.length === 0 || wanted.some((part) => title.includes(part)));
  let failed = 0;
  for (const { title, run } of checks) {
    const problem = await run(subject).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (problem !== undefined) failed += 1;
    process.stdout.write(problem === undefined ? `ok ${title}\n` : `not ok ${title}\n${indented(problem)}\n`);
  }
  process.stdout.write(`\n${checks.length - failed} passed, ${failed} failed\n`);
  return failed > 0 || checks.length === 0 ? 1 : 0;
}

const indented = (text: string): string => text.replace(/^/gm, '   ');

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  },
);
