import type { Verdict } from '../../../../lib/proofs/policy/model';
import { opaquePolicy, parsePolicy } from '../../../../lib/proofs/policy/parse';
import {
  ANYBODY,
  type Asked,
  allow,
  decided,
  deny,
  FEDERATED_USER,
  grantTo,
  HERE,
  KEY,
  levels,
  OBJECT,
  policy,
  ROOT,
  SERVICE,
  SERVICE_LINKED,
  SESSION,
  THERE,
  USER,
} from './asked';

/** Decided by hand: the page and section that decide it, what is shown, the case, the verdict. */
type Case = readonly [string, string, Asked, Verdict];

const everything = policy('everything', allow());
const identity = [everything];
const bucket = (...statements: readonly object[]) => policy('bucket', ...statements);
const ANN = `arn:aws:iam::${HERE}:user/ann`;
const WRITER = `arn:aws:iam::${HERE}:role/team/writer`;
const WRITER_SESSION = `arn:aws:sts::${HERE}:assumed-role/writer/ann`;
const trail = { Service: 'cloudtrail.amazonaws.com' };

const BEYOND: readonly Case[] = [
  [
    'API_GetCallerIdentity',
    'no refusal keeps anybody from asking who he is',
    { action: 'sts:GetCallerIdentity', resource: '*', policies: { identity: [policy('p', deny())] } },
    'allowed',
  ],
  [
    'API_GetCallerIdentity',
    'which needs no grant, in a session either',
    { by: SESSION, action: 'sts:GetCallerIdentity', resource: '*', policies: {} },
    'allowed',
  ],
  [
    'id_credentials_temp_control-access_getsessiontoken',
    'a user signs in whatever its policies say',
    { action: 'sts:GetSessionToken', resource: '*', policies: { identity: [policy('p', deny())] } },
    'allowed',
  ],
  [
    'id_credentials_temp_control-access_getsessiontoken',
    'a session does not',
    { by: SESSION, action: 'sts:GetSessionToken', resource: '*', policies: {} },
    'implicitDeny',
  ],
  [
    'API_AssumeRole',
    'the root user takes no role, though one trusts its account',
    {
      by: ROOT,
      action: 'sts:AssumeRole',
      resource: WRITER,
      policies: { resource: policy('trust', grantTo({ AWS: `arn:aws:iam::${HERE}:root` }, 'sts:AssumeRole')) },
    },
    'implicitDeny',
  ],
];

