import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** A principal that is an AWS service, which acts for whoever asks it. */
const SERVICE = /\.amazonaws\.com(\.cn)?$/;

/** A function is called by named principals, and by services on behalf of a named resource or account. */
export const lambdaPermissionNamedSource: Rule = {
  id: 'lambda-permission-named-source',
  demand: {
    en: 'A permission to call a function names who calls, and for services on behalf of which resource or account.',
    zh: '函数调用权限须指明调用者；对服务须限定其所代表的资源或账号。',
  },
  types: ['AWS::Lambda::Permission'],
  reference: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
  judge: (permission) => verdictFromEach([everyoneFindings, sourceFindings], (judge) => judge(permission)),
};

function everyoneFindings(permission: Resource): readonly Finding[] {
  if (permission.text('Principal') !== '*' || permission.has('PrincipalOrgID')) return [];
  return [finding('Principal', 'lets in everyone, of whatever organization', '允许任何组织的任何人调用')];
}

function sourceFindings(permission: Resource): readonly Finding[] {
  const principal = permission.text('Principal');
  if (!SERVICE.test(principal) || permission.has('SourceAccount') || permission.has('PrincipalOrgID')) return [];
  if (!permission.has('SourceArn')) {
    return [finding('SourceArn', `does not say for whom ${principal} calls`, `未限定 ${principal} 代表谁调用`)];
  }
  const arn = parseArn(permission.text('SourceArn'));
  // buckets have no account in their ARN: their name is all there is
  const named = arn === undefined || (!/[*?]/.test(arn.account) && !/^[*?]/.test(arn.resource));
  return named ? [] : [finding('SourceArn', `takes in resources of any account`, '涵盖任意账号的资源')];
}
