import { binds } from '../../callers';
import { finding } from '../../findings';
import type { Statement } from '../../policy';
import { type Finding, notApplicable, type Rule, type Verdict, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { judgeGrants } from './identity-policies';
import { functionOf } from './people';

/** Verbs with which names of actions begin that read. */
const READS =
  /^(BatchGet|Check|Describe|Filter|Get|List|Lookup|Search|Select|Simulate|View)[A-Za-z]*\*?$|^(GenerateCredentialReport|GenerateServiceLastAccessedDetails|Query|Scan|StartQuery|StopQuery|ValidatePolicy)$/;

/** Such names all the same, and what they give is a credential, a secret or a change. */
const NOT_READ =
  /^(sts:Get(Federation|Session)Token|secretsmanager:(BatchGet|Get)SecretValue|ssm:Get(Parameter|Parameters|ParametersByPath|ParameterHistory)|ecr:GetAuthorizationToken|ec2:GetPasswordData|lambda:GetFunction|redshift:GetClusterCredentials\w*|codeartifact:GetAuthorizationToken|cognito-identity:Get\w+)$/i;

/** Policies of AWS of which the documentation says that they only read settings. */
const READ_ONLY_POLICIES = /:iam::aws:policy\/(SecurityAudit|job-function\/ViewOnlyAccess)$/;

/** Where each type lists managed policies. */
const ATTACHMENTS: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'ManagedPolicyArns',
  'AWS::SSO::PermissionSet': 'ManagedPolicies',
};

/**
 * What is made for auditors (tag `isms:function: auditor`) only reads, and reads no secrets. It may decrypt what another
 * service hands it, such as the archive of logs. An action whose name does not say that it reads counts as one that writes.
 */
export const auditorRoleReadOnly: Rule = {
  id: 'auditor-role-read-only',
  demand: {
    en: 'The role of auditors reads and changes nothing, and reads no secrets.',
    zh: '审计员角色只读不改，且不读取机密。',
  },
  types: Object.keys(ATTACHMENTS),
  reference:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html',
  judge(resource) {
    if (functionOf(resource) !== 'auditor') {
      return notApplicable({ en: 'it is not for auditors', zh: '其不用于审计' });
    }
    const grants = judgeGrants(resource, GRANTS_NOTHING, changes);
    return grants.outcome === 'not-applicable' ? attached(resource) : worse(grants, attached(resource));
  },
};

const GRANTS_NOTHING = { en: 'it grants nothing itself', zh: '其自身未授予任何权限' };

function changes(allow: Statement): readonly Finding[] {
  if (allow.notActions.length > 0) {
    return [finding(`${allow.path}.NotAction`, 'grants more than reading', '授予了读取以外的权限')];
  }
  const writing = allow.actions.filter((action) => !reads(action, allow));
  if (writing.length === 0) return [];
  const actions = writing.join(', ');
  return [finding(`${allow.path}.Action`, `grants more than reading: ${actions}`, `授予了读取以外的权限：${actions}`)];
}

function reads(action: string, allow: Statement): boolean {
  if (action === 'kms:Decrypt') return binds(allow, 'kms:viaservice');
  const [, name = ''] = action.split(':');
  if (NOT_READ.test(action)) return false;
  // `Get*` takes secrets in; `Describe*` and `List*` do not
  return READS.test(name) && (!name.includes('*') || /^(Describe|List)/.test(name));
}

function attached(resource: Resource): Verdict {
  const property = ATTACHMENTS[resource.type] ?? '';
  const paths = resource.list(property).map((_, index) => `${property}.${index}`);
  return verdictFromEach(paths, (path) => {
    if (READ_ONLY_POLICIES.test(resource.text(path))) return [];
    if (resource.referent(path) || resource.text(path).includes('${')) throw new Unresolved(path);
    return [
      finding(
        path,
        `is ${resource.text(path)}, which is not known to read only`,
        `为 ${resource.text(path)}，未知其是否只读`,
      ),
    ];
  });
}

const worse = (one: Verdict, other: Verdict): Verdict => (one.outcome === 'compliant' ? other : one);
