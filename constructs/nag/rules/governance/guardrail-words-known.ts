import { isOperator } from '../../condition-operators';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { isKnownAction } from '../../service-reference';
import { Unresolved } from '../../template';

/** The kinds of policies of an organization that are made of statements. */
const WITH_STATEMENTS = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];

/**
 * Actions and condition operators of a policy of the organization exist, and no two of its statements have one Sid. What is
 * misspelt refuses nothing, or is refused itself at deployment.
 *
 * Whether condition keys fit the actions is decided where guardrails are made: it takes more of the reference than is read here.
 */
export const guardrailWordsKnown: Rule = {
  id: 'guardrail-words-known',
  demand: {
    en: 'Actions and condition operators of a policy of the organization exist, and its Sids are unique.',
    zh: '组织策略中的操作与条件运算符均存在，且 Sid 互不重复。',
  },
  types: ['AWS::Organizations::Policy'],
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
  judge(policy) {
    if (!WITH_STATEMENTS.includes(String(policy.literal('Type')))) return notApplicable(OTHER_TYPE);
    const statements = statementsOf(policy, 'Content');
    if (statements.length === 0) return notApplicable(NO_STATEMENTS);
    const checks = statements.flatMap((statement, index) => [
      () => actions(statement),
      () => operators(statement),
      () => repeatedSid(statement, statements.slice(0, index)),
    ]);
    return verdictFromEach(checks, (check) => check());
  },
};

const OTHER_TYPE = { en: 'the policy is not made of statements', zh: '该策略不由语句构成' };
const NO_STATEMENTS = { en: 'the policy has no statements', zh: '该策略没有语句' };

function actions({ path, actions: named, notActions }: Statement): readonly Finding[] {
  const lists = { Action: named, NotAction: notActions };
  const findings = Object.entries(lists).flatMap(([part, list]) => {
    const unknown = list.filter((action) => !isOpen(action) && !isKnownAction(action)).join(', ');
    if (unknown === '') return [];
    return [finding(`${path}.${part}`, `has ${unknown}, which is no action`, `包含不存在的操作 ${unknown}`)];
  });
  if (findings.length === 0 && [...named, ...notActions].some(isOpen)) throw new Unresolved(`${path}.Action`);
  return findings;
}

const operators = ({ path, conditions }: Statement): readonly Finding[] =>
  Object.keys(conditions)
    .filter((operator) => !isOperator(operator))
    .map((operator) =>
      finding(`${path}.Condition.${operator}`, 'is no condition operator: it is refused', '不是条件运算符，将被拒绝'),
    );

const repeatedSid = ({ path, sid }: Statement, before: readonly Statement[]): readonly Finding[] =>
  sid !== '' && !isOpen(sid) && before.some((other) => other.sid === sid)
    ? [finding(`${path}.Sid`, `is ${sid}, as of another statement: it is refused`, `${sid} 与另一语句重复，将被拒绝`)]
    : [];
