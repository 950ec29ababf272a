import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** A mistake reaches at most a tenth of the accounts of a region, or ten of them, before the operation stops. */
const MOST_PERCENT = 10;
const MOST_ACCOUNTS = 10;

const TOLERANCE = { percent: 'FailureTolerancePercentage', accounts: 'FailureToleranceCount' };
const CONCURRENCY = { percent: 'MaxConcurrentPercentage', accounts: 'MaxConcurrentCount' };

/**
 * An operation of a stack set stops after few failures, region by region. AWS stops at the first where nothing is said.
 *
 * With soft tolerance the accounts that are being served at the same time all fail before it stops, so that they count.
 */
export const stackSetBoundedFailure: Rule = {
  id: 'stack-set-bounded-failure',
  demand: {
    en: 'An operation of a stack set stops before a mistake has reached more than a tenth of the accounts, or ten.',
    zh: '堆栈集操作在错误波及超过十分之一或十个账号之前即停止。',
  },
  types: ['AWS::CloudFormation::StackSet'],
  reference: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html',
  judge: (stackSet) => verdictFromEach([tolerates, isSoft], (check) => check(stackSet)),
};

const at = (name: string): string => `OperationPreferences.${name}`;

const tolerates = (stackSet: Resource): readonly Finding[] => beyond(stackSet, TOLERANCE);

const isSoft = (stackSet: Resource): readonly Finding[] =>
  stackSet.literal(at('ConcurrencyMode')) === 'SOFT_FAILURE_TOLERANCE' ? beyond(stackSet, CONCURRENCY) : [];

function beyond(
  stackSet: Resource,
  names: { readonly percent: string; readonly accounts: string },
): readonly Finding[] {
  const percent = stackSet.number(at(names.percent)) ?? 0;
  const accounts = stackSet.number(at(names.accounts)) ?? 0;
  return [
    ...(percent > MOST_PERCENT
      ? [finding(at(names.percent), `is ${percent}, more than ${MOST_PERCENT}`, `为 ${percent}，超过 ${MOST_PERCENT}`)]
      : []),
    ...(accounts > MOST_ACCOUNTS
      ? [
          finding(
            at(names.accounts),
            `is ${accounts}, more than ${MOST_ACCOUNTS}`,
            `为 ${accounts}，超过 ${MOST_ACCOUNTS}`,
          ),
        ]
      : []),
  ];
}
