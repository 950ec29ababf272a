import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Statement, statementsOf } from '../../policy';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { Unresolved } from '../../template';

const PRINCIPAL = 'aws:principalarn';

const ONLY_WILDCARDS = /^[*?:]+$/;

/** Operators that spare whom they name. */
const SPARING = /Not(Like|Equals|EqualsIgnoreCase)(IfExists)?$/;

/** Of those, the ones that compare ARNs part by part. */
const SPARING_ARNS = /^(ForAnyValue:|ForAllValues:)?ArnNot(Like|Equals)(IfExists)?$/;

/** Keys that the spared can give themselves: whoever may tag a role, or name a session, is spared too. */
const SELF_GIVEN = /^aws:(principaltag\/.+|username|userid)$/;

/** A role or user by name; a wildcard may end the name, as those of permission sets end in letters of AWS's choice. Names with a colon are AWS's own: nobody else can give one. */
const NAMED = /^(role|user)\/(.+\/)?(aws:)?[\w+=,.@-]{3,}[*?]*[\w+=,.@*?-]*$/;

/**
 * A guardrail that spares somebody names them by `ArnNotLike` or `ArnNotEquals` on `aws:PrincipalArn`, exactly enough
 * that nobody else fits, and none denies everything to everyone: the platform itself would be locked out.
 *
 * Whether the right roles are spared, and the attacks are denied, is shown by simulation.
 */
export const guardrailSparesPlatform: Rule = {
  id: 'guardrail-spares-platform',
  demand: {
    en: 'A guardrail spares named roles only, and does not deny everything to everyone.',
    zh: '护栏仅豁免具名角色，且不得对所有主体拒绝一切操作。',
  },
  types: ['AWS::Organizations::Policy'],
  reference: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html',
  judge(policy) {
    if (policy.literal('Type') !== 'SERVICE_CONTROL_POLICY') return notApplicable(OTHER_TYPE);
    const denies = statementsOf(policy, 'Content').filter((statement) => statement.effect === 'Deny');
    if (denies.length === 0) return notApplicable(DENIES_NOTHING);
    return verdictFromEach(denies, (deny) => [...emptyDeny(deny), ...blanketDeny(deny), ...vagueExemptions(deny)]);
  },
};

const OTHER_TYPE = { en: 'the policy is no service control policy', zh: '该策略不是服务控制策略' };
const DENIES_NOTHING = { en: 'the policy denies nothing', zh: '该策略未拒绝任何操作' };

const emptyDeny = (deny: Statement): readonly Finding[] =>
  deny.notActions.some((action) => ONLY_WILDCARDS.test(action))
    ? [
        finding(
          `${deny.path}.NotAction`,
          'excepts every action: nothing is denied',
          '排除了全部操作：实际未拒绝任何操作',
        ),
      ]
    : [];

function blanketDeny(deny: Statement): readonly Finding[] {
  const everything = deny.notActions.length > 0 || deny.actions.some((action) => ONLY_WILDCARDS.test(action));
  const everywhere = deny.notResources.length > 0 || deny.resources.some((resource) => ONLY_WILDCARDS.test(resource));
  if (!everything || !everywhere || Object.keys(deny.conditions).length > 0) return [];
  return [
    finding(
      `${deny.path}.Condition`,
      'is missing: everything, or all but a few actions, is denied to the platform role too',
      '未设置：平台角色的全部或绝大部分操作也被拒绝',
    ),
  ];
}

const vagueExemptions = (deny: Statement): readonly Finding[] =>
  Object.entries(deny.conditions)
    .filter(([operator]) => SPARING.test(operator))
    .flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, values]) =>
        vagueExemption(`${deny.path}.Condition.${operator}`, operator, key, values),
      ),
    );

function vagueExemption(path: string, operator: string, key: string, values: readonly string[]): readonly Finding[] {
  if (SELF_GIVEN.test(key)) {
    return [finding(path, `spares by ${key}, which one can give oneself`, `按 ${key} 豁免，而该值可自行设定`)];
  }
  if (key !== PRINCIPAL) return [];
  if (!SPARING_ARNS.test(operator)) {
    return [
      finding(
        path,
        'compares ARNs as texts: a wildcard reaches across their parts',
        '将 ARN 作为文本比较：通配符会跨越各组成部分',
      ),
    ];
  }
  const vague = values.filter((value) => !isNamed(value, path));
  if (vague.length === 0) return [];
  const list = vague.join(', ');
  return [finding(path, `spares ${list}, which is no named role`, `豁免了 ${list}，并非具名角色`)];
}

function isNamed(value: string, path: string): boolean {
  const arn = parseArn(value);
  if (arn === undefined && isOpen(value)) throw new Unresolved(path);
  return arn?.service === 'iam' && NAMED.test(withoutOpenParts(arn.resource));
}

/** `role/${Name}` is some role's name; what CloudFormation fills in holds no wildcard of its own. */
const withoutOpenParts = (resource: string): string => resource.replaceAll(/\$\{[^}]*\}/g, 'open');
