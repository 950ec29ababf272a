import type { Demands } from '../../constructs/nag/demands';
import { type Environment, isObject } from '../../constructs/nag/intrinsics';
import { type Finding, type Rule, type Verdict, verdictOf } from '../../constructs/nag/rule';
import { Estate, Template } from '../../constructs/nag/template';

type Properties = Readonly<Record<string, unknown>>;

/** Properties of the judged resource, or a whole template in which the judged resource is called `Subject`. */
type Given = Properties | TemplateOf;

interface TemplateOf {
  readonly template: Readonly<Record<string, { readonly Type: string; readonly Properties?: unknown }>>;
  readonly environment?: Environment;
}

export interface RuleCases {
  /** The type of the judged resource where properties alone are given; default: the rule's first. */
  readonly type?: string;
  readonly environment?: Environment;
  /** What a configuration demands. @default - there is none */
  readonly demands?: Demands;
  /** Left out where the type itself is refused. */
  readonly compliant?: Readonly<Record<string, Given>>;
  /** What is given, and the properties at fault. */
  readonly nonCompliant: Readonly<Record<string, readonly [Given, ...string[]]>>;
  readonly notApplicable?: Readonly<Record<string, Given>>;
  readonly unknown?: Readonly<Record<string, Given>>;
}

/** A table of tests for a rule, named for what they show. */
export function describeRule(rule: Rule, cases: RuleCases): void {
  const judge = (given: Given): Verdict => verdictOf(rule, subjectOf(given, cases.type ?? rule.types[0] ?? '', cases));

  describe(rule.id, () => {
    const { compliant = {}, nonCompliant, notApplicable = {}, unknown = {} } = cases;

    if (Object.keys(compliant).length > 0) {
      test.each(Object.entries(compliant))('is compliant with %s', (_, given) => {
        expect(judge(given)).toEqual({ outcome: 'compliant' });
      });
    }

    test.each(Object.entries(nonCompliant))('is non-compliant with %s', (_, [given, ...properties]) => {
      const verdict = judge(given);

      expect(verdict.outcome).toBe('non-compliant');
      expect(verdict.outcome === 'non-compliant' && verdict.findings.map((finding) => finding.property)).toEqual(
        properties,
      );
    });

    if (Object.keys(notApplicable).length > 0) {
      test.each(Object.entries(notApplicable))('does not judge %s', (_, given) => {
        expect(judge(given).outcome).toBe('not-applicable');
      });
    }

    if (Object.keys(unknown).length > 0) {
      test.each(Object.entries(unknown))('does not guess at %s', (_, given) => {
        expect(judge(given).outcome).toBe('unknown');
      });
    }

    test('says what it demands in both languages, and where that is documented', () => {
      expect(rule.demand.en).toMatch(/^[A-Z].*\.$/);
      expect(rule.demand.zh).toMatch(/\p{Script=Han}.*。$/u);
      expect(rule.reference).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html/);
    });
  });
}

/** What a rule finds in a case. */
export function findingsOf(rule: Rule, given: TemplateOf): readonly Finding[] {
  const verdict = verdictOf(rule, subjectOf(given, '', { nonCompliant: {} }));
  return verdict.outcome === 'non-compliant' ? verdict.findings : [];
}

function subjectOf(given: Given, type: string, cases: RuleCases) {
  const whole = isTemplate(given) ? given : { template: { Subject: { Type: type, Properties: given } } };
  const environment = isTemplate(given) ? (given.environment ?? cases.environment) : cases.environment;
  const subject = Template.cloudFormation(
    { Resources: whole.template },
    { ...(environment && { environment }), estate: new Estate(cases.demands) },
  ).find('Subject');
  if (!subject) throw new Error('the case has no resource called Subject');
  return subject;
}

const isTemplate = (given: Given): given is TemplateOf => isObject(given['template' as keyof Given]);
