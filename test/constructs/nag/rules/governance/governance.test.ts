import { ec2SettingsDecided } from '../../../../../constructs/nag/rules/governance/ec2-settings-decided';
import { guardrailSparesPlatform } from '../../../../../constructs/nag/rules/governance/guardrail-spares-platform';
import { guardrailWithinQuota } from '../../../../../constructs/nag/rules/governance/guardrail-within-quota';
import { resourceControlEffective } from '../../../../../constructs/nag/rules/governance/resource-control-effective';
import { stackSetAutoDeployment } from '../../../../../constructs/nag/rules/governance/stack-set-auto-deployment';
import { stackSetBoundedFailure } from '../../../../../constructs/nag/rules/governance/stack-set-bounded-failure';
import { describeRule } from '../../../../support/rule-cases';

const SCP = 'SERVICE_CONTROL_POLICY';
const RCP = 'RESOURCE_CONTROL_POLICY';
const global = { partition: 'aws', account: '111111111111', region: 'eu-west-1' };
const china = { partition: 'aws-cn', account: '111111111111', region: 'cn-northwest-1' };

/** JSON of exactly so many characters. */
const sized = (characters: number) => ({ Sid: 'a'.repeat(characters - '{"Sid":""}'.length) });
const guardrail = (properties: object) => ({
  Name: 'main-baseline',
  Type: SCP,
  Content: sized(100),
  TargetIds: ['ou-ab12-11111111'],
  ...properties,
});
const within = (environment: object | undefined, properties: object, count = 1) => ({
  template: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      index === 0 ? 'Subject' : `Other${index}`,
      { Type: 'AWS::Organizations::Policy', Properties: guardrail(properties) },
    ]),
  ),
  ...(environment ? { environment } : {}),
});

