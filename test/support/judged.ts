import type { Stack } from 'aws-cdk-lib';
import { Template as Assembled } from 'aws-cdk-lib/assertions';
import type { Demands } from '../../constructs/nag/demands';
import { type Rule, verdictOf } from '../../constructs/nag/rule';
import { Estate, Template } from '../../constructs/nag/template';

/**
 * What is wrong with the resources of stacks that are deployed together, by the rules given: `rule resource outcome`, for all
 * that is neither compliant nor out of a rule's scope.
 */
export function faults(stacks: readonly Stack[], rules: readonly Rule[], demands?: Demands): string[] {
  const estate = new Estate(demands);
  for (const stack of stacks) {
    const { account, region } = stack;
    const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
    const environment = { account, region, partition };
    Template.cloudFormation(Assembled.fromStack(stack).toJSON(), { name: stack.stackName, environment, estate });
  }
  return rules.flatMap((rule) =>
    estate.resources
      .filter(({ type }) => rule.types.includes(type))
      .map((resource) => ({ resource, verdict: verdictOf(rule, resource) }))
      .filter(({ verdict }) => verdict.outcome !== 'compliant' && verdict.outcome !== 'not-applicable')
      .map(({ resource, verdict }) => `${rule.id} ${resource.id} ${verdict.outcome}`),
  );
}
