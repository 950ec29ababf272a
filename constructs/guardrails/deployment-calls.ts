import { functionRoleName } from '../job-functions/names';
import type { PartitionName } from '../partition';
import { ABSENT } from './conditions';

/** What a request says of what it is about: condition keys, in lower case, with their values, or that it has none of them. */
export type Said = Readonly<Record<string, string | typeof ABSENT>>;

/** What somebody has to be able to do. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** Keys that are not named depend on what is asked for. @default - nothing */
  readonly says?: Said;
}

/** Actions on one resource, whose ARN stands without `arn:<partition>:`, or `*` for actions that know none. */
interface Calls {
  readonly on: string;
  readonly actions: readonly string[];
  /** Ways in which an action is called, of which each has to be possible. @default - one, which says nothing */
  readonly says?: Readonly<Record<string, readonly Said[]>>;
}

/** An account and a region that stand for any. */
export const ANY_ACCOUNT = '111111111111';
export const ANY_REGION = 'any-region-1';

const inRegion = (service: string, rest: string): string => `${service}:${ANY_REGION}:${ANY_ACCOUNT}:${rest}`;
const iam = (rest: string): string => `iam::${ANY_ACCOUNT}:${rest}`;
const ec2 = (type: string, ...actions: readonly string[]): Calls => ({
  on: inRegion('ec2', `${type}/x`),
  actions: [...actions, 'ec2:CreateTags'],
});

const webFirewall = (name: string, ...actions: readonly string[]): Calls => ({
  on: inRegion('wafv2', `regional/webacl/${name}-x/x`),
  actions,
});

/** The role with which the CDK has CloudFormation make resources. */
const EXECUTION_ROLE = 'role/cdk-x-cfn-exec-role';

/**
 * What CloudFormation and the CDK do in any landing zone: they read the version of the bootstrap, upload templates and code and
 * read them again, make and carry out change sets, ask how it went, undo what failed, and pass on the role that makes resources.
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
const everyDeployment = ({ partition, name }: Deployed): readonly Calls[] => [
  {
    on: inRegion('cloudformation', `stack/${name}-x/x`),
    actions: [
      'cloudformation:CreateStack',
      'cloudformation:UpdateStack',
      'cloudformation:CreateChangeSet',
      'cloudformation:DeleteChangeSet',
      'cloudformation:DeleteStack',
      'cloudformation:DescribeChangeSet',
      'cloudformation:DescribeStackEvents',
      'cloudformation:DescribeStacks',
      'cloudformation:ExecuteChangeSet',
      'cloudformation:GetTemplate',
    ],
    says: Object.fromEntries(
      ['CreateStack', 'UpdateStack', 'CreateChangeSet', 'DeleteStack'].map((action) => [
        `cloudformation:${action}`,
        [{ 'cloudformation:rolearn': `arn:${partition}:${iam(EXECUTION_ROLE)}` }],
      ]),
    ),
  },
  {
    on: iam(EXECUTION_ROLE),
    actions: ['iam:PassRole'],
    says: { 'iam:PassRole': [{ 'iam:passedtoservice': 'cloudformation.amazonaws.com' }] },
  },
  {
    on: iam('role/cdk-x-deploy-role'),
    actions: ['sts:AssumeRole'],
    says: { 'sts:AssumeRole': [{ 'sts:externalid': ABSENT, 'sts:sourceidentity': ABSENT }] },
  },
  { on: inRegion('ssm', 'parameter/cdk-bootstrap/x/version'), actions: ['ssm:GetParameter', 'ssm:GetParameters'] },
  { on: 's3:::cdk-x-assets-x', actions: ['s3:GetBucketLocation', 's3:ListBucket'] },
  { on: 's3:::cdk-x-assets-x/x', actions: ['s3:GetObject', 's3:PutObject'] },
];

/** Services to which roles of the landing zone are passed. */
export const PASSED_TO: readonly string[] = ['backup', 'cloudtrail', 'config', 'ec2', 'events', 'lambda', 's3'].map(
  (service) => `${service}.amazonaws.com`,
);

/** Roles of the landing zone have no boundary: those of workloads cannot be told from them by one. */
const UNBOUNDED: readonly Said[] = [{ 'iam:permissionsboundary': ABSENT }];