const ENFORCEMENT: readonly Case[] = [
  ['policy-eval-denyallow: summary', 'nothing is granted by default', { policies: {} }, 'implicitDeny'],
  ['policy-eval-denyallow: summary', 'the root user may do everything', { by: ROOT, policies: {} }, 'allowed'],
  [
    'policy-eval-denyallow: summary',
    'an explicit refusal overrides a grant',
    { policies: { identity: [policy('p', allow(), deny('s3:*'))] } },
    'explicitDeny',
  ],
  [
    'AccessPolicyLanguage_Interplay',
    'what is neither granted nor refused is refused implicitly',
    {
      action: 'iam:CreatePolicy',
      resource: '*',
      policies: { identity: [policy('p', allow(['iam:Get*', 'iam:List*']), deny('iam:*Report'))] },
    },
    'implicitDeny',
  ],
  [
    'AccessPolicyLanguage_Interplay',
    'a refusal by pattern reaches what another policy grants',
    {
      action: 'iam:GenerateCredentialReport',
      resource: '*',
      policies: { identity: [everything, policy('p', deny('iam:*Report'))] },
    },
    'explicitDeny',
  ],
  [
    'policies_evaluation_example',
    'the identity refuses what the bucket grants',
    {
      resource: 'arn:aws:s3:::ann-logs/a',
      policies: {
        identity: [policy('p', deny('s3:*', 'arn:aws:s3:::*log*'))],
        resource: bucket(grantTo({ AWS: ANN })),
      },
    },
    'explicitDeny',
  ],
  [
    'policies_evaluation_example',
    'in one account either grant is enough: of the identity',
    { policies: { identity: [policy('p', allow('s3:*', 'arn:aws:s3:::box/*'))], resource: bucket() } },
    'allowed',
  ],
  [
    'policies_evaluation_example',
    'in one account either grant is enough: of the resource',
    { policies: { resource: bucket(grantTo({ AWS: ANN })) } },
    'allowed',
  ],
  [
    'policy-eval-denyallow: deny evaluation',
    'a refusal in a resource policy counts',
    { policies: { identity, resource: bucket(deny('s3:*', '*', { Principal: '*' })) } },
    'explicitDeny',
  ],
  [
    'policy-eval-denyallow: deny evaluation',
    'a refusal in a boundary counts',
    { policies: { identity, boundary: policy('b', allow(), deny('s3:*')) } },
    'explicitDeny',
  ],
  [
    'policy-eval-denyallow: deny evaluation',
    'a refusal in a session policy counts',
    { by: SESSION, policies: { identity, session: [policy('s', allow(), deny('s3:*'))] } },
    'explicitDeny',
  ],
  [
    'policy-eval-basics: permissions boundaries',
    'a boundary that does not allow limits the identity',
    { policies: { identity, boundary: policy('b', allow('ec2:*')) } },
    'implicitDeny',
  ],
  [
    'policy-eval-basics: permissions boundaries',
    'a boundary grants nothing by itself',
    { policies: { boundary: everything } },
    'implicitDeny',
  ],
  [
    'policy-eval-denyallow: session policies',
    'a session policy that does not allow limits the role',
    { by: SESSION, policies: { identity, session: [policy('s', allow('ec2:*'))] } },
    'implicitDeny',
  ],
  [
    'policy-eval-denyallow: session policies',
    'a role session without a session policy has what its role has',
    { by: SESSION, policies: { identity } },
    'allowed',
  ],
  [
    'policy-eval-denyallow: session policies',
    'a federated user without a session policy has nothing',
    { by: FEDERATED_USER, policies: { identity } },
    'implicitDeny',
  ],
  [
    'policy-eval-denyallow: session policies',
    'a federated user has what user and session policy both allow',
    { by: FEDERATED_USER, policies: { identity, session: [policy('s', allow('s3:*'))] } },
    'allowed',
  ],
  [
    'access_policies_boundaries-eval-logic',
    'a grant to a user is not limited by its boundary',
    { policies: { boundary: policy('b', allow('ec2:*')), resource: bucket(grantTo({ AWS: ANN })) } },
    'allowed',
  ],
  [
    'access_policies_boundaries-eval-logic',
    'a grant to a role is limited by its boundary',
    { by: SESSION, policies: { boundary: policy('b', allow('ec2:*')), resource: bucket(grantTo({ AWS: WRITER })) } },
    'implicitDeny',
  ],
  [
    'access_policies_boundaries-eval-logic',
    'a grant to a role is limited by the session policy',
    { by: SESSION, policies: { session: [policy('s', allow('ec2:*'))], resource: bucket(grantTo({ AWS: WRITER })) } },
    'implicitDeny',
  ],
  [
    'access_policies_boundaries-eval-logic',
    'a grant to a role needs none of its identity policies',
    { by: SESSION, policies: { resource: bucket(grantTo({ AWS: WRITER })) } },
    'allowed',
  ],
  [
    'access_policies_boundaries-eval-logic',
    'a grant to a session is limited by neither',
    {
      by: SESSION,
      policies: {
        boundary: policy('b', allow('ec2:*')),
        session: [policy('s', allow('ec2:*'))],
        resource: bucket(grantTo({ AWS: WRITER_SESSION })),
      },
    },
    'allowed',
  ],
  [
    'access_policies_boundaries-eval-logic',
    'a grant to the user behind a federated session is limited by the session policy',
    {
      by: FEDERATED_USER,
      policies: { session: [policy('s', allow('ec2:*'))], resource: bucket(grantTo({ AWS: ANN })) },
    },
    'implicitDeny',
  ],
  [
    'key-policies',
    'an identity cannot open a key whose policy does not enable IAM',
    {
      action: 'kms:Decrypt',
      resource: KEY,
      policies: { identity, resource: policy('key', grantTo({ AWS: WRITER }, 'kms:*')) },
    },
    'implicitDeny',
  ],
  [
    'key-policy-default-allow-root-enable-iam',
    'a key policy that names the account enables IAM policies',
    {
      action: 'kms:Decrypt',
      resource: KEY,
      policies: { identity, resource: policy('key', grantTo({ AWS: `arn:aws:iam::${HERE}:root` }, 'kms:*')) },
    },
    'allowed',
  ],
  [
    'key-policy-default-allow-root-enable-iam',
    'and does not grant anything by itself',
    { action: 'kms:Decrypt', resource: KEY, policies: { resource: policy('key', grantTo({ AWS: HERE }, 'kms:*')) } },
    'implicitDeny',
  ],
  [
    'key-policies',
    'not even root opens a key that its policy does not give it',
    {
      by: ROOT,
      action: 'kms:Decrypt',
      resource: KEY,
      policies: { resource: policy('key', grantTo({ AWS: WRITER }, 'kms:*')) },
    },
    'implicitDeny',
  ],
  [
    'policy-eval-denyallow: resource-based policies',
    'a role is assumed only by whom its trust policy names',
    {
      action: 'sts:AssumeRole',
      resource: WRITER,
      policies: { identity, resource: policy('trust', grantTo(trail, 'sts:AssumeRole')) },
    },
    'implicitDeny',
  ],
  [
    'id_credentials_temp_control-access_monitor: permissions required',
    'a source identity is set only where the trust policy lets it be',
    {
      action: 'sts:SetSourceIdentity',
      resource: WRITER,
      policies: { identity, resource: policy('trust', grantTo({ AWS: ANN }, 'sts:AssumeRole')) },
    },
    'implicitDeny',
  ],
  [
    'id_credentials_temp_control-access_monitor: permissions required',
    'by whom the trust policy names',
    {
      action: 'sts:SetSourceIdentity',
      resource: WRITER,
      policies: {
        identity,
        resource: policy('trust', grantTo({ AWS: ANN }, ['sts:AssumeRole', 'sts:SetSourceIdentity'])),
      },
    },
    'allowed',
  ],
  [
    'id_credentials_temp_control-access_monitor: require a source identity',
    'a trust policy that asks for a source identity refuses a session without one',
    {
      by: { kind: 'federated', provider: `arn:aws:iam::${HERE}:saml-provider/staff` },
      action: 'sts:AssumeRoleWithSAML',
      resource: WRITER,
      policies: {
        resource: policy(
          'trust',
          grantTo({ Federated: `arn:aws:iam::${HERE}:saml-provider/staff` }, 'sts:AssumeRoleWithSAML', {
            Condition: { StringLike: { 'sts:SourceIdentity': '?*' } },
          }),
        ),
      },
    },
    'implicitDeny',
  ],
  [
    'id_session-tags: permissions required',
    'a session is tagged only where the trust policy lets it be',
    {
      action: 'sts:TagSession',
      resource: WRITER,
      policies: { identity, resource: policy('trust', grantTo({ AWS: ANN }, 'sts:AssumeRole')) },
    },
    'implicitDeny',
  ],
  [
    'condition-keys-multifactorauthage',
    'a second factor that is older than the trust policy takes opens nothing',
    {
      action: 'sts:AssumeRole',
      resource: WRITER,
      context: { 'aws:MultiFactorAuthAge': '901' },
      policies: {
        identity,
        resource: policy(
          'trust',
          grantTo({ AWS: ANN }, 'sts:AssumeRole', {
            Condition: { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '900' } },
          }),
        ),
      },
    },
    'implicitDeny',
  ],
  [
    'vpc-endpoints-access',
    'an endpoint lets through what its policy allows only',
    { policies: { identity, endpoint: policy('e', grantTo('*', 's3:PutObject')) } },
    'implicitDeny',
  ],
  [
    'vpc-endpoints-access: default endpoint policy',
    'the default endpoint policy lets everything through',
    { policies: { identity, endpoint: policy('e', grantTo('*')) } },
    'allowed',
  ],
  [
    'vpc-endpoints-access',
    'an endpoint policy grants nothing by itself',
    { policies: { endpoint: policy('e', grantTo('*')) } },
    'implicitDeny',
  ],
];

