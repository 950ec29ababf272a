import type { Resource } from '../../constructs/nag/template';
import type { Bilingual } from '../../constructs/standard';

/** What AWS charges for, in its unit. The quantity is what stands there from the first day; use comes on top. */
export interface BillableItem {
  readonly what: Bilingual;
  readonly unit: Bilingual;
  /** Tells items of the same type apart, in their ids. @default - nothing for what stands there, `use` for what counts by use */
  readonly key?: string;
  /** Units a month that one resource takes; undefined where only use counts. */
  readonly quantity?: (resource: Resource) => number;
  /** @default - every resource of the type */
  readonly applies?: (resource: Resource) => boolean;
}

/** AWS bills a month as 730 hours. */
const HOURS = 730;

const HOURS_A_MONTH: Bilingual = { en: 'hours a month', zh: '小时/月' };
const BY_USE: Bilingual = { en: 'by use', zh: '按用量' };

const byUse = (en: string, zh: string): BillableItem => ({ what: { en, zh }, unit: BY_USE });

const each = (en: string, zh: string, unit: Bilingual): BillableItem => ({ what: { en, zh }, unit, quantity: () => 1 });

const hourly = (en: string, zh: string): BillableItem => ({
  what: { en, zh },
  unit: HOURS_A_MONTH,
  quantity: () => HOURS,
});

const launchTemplateOf = (group: Resource): Resource | undefined => group.referent('LaunchTemplate.LaunchTemplateId');

function diskGigabytes(group: Resource): number {
  const disks = launchTemplateOf(group)?.list('LaunchTemplateData.BlockDeviceMappings') ?? [];
  const sizes = disks.map((disk) =>
    Number((disk as { readonly Ebs?: { readonly VolumeSize?: number } }).Ebs?.VolumeSize ?? 0),
  );
  return hosts(group) * sizes.reduce((sum, size) => sum + size, 0);
}

const hosts = (group: Resource): number => Number(group.text('DesiredCapacity') || group.text('MinSize'));

const isHttps = (check: Resource): boolean => check.text('HealthCheckConfig.Type').startsWith('HTTPS');

