import type { Detection } from './detection';
import { absent, all, any, call, is, isNot } from './term';

/** Who signs in, and who decides who may. */
export const identityDetections: readonly Detection[] = [
  {
    id: 'root-use',
    title: { en: 'The root user did something', zh: '根用户有操作' },
    titleInChina: {
      en: 'An IAM user, such as the one that created the account, did something',
      zh: '创建账号的 IAM 用户等有操作',
    },
    sight: {
      en: 'Every sign-in and call of a root user, refused ones too, but not what services do in its name. In China, which has no root user, every event of an IAM user other than the break-glass ones: so of the user that created the account.',
      zh: '根用户的每次登录与调用（含被拒绝的），不含服务代其执行的操作。中国区无根用户：应急用户以外的任何 IAM 用户的事件，即包括创建账号的 IAM 用户。',
    },
    facets: ['8.6/log-alerting#detection-catalogue', '8.2/mfa#root-and-owner-accounts'],
    when: ({ name, partition }) =>
      partition === 'aws'
        ? [
            all(
              is('userIdentity.type', 'Root'),
              absent('userIdentity.invokedBy'),
              isNot('eventType', 'AwsServiceEvent'),
            ),
          ]
        : [all(is('userIdentity.type', 'IAMUser'), isNot('userIdentity.userName', `${name}-break-glass-*`))],
  },
  {
    id: 'break-glass-use',
    title: { en: 'Break-glass was used', zh: '使用了应急通道' },
    sight: {
      en: 'The first event of a break-glass user or session, in any account: sign-in, a role taken, or any call, refused ones too.',
      zh: '任一账号内应急用户或应急会话的首个事件：登录、切换角色或任何调用（含被拒绝的）。',
    },
    facets: ['8.2/high-risk-approval#break-glass-control'],
    when: ({ name }) => [
      is('userIdentity.userName', `${name}-break-glass-*`),
      is('userIdentity.sessionContext.sessionIssuer.userName', `${name}-break-glass`),
      all(call('sts', 'AssumeRole'), is('requestParameters.roleArn', `*:role/${name}-break-glass`)),
    ],
  },
  {
    id: 'identity-change',
    title: {
      en: 'Federation, the directory or a permission set was changed',
      zh: '变更了身份联合、目录或权限集',
    },
    sight: {
      en: 'Every change of an identity provider in IAM, of a trust anchor, and of the identity source, permission sets and assignments of Identity Center, by whomever, deployments of the platform among them. Not users and groups in the directory.',
      zh: 'IAM 身份提供商、信任锚，以及 Identity Center 身份源、权限集与分配的任何变更，不论何人（含平台部署）。不含目录内的用户与组。',
    },
    facets: ['8.2/identity#identity-provider-protection'],
    techniques: ['aws.persistence.rolesanywhere-create-trust-anchor'],
    when: () => [
      call(
        'iam',
        'AddClientIDToOpenIDConnectProvider',
        'CreateOpenIDConnectProvider',
        'CreateSAMLProvider',
        'DeleteOpenIDConnectProvider',
        'DeleteSAMLProvider',
        'RemoveClientIDFromOpenIDConnectProvider',
        'UpdateOpenIDConnectProviderThumbprint',
        'UpdateSAMLProvider',
      ),
      call(
        'rolesanywhere',
        'CreateProfile',
        'CreateTrustAnchor',
        'EnableTrustAnchor',
        'UpdateProfile',
        'UpdateTrustAnchor',
      ),
      call('sso', 'Attach*', 'Detach*', 'Put*', 'Associate*', 'Disassociate*', 'StartSSO', 'UpdateSSOConfiguration'),
      call(
        'sso',
        'CreateAccountAssignment',
        'CreateInstance*',
        'CreatePermissionSet',
        'CreateTrust*',
        'DeleteAccountAssignment',
        'DeleteInlinePolicyFromPermissionSet',
        'DeleteInstance*',
        'DeletePermission*',
        'DeleteTrust*',
        'UpdateInstance*',
        'UpdatePermissionSet',
        'UpdateTrust*',
      ),
      // these come as sso or as sso-directory, and no other service has such names
      is(
        'eventName',
        '*ExternalIdPConfigurationForDirectory',
        '*ExternalIdPCertificate',
        'CreateProvisioningTenant',
        'DeleteProvisioningTenant',
        'CreateBearerToken',
      ),
    ],
  },
  {
    id: 'console-login-without-mfa',
    title: { en: 'An IAM user signed in to the console without MFA', zh: 'IAM 用户未使用 MFA 登录控制台' },
    sight: {
      en: 'Successful sign-ins of IAM users and of root. Federated sessions say nothing of the second factor: whether they had one, the identity provider alone knows.',
      zh: 'IAM 用户与根用户的成功登录。联合会话不含第二因素信息：是否使用仅身份提供方可知。',
    },
    facets: ['8.2/mfa#all-human-sign-in'],
    techniques: ['aws.initial-access.console-login-without-mfa'],
    when: () => [
      all(
        call('signin', 'ConsoleLogin'),
        is('userIdentity.type', 'IAMUser', 'Root'),
        is('responseElements.ConsoleLogin', 'Success'),
        is('additionalEventData.MFAUsed', 'No'),
      ),
    ],
  },
  {
    id: 'lasting-credential-made',
    title: { en: 'An IAM user, a password or an access key was made', zh: '创建了 IAM 用户、密码或访问密钥' },
    sight: {
      en: 'Users, console passwords, access keys, certificates for signing and temporary keys of federation tokens, refused attempts too.',
      zh: '用户、控制台密码、访问密钥、签名证书及联合令牌的临时密钥，含被拒绝的尝试。',
    },
    facets: ['8.2/identity#no-long-lived-credentials'],
    techniques: [
      'aws.persistence.iam-backdoor-user',
      'aws.persistence.iam-create-admin-user',
      'aws.persistence.iam-create-user-login-profile',
      'aws.persistence.sts-federation-token',
      'aws.privilege-escalation.iam-update-user-login-profile',
    ],
    when: () => [
      call(
        'iam',
        'CreateAccessKey',
        'CreateLoginProfile',
        'CreateServiceSpecificCredential',
        'CreateUser',
        'UpdateLoginProfile',
        'UploadSigningCertificate',
        'UploadSSHPublicKey',
      ),
      call('sts', 'GetFederationToken'),
    ],
  },
  {
    id: 'role-trust-changed',
    title: { en: 'A role was made, or its trust changed', zh: '创建了角色或变更了其信任关系' },
    sight: {
      en: 'Outside CloudFormation alone: roles of stacks come and go with deployments, which the pipeline reviews. Whom the role trusts, a pattern cannot tell; the access analyzer does.',
      zh: '仅限 CloudFormation 之外：堆栈中的角色随部署增减，由流水线审查。模式无法判断角色信任谁，由访问分析器判断。',
    },
    facets: ['8.2/least-privilege#trust-and-resource-policies'],
    techniques: ['aws.persistence.iam-backdoor-role', 'aws.persistence.iam-create-backdoor-role'],
    when: () => [
      all(
        call('iam', 'CreateRole', 'UpdateAssumeRolePolicy'),
        isNot('sourceIPAddress', 'cloudformation.amazonaws.com*'),
      ),
    ],
  },
  {
    id: 'instance-credential-misuse',
    title: { en: 'Credentials of an instance were used elsewhere', zh: '实例凭证在别处被使用' },
    sight: {
      en: "Calls in an instance's name that came through no VPC endpoint: the landing zone's networks have no other way out. Where a network has one, its own calls raise the alarm too; calls by services in the instance's name do not.",
      zh: '以实例身份但未经 VPC 终端节点的调用：着陆区网络别无出口。若网络另有出口，其正常调用也会触发；服务代实例执行的调用不触发。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.credential-access.ec2-steal-instance-credentials'],
    when: () => [
      all(
        is('userIdentity.sessionContext.ec2RoleDelivery', '1.0', '2.0'),
        absent('vpcEndpointId'),
        absent('userIdentity.invokedBy'),
        isNot('eventType', 'AwsServiceEvent'),
      ),
    ],
  },
  {
    id: 'instance-enumeration',
    title: { en: 'An instance explores the account', zh: '实例在探查账号' },
    sight: {
      en: 'Questions about users, roles, buckets, trails and detectors that an instance asks in its own name. Not what it asks of its own service, and no more than a few questions in a while.',
      zh: '实例以自身身份查询用户、角色、存储桶、跟踪与检测器。不含对自身业务服务的查询，也不含零星查询。',
    },
    facets: ['8.6/log-alerting#detection-catalogue'],
    techniques: ['aws.discovery.ec2-enumerate-from-instance'],
    count: {
      atLeast: 3,
      minutes: 5,
      because: {
        en: 'no program needs such answers; a person at the shell may ask once or twice',
        zh: '程序无需此类信息；人员在终端偶尔查询一两次',
      },
    },
    when: () => [
      all(
        is('userIdentity.sessionContext.ec2RoleDelivery', '1.0', '2.0'),
        any(
          call('iam', 'List*', 'GetAccount*'),
          call('s3', 'ListBuckets'),
          call('cloudtrail', 'DescribeTrails', 'ListTrails'),
          call('guardduty', 'ListDetectors'),
          call('organizations', 'Describe*', 'List*'),
        ),
      ),
    ],
  },
];
