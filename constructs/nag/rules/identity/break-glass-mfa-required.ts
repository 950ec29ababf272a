import { BREAK_GLASS_PATH } from '../../../job-functions/names';
import { finding } from '../../findings';
import { type Statement, statementsOf } from '../../policy';
import { compliant, nonCompliant, notApplicable, type Rule } from '../../rule';
import type { Resource } from '../../template';

const MFA = 'aws:multifactorauthpresent';

/**
 * A sealed user is refused everything without a second factor. `BoolIfExists`, since a request with a long-lived key does
 * not have the key of the condition in it, and `Bool` would let it through.
 */
export const breakGlassMfaRequired: Rule = {
  id: 'break-glass-mfa-required',
  demand: {
    en: 'A sealed break-glass user is denied every action without a second factor.',
    zh: '封存的应急用户在未使用第二因子时一切操作均被拒绝。',
  },
  types: ['AWS::IAM::User'],
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
  judge(user) {
    if (user.literal('Path') !== BREAK_GLASS_PATH) {
      return notApplicable({ en: 'the user is none of the sealed ones', zh: '该用户不属于封存用户' });
    }
    if (statementsFor(user).some(refusesWithoutMfa)) return compliant;
    return nonCompliant(
      finding(
        'Policies',
        'do not deny everything without a second factor: Deny * with BoolIfExists aws:MultiFactorAuthPresent false',
        '未拒绝一切无第二因子的操作：应以 BoolIfExists aws:MultiFactorAuthPresent false 拒绝 *',
      ),
    );
  },
};

const statementsFor = (user: Resource): readonly Statement[] => [
  ...user.list('Policies').flatMap((_, index) => statementsOf(user, `Policies.${index}.PolicyDocument`)),
  ...user
    .referrers('AWS::IAM::UserPolicy', 'UserName', 'UserName')
    .flatMap((policy) => statementsOf(policy, 'PolicyDocument')),
];

const refusesWithoutMfa = ({ effect, actions, resources, conditions }: Statement): boolean => {
  const operators = Object.entries(conditions);
  const [[operator, keys] = ['', {}]] = operators;
  return (
    effect === 'Deny' &&
    actions.includes('*') &&
    resources.includes('*') &&
    // a second condition would have to hold as well
    operators.length === 1 &&
    operator === 'BoolIfExists' &&
    Object.keys(keys).length === 1 &&
    keys[MFA]?.join() === 'false'
  );
};
