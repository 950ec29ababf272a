import type { Bilingual } from '../../constructs/standard/bilingual';
import type { StandingCounts } from './local-cloud';
import { OBSERVABLES } from './observables';
import { PART_TYPES } from './planned-parts';

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
  'AWS::SSO::PermissionSet': { en: 'no reader yet', zh: '尚无读取器' },
  'Custom::EmptyDefaultSecurityGroup': {
    en: 'what it has done is read with the network: its default group',
    zh: '其结果随网络读取：默认安全组',
  },
  'Custom::IdentityAssignments': { en: 'no reader yet', zh: '尚无读取器' },
};

const NO_READER: Bilingual = { en: 'no reader yet', zh: '尚无读取器' };

const NOT_TOLD: Bilingual = { en: 'could not be read', zh: '无法读取' };

const NOWHERE: Bilingual = { en: 'no service has it', zh: '没有服务持有它' };

/** Whether a type is read, by itself or with what it belongs to. */
export const isRead = (type: string): boolean => OBSERVABLES[type] !== undefined || PART_TYPES.has(type);

/** Why nothing of a type was compared. */
export const whyNotRead = (type: string): Bilingual => (isRead(type) ? NOT_TOLD : (NOT_READ[type] ?? NO_READER));

/** The same of what stands as counted: where no service has any of it, there is nothing to be read. */
export const whyNoneRead = (type: string, { real }: Pick<StandingCounts, 'real'>): Bilingual =>
  real === 0 && isRead(type) ? NOWHERE : whyNotRead(type);
