import type { Bilingual } from '../../constructs/standard/bilingual';
import type { StandingCounts } from './local-cloud';
import { OBSERVABLES } from './observables';
import { PART_TYPES } from './planned-parts';

const NO_READER: Bilingual = { en: 'no reader yet', zh: '尚无读取器' };

/** Why a type that the landing zone deploys has no reader. */
export const NOT_READ: Readonly<Record<string, Bilingual>> = {
  'AWS::AccessAnalyzer::Analyzer': {
    en: 'no reader yet: that it is active is not told',
    zh: '尚无读取器：不提供其是否启用',
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    en: 'no reader yet; the launch template that it is to start instances from is read',
    zh: '尚无读取器；读取其应使用的启动模板',
  },
  'AWS::CloudFormation::StackSet': {
    en: 'what it delivers is read in each account',
    zh: '在各账号中读取其下发的内容',
  },
  'AWS::EC2::EIP': {
    en: 'an address: the NAT gateways that have one are not read either',
    zh: '仅为地址：使用它的 NAT 网关亦未读取',
  },
  'AWS::GuardDuty::Detector': {
    en: 'no reader yet: that it is on, and with what, is not told',
    zh: '尚无读取器：不提供其是否启用及启用了哪些防护',
  },
  'AWS::Logs::ResourcePolicy': {
    en: 'no reader yet: whom log groups admit is not told',
    zh: '尚无读取器：不提供日志组允许何人',
  },
  'AWS::EC2::InternetGateway': NO_READER,
  'AWS::EC2::NatGateway': NO_READER,
  'AWS::EC2::TransitGateway': NO_READER,
  'AWS::EC2::TransitGatewayAttachment': NO_READER,
  'AWS::EC2::TransitGatewayRoute': NO_READER,
  'AWS::EC2::TransitGatewayRouteTable': NO_READER,
  'AWS::EC2::VPNConnection': NO_READER,
  'AWS::EC2::CustomerGateway': NO_READER,
  'AWS::EC2::TransitGatewayRouteTableAssociation': NO_READER,
  'AWS::CertificateManager::Certificate': NO_READER,
  'AWS::ElasticLoadBalancingV2::Listener': NO_READER,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': NO_READER,
  'AWS::ElasticLoadBalancingV2::TargetGroup': NO_READER,
  'AWS::NetworkFirewall::Firewall': NO_READER,
  'AWS::NetworkFirewall::FirewallPolicy': NO_READER,
  'AWS::NetworkFirewall::LoggingConfiguration': NO_READER,
  'AWS::NetworkFirewall::RuleGroup': NO_READER,
  'AWS::RAM::ResourceShare': NO_READER,
  'AWS::Route53Profiles::Profile': NO_READER,
  'AWS::Route53Profiles::ProfileAssociation': NO_READER,
  'AWS::Route53Profiles::ProfileResourceAssociation': NO_READER,
  'AWS::Route53Resolver::FirewallDomainList': NO_READER,
  'AWS::Route53Resolver::FirewallRuleGroup': NO_READER,
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': NO_READER,
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': NO_READER,
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': NO_READER,
  'AWS::WAFv2::LoggingConfiguration': NO_READER,
  'AWS::WAFv2::WebACL': NO_READER,
  'AWS::WAFv2::WebACLAssociation': NO_READER,
  'Custom::AcceptedTransitAttachment': {
    en: 'waits while a stack is deployed: nothing stays',
    zh: '仅在部署期间等待：不留存任何资源',
  },
  'Custom::HybridAttachment': {
    en: 'finds an attachment while a stack is deployed: nothing stays',
    zh: '仅在部署期间查找网络连接：不留存任何资源',
  },
  'Custom::RemoveDefaultNetwork': NO_READER,
  'Custom::SharedEndpointProfile': {
    en: 'finds a profile while a stack is deployed: nothing stays',
    zh: '仅在部署期间查找配置文件：不留存任何资源',
  },
  'Custom::SharedTransitGateway': {
    en: 'finds a gateway while a stack is deployed: nothing stays',
    zh: '仅在部署期间查找网关：不留存任何资源',
  },
  'Custom::TransitSpokes': {
    en: 'its handler compares the attachments with it once a minute',
    zh: '其处理函数每分钟与实际网络连接比对',
  },
  'AWS::Events::EventBusPolicy': {
    en: 'no reader yet: whom the bus admits is not told',
    zh: '尚无读取器：不提供事件总线允许何人',
  },
  'AWS::Lambda::EventSourceMapping': {
    en: 'no reader yet; the queue and the function that it joins are read',
    zh: '尚无读取器；读取其关联的队列与函数',
  },
  'AWS::Logs::QueryDefinition': { en: 'a saved query: it guards nothing', zh: '仅为已保存的查询，不起防护作用' },
  'AWS::Organizations::OrganizationalUnit': {
    en: 'a name: the policies and their targets are read',
    zh: '仅为名称：读取策略及其目标',
  },
  'AWS::Route53::RecordSet': {
    en: 'CloudFormation does not tell of which zone it is: the health checks that decide it are read',
    zh: 'CloudFormation 未提供其所属托管区：读取决定其应答的健康检查',
  },
  'AWS::SSM::Parameter': NO_READER,
  'AWS::SSO::PermissionSet': NO_READER,
  'Custom::EmptyDefaultSecurityGroup': {
    en: 'what it has done is read with the network: its default group',
    zh: '其结果随网络读取：默认安全组',
  },
  'Custom::IdentityAssignments': NO_READER,
};

const NOT_TOLD: Bilingual = { en: 'could not be read', zh: '无法读取' };

const NOWHERE: Bilingual = { en: 'no service has it', zh: '没有服务持有它' };

/** Whether a type is read, by itself or with what it belongs to. */
export const isRead = (type: string): boolean => OBSERVABLES[type] !== undefined || PART_TYPES.has(type);

/** Why nothing of a type was compared. */
export const whyNotRead = (type: string): Bilingual => (isRead(type) ? NOT_TOLD : (NOT_READ[type] ?? NO_READER));

/** The same of what stands as counted: where no service has any of it, there is nothing to be read. */
export const whyNoneRead = (type: string, { real }: Pick<StandingCounts, 'real'>): Bilingual =>
  real === 0 && isRead(type) ? NOWHERE : whyNotRead(type);
