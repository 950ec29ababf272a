import { AwsSolutionsChecks, type IApplyRule, NagRuleCompliance, rules } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { SERVICES_OF_RULES } from './aws-solutions-services';
import type { SecondOpinion } from './second-opinion';

interface Count {
  says: string;
  compliant: number;
  notApplicable: number;
  nonCompliant: { path: string; finding: string | null }[];
  errors: string[];
}

/** Records every outcome: cdk-nag itself keeps violations only. */
class RecordedAwsSolutions extends AwsSolutionsChecks {
  readonly counts = new Map<string, Count>();

  /** The services that a rule looks at. */
  private readonly services = new Map<unknown, readonly string[]>(
    Object.entries(SERVICES_OF_RULES).flatMap(([folder, services]) =>
      Object.values(rules[folder as keyof typeof rules]).map((rule): [unknown, readonly string[]] => [rule, services]),
    ),
  );

  protected override applyRule(applied: IApplyRule): void {
    const { rule, node } = applied;
    const count = this.countOf(applied);
    const [, service = ''] = node.cfnResourceType.split('::');
    if (this.services.get(rule)?.includes(service) === false) {
      count.notApplicable += 1;
      return;
    }
    try {
      const result = rule(node);
      if (Array.isArray(result))
        count.nonCompliant.push(...result.map((finding) => ({ path: node.node.path, finding })));
      else if (result === NagRuleCompliance.NON_COMPLIANT)
        count.nonCompliant.push({ path: node.node.path, finding: null });
      else if (result === NagRuleCompliance.COMPLIANT) count.compliant += 1;
      else count.notApplicable += 1;
    } catch {
      count.errors.push(node.node.path);
    }
  }

  private countOf({ ruleSuffixOverride, rule, info }: IApplyRule): Count {
    const id = `${this.packName}-${ruleSuffixOverride ?? rule.name}`;
    const known = this.counts.get(id);
    if (known) return known;
    const count = { says: info, compliant: 0, notApplicable: 0, nonCompliant: [], errors: [] };
    this.counts.set(id, count);
    return count;
  }
}

/** Asks cdk-nag's AwsSolutions about everything below the scopes. */
export function secondOpinionOn(scopes: readonly IConstruct[]): SecondOpinion {
  const pack = new RecordedAwsSolutions();
  for (const scope of scopes) pack.validateScope(scope);
  return { pack: 'AwsSolutions', rules: [...pack.counts].map(([rule, count]) => ({ rule, ...count })) };
}
