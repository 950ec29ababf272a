import type { Bilingual } from '../standard';
import type { Rule } from './rule';
import { classificationRules } from './rules/classification';
import { computeRules } from './rules/compute';
import { continuityRules } from './rules/continuity';
import { databasesRules } from './rules/databases';
import { firewallRules } from './rules/firewall';
import { functionsRules } from './rules/functions';
import { governanceRules } from './rules/governance';
import { identityRules } from './rules/identity';
import { interfacesRules } from './rules/interfaces';
import { keysRules } from './rules/keys';
import { loggingRules } from './rules/logging';
import { messagingRules } from './rules/messaging';
import { networkRules } from './rules/network';
import { sessionsRules } from './rules/sessions';
import { storageRules } from './rules/storage';

/** Rules on one subject; each area has its own folder. */
export interface RuleArea {
  readonly title: Bilingual;
  readonly rules: readonly Rule[];
}

/** The rules for AWS, by area, in the order in which people read them. */
export const awsRuleAreas: readonly RuleArea[] = [
  { title: { en: 'Storage', zh: '存储' }, rules: storageRules },
  { title: { en: 'Classification', zh: '数据分级' }, rules: classificationRules },
  { title: { en: 'Keys', zh: '密钥' }, rules: keysRules },
  { title: { en: 'Logging and alerting', zh: '日志与告警' }, rules: loggingRules },
  { title: { en: 'Continuity', zh: '业务连续性' }, rules: continuityRules },
  { title: { en: 'Databases and file systems', zh: '数据库与文件系统' }, rules: databasesRules },
  { title: { en: 'Messaging', zh: '消息与事件' }, rules: messagingRules },
  { title: { en: 'Network', zh: '网络' }, rules: networkRules },
  { title: { en: 'Firewalls and threat detection', zh: '防火墙与威胁检测' }, rules: firewallRules },
  { title: { en: 'Interfaces and APIs', zh: '接口与 API' }, rules: interfacesRules },
  { title: { en: 'Compute', zh: '计算' }, rules: computeRules },
  { title: { en: 'Functions', zh: '函数' }, rules: functionsRules },
  { title: { en: 'Sessions', zh: '运维会话' }, rules: sessionsRules },
  { title: { en: 'Identity', zh: '身份与访问' }, rules: identityRules },
  { title: { en: 'Governance', zh: '治理' }, rules: governanceRules },
];

/** Every rule for AWS. Those for Azure are in `cdktf/nag/registry.ts`. */
export const awsRules: readonly Rule[] = awsRuleAreas.flatMap((area) => area.rules);

const byId = new Map(awsRules.map((rule) => [rule.id, rule]));

/** A rule for AWS by its id. */
export const ruleById = (id: string): Rule | undefined => byId.get(id);

/** Ids that more than one of the rules carries: an exception, a mapping or a finding could not tell them apart. */
export function duplicateIds(rules: readonly Rule[]): readonly string[] {
  const ids = rules.map((rule) => rule.id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}
