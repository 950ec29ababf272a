import type { Bilingual } from '../../constructs/standard';
import { type NumberedStep, numbered, type Section } from './step';

type Lang = keyof Bilingual;

/** As people read it: numbered steps; what is to be pasted into a shell is indented and stands alone. */
export function renderText(sections: readonly Section[], lang: Lang): string {
  const steps = numbered(sections);
  const blocks = sections.map(({ title }, index) => {
    const own = steps.filter(({ step }) => step.startsWith(`${index + 1}.`));
    return [`${index + 1}  ${title[lang]}`, '', ...own.map((step) => stepText(step, lang))].join('\n');
  });
  return `${blocks.join('\n')}\n`;
}

function stepText(step: NumberedStep, lang: Lang): string {
  const place = [step.account, step.region].filter((part) => part !== undefined).join(' ');
  return [
    `${step.step}  ${step.title[lang]}${place ? `  [${place}]` : ''}`,
    `     ${step.why[lang]}${step.requirement ? `  (${step.requirement})` : ''}`,
    ...(step.details ?? []).map((detail) => `     - ${detail[lang]}`),
    ...(step.commands ?? []).map((command) => indented(command)),
    '',
  ].join('\n');
}

const indented = (command: string): string =>
  command
    .split('\n')
    .map((line) => `         ${line}`)
    .join('\n');

/** As machines read it. */
export const stepsAsData = (sections: readonly Section[], lang: Lang) =>
  numbered(sections).map(
    ({ step, section, title, why, details = [], commands = [], account, region, requirement }) => ({
      step,
      section: section[lang],
      title: title[lang],
      why: why[lang],
      details: details.map((detail) => detail[lang]),
      commands,
      account: account ?? null,
      region: region ?? null,
      ...(requirement && { requirement }),
    }),
  );
