import { type Rule, type Verdict, verdictOf } from '../../../constructs/nag/rule';
import { Template } from '../../../constructs/nag/template';

type Block = Readonly<Record<string, unknown>>;

/** Resources of a Terraform configuration, by type and name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** The verdict on the resource named `it` of a type, among others. */
export function verdictOn(rule: Rule, type: string, it: Block, others: Resources = {}): Verdict {
  const resource = { ...others, [type]: { ...others[type], it } };
  const judged = Template.terraform({ resource }).find(`${type}.it`);
  if (!judged) throw new Error(`no ${type}.it`);
  return verdictOf(rule, judged);
}

/** The outcome, and the properties at fault. */
export function outcomeOf(verdict: Verdict): string {
  if (verdict.outcome !== 'non-compliant') return verdict.outcome;
  return `non-compliant: ${verdict.findings.map(({ property }) => property).join(', ')}`;
}