describeRule(guardrailWithinQuota, {
  compliant: {
    'exactly the quota': within(global, { Content: sized(10_240) }),
    'exactly the quota of China': within(china, { Content: sized(5120) }),
    'JSON text': within(global, { Content: JSON.stringify(sized(10_240)) }),
    'parts that the partition decides': within(china, {
      Content: { Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:role/main-*' } },
    }),
    'policy variables': within(global, { Content: { Resource: 'arn:aws:iam::*:user/${aws:username}' } }),
    'the longest description': within(global, { Description: 'd'.repeat(512) }),
    'a tag policy of its own size': within(china, { Type: 'TAG_POLICY', Content: sized(10_000) }),
    'as many policies as fit a target beside FullAWSAccess': within(global, {}, 9),
    'as many policies as fit a target in China': within(china, {}, 4),
    'as many resource control policies as fit beside RCPFullAWSAccess': within(global, { Type: RCP }, 4),
    'as many declarative policies as fit, since AWS attaches none': within(
      global,
      { Type: 'DECLARATIVE_POLICY_EC2' },
      10,
    ),
    'the longest name': within(global, { Name: 'n'.repeat(128) }),
  },
  nonCompliant: {
    'a character more than the quota': [within(global, { Content: sized(10_241) }), 'Content'],
    'a character more than the quota of China': [within(china, { Content: sized(5121) }), 'Content'],
    'more than the smallest quota where the partition is not known': [
      within(undefined, { Content: sized(5121) }),
      'Content',
    ],
    'white space in JSON text': [within(china, { Content: `${' '.repeat(5120)}{}` }), 'Content'],
    'a resource control policy that is too long': [
      within(global, { Type: 'RESOURCE_CONTROL_POLICY', Content: sized(5121) }),
      'Content',
    ],
    'an opt-out policy that is too long': [
      within(global, { Type: 'AISERVICES_OPT_OUT_POLICY', Content: sized(2501) }),
      'Content',
    ],
    'a tag policy that is too long': [within(global, { Type: 'TAG_POLICY', Content: sized(10_001) }), 'Content'],
    'text that is no JSON': [within(global, { Content: '{ "Statement": [' }), 'Content'],
    'JSON that is no object': [within(global, { Content: '[]' }), 'Content'],
    'no content': [within(global, { Content: undefined }), 'Content'],
    'a description that is too long': [within(global, { Description: 'd'.repeat(513) }), 'Description'],
    'no target': [within(global, { TargetIds: [] }), 'TargetIds'],
    'targets left out': [within(global, { TargetIds: undefined }), 'TargetIds'],
    'one policy too many at a target': [within(global, {}, 10), 'TargetIds.0'],
    'one resource control policy too many': [within(china, { Type: RCP }, 5), 'TargetIds.0'],
    'one declarative policy too many': [within(global, { Type: 'DECLARATIVE_POLICY_EC2' }, 11), 'TargetIds.0'],
    'no name': [within(global, { Name: undefined }), 'Name'],
    'a name that is too long': [within(global, { Name: 'n'.repeat(129) }), 'Name'],
    'one policy too many at a target in China': [within(china, {}, 5), 'TargetIds.0'],
  },
  unknown: {
    'content with a parameter': within(global, { Content: { Resource: { Ref: 'Arn' } } }),
    'content that is a parameter': within(global, { Content: { Ref: 'Content' } }),
    'targets that are a parameter': within(global, { TargetIds: { Ref: 'Targets' } }),
  },
});

const deny = (properties: object = {}) => ({
  Effect: 'Deny',
  Action: 'cloudtrail:StopLogging',
  Resource: '*',
  ...properties,
});
const scp = (...statements: object[]) => ({ Type: SCP, Content: { Statement: statements } });
const sparing = (operator: string, ...arns: unknown[]) => ({ Condition: { [operator]: { 'aws:PrincipalArn': arns } } });
const PLATFORM = 'arn:*:iam::*:role/main-platform';
const at = (operator: string) => `Content.Statement.0.Condition.${operator}`;

describeRule(guardrailSparesPlatform, {
  environment: global,
  compliant: {
    'a deny that spares nobody': scp(deny()),
    'a role by name': scp(deny(sparing('ArnNotLike', PLATFORM))),
    'a role of one account': scp(deny(sparing('ArnNotEquals', 'arn:aws:iam::111111111111:role/main-platform'))),
    'roles that AWS names in part': scp(
      deny(
        sparing(
          'ArnNotLike',
          'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Platform_*',
          'arn:aws:iam::*:role/stacksets-exec-*',
        ),
      ),
    ),
    'a role in the partition of the stack': scp(
      deny(sparing('ArnNotLikeIfExists', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:role/main-platform' })),
    ),
    'the denial of a principal, which spares nobody': scp(
      deny({ Action: '*', Condition: { StringLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } } }),
    ),
    'everything outside the regions': scp(
      deny({
        Action: undefined,
        NotAction: ['iam:*', 'sts:*'],
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      }),
    ),
    'a quarantine that spares the platform': scp(deny({ Action: '*', ...sparing('ArnNotLike', PLATFORM) })),
    'a role that AWS alone can make': scp(deny(sparing('ArnNotLike', 'arn:*:iam::*:role/aws:ec2-infrastructure'))),
    'all actions on one resource': scp(deny({ Action: '*', Resource: 'arn:aws:s3:::main-trail/*' })),
    'JSON text': { Type: SCP, Content: JSON.stringify({ Statement: [deny(sparing('ArnNotLike', PLATFORM))] }) },
  },
  nonCompliant: {
    'everything, to everyone': [scp(deny({ Action: '*' })), 'Content.Statement.0.Condition'],
    'everything, spelt otherwise': [scp(deny({ Action: ['*:*'] })), 'Content.Statement.0.Condition'],
    'all but a few actions, to everyone': [
      scp(deny({ Action: undefined, NotAction: 'iam:*' })),
      'Content.Statement.0.Condition',
    ],
    nothing: [
      scp(deny({ Action: undefined, NotAction: '*', ...sparing('ArnNotLike', PLATFORM) })),
      'Content.Statement.0.NotAction',
    ],
    'any role': [scp(deny(sparing('ArnNotLike', 'arn:*:iam::*:role/*'))), at('ArnNotLike')],
    'roles that end alike': [scp(deny(sparing('ArnNotLike', 'arn:*:iam::*:role/*-platform'))), at('ArnNotLike')],
    'any role of AWS': [scp(deny(sparing('ArnNotLike', 'arn:*:iam::*:role/aws:*'))), at('ArnNotLike')],
    'any role under a path': [scp(deny(sparing('ArnNotLike', 'arn:*:iam::*:role/platform/*'))), at('ArnNotLike')],
    anybody: [scp(deny(sparing('ArnNotLike', '*'))), at('ArnNotLike')],
    'a whole account': [scp(deny(sparing('ArnNotLike', 'arn:aws:iam::111111111111:root'))), at('ArnNotLike')],
    'a session, which is nobody': [
      scp(deny(sparing('ArnNotLike', 'arn:aws:sts::*:assumed-role/main-platform/*'))),
      at('ArnNotLike'),
    ],
    'ARNs as texts': [scp(deny(sparing('StringNotLike', PLATFORM))), at('StringNotLike')],
    'whoever has a tag': [
      scp(deny({ Condition: { StringNotEquals: { 'aws:PrincipalTag/platform': 'true' } } })),
      at('StringNotEquals'),
    ],
    'whoever has a name': [
      scp(deny({ Condition: { StringNotLike: { 'aws:userid': '*:platform' } } })),
      at('StringNotLike'),
    ],
    'the second statement': [scp(deny(), deny({ Action: '*' })), 'Content.Statement.1.Condition'],
  },
  notApplicable: {
    'a policy that only allows': scp({ Effect: 'Allow', Action: '*', Resource: '*' }),
    'a tag policy': { Type: 'TAG_POLICY', Content: { tags: {} } },
  },
  unknown: {
    'a role that is a parameter': scp(deny(sparing('ArnNotLike', { Ref: 'Platform' }))),
    'content that is a parameter': { Type: SCP, Content: { Ref: 'Content' } },
  },
});

const refusal = (properties: object = {}) => ({
  ...deny({
    Action: ['s3:*', 'sts:AssumeRole'],
    Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
  }),
  Principal: '*',
  ...properties,
});
const rcp = (...statements: object[]) => ({ Type: RCP, Content: { Version: '2012-10-17', Statement: statements } });

describeRule(resourceControlEffective, {
  compliant: {
    'strangers, refused': rcp(refusal()),
    'everybody, spelt otherwise': rcp(refusal({ Principal: { AWS: '*' } })),
    'one action, refused always': rcp(refusal({ Action: 's3:PutBucketPublicAccessBlock', Condition: undefined })),
    'every service that is reached': rcp(refusal({ Action: '*' })),
    'JSON text': { Type: RCP, Content: JSON.stringify({ Statement: [refusal()] }) },
  },
  nonCompliant: {
    'an Allow': [rcp(refusal({ Effect: 'Allow' })), 'Content.Statement.0.Effect'],
    'a named principal': [
      rcp(refusal({ Principal: { AWS: 'arn:aws:iam::222222222222:root' } })),
      'Content.Statement.0.Principal',
    ],
    'no principal': [rcp(refusal({ Principal: undefined })), 'Content.Statement.0.Principal'],
    'all principals but one': [
      rcp(refusal({ Principal: undefined, NotPrincipal: { AWS: '*' } })),
      'Content.Statement.0.Principal',
    ],
    'all actions but some': [
      rcp(refusal({ Action: undefined, NotAction: 's3:GetObject' })),
      'Content.Statement.0.NotAction',
    ],
    'a service that is not reached': [rcp(refusal({ Action: ['s3:*', 'ec2:*'] })), 'Content.Statement.0.Action'],
    'everything of a service, always': [rcp(refusal({ Condition: undefined })), 'Content.Statement.0.Condition'],
    'the second statement': [rcp(refusal(), refusal({ Action: 'lambda:*' })), 'Content.Statement.1.Action'],
  },
  notApplicable: { 'a service control policy': scp(deny()) },
  unknown: {
    'content that is a parameter': { Type: RCP, Content: { Ref: 'Content' } },
    'a type that is a parameter': { Type: { Ref: 'Type' }, Content: {} },
  },
});

const settled = (value: string, children = ['@@none']) => ({
  '@@assign': value,
  '@@operators_allowed_for_child_policies': children,
});
const settings = (changes: Record<string, unknown> = {}) => ({
  Type: 'DECLARATIVE_POLICY_EC2',
  Content: {
    ec2_attributes: {
      image_block_public_access: { state: settled('block_new_sharing') },
      snapshot_block_public_access: { state: settled('block_all_sharing') },
      serial_console_access: { status: settled('disabled') },
      instance_metadata_defaults: { http_tokens: settled('required') },
      ...changes,
    },
  },
});
const EC2 = 'Content.ec2_attributes';

describeRule(ec2SettingsDecided, {
  compliant: {
    'everything decided': settings(),
    'more than that': settings({ vpc_block_public_access: { internet_gateway_block: {} } }),
    'JSON text': { ...settings(), Content: JSON.stringify(settings().Content) },
  },
  nonCompliant: {
    'public images': [
      settings({ image_block_public_access: { state: settled('unblocked') } }),
      `${EC2}.image_block_public_access.state`,
    ],
    'snapshots that stay public': [
      settings({ snapshot_block_public_access: { state: settled('block_new_sharing') } }),
      `${EC2}.snapshot_block_public_access.state`,
    ],
    'the serial console': [settings({ serial_console_access: undefined }), `${EC2}.serial_console_access.status`],
    'the first metadata service': [
      settings({ instance_metadata_defaults: { http_tokens: settled('optional') } }),
      `${EC2}.instance_metadata_defaults.http_tokens`,
    ],
    'policies below that undo it': [
      settings({ serial_console_access: { status: settled('disabled', ['@@assign']) } }),
      `${EC2}.serial_console_access.status`,
    ],
    'nothing said of policies below': [
      settings({ serial_console_access: { status: { '@@assign': 'disabled' } } }),
      `${EC2}.serial_console_access.status`,
    ],
    'no JSON': [
      { ...settings(), Content: '{' },
      `${EC2}.image_block_public_access.state`,
      `${EC2}.snapshot_block_public_access.state`,
      `${EC2}.serial_console_access.status`,
      `${EC2}.instance_metadata_defaults.http_tokens`,
    ],
  },
  notApplicable: { 'a tag policy': { Type: 'TAG_POLICY', Content: {} } },
  unknown: {
    'an attribute that is a parameter': settings({ serial_console_access: { Ref: 'Console' } }),
    'content that is a parameter': { ...settings(), Content: { Ref: 'Content' } },
  },
});

const group = (properties: object = {}, targets: object = {}) => ({
  DeploymentTargets: { OrganizationalUnitIds: ['ou-ab12-11111111'], ...targets },
  Regions: ['eu-west-1'],
  ...properties,
});
const stackSet = (properties: object = {}) => ({
  PermissionModel: 'SERVICE_MANAGED',
  AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
  ManagedExecution: { Active: true },
  StackInstancesGroup: [group()],
  ...properties,
});
const GROUP = 'StackInstancesGroup.0';

/** A network whose range stands in a mapping, for one account. */
const NETWORK = {
  Type: 'AWS::EC2::VPC',
  Properties: { CidrBlock: { 'Fn::FindInMap': ['Ranges', { Ref: 'AWS::AccountId' }, 'range'] } },
};

/** Networks, deployed to accounts that are listed, and to none by itself. */
const networks = (accounts: readonly string[], resources: object = {}, properties: object = {}) =>
  stackSet({
    AutoDeployment: { Enabled: false, RetainStacksOnAccountRemoval: true },
    TemplateBody: JSON.stringify({
      Mappings: { Ranges: { '222222222222': { range: '10.0.0.0/20' } } },
      Resources: { One: NETWORK, ...resources },
    }),
    StackInstancesGroup: [group({}, { AccountFilterType: 'INTERSECTION', Accounts: accounts })],
    ...properties,
  });

/** Where networks that are listed account by account are not taken for such. */
const LISTED = ['AutoDeployment.Enabled', `${GROUP}.DeploymentTargets.AccountFilterType`];

describeRule(stackSetAutoDeployment, {
  compliant: {
    'units, by itself': stackSet(),
    'flags as texts': stackSet({ AutoDeployment: { Enabled: 'true', RetainStacksOnAccountRemoval: 'true' } }),
    'a filter that leaves nobody out': stackSet({ StackInstancesGroup: [group({}, { AccountFilterType: 'NONE' })] }),
    'units that are resources': stackSet({
      StackInstancesGroup: [group({}, { OrganizationalUnitIds: [{ Ref: 'Unit' }] })],
    }),
  },
  nonCompliant: {
    'no automatic deployment': [
      stackSet({ AutoDeployment: { Enabled: false, RetainStacksOnAccountRemoval: true } }),
      'AutoDeployment.Enabled',
    ],
    'nothing said of it': [
      stackSet({ AutoDeployment: undefined }),
      'AutoDeployment.Enabled',
      'AutoDeployment.RetainStacksOnAccountRemoval',
    ],
    'nothing said of accounts that leave': [
      stackSet({ AutoDeployment: { Enabled: true } }),
      'AutoDeployment.RetainStacksOnAccountRemoval',
    ],
    'one operation at a time': [stackSet({ ManagedExecution: undefined }), 'ManagedExecution.Active'],
    'no instances': [stackSet({ StackInstancesGroup: [] }), 'StackInstancesGroup'],
    'no units': [
      stackSet({ StackInstancesGroup: [group({}, { OrganizationalUnitIds: [] })] }),
      `${GROUP}.DeploymentTargets.OrganizationalUnitIds`,
    ],
    'accounts instead of units': [
      stackSet({ StackInstancesGroup: [group({ DeploymentTargets: { Accounts: ['222222222222'] } })] }),
      `${GROUP}.DeploymentTargets.OrganizationalUnitIds`,
    ],
    'no regions': [stackSet({ StackInstancesGroup: [group({ Regions: [] })] }), `${GROUP}.Regions`],
    'accounts left out': [
      stackSet({ StackInstancesGroup: [group({}, { AccountFilterType: 'DIFFERENCE', Accounts: ['222222222222'] })] }),
      `${GROUP}.DeploymentTargets.AccountFilterType`,
    ],
    'accounts named one by one': [
      stackSet({ StackInstancesGroup: [group({}, { AccountFilterType: 'INTERSECTION', Accounts: ['222222222222'] })] }),
      `${GROUP}.DeploymentTargets.AccountFilterType`,
    ],
    overrides: [
      stackSet({ StackInstancesGroup: [group({ ParameterOverrides: [{ ParameterKey: 'A', ParameterValue: 'b' }] })] }),
      `${GROUP}.ParameterOverrides`,
    ],
    'networks for an account that the mapping lacks': [networks(['222222222222', '333333333333']), ...LISTED],
    'networks for nobody': [networks([]), ...LISTED],
    'networks for an account without its range': [
      networks(['222222222222'], {}, { TemplateBody: JSON.stringify({ Resources: { One: NETWORK } }) }),
      ...LISTED,
    ],
    'no network, by a mapping': [
      networks(['222222222222'], { One: { ...NETWORK, Type: 'AWS::EC2::Subnet' } }),
      ...LISTED,
    ],
    'a network with one range for all': [
      networks(['222222222222'], { One: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/20' } } }),
      ...LISTED,
    ],
    'one network by a mapping, and another': [
      networks(['222222222222'], { Two: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/20' } } }),
      ...LISTED,
    ],
    'what every account has, beside a network': [
      networks(['222222222222'], { Recorder: { Type: 'AWS::Config::ConfigurationRecorder', Properties: {} } }),
      ...LISTED,
    ],
    'networks that deploy to accounts without a range by themselves': [
      networks(['222222222222'], {}, { AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: true } }),
      `${GROUP}.DeploymentTargets.AccountFilterType`,
    ],
    'networks for all accounts of a unit, by hand': [
      networks([], {}, { StackInstancesGroup: [group()] }),
      'AutoDeployment.Enabled',
    ],
    'networks in no region': [
      networks(
        [],
        {},
        {
          StackInstancesGroup: [
            group({ Regions: [] }, { AccountFilterType: 'INTERSECTION', Accounts: ['222222222222'] }),
          ],
        },
      ),
      'AutoDeployment.Enabled',
      `${GROUP}.Regions`,
      `${GROUP}.DeploymentTargets.AccountFilterType`,
    ],
    'the second group': [
      stackSet({ StackInstancesGroup: [group(), group({ Regions: [] })] }),
      'StackInstancesGroup.1.Regions',
    ],
  },
  notApplicable: {
    'self-managed permissions': { PermissionModel: 'SELF_MANAGED' },
    'networks with a range for each account': networks(['222222222222']),
  },
  unknown: {
    'a model that is a parameter': stackSet({ PermissionModel: { Ref: 'Model' } }),
    'groups that are a parameter': stackSet({ StackInstancesGroup: { Ref: 'Groups' } }),
    'networks for accounts that are a parameter': networks(
      [],
      {},
      {
        StackInstancesGroup: [group({}, { AccountFilterType: 'INTERSECTION', Accounts: { Ref: 'Accounts' } })],
      },
    ),
  },
});

const preferences = (properties: object) => ({ PermissionModel: 'SERVICE_MANAGED', OperationPreferences: properties });

describeRule(stackSetBoundedFailure, {
  compliant: {
    'nothing said, which means the first failure': {},
    'no failure': preferences({ FailureToleranceCount: 0 }),
    'a tenth': preferences({ FailureTolerancePercentage: 10, MaxConcurrentPercentage: 100 }),
    'ten accounts': preferences({ FailureToleranceCount: 10 }),
    'soft tolerance with few at a time': preferences({
      ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
      FailureToleranceCount: 0,
      MaxConcurrentCount: 10,
    }),
  },
  nonCompliant: {
    'more than a tenth': [
      preferences({ FailureTolerancePercentage: 11 }),
      'OperationPreferences.FailureTolerancePercentage',
    ],
    'eleven accounts': [preferences({ FailureToleranceCount: 11 }), 'OperationPreferences.FailureToleranceCount'],
    'everyone, as a text': [
      preferences({ FailureTolerancePercentage: '100' }),
      'OperationPreferences.FailureTolerancePercentage',
    ],
    'soft tolerance with many at a time': [
      preferences({
        ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE',
        FailureToleranceCount: 0,
        MaxConcurrentPercentage: 100,
      }),
      'OperationPreferences.MaxConcurrentPercentage',
    ],
    'soft tolerance with eleven at a time': [
      preferences({ ConcurrencyMode: 'SOFT_FAILURE_TOLERANCE', MaxConcurrentCount: 11 }),
      'OperationPreferences.MaxConcurrentCount',
    ],
  },
  unknown: { 'a parameter': preferences({ FailureToleranceCount: { Ref: 'Count' } }) },
});
