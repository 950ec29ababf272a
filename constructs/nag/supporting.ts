import type { Bilingual } from '../standard';

const joins = (en: string, zh: string): Bilingual => ({
  en: `joins ${en} and decides nothing by itself`,
  zh: `仅用于关联${zh}，自身不作任何安全决定`,
});

const names = (en: string, zh: string): Bilingual => ({
  en: `gives a name to ${en} and decides nothing by itself`,
  zh: `仅为${zh}命名，自身不作任何安全决定`,
});

const judgedWith = (en: string, zh: string): Bilingual => ({
  en: `is judged together with ${en}`,
  zh: `随${zh}一并判定`,
});

/**
 * Types of AWS that no rule need judge, and why (`cdktf/nag/supporting.ts` lists those of Azure). A type belongs here only where it holds no security decision of its own, or where
 * every rule that matters reads it through another resource; whatever else no rule judges is a gap, and a test says so.
 */
const SUPPORTING: Readonly<Record<string, Bilingual>> = {
  'AWS::ApiGateway::Account': {
    en: 'lets API Gateway write logs, by a role that is judged',
    zh: '仅允许 API Gateway 写入日志（所用角色另行判定）',
  },
  'AWS::ApiGateway::Authorizer': judgedWith('the methods that ask it', '使用它的方法'),
  'AWS::ApiGateway::BasePathMapping': joins('an API and its domain, which is judged,', 'API 与其域名（域名另行判定）'),
  'AWS::ApiGateway::Model': judgedWith('the methods that use it', '使用它的方法'),
  'AWS::ApiGateway::RequestValidator': judgedWith('the methods that use it', '使用它的方法'),
  'AWS::ApiGateway::Resource': names('a path, whose methods are judged,', '路径（其方法另行判定）'),
  'AWS::ApiGateway::UsagePlan': judgedWith('the stages that it covers', '其覆盖的阶段'),
  'AWS::ApiGateway::UsagePlanKey': joins('a client and its limits', '客户端与其限额'),
  'AWS::CDK::Metadata': { en: 'tells which library versions made the stack', zh: '仅记录生成堆栈的库版本' },
  'AWS::CloudFormation::Stack': judgedWith('the template that it deploys', '其部署的模板'),
  'AWS::CloudWatch::Dashboard': { en: 'shows measurements and changes nothing', zh: '仅展示度量，不改变任何资源' },
  'AWS::Config::DeliveryChannel': judgedWith('the bucket to which it delivers', '其投递的存储桶'),
  'AWS::EC2::CustomerGateway': names('the other side of a VPN, which is judged,', 'VPN 的对端（VPN 另行判定）'),
  'AWS::EC2::InternetGateway': {
    en: 'carries nothing until a route leads to it; routes are judged with their subnet',
    zh: '无路由指向时不承载流量；路由随子网一并判定',
  },
  'AWS::EC2::NatGateway': judgedWith('the subnets whose routes lead to it', '路由指向它的子网'),
  'AWS::EC2::NetworkAcl': judgedWith('the subnets that use it', '使用它的子网'),
  'AWS::EC2::Route': judgedWith('the subnets that use its table', '使用该路由表的子网'),
  'AWS::EC2::RouteTable': judgedWith('the subnets that use it', '使用它的子网'),
  'AWS::EC2::SubnetNetworkAclAssociation': joins('a subnet and its access list', '子网与其访问控制列表'),
  'AWS::EC2::SubnetRouteTableAssociation': joins('a subnet and its route table', '子网与其路由表'),
  'AWS::EC2::TransitGatewayRoute': {
    en: 'is followed by the proof of reachability, which no rule about one route could replace',
    zh: '由可达性证明逐条追踪，单条路由的规则无法替代',
  },
  'AWS::EC2::TransitGatewayRouteTable': {
    en: 'holds routes, which the proof of reachability follows',
    zh: '仅容纳路由，路由由可达性证明追踪',
  },
  'AWS::EC2::TransitGatewayRouteTableAssociation': joins(
    'an attachment and its table, which the proof of reachability reads,',
    '网络连接与其路由表（由可达性证明读取）',
  ),
  'AWS::EC2::VPCEndpointService': {
    en: 'admits its own account alone until its permissions, which are judged, name others',
    zh: '在其权限（另行判定）指明他人之前仅允许本账号连接',
  },
  'AWS::EC2::VPCGatewayAttachment': joins(
    'a network and a gateway, to which routes must lead,',
    '网络与网关（须有路由指向）',
  ),
  'AWS::IAM::InstanceProfile': joins('instances and a role, which is judged,', '实例与角色（角色另行判定）'),
  'AWS::IAM::ServiceLinkedRole': {
    en: 'has the rights and the trust that its service fixes',
    zh: '权限与信任关系由所属服务固定',
  },
  'AWS::KMS::Alias': names('a key, which is judged,', '密钥（密钥另行判定）'),
  'AWS::Lambda::EventSourceMapping': joins(
    'a queue and a function, which are both judged,',
    '队列与函数（二者均另行判定）',
  ),
  'AWS::Logs::LogStream': judgedWith('its log group', '所属日志组'),
  'AWS::Logs::QueryDefinition': { en: 'asks logs and changes nothing', zh: '仅查询日志，不改变任何资源' },
  'AWS::NetworkFirewall::LoggingConfiguration': judgedWith('the firewall that it logs', '其记录的防火墙'),
  'AWS::NetworkFirewall::RuleGroup': judgedWith('the firewall policies that name it', '引用它的防火墙策略'),
  'AWS::Organizations::OrganizationalUnit': names(
    'a group of accounts, whose policies are judged,',
    '账号组（其所附策略另行判定）',
  ),
  'AWS::RDS::DBParameterGroup': judgedWith('the databases that use it', '使用它的数据库'),
  'AWS::RDS::DBSubnetGroup': joins('databases and subnets, which are judged,', '数据库与子网（子网另行判定）'),
  'AWS::Route53::HostedZone': { en: 'holds records, which are judged', zh: '仅容纳解析记录，记录另行判定' },
  'AWS::Route53Resolver::FirewallDomainList': judgedWith(
    'the networks whose resolver it filters',
    '其所过滤解析的网络',
  ),
  'AWS::Route53Resolver::FirewallRuleGroup': judgedWith('the networks whose resolver it filters', '其所过滤解析的网络'),
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': judgedWith(
    'the network whose resolver it filters',
    '其所过滤解析的网络',
  ),
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': judgedWith(
    'the networks whose lookups it records',
    '其记录查询的网络',
  ),
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': judgedWith(
    'the network whose lookups it records',
    '其记录查询的网络',
  ),
  'AWS::Route53Profiles::Profile': judgedWith('the endpoints whose names it tells', '其提供域名的终端节点'),
  'AWS::Route53Profiles::ProfileAssociation': joins('a network and a profile of names', '网络与域名配置文件'),
  'AWS::Route53Profiles::ProfileResourceAssociation': joins(
    'a profile of names and an endpoint, which is judged,',
    '域名配置文件与终端节点（终端节点另行判定）',
  ),
  'AWS::WAFv2::LoggingConfiguration': judgedWith('the web firewall that it logs', '其记录的 Web 应用防火墙'),
  'AWS::WAFv2::WebACLAssociation': joins('a web firewall and what it guards', 'Web 应用防火墙与其防护的资源'),
  'Custom::EmptyDefaultSecurityGroup': judgedWith('the VPC whose group it empties', '其所清空安全组的 VPC'),
  'Custom::VpcRestrictDefaultSG': judgedWith('the VPC whose group it empties', '其所清空安全组的 VPC'),
};

/** Why a type need not be judged, or undefined where it must be. */
export const supportingReason = (type: string): Bilingual | undefined =>
  Object.hasOwn(SUPPORTING, type) ? SUPPORTING[type] : undefined;

/** Every type that is listed, for tests that look for contradictions. */
export const supportingTypes: readonly string[] = Object.keys(SUPPORTING);