/** By type of resource, what it costs. No prices: they differ by region and change. */
export const billableItems: Readonly<Record<string, readonly BillableItem[]>> = {
  'AWS::KMS::Key': [
    each('KMS keys (each rotation adds key material that is billed, too)', 'KMS 密钥（每次轮换新增的密钥材料亦计费）', {
      en: 'keys',
      zh: '个密钥',
    }),
    byUse('KMS requests', 'KMS 请求'),
  ],
  'AWS::EC2::VPCEndpoint': [
    {
      what: { en: 'Interface endpoints, in each availability zone', zh: '接口终端节点（按可用区计）' },
      unit: HOURS_A_MONTH,
      quantity: (endpoint) => endpoint.list('SubnetIds').length * HOURS,
      applies: (endpoint) => endpoint.text('VpcEndpointType') === 'Interface',
    },
    {
      ...byUse('Data through interface endpoints', '接口终端节点数据处理'),
      applies: (endpoint) => endpoint.text('VpcEndpointType') === 'Interface',
    },
  ],
  'AWS::EC2::TransitGatewayAttachment': [
    hourly('Transit gateway attachments', '中转网关连接'),
    byUse('Data through the transit gateway', '中转网关数据处理'),
  ],
  'AWS::EC2::VPNConnection': [
    hourly('VPN connections', 'VPN 连接'),
    // the transit gateway bills the attachment that comes with it
    { ...hourly('Transit gateway attachments', '中转网关连接'), key: 'attachment' },
    byUse('Data out through VPN connections, and the logs of their tunnels', 'VPN 连接出向数据及隧道日志'),
  ],
  'AWS::DirectConnect::DirectConnectGatewayAssociation': [
    hourly('Transit gateway attachments', '中转网关连接'),
    byUse(
      'Data out through Direct Connect, and the ports of its lines, which are ordered apart',
      'Direct Connect 出向数据及另行订购的线路端口',
    ),
  ],
  'AWS::EC2::NatGateway': [hourly('NAT gateways', 'NAT 网关'), byUse('Data through NAT gateways', 'NAT 网关数据处理')],
  'AWS::EC2::EIP': [hourly('Public IPv4 addresses', '公有 IPv4 地址')],
  'AWS::NetworkFirewall::Firewall': [
    {
      what: { en: 'Firewall endpoints, in each availability zone', zh: '防火墙端点（按可用区计）' },
      unit: HOURS_A_MONTH,
      quantity: (firewall) => firewall.list('SubnetMappings').length * HOURS,
    },
    byUse('Data through the firewall, and its logs', '防火墙数据处理及其日志'),
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    hourly('Application load balancers', '应用负载均衡'),
    byUse('Capacity units of load balancers, by what passes', '负载均衡容量单位（按处理量）'),
    {
      what: {
        en: 'Public IPv4 addresses of load balancers, in each availability zone',
        zh: '负载均衡的公有 IPv4 地址（按可用区计）',
      },
      unit: HOURS_A_MONTH,
      key: 'address',
      quantity: (balancer) => balancer.list('Subnets').length * HOURS,
      applies: (balancer) => balancer.text('Scheme') === 'internet-facing',
    },
  ],
  'AWS::WAFv2::WebACL': [
    each('Web firewalls', 'Web 应用防火墙', { en: 'firewalls', zh: '个' }),
    {
      what: { en: 'Rules of web firewalls', zh: 'Web 应用防火墙规则' },
      unit: { en: 'rules', zh: '条规则' },
      key: 'rules',
      quantity: (firewall) => firewall.list('Rules').length,
    },
    byUse('Requests through web firewalls', '经 Web 应用防火墙的请求'),
  ],
  'AWS::Route53Profiles::ProfileAssociation': [
    hourly('Networks associated with a Route 53 profile', '关联 Route 53 配置文件的网络'),
  ],
  'AWS::SSM::Parameter': [
    {
      ...each('Advanced parameters', '高级参数', { en: 'parameters', zh: '个参数' }),
      applies: (parameter) => parameter.text('Tier') === 'Advanced',
    },
  ],
  'AWS::Route53Resolver::FirewallDomainList': [
    {
      what: { en: 'Domains in lists of the DNS firewall', zh: 'DNS 防火墙列表中的域名' },
      unit: { en: 'domains', zh: '个域名' },
      quantity: (list) => list.list('Domains').length,
    },
  ],
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': [
    byUse('DNS queries through the DNS firewall', '经 DNS 防火墙的查询'),
  ],
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': [
    byUse('DNS query logs delivered to S3 (vended logs)', '送达 S3 的 DNS 查询日志（vended logs）'),
  ],
  'AWS::AutoScaling::AutoScalingGroup': [
    {
      what: { en: 'Bastion instances', zh: '堡垒机实例' },
      unit: HOURS_A_MONTH,
      quantity: (group) => hosts(group) * HOURS,
    },
    {
      what: { en: 'EBS volumes (gp3)', zh: 'EBS 卷（gp3）' },
      unit: { en: 'GB', zh: 'GB' },
      key: 'disk',
      quantity: diskGigabytes,
    },
    {
      what: { en: 'Detailed monitoring of instances', zh: '实例详细监控' },
      unit: { en: 'instances', zh: '个实例' },
      key: 'monitoring',
      quantity: hosts,
      applies: (group) => launchTemplateOf(group)?.raw('LaunchTemplateData.Monitoring.Enabled') === true,
    },
  ],
  'AWS::CloudTrail::Trail': [
    byUse(
      'Audit trail: data events of every bucket and table; management events where an account has another trail',
      '审计跟踪：全部存储桶与数据表的数据事件；账号已有其他跟踪时的管理事件',
    ),
    {
      ...byUse(
        'Audit trail in CloudWatch Logs: every event that the trail records is data in',
        'CloudWatch Logs 中的审计跟踪：跟踪记录的每个事件均按写入计费',
      ),
      key: 'logs-use',
      applies: (trail) => trail.has('CloudWatchLogsLogGroupArn'),
    },
  ],
  'AWS::Config::ConfigurationRecorder': [byUse('Configuration items of AWS Config', 'AWS Config 配置项')],
  'AWS::GuardDuty::Detector': [
    byUse(
      'Threat detection of GuardDuty: events, flows and queries looked at; what runs on hosts, by vCPU; disks scanned',
      'GuardDuty 威胁检测：所分析的事件、流量与查询；主机运行时监测（按 vCPU）；扫描的磁盘',
    ),
  ],
  'AWS::CloudWatch::Alarm': [each('CloudWatch alarms', 'CloudWatch 告警', { en: 'alarms', zh: '个告警' })],
  'AWS::Logs::LogGroup': [byUse('CloudWatch Logs: data in and stored', 'CloudWatch Logs：写入与存储')],
  'AWS::Logs::MetricFilter': [
    byUse('Custom metrics of filters, in hours in which something matched', '筛选器的自定义指标（仅有匹配的小时计费）'),
  ],
  'AWS::EC2::FlowLog': [byUse('Flow logs delivered to S3 (vended logs)', '送达 S3 的流日志（vended logs）')],
  'AWS::S3::Bucket': [
    byUse('S3: storage for at least the retention period, requests', 'S3：存储（至少为保留期）与请求'),
    {
      ...byUse('S3: replication to the other region, with data transfer', 'S3：跨区域复制及数据传输'),
      key: 'replication-use',
      applies: (bucket) => bucket.has('ReplicationConfiguration'),
    },
  ],
  'AWS::Backup::BackupVault': [byUse('Backup storage', '备份存储')],
  'AWS::Backup::BackupPlan': [
    byUse('Backup copies to the recovery region, with data transfer', '备份复制到恢复区域及数据传输'),
  ],
  'AWS::Route53::HealthCheck': [
    each('Route 53 health checks', 'Route 53 健康检查', { en: 'checks', zh: '个检查' }),
    {
      what: { en: 'Options of health checks: HTTPS', zh: '健康检查选项：HTTPS' },
      unit: { en: 'checks', zh: '个检查' },
      key: 'https',
      quantity: () => 1,
      applies: isHttps,
    },
    {
      what: { en: 'Options of health checks: every 10 seconds', zh: '健康检查选项：10 秒间隔' },
      unit: { en: 'checks', zh: '个检查' },
      key: 'every-10-seconds',
      quantity: () => 1,
      applies: (check) => Number(check.text('HealthCheckConfig.RequestInterval')) === 10,
    },
  ],
  'AWS::Route53::RecordSet': [byUse('DNS queries', 'DNS 查询')],
  'AWS::SNS::Topic': [byUse('Notifications', '通知')],
  'AWS::DynamoDB::Table': [byUse('DynamoDB: requests and storage', 'DynamoDB：请求与存储')],
  'AWS::SQS::Queue': [byUse('SQS requests', 'SQS 请求')],
  'AWS::Lambda::Function': [byUse('Lambda requests and duration', 'Lambda 请求与时长')],
};