/** Functions of the landing zone stand in no network, have no layers, and are not signed. */
const PLAIN_FUNCTION: readonly Said[] = [
  {
    'lambda:codesigningconfigarn': ABSENT,
    'lambda:layer': ABSENT,
    'lambda:securitygroupids': ABSENT,
    'lambda:subnetids': ABSENT,
    'lambda:vpcids': ABSENT,
  },
];

/** What making them takes beside, on other resources: no key is known yet by the one who makes it. */
const besides = (name: string): readonly Calls[] => [
  {
    on: '*',
    actions: ['elasticloadbalancing:SetWebAcl', 'kms:CreateKey', 'logs:CreateLogDelivery'],
  },
  {
    on: inRegion('elasticloadbalancing', `listener/app/${name}-x/x/x`),
    actions: ['elasticloadbalancing:ModifyListenerAttributes'],
  },
  {
    on: inRegion('logs', `log-group:aws-waf-logs-${name}-x`),
    actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
  },
];

/** What makes a resource of each type that the stacks of the landing zone put into member accounts. */
const byType = (name: string): Readonly<Record<string, Calls>> => ({
  'AWS::AccessAnalyzer::Analyzer': {
    on: inRegion('access-analyzer', `analyzer/${name}-x`),
    actions: ['access-analyzer:CreateAnalyzer'],
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    on: inRegion('autoscaling', `autoScalingGroup:x:autoScalingGroupName/${name}-x`),
    actions: ['autoscaling:CreateAutoScalingGroup'],
  },
  'AWS::Backup::BackupPlan': { on: inRegion('backup', 'backup-plan:x'), actions: ['backup:CreateBackupPlan'] },
  'AWS::Backup::BackupSelection': {
    on: inRegion('backup', 'backup-plan:x'),
    actions: ['backup:CreateBackupSelection'],
  },
  'AWS::Backup::BackupVault': {
    on: inRegion('backup', `backup-vault:${name}-x`),
    actions: [
      'backup:CreateBackupVault',
      'backup:PutBackupVaultAccessPolicy',
      'backup:PutBackupVaultLockConfiguration',
    ],
  },
  'AWS::CertificateManager::Certificate': { on: '*', actions: ['acm:RequestCertificate'] },
  'AWS::CloudTrail::Trail': {
    on: inRegion('cloudtrail', `trail/${name}-x`),
    actions: ['cloudtrail:CreateTrail', 'cloudtrail:PutEventSelectors', 'cloudtrail:StartLogging'],
  },
  'AWS::CloudWatch::Alarm': { on: inRegion('cloudwatch', `alarm:${name}-x`), actions: ['cloudwatch:PutMetricAlarm'] },
  'AWS::Config::ConfigurationRecorder': {
    on: '*',
    actions: ['config:PutConfigurationRecorder', 'config:StartConfigurationRecorder'],
  },
  'AWS::Config::DeliveryChannel': { on: '*', actions: ['config:PutDeliveryChannel'] },
  'AWS::DirectConnect::DirectConnectGatewayAssociation': {
    on: `directconnect::${ANY_ACCOUNT}:dx-gateway/x`,
    actions: ['directconnect:CreateDirectConnectGatewayAssociation'],
  },
  'AWS::DynamoDB::Table': {
    on: inRegion('dynamodb', `table/${name}-x`),
    actions: [
      'dynamodb:CreateTable',
      'dynamodb:PutResourcePolicy',
      'dynamodb:UpdateContinuousBackups',
      'dynamodb:UpdateTimeToLive',
    ],
  },
  'AWS::EC2::CustomerGateway': ec2('customer-gateway', 'ec2:CreateCustomerGateway'),
  'AWS::EC2::EIP': ec2('elastic-ip', 'ec2:AllocateAddress'),
  'AWS::EC2::FlowLog': ec2('vpc-flow-log', 'ec2:CreateFlowLogs'),
  'AWS::EC2::InternetGateway': ec2('internet-gateway', 'ec2:CreateInternetGateway'),
  'AWS::EC2::LaunchTemplate': ec2('launch-template', 'ec2:CreateLaunchTemplate'),
  'AWS::EC2::NatGateway': ec2('natgateway', 'ec2:CreateNatGateway'),
  'AWS::EC2::NetworkAcl': ec2('network-acl', 'ec2:CreateNetworkAcl'),
  'AWS::EC2::NetworkAclEntry': ec2('network-acl', 'ec2:CreateNetworkAclEntry'),
  'AWS::EC2::Route': ec2('route-table', 'ec2:CreateRoute'),
  'AWS::EC2::RouteTable': ec2('route-table', 'ec2:CreateRouteTable'),
  'AWS::EC2::SecurityGroup': ec2('security-group', 'ec2:CreateSecurityGroup'),
  'AWS::EC2::SecurityGroupEgress': ec2(
    'security-group',
    'ec2:AuthorizeSecurityGroupEgress',
    'ec2:RevokeSecurityGroupEgress',
  ),
  'AWS::EC2::SecurityGroupIngress': ec2('security-group', 'ec2:AuthorizeSecurityGroupIngress'),
  'AWS::EC2::Subnet': ec2('subnet', 'ec2:CreateSubnet'),
  'AWS::EC2::SubnetNetworkAclAssociation': ec2('network-acl', 'ec2:ReplaceNetworkAclAssociation'),
  'AWS::EC2::SubnetRouteTableAssociation': ec2('route-table', 'ec2:AssociateRouteTable'),
  'AWS::EC2::TransitGateway': ec2('transit-gateway', 'ec2:CreateTransitGateway'),
  'AWS::EC2::TransitGatewayAttachment': ec2('transit-gateway-attachment', 'ec2:CreateTransitGatewayVpcAttachment'),
  'AWS::EC2::TransitGatewayRoute': ec2('transit-gateway-route-table', 'ec2:CreateTransitGatewayRoute'),
  'AWS::EC2::TransitGatewayRouteTable': ec2('transit-gateway-route-table', 'ec2:CreateTransitGatewayRouteTable'),
  'AWS::EC2::TransitGatewayRouteTableAssociation': ec2(
    'transit-gateway-route-table',
    'ec2:AssociateTransitGatewayRouteTable',
  ),
  'AWS::EC2::VPC': ec2('vpc', 'ec2:CreateVpc', 'ec2:ModifyVpcAttribute'),
  'AWS::EC2::VPCEndpoint': ec2('vpc-endpoint', 'ec2:CreateVpcEndpoint'),
  'AWS::EC2::VPCGatewayAttachment': ec2('internet-gateway', 'ec2:AttachInternetGateway'),
  'AWS::EC2::VPNConnection': ec2('vpn-connection', 'ec2:CreateVpnConnection'),
  'AWS::ElasticLoadBalancingV2::Listener': {
    on: inRegion('elasticloadbalancing', `loadbalancer/app/${name}-x/x`),
    actions: ['elasticloadbalancing:CreateListener'],
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    on: inRegion('elasticloadbalancing', `loadbalancer/app/${name}-x/x`),
    actions: [
      'elasticloadbalancing:AddTags',
      'elasticloadbalancing:CreateLoadBalancer',
      'elasticloadbalancing:ModifyLoadBalancerAttributes',
    ],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    on: inRegion('elasticloadbalancing', `targetgroup/${name}-x/x`),
    actions: ['elasticloadbalancing:CreateTargetGroup', 'elasticloadbalancing:RegisterTargets'],
  },
  'AWS::Events::EventBusPolicy': { on: '*', actions: ['events:PutPermission'] },
  'AWS::Events::Rule': {
    on: inRegion('events', `rule/${name}-x`),
    actions: ['events:PutRule', 'events:PutTargets'],
  },
  'AWS::GuardDuty::Detector': { on: '*', actions: ['guardduty:CreateDetector'] },
  'AWS::IAM::InstanceProfile': {
    on: iam(`instance-profile/${name}-x`),
    actions: ['iam:AddRoleToInstanceProfile', 'iam:CreateInstanceProfile'],
  },
  'AWS::IAM::ManagedPolicy': {
    on: iam(`policy/${name}-x`),
    actions: ['iam:CreatePolicy', 'iam:CreatePolicyVersion'],
  },
  'AWS::IAM::Policy': {
    on: iam(`role/${name}-x`),
    actions: ['iam:PutRolePolicy'],
    says: { 'iam:PutRolePolicy': UNBOUNDED },
  },
  'AWS::IAM::Role': {
    on: iam(`role/${name}-x`),
    actions: [
      'iam:CreateRole',
      'iam:AttachRolePolicy',
      'iam:PassRole',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
      'iam:TagRole',
    ],
    says: {
      'iam:CreateRole': UNBOUNDED,
      'iam:AttachRolePolicy': UNBOUNDED,
      'iam:PassRole': PASSED_TO.map((service) => ({ 'iam:passedtoservice': service })),
      'iam:PutRolePolicy': UNBOUNDED,
    },
  },
  'AWS::IAM::SAMLProvider': { on: iam(`saml-provider/${name}-x`), actions: ['iam:CreateSAMLProvider'] },
  'AWS::IAM::User': {
    on: iam(`user/break-glass/${functionRoleName(name, 'break-glass')}-1`),
    actions: ['iam:CreateUser', 'iam:PutUserPolicy'],
    says: { 'iam:CreateUser': UNBOUNDED, 'iam:PutUserPolicy': UNBOUNDED },
  },
  'AWS::KMS::Alias': { on: inRegion('kms', `alias/${name}/x`), actions: ['kms:CreateAlias'] },
  'AWS::KMS::Key': {
    on: inRegion('kms', 'key/x'),
    actions: ['kms:EnableKeyRotation', 'kms:PutKeyPolicy', 'kms:TagResource'],
  },
  'AWS::Lambda::EventSourceMapping': {
    // it is named when it is there
    on: '*',
    actions: ['lambda:CreateEventSourceMapping'],
  },
  'AWS::Lambda::Function': {
    on: inRegion('lambda', `function:${name}-x`),
    actions: ['lambda:CreateFunction', 'lambda:PutFunctionConcurrency'],
    says: { 'lambda:CreateFunction': PLAIN_FUNCTION },
  },
  'AWS::Lambda::Permission': { on: inRegion('lambda', `function:${name}-x`), actions: ['lambda:AddPermission'] },
  'AWS::Logs::LogGroup': {
    on: inRegion('logs', `log-group:/${name}/x`),
    actions: ['logs:CreateLogGroup', 'logs:PutRetentionPolicy'],
  },
  'AWS::Logs::MetricFilter': { on: inRegion('logs', `log-group:/${name}/x`), actions: ['logs:PutMetricFilter'] },
  'AWS::Logs::QueryDefinition': { on: '*', actions: ['logs:PutQueryDefinition'] },
  'AWS::Logs::ResourcePolicy': { on: '*', actions: ['logs:PutResourcePolicy'] },
  'AWS::Logs::SubscriptionFilter': {
    on: inRegion('logs', `log-group:/${name}/x`),
    actions: ['logs:PutSubscriptionFilter'],
  },
  'AWS::Route53::HealthCheck': { on: '*', actions: ['route53:CreateHealthCheck'] },
  'AWS::Route53::RecordSet': { on: 'route53:::hostedzone/x', actions: ['route53:ChangeResourceRecordSets'] },
  'AWS::S3::Bucket': {
    on: `s3:::${name}-x`,
    actions: [
      's3:CreateBucket',
      's3:PutBucketObjectLockConfiguration',
      's3:PutBucketOwnershipControls',
      's3:PutBucketNotification',
      's3:PutBucketPublicAccessBlock',
      's3:PutBucketTagging',
      's3:PutBucketVersioning',
      's3:PutEncryptionConfiguration',
      's3:PutLifecycleConfiguration',
      's3:PutReplicationConfiguration',
    ],
  },
  'AWS::NetworkFirewall::Firewall': {
    on: inRegion('network-firewall', `firewall/${name}-x`),
    actions: ['network-firewall:CreateFirewall'],
  },
  'AWS::NetworkFirewall::FirewallPolicy': {
    on: inRegion('network-firewall', `firewall-policy/${name}-x`),
    actions: ['network-firewall:CreateFirewallPolicy'],
  },
  'AWS::NetworkFirewall::LoggingConfiguration': {
    on: inRegion('network-firewall', `firewall/${name}-x`),
    actions: ['network-firewall:UpdateLoggingConfiguration'],
  },
  'AWS::NetworkFirewall::RuleGroup': {
    on: inRegion('network-firewall', `stateful-rulegroup/${name}-x`),
    actions: ['network-firewall:CreateRuleGroup'],
  },
  'AWS::RAM::ResourceShare': { on: '*', actions: ['ram:CreateResourceShare'] },
  'AWS::Route53Profiles::Profile': { on: '*', actions: ['route53profiles:CreateProfile'] },
  'AWS::Route53Profiles::ProfileAssociation': { on: '*', actions: ['route53profiles:AssociateProfile'] },
  'AWS::Route53Profiles::ProfileResourceAssociation': {
    on: '*',
    actions: ['route53profiles:AssociateResourceToProfile'],
  },
  'AWS::Route53Resolver::FirewallDomainList': {
    on: inRegion('route53resolver', 'firewall-domain-list/x'),
    actions: ['route53resolver:CreateFirewallDomainList', 'route53resolver:UpdateFirewallDomains'],
  },
  'AWS::Route53Resolver::FirewallRuleGroup': {
    on: inRegion('route53resolver', 'firewall-rule-group/x'),
    actions: ['route53resolver:CreateFirewallRule', 'route53resolver:CreateFirewallRuleGroup'],
  },
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': {
    on: inRegion('route53resolver', 'firewall-rule-group-association/x'),
    actions: ['route53resolver:AssociateFirewallRuleGroup'],
  },
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': {
    on: inRegion('route53resolver', 'resolver-query-log-config/x'),
    actions: ['route53resolver:CreateResolverQueryLogConfig'],
  },
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': {
    on: inRegion('route53resolver', 'resolver-query-log-config/x'),
    actions: ['route53resolver:AssociateResolverQueryLogConfig'],
  },
  'AWS::S3::BucketPolicy': { on: `s3:::${name}-x`, actions: ['s3:PutBucketPolicy'] },
  'AWS::SNS::Subscription': { on: inRegion('sns', `${name}-x`), actions: ['sns:Subscribe'] },
  'AWS::SNS::Topic': { on: inRegion('sns', `${name}-x`), actions: ['sns:CreateTopic', 'sns:SetTopicAttributes'] },
  'AWS::SNS::TopicPolicy': { on: inRegion('sns', `${name}-x`), actions: ['sns:SetTopicAttributes'] },
  'AWS::SQS::Queue': { on: inRegion('sqs', `${name}-x`), actions: ['sqs:CreateQueue', 'sqs:SetQueueAttributes'] },
  'AWS::SQS::QueuePolicy': { on: inRegion('sqs', `${name}-x`), actions: ['sqs:SetQueueAttributes'] },
  'AWS::SSM::Document': {
    on: inRegion('ssm', `document/${name}-x`),
    actions: ['ssm:CreateDocument', 'ssm:UpdateDocument', 'ssm:UpdateDocumentDefaultVersion'],
  },
  'AWS::SSM::Parameter': {
    on: inRegion('ssm', `parameter/${name}/x`),
    actions: ['ssm:AddTagsToResource', 'ssm:PutParameter'],
  },
  'AWS::WAFv2::LoggingConfiguration': webFirewall(name, 'wafv2:PutLoggingConfiguration'),
  'AWS::WAFv2::WebACL': webFirewall(name, 'wafv2:CreateWebACL', 'wafv2:TagResource'),
  'AWS::WAFv2::WebACLAssociation': webFirewall(name, 'wafv2:AssociateWebACL'),
  // whatever their names, a function makes them
  'Custom::': { on: inRegion('lambda', `function:${name}-x`), actions: ['lambda:InvokeFunction'] },
});