const ACROSS: readonly Case[] = [
  [
    'policy-eval-cross-account',
    'across accounts the identity alone is not enough',
    { owner: THERE, policies: { identity } },
    'implicitDeny',
  ],
  [
    'policy-eval-cross-account',
    'across accounts the resource alone is not enough',
    { owner: THERE, policies: { resource: bucket(grantTo({ AWS: ANN })) } },
    'implicitDeny',
  ],
  [
    'policy-eval-cross-account',
    'across accounts both are',
    { owner: THERE, policies: { identity, resource: bucket(grantTo({ AWS: ANN })) } },
    'allowed',
  ],
  [
    'principal-accounts',
    'a grant to the account is a grant to those whom it lets',
    { owner: THERE, policies: { identity, resource: bucket(grantTo({ AWS: HERE })) } },
    'allowed',
  ],
  [
    'principal-accounts',
    'a grant to another account is not',
    { owner: THERE, policies: { identity, resource: bucket(grantTo({ AWS: '333333333333' })) } },
    'implicitDeny',
  ],
  [
    'policy-eval-cross-account',
    'a boundary limits across accounts, whomever the grant names',
    {
      by: SESSION,
      owner: THERE,
      policies: { identity, boundary: policy('b', allow('ec2:*')), resource: bucket(grantTo({ AWS: WRITER_SESSION })) },
    },
    'implicitDeny',
  ],
  [
    'principal-anonymous',
    'a grant to all is not enough for a stranger without permissions of its own',
    { owner: THERE, policies: { resource: bucket(grantTo('*')) } },
    'implicitDeny',
  ],
  [
    'key-policy-modifying-external-accounts',
    'a key of another account needs both',
    {
      action: 'kms:Decrypt',
      resource: KEY,
      owner: THERE,
      policies: { identity, resource: policy('key', grantTo({ AWS: HERE }, 'kms:Decrypt')) },
    },
    'allowed',
  ],
];