/** `ec2-vpc-endpoint`, `ec2-vpc-endpoint-use`: what a list of prices calls an item. */
export function itemId(type: string, { key, quantity }: BillableItem): string {
  const resource = type
    .replace(/^AWS::/, '')
    .replace('WAFv2', 'Wafv2')
    .replace(/::/g, '-')
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-')
    .toLowerCase();
  return [resource, key ?? (quantity ? '' : 'use')].filter(Boolean).join('-');
}

/** All that a list of prices may name. */
export const itemIds = (): readonly string[] =>
  Object.entries(billableItems).flatMap(([type, items]) => items.map((item) => itemId(type, item)));

/** Types that are not billed themselves. A test sees to it that each type in the templates is here or above. */
export const freeOfCharge: readonly string[] = [
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::Backup::BackupSelection',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFormation::StackSet',
  'AWS::Config::DeliveryChannel',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayRoute',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::TransitGatewayRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::SAMLProvider',
  'AWS::IAM::User',
  'AWS::KMS::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Logs::SubscriptionFilter',
  'AWS::NetworkFirewall::FirewallPolicy',
  'AWS::NetworkFirewall::LoggingConfiguration',
  'AWS::NetworkFirewall::RuleGroup',
  'AWS::Organizations::OrganizationalUnit',
  'AWS::Organizations::Policy',
  'AWS::RAM::ResourceShare',
  'AWS::Route53Profiles::Profile',
  'AWS::Route53Profiles::ProfileResourceAssociation',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Document',
  'AWS::SSO::PermissionSet',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACLAssociation',
  'Custom::AcceptedTransitAttachment',
  'Custom::EmptyDefaultSecurityGroup',
  'Custom::IdentityAssignments',
  'Custom::HybridAttachment',
  'Custom::RemoveDefaultNetwork',
  'Custom::SharedEndpointProfile',
  'Custom::SharedTransitGateway',
  'Custom::TransitSpokes',
];
