import type { Rule } from '../../constructs/nag/rule';
import { type Facet, facetOf, type Requirement, type RequirementId, requirementOf } from '../../constructs/standard';
import { crosswalkOf, titleOfClause, titleOfControl } from '../../constructs/standard/crosswalk';
import { facetsShownBy } from '../../constructs/standard/mapping';
import { STATUS_ZH } from '../evidence/requirement-status';
import { describeSubject } from '../evidence/subject';
import { writtenTests } from '../evidence/test-catalogue';
import type { EvidenceEntry, Report, ResourceEntry } from '../report/report';
import { walkOf } from '../report/walk';
import type { Assessment } from './assess-options';
import type { Language } from './io';
import { atLargeLines, facetLines, testsAtLargeLines } from './walk-text';

/** One explanation: for people as lines, for machines as data. */
export interface Explanation {
  readonly data: unknown;
  readonly lines: readonly string[];
}

/** What was judged, where anything was. */
export type Judged = Pick<Assessment, 'ledger' | 'report'>;

/** @param judged absent where nothing was: then it is told what would show the requirement, not what does. */
export function explainRequirement(
  requirement: Requirement,
  facets: readonly Facet[],
  judged: Judged | undefined,
  lang: Language,
): Explanation {
  const entry = judged?.report.requirements.find(({ id }) => id === requirement.id);
  const crosswalk = crosswalkOf(requirement.id);
  const isForeign = judged?.ledger.generated.configSha256 === null;
  const tests = isForeign ? undefined : writtenTests();
  const walk = walkOf(requirement.id, facets, {
    tests: tests ?? [],
    ...(judged && { ledger: judged.ledger }),
    ...(entry && { entry }),
  });
  const untested = isForeign ? UNTESTED.foreign : tests ? UNTESTED.none : UNTESTED.packaged;
  return {
    data: { requirement, crosswalk, design: entry?.design, operation: entry?.operation, ...walk },
    lines: [
      `${requirement.id}  ${requirement.title[lang]}  [${requirement.expected}]`,
      requirement.summary[lang],
      ...crosswalkLines(crosswalk, lang),
      ...(entry ? ['', statusLine(entry.design, lang)] : []),
      ...walk.facets.flatMap((facet) => facetLines(facet, { judged: judged !== undefined, untested }, lang)),
      ...(walk.evidence.length + walk.tests.length > 0 ? ['', `  ${WORDS.atLarge[lang]}`] : []),
      ...walk.evidence.flatMap((group) => atLargeLines(group, lang)),
      ...testsAtLargeLines(walk.tests, lang),
    ],
  };
}

const WORDS = { atLarge: { en: 'the requirement at large', zh: '整条要求' } } as const;

/** Why no test is named. */
const UNTESTED = {
  none: { en: 'no test begins its title with this id', zh: '没有以此标识开头的测试' },
  foreign: {
    en: 'tests are of this landing zone, and say nothing of templates made by others',
    zh: '测试针对本着陆区，不说明他人制作的模板',
  },
  packaged: {
    en: 'the package has no test files: the repository has them',
    zh: '软件包不含测试文件，测试见代码仓库',
  },
} as const;

/** Where other standards ask for the same. */
function crosswalkLines(
  { iso27001, iso27002, iso27017 }: ReturnType<typeof crosswalkOf>,
  lang: Language,
): readonly string[] {
  const rows = [
    { standard: 'ISO/IEC 27001:2013', numbers: iso27001.map((id) => `${id} ${titleOfClause(id)[lang]}`) },
    { standard: 'ISO/IEC 27002:2013', numbers: iso27002.map((id) => `${id} ${titleOfControl(id)[lang]}`) },
    { standard: 'ISO/IEC 27017:2015', numbers: iso27017.map((id) => `${id} ${titleOfControl(id)[lang]}`) },
  ];
  return rows
    .filter(({ numbers }) => numbers.length > 0)
    .map(({ standard, numbers }) => `  ${standard}: ${numbers.join('; ')}`);
}

export function explainRule(rule: Rule, report: Report | undefined, lang: Language): Explanation {
  const facets = facetsShownBy(rule.id);
  const evidence = uniqueEvidence(report, ({ kind, check }) => kind === 'rule' && check === rule.id);
  const { judge: _, ...described } = rule;
  return {
    data: { rule: described, facets, ...(report && { evidence }) },
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

export function explainResources(resources: readonly ResourceEntry[], report: Report, lang: Language): Explanation {
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
    lines: explained.flatMap((resource) => resourceLines(resource, lang)),
  };
}

function resourceLines(
  resource: ResourceEntry & { readonly evidence: readonly EvidenceEntry[] },
  lang: Language,
): readonly string[] {
  const { subject, requirements, evidence } = resource;
  const supporting = lang === 'zh' ? resource.supportingZh : resource.supporting;
  return [
    describeSubject(subject),
    ...(subject.source ? [`${subject.source.file}:${subject.source.line}`] : []),
    ...requirements.map((id: RequirementId) => `  ${id}  ${requirementOf(id).title[lang]}`),
    ...(supporting ? [`  ${supporting}`] : []),
    ...evidence.map((entry) => evidenceLine(entry, lang)),
    '',
  ];
}

/** The report lists evidence under each requirement that it speaks to; here once is enough. */
function uniqueEvidence(
  report: Report | undefined,
  wanted: (entry: EvidenceEntry) => boolean,
): readonly EvidenceEntry[] {
  const found = (report?.requirements ?? []).flatMap(({ evidence }) => evidence).filter(wanted);
  return [...new Map(found.map((entry) => [JSON.stringify(entry), entry])).values()];
}

const statusName = (status: keyof typeof STATUS_ZH, lang: Language): string =>
  lang === 'zh' ? STATUS_ZH[status] : status;

function statusLine(design: Report['requirements'][number]['design'], lang: Language): string {
  return `${statusName(design.status, lang)}: ${lang === 'zh' ? design.reasonZh : design.reason}`;
}

function evidenceLine({ kind, check, outcome, subject, message, messageZh }: EvidenceEntry, lang: Language): string {
  const place = subject?.source ? `${subject.source.file}:${subject.source.line} ` : '';
  const resource = subject ? `${describeSubject(subject)} ` : '';
  return `  ${kind} ${check}: ${outcome}  ${place}${resource}${lang === 'zh' ? messageZh : message}`;
}