const PRINCIPALS: readonly Case[] = [
  [
    'principal-anonymous',
    'everybody of the account needs no other permission',
    { policies: { resource: bucket(grantTo('*')) } },
    'allowed',
  ],
  [
    'principal-anonymous',
    'the two spellings of everybody are equal to strangers',
    { by: ANYBODY, policies: { resource: bucket(grantTo({ AWS: '*' })) } },
    'allowed',
  ],
  [
    'principal-anonymous',
    'strangers have nothing but what is granted to all',
    { by: ANYBODY, policies: { resource: bucket(grantTo({ AWS: HERE })) } },
    'implicitDeny',
  ],
  [
    'principal-accounts',
    'the account in its own policy grants nothing by itself',
    { policies: { resource: bucket(grantTo({ AWS: `arn:aws:iam::${HERE}:root` })) } },
    'implicitDeny',
  ],
  [
    'principal-services',
    'a service is named by its principal',
    { by: SERVICE, policies: { resource: bucket(grantTo(trail)) } },
    'allowed',
  ],
  [
    'principal-services',
    'another service is not',
    {
      by: SERVICE,
      policies: { resource: bucket(grantTo({ Service: ['config.amazonaws.com', 'sns.amazonaws.com'] })) },
    },
    'implicitDeny',
  ],
  [
    'principal-saml',
    'an identity provider may be trusted',
    {
      by: { kind: 'federated', provider: `arn:aws:iam::${HERE}:saml-provider/staff` },
      action: 'sts:AssumeRoleWithSAML',
      resource: WRITER,
      policies: {
        resource: policy(
          'trust',
          grantTo({ Federated: `arn:aws:iam::${HERE}:saml-provider/staff` }, 'sts:AssumeRoleWithSAML'),
        ),
      },
    },
    'allowed',
  ],
  [
    'principal-users',
    'the name of a user is case sensitive',
    { policies: { resource: bucket(grantTo({ AWS: `arn:aws:iam::${HERE}:user/Ann` })) } },
    'implicitDeny',
  ],
  [
    'specifying-notprincipal',
    'a user named with its account is spared',
    {
      policies: {
        identity,
        resource: bucket(deny('s3:*', '*', { NotPrincipal: { AWS: [ANN, `arn:aws:iam::${HERE}:root`] } })),
      },
    },
    'allowed',
  ],
  [
    'specifying-notprincipal',
    'everybody else is refused',
    {
      policies: {
        identity,
        resource: bucket(deny('s3:*', '*', { NotPrincipal: { AWS: [`arn:aws:iam::${HERE}:user/bob`, THERE] } })),
      },
    },
    'explicitDeny',
  ],
  [
    'specifying-notprincipal',
    'a session is spared by session, role and account together',
    {
      by: SESSION,
      policies: {
        identity,
        resource: bucket(deny('s3:*', '*', { NotPrincipal: { AWS: [WRITER_SESSION, WRITER, HERE] } })),
      },
    },
    'allowed',
  ],
  [
    'access_policies_boundaries',
    'whoever has a boundary is never spared',
    {
      policies: {
        identity,
        boundary: everything,
        resource: bucket(deny('s3:*', '*', { NotPrincipal: { AWS: [ANN, HERE] } })),
      },
    },
    'explicitDeny',
  ],
];

