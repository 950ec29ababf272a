import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** Where each type lists the managed policies that it attaches. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
  'AWS::IAM::Group': 'ManagedPolicyArns',
  'AWS::IAM::Role': 'ManagedPolicyArns',
  'AWS::IAM::User': 'ManagedPolicyArns',
  'AWS::SSO::PermissionSet': 'ManagedPolicies',
};

/** Policies of AWS that grant everything, or a whole service: `AWSLambda_FullAccess`, `CloudWatchFullAccessV2`. */
const FULL_ACCESS =
  /:iam::aws:policy\/(?:[\w/-]*\/)?(AdministratorAccess(?:-[\w-]+)?|PowerUserAccess|\w*FullAccess\w*)$/;

/** Customer policies are judged by their content (`iam-no-wildcard-grants`); policies of AWS, which change, by their name. */
export const iamManagedPolicies: Rule = {
  id: 'iam-managed-policies',
  demand: {
    en: 'No managed policy of AWS that grants everything or a whole service is attached.',
    zh: '不得附加授予全部权限或整项服务的 AWS 托管策略。',
  },
  types: Object.keys(ATTACHMENTS),
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
  judge(identity) {
    const property = ATTACHMENTS[identity.type] ?? 'ManagedPolicyArns';
    const paths = identity.list(property).map((_, index) => `${property}.${index}`);
    return verdictFromEach(paths, (path) => findingsAt(identity, path));
  },
};

function findingsAt(identity: Resource, path: string): readonly Finding[] {
  if (identity.referent(path)) return [];
  const arn = identity.text(path);
  const [, name] = FULL_ACCESS.exec(arn) ?? [];
  if (name !== undefined) return [finding(path, `is ${name}, which grants too much`, `为 ${name}，授权过宽`)];
  // what is open before the name is the partition; an open name may be any
  if (isOpen(arn.split('/').at(-1) ?? '')) throw new Unresolved(path);
  return [];
}
