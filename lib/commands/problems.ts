import { createColors } from 'picocolors';
import type { Problem } from '../config';
import type { Io, Language } from './io';

/** More than these help nobody on a screen; `--json` has them all. */
const MOST_SHOWN = 100;

/** Problems of a configuration as people read them: where, which key, what is wrong, how to mend it, what is at stake. */
export function renderProblems(problems: readonly Problem[], io: Pick<Io, 'colour' | 'lang'>): string {
  const blocks = problems.slice(0, MOST_SHOWN).map((problem) => block(problem, io));
  return `${blocks.join('\n')}\n${summary(problems, io.lang)}\n`;
}

function block(problem: Problem, { colour, lang }: Pick<Io, 'colour' | 'lang'>): string {
  const colours = createColors(colour);
  const paint = problem.severity === 'error' ? colours.red : colours.yellow;
  const place = colours.bold(`${problem.file}:${problem.line}:${problem.column}`);
  const key = problem.key === '' ? '' : ` ${colours.cyan(problem.key)}`;
  const stake = problem.requirement ? colours.dim(` [${problem.requirement}]`) : '';
  return [
    `${place} ${paint(words[lang][problem.severity])}${key} ${printable(problem.message[lang])}${stake}`,
    `    ${printable(problem.mend[lang])}\n`,
  ].join('\n');
}

const words = {
  en: { error: 'error', warning: 'warning' },
  zh: { error: '错误', warning: '警告' },
} as const satisfies Record<Language, unknown>;

function summary(problems: readonly Problem[], lang: Language): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const hidden = problems.length - MOST_SHOWN;
  if (lang === 'zh')
    return `${errors} 个错误，${warnings} 个警告${hidden > 0 ? `，其余 ${hidden} 个请用 --json 查看` : ''}`;
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}${hidden > 0 ? `; ${hidden} more with --json` : ''}`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A file may hold control characters; a terminal must not obey them. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '�');