/** Types of which `callsOfDeployment` knows what makes them; `Custom::` stands for all that begin so. */
export const DEPLOYED_TYPES: readonly string[] = Object.keys(byType('x'));

/** Where calls are made: `name` begins the names of what the landing zone makes. */
interface Deployed {
  readonly partition: PartitionName;
  readonly name: string;
}

/** What the roles have to do that deploy a landing zone, whatever it has; each once. */
export const callsOfDeployment = (deployed: Deployed): readonly Call[] =>
  callsIn(everyDeployment(deployed), deployed.partition);

/** What they have to do to make its resources in member accounts, in which alone policies of the organization hold; each once. */
export const callsOfCreation = ({ partition, name }: Deployed): readonly Call[] =>
  callsIn([...Object.values(byType(name)), ...besides(name)], partition);

function callsIn(all: readonly Calls[], partition: PartitionName): readonly Call[] {
  const calls = all.flatMap(({ on, actions, says = {} }) => {
    const resource = on === '*' ? on : `arn:${partition}:${on}`;
    return actions.flatMap(
      (action): readonly Call[] =>
        says[action]?.map((said) => ({ action, resource, says: said })) ?? [{ action, resource }],
    );
  });
  return [...new Map(calls.map((call) => [wordsOf(call), call])).values()];
}

const wordsOf = ({ action, resource, says = {} }: Call): string =>
  [action, resource, ...Object.entries(says).flat().map(String)].join(' ');
