import type { Bilingual } from '../standard';
import type { Resource } from './template';
import { Unresolved } from './template';

/** What a rule says of one resource. */
export type Verdict =
  | { readonly outcome: 'compliant' }
  | { readonly outcome: 'non-compliant'; readonly findings: readonly Finding[] }
  | { readonly outcome: 'not-applicable'; readonly because: Bilingual }
  | { readonly outcome: 'unknown'; readonly because: Bilingual }
  | { readonly outcome: 'error'; readonly because: Bilingual };

/** A finding names the property at fault, as the template spells it. */
export interface Finding {
  /** Property path, such as `KeyPolicy.Statement.2.Principal`. */
  readonly property: string;
  /** What is wrong with it and what follows, without the property's name: `is not true: the material never changes`. */
  readonly message: Bilingual;
}

/**
 * A rule judges one kind of resource as it stands in the synthesized template, and knows nothing of any standard:
 * which facets it serves is data (`constructs/standard/mapping`).
 */
export interface Rule {
  /** Kebab case, named for what it demands; rules for Azure begin with `azure-`. */
  readonly id: string;
  /** What it demands, in one sentence. */
  readonly demand: Bilingual;
  /** CloudFormation or Terraform types, such as `AWS::KMS::Key` or `azurerm_key_vault`. */
  readonly types: readonly string[];
  /** The document that the judgement rests on. */
  readonly reference: string;
  /** @throws Unresolved when deployment alone decides; `verdictOf` makes `unknown` of it. */
  readonly judge: (resource: Resource) => Verdict;
}

/**
 * Runs a rule: what it cannot resolve is `unknown`, never compliant, and a rule that throws is an `error`. A resource that may
 * never be made shows nothing by complying.
 */
export function verdictOf(rule: Rule, resource: Resource): Verdict {
  try {
    const verdict = unlessUnresolved(() => rule.judge(resource));
    const { contingent } = resource;
    return verdict.outcome === 'compliant' && contingent ? unknown(unmade(contingent)) : verdict;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { outcome: 'error', because: { en: `the rule failed: ${message}`, zh: `规则执行出错：${message}` } };
  }
}

const unmade = (on: string): Bilingual => ({
  en: `complies, but ${on} decides at deployment whether it is made`,
  zh: `符合，但是否创建由 ${on} 在部署时决定`,
});

/** The demand is met. */
export const compliant: Verdict = { outcome: 'compliant' };

/** The demand is not met, for each of these reasons. */
export const nonCompliant = (...findings: Finding[]): Verdict => ({ outcome: 'non-compliant', findings });

/** The resource is not of the kind that the rule is about. */
export const notApplicable = (because: Bilingual): Verdict => ({ outcome: 'not-applicable', because });

/** Deployment alone decides. */
export const unknown = (because: Bilingual): Verdict => ({ outcome: 'unknown', because });

/** Compliant where nothing was found. */
export const verdictFrom = (findings: readonly Finding[]): Verdict =>
  findings.length === 0 ? compliant : nonCompliant(...findings);

/**
 * Judges the parts of a resource (the rules of a group, the statements of a policy) one by one: a finding in one counts
 * even where another part is known at deployment only; without a finding, the first such part makes it `unknown`.
 */
export function verdictFromEach<Part>(parts: readonly Part[], judge: (part: Part) => readonly Finding[]): Verdict {
  const findings: Finding[] = [];
  let because: Bilingual | undefined;
  for (const part of parts) {
    try {
      findings.push(...judge(part));
    } catch (error) {
      if (!(error instanceof Unresolved)) throw error;
      because ??= error.because;
    }
  }
  if (findings.length > 0) return nonCompliant(...findings);
  return because ? unknown(because) : compliant;
}

/**
 * Judges the parts of a resource one by one where a part has a verdict of its own: findings count first, then whatever is
 * unknown, be it that deployment decides.
 */
export function verdictOfEach<Part>(parts: readonly Part[], judge: (part: Part) => Verdict): Verdict {
  const verdicts = parts.map((part) => unlessUnresolved(() => judge(part)));
  const findings = verdicts.flatMap((verdict) => (verdict.outcome === 'non-compliant' ? verdict.findings : []));
  if (findings.length > 0) return nonCompliant(...findings);
  return verdicts.find(({ outcome }) => outcome === 'unknown') ?? compliant;
}

function unlessUnresolved(judge: () => Verdict): Verdict {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return unknown(error.because);
  }
}
