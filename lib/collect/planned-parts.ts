import type { LiveProperties } from './reader';

/** Of a resource that is read, what templates may write as resources of their own. */
export interface Parts {
  /** Under which name the live ones are read, a property or a fact. What the template has there itself is among them. */
  readonly live: string;
  readonly type: string;
  /** The property of a part that refers to what it belongs to, and the property of that by whose value it may do so. */
  readonly by: string;
  readonly name?: string;
  /** What of a part is read. */
  readonly read: readonly string[];
  /** By what a live one is called, where no template has it. */
  readonly label: string;
  /** True where CloudFormation gives the label, if a template does not. */
  readonly generated?: true;
}

const RULE = ['IpProtocol', 'FromPort', 'ToPort', 'CidrIp', 'CidrIpv6'];

const DESTINATION = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'];

const TARGET = [
  'CarrierGatewayId',
  'CoreNetworkArn',
  'EgressOnlyInternetGatewayId',
  'GatewayId',
  'InstanceId',
  'LocalGatewayId',
  'NatGatewayId',
  'NetworkInterfaceId',
  'TransitGatewayId',
  'VpcEndpointId',
  'VpcPeeringConnectionId',
];

/** By type of what the parts belong to. What of it is live and in no template is as wrong as what a template has and is gone. */
export const PLANNED_PARTS: Readonly<Record<string, readonly Parts[]>> = {
  'AWS::Backup::BackupPlan': [
    {
      live: 'selections',
      type: 'AWS::Backup::BackupSelection',
      by: 'BackupPlanId',
      read: ['BackupSelection'],
      label: 'BackupSelection.SelectionName',
    },
  ],
  'AWS::EC2::NetworkAcl': [
    {
      live: 'entries',
      type: 'AWS::EC2::NetworkAclEntry',
      by: 'NetworkAclId',
      read: ['CidrBlock', 'Egress', 'Icmp', 'Ipv6CidrBlock', 'PortRange', 'Protocol', 'RuleAction', 'RuleNumber'],
      label: 'RuleNumber',
    },
  ],
  'AWS::EC2::RouteTable': [
    {
      live: 'routes',
      type: 'AWS::EC2::Route',
      by: 'RouteTableId',
      read: [...DESTINATION, ...TARGET],
      label: 'DestinationCidrBlock',
    },
    {
      live: 'subnets',
      type: 'AWS::EC2::SubnetRouteTableAssociation',
      by: 'RouteTableId',
      read: ['SubnetId'],
      label: 'SubnetId',
    },
  ],
  'AWS::EC2::SecurityGroup': [
    {
      live: 'SecurityGroupIngress',
      type: 'AWS::EC2::SecurityGroupIngress',
      by: 'GroupId',
      read: [...RULE, 'SourcePrefixListId', 'SourceSecurityGroupId'],
      label: 'CidrIp',
    },
    {
      live: 'SecurityGroupEgress',
      type: 'AWS::EC2::SecurityGroupEgress',
      by: 'GroupId',
      read: [...RULE, 'DestinationPrefixListId', 'DestinationSecurityGroupId'],
      label: 'CidrIp',
    },
  ],
  'AWS::EC2::Subnet': [
    {
      live: 'accessLists',
      type: 'AWS::EC2::SubnetNetworkAclAssociation',
      by: 'SubnetId',
      read: ['NetworkAclId'],
      label: 'NetworkAclId',
    },
  ],
  'AWS::EC2::VPC': [
    {
      live: 'gateways',
      type: 'AWS::EC2::VPCGatewayAttachment',
      by: 'VpcId',
      read: ['InternetGatewayId'],
      label: 'InternetGatewayId',
    },
  ],
  'AWS::IAM::Role': [
    {
      live: 'Policies',
      type: 'AWS::IAM::Policy',
      by: 'Roles',
      name: 'RoleName',
      read: ['PolicyName', 'PolicyDocument'],
      label: 'PolicyName',
    },
  ],
  'AWS::IAM::User': [
    {
      live: 'Policies',
      type: 'AWS::IAM::Policy',
      by: 'Users',
      name: 'UserName',
      read: ['PolicyName', 'PolicyDocument'],
      label: 'PolicyName',
    },
  ],
  'AWS::KMS::Key': [
    { live: 'aliases', type: 'AWS::KMS::Alias', by: 'TargetKeyId', read: ['AliasName'], label: 'AliasName' },
  ],
  'AWS::Logs::LogGroup': [
    {
      live: 'metricFilters',
      type: 'AWS::Logs::MetricFilter',
      by: 'LogGroupName',
      name: 'LogGroupName',
      read: ['FilterName', 'FilterPattern', 'MetricTransformations'],
      label: 'FilterName',
      generated: true,
    },
    {
      live: 'subscriptionFilters',
      type: 'AWS::Logs::SubscriptionFilter',
      by: 'LogGroupName',
      name: 'LogGroupName',
      read: ['FilterName', 'FilterPattern', 'DestinationArn'],
      label: 'FilterName',
      generated: true,
    },
  ],
  'AWS::Lambda::Function': [
    {
      live: 'permissions',
      type: 'AWS::Lambda::Permission',
      by: 'FunctionName',
      name: 'FunctionName',
      read: ['Action', 'Principal', 'SourceArn', 'SourceAccount', 'PrincipalOrgID'],
      label: 'Principal',
    },
    {
      live: 'urls',
      type: 'AWS::Lambda::Url',
      by: 'TargetFunctionArn',
      name: 'FunctionName',
      read: ['AuthType', 'Cors', 'InvokeMode'],
      label: 'AuthType',
    },
  ],
  'AWS::SNS::Topic': [
    {
      live: 'policies',
      type: 'AWS::SNS::TopicPolicy',
      by: 'Topics',
      read: ['PolicyDocument'],
      label: 'PolicyDocument',
    },
    {
      live: 'subscriptions',
      type: 'AWS::SNS::Subscription',
      by: 'TopicArn',
      read: ['Protocol', 'Endpoint', 'FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery'],
      label: 'Endpoint',
    },
  ],
  'AWS::SQS::Queue': [
    {
      live: 'policies',
      type: 'AWS::SQS::QueuePolicy',
      by: 'Queues',
      read: ['PolicyDocument'],
      label: 'PolicyDocument',
    },
  ],
};

/** The types that are read with what they belong to. */
export const PART_TYPES: ReadonlySet<string> = new Set(
  Object.values(PLANNED_PARTS).flatMap((parts) => parts.map(({ type }) => type)),
);

/** What CloudFormation decides. */
const GENERATED = { 'Fn::Generated': [] };

/** The part of a resource that is read. */
export const readOf = ({ read, label, generated }: Parts, properties: LiveProperties): LiveProperties => ({
  ...(generated && { [label]: GENERATED }),
  ...Object.fromEntries(read.filter((key) => key in properties).map((key) => [key, properties[key]])),
});
