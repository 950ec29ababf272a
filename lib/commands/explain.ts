import { awsRules } from '../../constructs/nag/registry';
import type { Rule } from '../../constructs/nag/rule';
import {
  type Facet,
  facetOf,
  facetsOf,
  isFacetId,
  isRequirementId,
  type Requirement,
  type RequirementId,
  requirementOf,
} from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import type { AzurePart } from '../azure-part';
import { STATUS_ZH } from '../evidence/requirement-status';
import { describeSubject } from '../evidence/subject';
import type { EvidenceEntry, Report, ResourceEntry } from '../report/report';
import { assessOptions, type JudgeOptions } from './assess-options';
import { ExitCode, type Io, UsageError } from './io';

/** One explanation: for people as lines, for machines as data. */
interface Explanation {
  readonly data: unknown;
  readonly lines: readonly string[];
}

/** `isms explain`: from a requirement to its facets, checks and evidence; from a rule to what it judged; from a resource to both. */
export async function explainCommand(what: string, options: JudgeOptions, io: Io, azure: AzurePart): Promise<number> {
  const rules = [...awsRules, ...(await azure.judging()).rules];
  const { report } = await assessOptions(options, io, azure);
  const explanation = explain(what, report, rules, io.lang);
  if (!explanation) {
    throw new UsageError({
      en: `${what} is no requirement (8.2/mfa), facet (8.2/mfa#break-glass-mfa), rule (s3-object-lock) or resource (a construct path) of this landing zone`,
      zh: `${what} 不是本着陆区的要求（8.2/mfa）、要点（8.2/mfa#break-glass-mfa）、规则（s3-object-lock）或资源（构造路径）`,
    });
  }
  io.out(io.json ? `${JSON.stringify(explanation.data, null, 2)}\n` : `${explanation.lines.join('\n')}\n`);
  return ExitCode.fine;
}

type Lang = Io['lang'];

function explain(what: string, report: Report, rules: readonly Rule[], lang: Lang): Explanation | undefined {
  if (isRequirementId(what)) return explainRequirement(requirementOf(what), facetsOf(what), report, lang);
  if (isFacetId(what)) {
    const facet = facetOf(what);
    return explainRequirement(requirementOf(facet.requirement), [facet], report, lang);
  }
  const rule = rules.find(({ id }) => id === what);
  if (rule) return explainRule(rule, report, lang);
  const resources = report.resources.filter(({ subject }) => namesOf(subject).includes(what));
  return resources.length > 0 ? explainResources(resources, report, lang) : undefined;
}

const namesOf = (subject: ResourceEntry['subject']): readonly string[] => [
  subject.path,
  subject.logicalId,
  `${subject.stack}/${subject.logicalId}`,
];

function explainRequirement(
  requirement: Requirement,
  facets: readonly Facet[],
  report: Report,
  lang: Lang,
): Explanation {
  const entry = report.requirements.find(({ id }) => id === requirement.id);
  const ids: readonly string[] = facets.map(({ id }) => id);
  const states = entry?.design.facets.filter(({ id }) => ids.includes(id)) ?? [];
  const shown = entry?.evidence.filter(({ outcome }) => outcome !== 'not-applicable') ?? [];
  return {
    data: { requirement, facets, design: entry?.design, operation: entry?.operation, evidence: entry?.evidence },
    lines: [
      `${requirement.id}  ${requirement.title[lang]}  [${requirement.expected}]`,
      requirement.summary[lang],
      '',
      entry ? statusLine(entry.design, lang) : '',
      ...facets.flatMap((facet) => {
        const state = states.find(({ id }) => id === facet.id);
        return [
          '',
          `  #${facet.id.split('#')[1]}  ${state ? statusName(state.status, lang) : ''}`,
          `    ${facet.statement[lang]}`,
          ...(state?.checks ?? []).map(({ check, state: showing }) => `    - ${check}: ${showing}`),
        ];
      }),
      '',
      ...shown.map((evidence) => evidenceLine(evidence, lang)),
    ],
  };
}

function explainRule(rule: Rule, report: Report, lang: Lang): Explanation {
  const facets = facetsShownBy(rule.id);
  const evidence = uniqueEvidence(report, ({ kind, check }) => kind === 'rule' && check === rule.id);
  const { judge: _, ...described } = rule;
  return {
    data: { rule: described, facets, evidence },
    lines: [
      `${rule.id}  ${rule.types.join(', ')}`,
      rule.demand[lang],
      rule.reference,
      ...facets.map((id) => `  ${id}  ${facetOf(id).statement[lang]}`),
      '',
      ...evidence.map((entry) => evidenceLine(entry, lang)),
    ],
  };
}

function explainResources(resources: readonly ResourceEntry[], report: Report, lang: Lang): Explanation {
  const explained = resources.map((resource) => {
    const { stack, logicalId } = resource.subject;
    const evidence = uniqueEvidence(
      report,
      ({ subject }) => subject?.stack === stack && subject.logicalId === logicalId,
    );
    return { ...resource, evidence };
  });
  return {
    data: explained,
    lines: explained.flatMap(({ subject, requirements, supporting, evidence }) => [
      describeSubject(subject),
      subject.source ? `${subject.source.file}:${subject.source.line}` : '',
      ...requirements.map((id: RequirementId) => `  ${id}  ${requirementOf(id).title[lang]}`),
      ...(supporting ? [`  ${supporting}`] : []),
      ...evidence.map((entry) => evidenceLine(entry, lang)),
      '',
    ]),
  };
}

/** The report lists evidence under each requirement that it speaks to; here once is enough. */
function uniqueEvidence(report: Report, wanted: (entry: EvidenceEntry) => boolean): readonly EvidenceEntry[] {
  const found = report.requirements.flatMap(({ evidence }) => evidence).filter(wanted);
  return [...new Map(found.map((entry) => [JSON.stringify(entry), entry])).values()];
}

const statusName = (status: keyof typeof STATUS_ZH, lang: Lang): string => (lang === 'zh' ? STATUS_ZH[status] : status);

function statusLine(design: Report['requirements'][number]['design'], lang: Lang): string {
  return `${statusName(design.status, lang)}: ${lang === 'zh' ? design.reasonZh : design.reason}`;
}

function evidenceLine({ kind, check, outcome, subject, message, messageZh }: EvidenceEntry, lang: Lang): string {
  const place = subject?.source ? `${subject.source.file}:${subject.source.line} ` : '';
  const resource = subject ? `${describeSubject(subject)} ` : '';
  return `  ${kind} ${check}: ${outcome}  ${place}${resource}${lang === 'zh' ? messageZh : message}`;
}
