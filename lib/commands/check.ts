import { isBadException } from '../evidence/exceptions';
import type { Parts } from '../parts';
import type { Report } from '../report/report';
import { type Assessment, assessOptions, type JudgeOptions } from './assess-options';
import { ExitCode, type Io } from './io';
import { paintedSummary } from './painted-summary';

/** `isms check`: the gate that a pipeline uses. Writes the templates and its verdict, but no report. */
export async function checkCommand(options: JudgeOptions, io: Io, azure: Parts): Promise<number> {
  const assessment = await assessOptions(options, io, azure);
  io.out(io.json ? `${JSON.stringify(verdictOf(assessment), null, 2)}\n` : paintedSummary(assessment.report, io));
  return gate(assessment.report);
}

/** Fails on what is adverse and on exceptions that excuse nothing; never on `manual` or `not-evaluated`. */
export function gate(report: Report): number {
  const open = report.findings.some(({ exception }) => exception === null);
  const bad = report.exceptions.some(({ state }) => isBadException(state));
  return open || bad ? ExitCode.findings : ExitCode.fine;
}

const verdictOf = ({ report, notJudged }: Assessment) => ({
  passed: gate(report) === ExitCode.fine,
  findings: report.findings,
  exceptions: report.exceptions,
  requirements: report.requirements.map(({ id, design }) => ({ id, status: design.status, reason: design.reason })),
  notJudged,
});
