import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { refersToResource } from '../../references';
import { compliant, type Finding, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** Services whose ARNs name no account: without one, whoever takes over the name takes over the permission. */
const WITHOUT_ACCOUNT = ['s3'];

/** A function is called by named principals, and by services on behalf of a named resource. */
export const lambdaPermissionSource: Rule = {
  id: 'lambda-permission-source',
  demand: {
    en: 'Leave to call a function names its principal, and for services the resource on whose behalf they call.',
    zh: '函数调用权限须指明主体，并限定服务代表哪个资源调用。',
  },
  types: ['AWS::Lambda::LayerVersionPermission', 'AWS::Lambda::Permission'],
  reference: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html',
  judge(permission) {
    const principal = permission.text('Principal');
    if (permission.has('PrincipalOrgID') || permission.has('OrganizationId')) return compliant;
    if (principal === '*') return verdictFrom([everyone(permission)]);
    if (refersToResource(principal, permission, 'Principal')) return compliant;
    if (isOpen(principal)) throw new Unresolved('Principal');
    return verdictFrom(/\.amazonaws\.com(\.cn)?$/.test(principal) ? onBehalf(permission, principal) : []);
  },
};

const everyone = ({ type }: Resource): Finding =>
  finding(
    'Principal',
    type === 'AWS::Lambda::Permission'
      ? 'is everyone: anybody may call the function'
      : 'is everyone: anybody may use the layer',
    type === 'AWS::Lambda::Permission' ? '为任何人：任何人均可调用该函数' : '为任何人：任何人均可使用该层',
  );

function onBehalf(permission: Resource, principal: string): readonly Finding[] {
  const [service = ''] = principal.split('.');
  if (permission.has('SourceAccount')) return [];
  if (!permission.has('SourceArn')) {
    return [
      finding(
        'SourceArn',
        `is missing: ${principal} calls on behalf of anyone`,
        `未设置：${principal} 可代表任何人调用`,
      ),
    ];
  }
  const arn = parseArn(permission.text('SourceArn'));
  if (arn && /[*?]/.test(arn.account)) {
    return [finding('SourceArn', 'takes in resources of any account', '涵盖任意账号的资源')];
  }
  if (!WITHOUT_ACCOUNT.includes(service)) return [];
  return [
    finding(
      'SourceAccount',
      `is missing, and the ARN of ${service} names no account: whoever gets the name may call`,
      `未设置，而 ${service} 的 ARN 不含账号：取得该名称者即可调用`,
    ),
  ];
}
