import { existsSync } from 'node:fs';
import { awsRules } from '../../constructs/nag/registry';
import type { Rule } from '../../constructs/nag/rule';
import {
  facetOf,
  facets,
  facetsOf,
  isFacetId,
  isRequirementId,
  requirementOf,
  requirements,
} from '../../constructs/standard';
import type { Parts } from '../parts';
import { TECHNIQUES } from '../proofs/policy/techniques';
import type { Report, ResourceEntry } from '../report/report';
import { visibleLine } from '../report/visible';
import { assessOptions, type JudgeOptions } from './assess-options';
import { explainAttack, explainTechnique, explainUntried } from './attack-explanations';
import { DEFAULT_FILE } from './configuration';
import { type Explanation, explainRequirement, explainResources, explainRule, type Judged } from './explanations';
import { ExitCode, type Io, UsageError } from './io';
import { painted } from './painted-explanation';
import { suggestions } from './suggestion';

/**
 * `isms explain`: from a requirement to its facets, checks and evidence; from a rule to what it judged; from a resource to
 * both; from an attack or a published technique to who is denied what. Where there is nothing to judge, requirements, facets
 * and rules are told from the catalogue alone.
 */
export async function explainCommand(what: string, options: JudgeOptions, io: Io, azure: Parts): Promise<number> {
  const rules = [...awsRules, ...(await azure.judging()).rules];
  const judged = await judgedFor(options, io, azure);
  const ids = idsIn(judged?.report, rules);
  const explanation = explain(what, judged, rules, io.lang) ?? explain(asWritten(what, ids), judged, rules, io.lang);
  if (!explanation) throw unknown(what, judged?.report, rules);
  const lines = explanation.lines.map(visibleLine);
  io.out(io.json ? `${JSON.stringify(explanation.data, null, 2)}\n` : `${painted(lines, io).join('\n')}\n`);
  return ExitCode.fine;
}

async function judgedFor(options: JudgeOptions, io: Io, azure: Parts): Promise<Judged | undefined> {
  const named = options.config ?? options.assembly ?? options.template;
  if (named !== undefined || existsSync(DEFAULT_FILE)) return assessOptions(options, io, azure);
  io.err(
    io.lang === 'zh'
      ? `此处没有 ${DEFAULT_FILE}，仅依据目录说明；用 --config 指定配置可查看证据。\n`
      : `There is no ${DEFAULT_FILE} here: told from the catalogue alone. Name one with --config to see evidence.\n`,
  );
  return undefined;
}

function explain(
  what: string,
  judged: Judged | undefined,
  rules: readonly Rule[],
  lang: Io['lang'],
): Explanation | undefined {
  const report = judged?.report;
  if (isRequirementId(what)) return explainRequirement(requirementOf(what), facetsOf(what), judged, lang);
  if (isFacetId(what)) {
    const facet = facetOf(what);
    return explainRequirement(requirementOf(facet.requirement), [facet], judged, lang);
  }
  const rule = rules.find(({ id }) => id === what);
  if (rule) return explainRule(rule, report, lang);
  const found = report && explainFound(what, report, lang);
  return found ?? (Object.hasOwn(TECHNIQUES, what) ? explainUntried(what, report, lang) : undefined);
}

/** What only templates tell: attacks tried on them, techniques, resources. */
function explainFound(what: string, report: Report, lang: Io['lang']): Explanation | undefined {
  const { simulation } = report;
  const attack = simulation.attacks.find(({ id }) => id === what);
  if (attack) return explainAttack(attack, simulation, lang);
  const technique = simulation.techniques.find(({ id }) => id === what);
  if (technique) return explainTechnique(technique, simulation, lang);
  const resources = report.resources.filter(({ subject }) => namesOf(subject).includes(what));
  return resources.length > 0 ? explainResources(resources, report, lang) : undefined;
}

const namesOf = (subject: ResourceEntry['subject']): readonly string[] => [
  subject.path,
  subject.logicalId,
  `${subject.stack}/${subject.logicalId}`,
];

/** All that has an id. Resources have names, in which case counts. */
const idsIn = (report: Report | undefined, rules: readonly Rule[]): readonly string[] => [
  ...requirements.map(({ id }) => id),
  ...facets.map(({ id }) => id),
  ...rules.map(({ id }) => id),
  ...Object.keys(TECHNIQUES),
  ...(report?.simulation.attacks ?? []).map(({ id }) => id),
];

/** The id as it is written, whatever the case in which it was typed. */
const asWritten = (what: string, ids: readonly string[]): string =>
  ids.find((id) => id.toLowerCase() === what.toLowerCase()) ?? what;

function unknown(what: string, report: Report | undefined, rules: readonly Rule[]): UsageError {
  const close = suggestions(what, [
    ...idsIn(report, rules),
    ...(report?.resources ?? []).flatMap(({ subject }) => namesOf(subject)),
  ]);
  const meant =
    close.length > 0 ? { en: ` Did you mean ${close.join(', ')}?`, zh: `是否指 ${close.join('、')}？` } : HINT;
  return new UsageError({
    en: `${what} is no requirement, facet${report ? ', rule, technique, attack or resource of these templates' : ', rule or technique'}.${meant.en}`,
    zh: `${what} 不是要求、要点、规则${report ? '、攻击技术或这些模板中的攻击、资源' : '或攻击技术'}。${meant.zh}`,
  });
}

const HINT = {
  en: ' Such are 8.2/mfa, 8.2/mfa#break-glass-mfa, s3-object-lock, or the path of a construct (with --config).',
  zh: '例如 8.2/mfa、8.2/mfa#break-glass-mfa、s3-object-lock，或构造路径（需 --config）。',
} as const;