const open = [allow()];

const ORGANIZATION: readonly Case[] = [
  [
    'how_scps_allow',
    'every level from the root to the account has to allow',
    { policies: { identity, serviceControl: levels(open, open, open) } },
    'allowed',
  ],
  [
    'how_scps_allow',
    'a unit that does not allow closes the way',
    { policies: { identity, serviceControl: levels(open, [allow('ec2:*')], open) } },
    'implicitDeny',
  ],
  [
    'how_scps_allow',
    'so does a root without any policy',
    { policies: { identity, serviceControl: levels([], open, open) } },
    'implicitDeny',
  ],
  [
    'how_scps_deny',
    'a refusal at the root reaches every account',
    { policies: { identity, serviceControl: levels([...open, deny('s3:*')], open, open) } },
    'explicitDeny',
  ],
  [
    'scp-effects-on-permissions',
    'an SCP grants nothing',
    { policies: { serviceControl: levels(open, open, open) } },
    'implicitDeny',
  ],
  [
    'scp-effects-on-permissions',
    'an SCP binds the root user of a member',
    { by: ROOT, policies: { serviceControl: levels([...open, deny('s3:*')], open, open) } },
    'explicitDeny',
  ],
  [
    'not-restricted-by-scp',
    'no SCP binds the management account',
    { policies: { identity, serviceControl: levels([deny()]), managementAccount: HERE } },
    'allowed',
  ],
  [
    'not-restricted-by-scp',
    'no SCP binds a service-linked role',
    { by: SERVICE_LINKED, policies: { identity, serviceControl: levels([deny()]) } },
    'allowed',
  ],
  [
    'scp-effects-on-permissions',
    'an SCP does not bind a service',
    { by: SERVICE, policies: { resource: bucket(grantTo(trail)), serviceControl: levels([deny()]) } },
    'allowed',
  ],
  [
    'rcp-effects-on-permissions',
    'an RCP refuses strangers what the bucket grants',
    {
      by: ANYBODY,
      policies: {
        resource: bucket(grantTo('*')),
        resourceControl: levels([
          deny('s3:*', '*', {
            Principal: '*',
            Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
          }),
        ]),
      },
    },
    'explicitDeny',
  ],
  [
    'rcp-effects-on-permissions',
    'and not who is of the organization',
    {
      context: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      policies: {
        resource: bucket(grantTo('*')),
        resourceControl: levels([
          deny('s3:*', '*', {
            Principal: '*',
            Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
          }),
        ]),
      },
    },
    'allowed',
  ],
  [
    'actions-not-restricted-by-rcps',
    'no RCP binds resources of the management account',
    {
      owner: THERE,
      policies: {
        identity,
        resource: bucket(grantTo('*')),
        resourceControl: levels([deny('s3:*', '*', { Principal: '*' })]),
        managementAccount: THERE,
      },
    },
    'allowed',
  ],
  [
    'actions-not-restricted-by-rcps',
    'no RCP binds a service-linked role',
    { by: SERVICE_LINKED, policies: { identity, resourceControl: levels([deny('s3:*', '*', { Principal: '*' })]) } },
    'allowed',
  ],
  [
    'resource-control-policies (KMS): confused deputy',
    'an RCP binds services',
    {
      by: SERVICE,
      policies: {
        resource: bucket(grantTo(trail)),
        resourceControl: levels([
          deny('s3:*', '*', { Principal: '*', Condition: { Bool: { 'aws:PrincipalIsAWSService': 'true' } } }),
        ]),
      },
    },
    'explicitDeny',
  ],
];

