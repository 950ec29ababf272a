import { type Rule, type Verdict, verdictOf } from '../../constructs/nag/rule';
import type { Resource } from '../../constructs/nag/template';
import { type Bilingual, type FacetId, facetOf, isFacetId, type RequirementId } from '../../constructs/standard';
import { facetsShownBy } from '../../constructs/standard/mapping';
import type { JudgedEstate } from './estate';
import type { Evidence } from './evidence';
import type { ExceptionRegister } from './exceptions';
import type { Subject } from './subject';

/** One resource of the estate, with what it was judged by. */
export interface JudgedResource {
  readonly subject: Subject;
  readonly requirements: readonly RequirementId[];
  /** Rules that judged it, `not-applicable` included. */
  readonly judgedBy: readonly string[];
  /** Why none judges it; null where one does, and where nobody has said why. */
  readonly supporting: Bilingual | null;
  /** Whether the template that it deploys stands in it as text, and so was read with it. */
  readonly holdsTemplate?: true;
}

export interface Judgement {
  readonly evidence: readonly Evidence[];
  readonly resources: readonly JudgedResource[];
}

/** What a rule says of what it finds right. */
export const COMPLIANT: Bilingual = { en: 'complies', zh: '符合' };

/** What a declaration says that says nothing more. */
export const DECLARED: Bilingual = { en: 'declared by the construct', zh: '由构造声明' };

export interface JudgingInputs {
  readonly rules: readonly Rule[];
  /** Why no rule need judge a type of resource. */
  readonly supporting: (type: string) => Bilingual | undefined;
  readonly exceptions: ExceptionRegister;
}

/** Every rule on every resource that it knows, and every outcome kept: silence is no evidence. */
export function judge(estate: JudgedEstate, { rules, supporting, exceptions }: JudgingInputs): Judgement {
  const byType = rulesByType(rules);
  const declared = declarationsIn(estate);
  const evidence: Evidence[] = [...declared.evidence];
  const resources: JudgedResource[] = [];
  for (const resource of estate.templates.flatMap((template) => template.resources)) {
    const subjectAt = (property?: string): Subject => estate.subjectOf(resource, property);
    const subject = subjectAt();
    const applying = byType.get(resource.type) ?? [];
    const outcomes = applying.flatMap((rule) => entriesOf(rule, verdictOf(rule, resource), subjectAt, exceptions));
    for (const outcome of outcomes) evidence.push(outcome);
    resources.push({
      subject,
      requirements: unique([
        ...(declared.requirements.get(keyOf(subject)) ?? []),
        ...outcomes.filter((entry) => entry.outcome !== 'not-applicable').flatMap((entry) => entry.requirements),
      ]),
      judgedBy: applying.map((rule) => rule.id),
      supporting: applying.length > 0 ? null : (supporting(resource.type) ?? null),
      ...(typeof resource.raw('TemplateBody') === 'string' && { holdsTemplate: true }),
    });
  }
  return { evidence, resources };
}

/** A verdict as entries of the ledger: one for each finding, otherwise one. */
function entriesOf(
  rule: Rule,
  verdict: Verdict,
  subjectAt: (property?: string) => Subject,
  exceptions: ExceptionRegister,
): Evidence[] {
  const subject = subjectAt();
  const facets = facetsShownBy(rule.id);
  const base = { kind: 'rule' as const, check: rule.id, subject, facets, requirements: requirementsOf(facets) };
  if (verdict.outcome === 'compliant') return [{ ...base, outcome: 'compliant', message: COMPLIANT }];
  if (verdict.outcome !== 'non-compliant') return [{ ...base, outcome: verdict.outcome, message: verdict.because }];
  const exception = exceptions.covering(rule.id, subject);
  return verdict.findings.map(({ property, message }) => ({
    ...base,
    outcome: exception ? ('suppressed' as const) : ('non-compliant' as const),
    subject: subjectAt(property),
    message,
    property,
    ...(exception && { exception }),
  }));
}

function declarationsIn(estate: JudgedEstate): {
  readonly evidence: readonly Evidence[];
  readonly requirements: ReadonlyMap<string, readonly RequirementId[]>;
} {
  const evidence: Evidence[] = [];
  const requirements = new Map<string, RequirementId[]>();
  for (const template of estate.templates) {
    const origin = estate.originOf(template);
    for (const { path, requirements: ids, source, by, resources } of origin.declarations) {
      const facets = ids.filter(isFacetId);
      const named = unique([...ids.filter((id): id is RequirementId => !isFacetId(id)), ...requirementsOf(facets)]);
      const subjects = resources.flatMap((id) => template.find(id) ?? []).map((resource) => estate.subjectOf(resource));
      const first = subjects[0];
      for (const subject of subjects)
        requirements.set(keyOf(subject), [...(requirements.get(keyOf(subject)) ?? []), ...named]);
      evidence.push({
        kind: 'declared',
        check: path,
        outcome: 'declared',
        subject: first ? { ...first, path, source } : null,
        message: by ?? DECLARED,
        requirements: named,
        facets,
      });
    }
  }
  return { evidence, requirements };
}

function rulesByType(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const byType = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const type of rule.types) byType.set(type, [...(byType.get(type) ?? []), rule]);
  }
  return byType;
}

export const requirementsOf = (facets: readonly FacetId[]): readonly RequirementId[] =>
  unique(facets.map((facet) => facetOf(facet).requirement));

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];

const keyOf = (subject: Subject): string =>
  `${subject.stack}\u0000${subject.logicalId}\u0000${subject.target?.ou ?? ''}`;

/** Whether any resource is of a kind that this product knows how to judge: a CloudFormation or Azure resource. */
export const isRecognised = (resource: Resource): boolean =>
  /^(AWS|Alexa|Custom)::/.test(resource.type) || resource.type.startsWith('azurerm_');