const of = (...statements: readonly object[]): Asked['policies'] => ({ identity: [policy('p', ...statements)] });

const ELEMENTS: readonly Case[] = [
  ['elements_action', 'an action ignores case', { policies: of(allow('S3:getobject')) }, 'allowed'],
  [
    'elements_action',
    'a wildcard stands within the name',
    { action: 'iam:DeleteAccessKey', resource: '*', policies: of(allow('iam:*AccessKey*')) },
    'allowed',
  ],
  [
    'elements_notaction',
    'everything but is what is not listed',
    { policies: of({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
    'allowed',
  ],
  [
    'elements_notaction',
    'and not what is',
    { action: 'iam:CreateUser', resource: '*', policies: of({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }) },
    'implicitDeny',
  ],
  [
    'elements_notresource',
    'a refusal of every resource but',
    {
      policies: of(allow(), {
        Effect: 'Deny',
        Action: 's3:*',
        NotResource: ['arn:aws:s3:::payroll', 'arn:aws:s3:::payroll/*'],
      }),
    },
    'explicitDeny',
  ],
  [
    'elements_notresource',
    'spares what is listed',
    {
      resource: 'arn:aws:s3:::payroll/may',
      policies: of(allow(), {
        Effect: 'Deny',
        Action: 's3:*',
        NotResource: ['arn:aws:s3:::payroll', 'arn:aws:s3:::payroll/*'],
      }),
    },
    'allowed',
  ],
  [
    'resource_wildcards',
    'an asterisk takes in slashes',
    { resource: 'arn:aws:s3:::box/1/2/3/test/4/object.jpg', policies: of(allow('s3:*', 'arn:aws:s3:::box/*/test/*')) },
    'allowed',
  ],
  [
    'resource_wildcards',
    'what stands between has to be there',
    { resource: 'arn:aws:s3:::box/test/object.jpg', policies: of(allow('s3:*', 'arn:aws:s3:::box/*/test/*')) },
    'implicitDeny',
  ],
  [
    'resource_wildcards',
    'an asterisk stays between its colons',
    {
      action: 'sqs:SendMessage',
      resource: `arn:aws:sqs:eu-central-1:${HERE}:orders`,
      policies: of(allow('sqs:*', 'arn:aws:sqs:*:orders')),
    },
    'implicitDeny',
  ],
  [
    'elements_resource',
    'ARNs are of one partition',
    { policies: of(allow('s3:*', 'arn:aws-cn:s3:::box/*')) },
    'implicitDeny',
  ],
  [
    'elements_resource',
    'and the other partition is no different',
    { resource: 'arn:aws-cn:s3:::box/a', policies: of(allow('s3:*', 'arn:aws-cn:s3:::box/*')) },
    'allowed',
  ],
  [
    'policy-vars-intro',
    'a variable is the name of the user',
    { resource: 'arn:aws:s3:::box/ann/a', policies: of(allow('s3:*', 'arn:aws:s3:::box/${aws:username}/*')) },
    'allowed',
  ],
  [
    'policy-vars-intro',
    'of this user and no other',
    { resource: 'arn:aws:s3:::box/bob/a', policies: of(allow('s3:*', 'arn:aws:s3:::box/${aws:username}/*')) },
    'implicitDeny',
  ],
  [
    'policy-vars-no-value',
    'a resource with a variable without value is none',
    { by: SESSION, resource: 'arn:aws:s3:::box//a', policies: of(allow('s3:*', 'arn:aws:s3:::box/${aws:username}/*')) },
    'implicitDeny',
  ],
  [
    'policy-vars-default-values',
    'a default value stands in',
    {
      resource: 'arn:aws:s3:::box-company-wide',
      action: 's3:ListBucket',
      policies: of(allow('s3:*', "arn:aws:s3:::box-${aws:PrincipalTag/team, 'company-wide'}")),
    },
    'allowed',
  ],
  [
    'policy-vars-default-values',
    'where there is no value only',
    {
      resource: 'arn:aws:s3:::box-company-wide',
      action: 's3:ListBucket',
      context: { 'aws:PrincipalTag/team': 'yellow' },
      policies: of(allow('s3:*', "arn:aws:s3:::box-${aws:PrincipalTag/team, 'company-wide'}")),
    },
    'implicitDeny',
  ],
  [
    'policy-vars-specialchars',
    'an asterisk may be meant as such',
    { resource: 'arn:aws:s3:::box/abc', policies: of(allow('s3:*', 'arn:aws:s3:::box/${*}')) },
    'implicitDeny',
  ],
  [
    'policy-vars-specialchars',
    'and then takes in itself',
    { resource: 'arn:aws:s3:::box/*', policies: of(allow('s3:*', 'arn:aws:s3:::box/${*}')) },
    'allowed',
  ],
  [
    'policy-vars-intro: Version',
    'the old version knows no variables',
    {
      resource: 'arn:aws:s3:::box/ann/a',
      policies: {
        identity: [
          parsePolicy(
            { Version: '2008-10-17', Statement: allow('s3:*', 'arn:aws:s3:::box/${aws:username}/*') },
            { name: 'old' },
          ),
        ],
      },
    },
    'implicitDeny',
  ],
];

const UNDECIDED: readonly Case[] = [
  [
    'reference_policies_grammar',
    'an operator that does not exist',
    { policies: of(allow('*', '*', { Condition: { StringMatches: { 'aws:username': 'ann' } } })) },
    'unknown',
  ],
  [
    'Conditions_IfExists',
    'Null with IfExists',
    { policies: of(allow('*', '*', { Condition: { NullIfExists: { 'aws:username': 'true' } } })) },
    'unknown',
  ],
  [
    'reference_policies_grammar',
    'an element that does not exist',
    { policies: of(allow('*', '*', { Because: 'why not' })) },
    'unknown',
  ],
  [
    'elements_principal',
    'a principal in a policy of an identity',
    { policies: of(allow('*', '*', { Principal: '*' })) },
    'unknown',
  ],
  [
    'specifying-notprincipal',
    'NotPrincipal that names the user and not its account',
    { policies: { identity, resource: bucket(deny('s3:*', '*', { NotPrincipal: { AWS: ANN } })) } },
    'unknown',
  ],
  [
    'principal-users',
    'a wildcard in part of a principal',
    { policies: { resource: bucket(grantTo({ AWS: `arn:aws:iam::${HERE}:user/*` })) } },
    'unknown',
  ],
  [
    'principal-roles',
    'an id in place of a deleted role',
    { by: SESSION, policies: { resource: bucket(grantTo({ AWS: 'AROAEXAMPLE1234567890' })) } },
    'unknown',
  ],
  [
    'single-vs-multi-valued',
    'several values without a set operator',
    {
      context: { 'aws:TagKeys': ['a', 'b'] },
      policies: of(allow('*', '*', { Condition: { StringEquals: { 'aws:TagKeys': 'a' } } })),
    },
    'unknown',
  ],
  [
    'key-policies',
    'a key whose policy is not known',
    { action: 'kms:Decrypt', resource: KEY, policies: { identity } },
    'unknown',
  ],
  [
    'rcp-supported-services',
    'a service of which it is not known whether RCPs reach it',
    {
      action: 'glue:GetTable',
      resource: '*',
      policies: { identity, resourceControl: levels([deny('*', '*', { Principal: '*' })]) },
    },
    'unknown',
  ],
  [
    '(CloudFormation)',
    'a resource that is known at deployment only',
    { policies: of(allow('s3:*', '${Bucket.Arn}/*')) },
    'unknown',
  ],
  [
    '(CloudFormation)',
    'which cannot be of another kind than what stands around it',
    { policies: of(allow('s3:*', 'arn:aws:s3:::${Bucket}/other/*')) },
    'implicitDeny',
  ],
  [
    '(CloudFormation)',
    'a policy that is known at deployment only',
    { policies: { identity: [opaquePolicy('elsewhere', '')] } },
    'unknown',
  ],
  [
    '(CloudFormation)',
    'and matters not where another refuses',
    { policies: { identity: [opaquePolicy('elsewhere', ''), policy('p', deny())] } },
    'explicitDeny',
  ],
  [
    '(CloudFormation)',
    'nor where nothing could be granted anyway',
    { policies: { identity, boundary: policy('b', allow('ec2:*')), session: [opaquePolicy('elsewhere', '')] } },
    'implicitDeny',
  ],
  [
    '(request)',
    'a key of which it is not known whether the request has it',
    {
      undetermined: ['aws:SourceVpce'],
      policies: of(allow(), deny('*', '*', { Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } })),
    },
    'unknown',
  ],
  ['(request)', 'an action with a wildcard', { action: 's3:Get*', policies: { identity } }, 'unknown'],
];

describe.each([
  ['what no policy decides', BEYOND],
  ['enforcement', ENFORCEMENT],
  ['cross-account', ACROSS],
  ['principals', PRINCIPALS],
  ['organization', ORGANIZATION],
  ['elements', ELEMENTS],
  ['undecided', UNDECIDED],
] as const)('%s', (_, cases) => {
  test.each(cases)('%s: %s', (_source, _shown, asked, verdict) => {
    expect(decided(asked).verdict).toBe(verdict);
  });
});

describe('deciding statements', () => {
  test('name policy, Sid, place and node of a refusal', () => {
    const serviceControl = levels([allow()], [allow(), { ...deny('s3:*'), Sid: 'NoBuckets' }]);

    expect(decided({ policies: { identity, serviceControl } }).deciding).toEqual([
      { kind: 'service-control', policy: 'control-1', sid: 'NoBuckets', path: 'Statement.1', node: 'unit' },
    ]);
  });

  test('name every level and the grant of what is allowed', () => {
    const { deciding } = decided({ policies: { identity, serviceControl: levels([allow()], [allow()]) } });

    expect(deciding.map(({ kind, node }) => node ?? kind)).toEqual(['root', 'unit', 'identity']);
  });

  test('say which limit is closed', () => {
    const { because } = decided({ policies: { identity, serviceControl: levels([allow()], [allow('ec2:*')]) } });

    expect(because.en).toContain('service-control policies at unit');
  });

  test('say what is not known', () => {
    const { because } = decided({ policies: of(allow('s3:*', '${Bucket.Arn}/*')) });

    expect(because.en).toBe('${Bucket.Arn} is known at deployment only');
  });

  test('are none where nothing grants', () => {
    expect(decided({ by: USER, resource: OBJECT, policies: {} }).deciding).toEqual([]);
  });
});
