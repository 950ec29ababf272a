import type { Bilingual } from '../../../standard';
import { type Finding, nonCompliant, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { EGRESS_TYPES, rulesOf, type SecurityGroupRule } from './security-group-rule';
import { isSealed, zoneOf } from './zones';

/**
 * No group reaches every port of any address, and groups of the data and management zones (tag `isms:zone`) reach no
 * internet address at all.
 *
 * A group without any egress rule fails: EC2 then adds one that allows everything, and an empty list counts as none.
 */
export const securityGroupEgress: Rule = {
  id: 'security-group-egress',
  demand: {
    en: 'A security group does not reach every port of any address, and from the data and management zones no internet address.',
    zh: '安全组不得对任意地址的全部端口放行出向，数据区与管理区不得访问任何互联网地址。',
  },
  types: EGRESS_TYPES,
  reference:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
  judge(resource) {
    const rules = rulesOf(resource, 'egress');
    if (rules.length === 0 && !hasStandaloneRules(resource)) {
      return nonCompliant({
        property: 'SecurityGroupEgress',
        message: {
          en: 'is missing: EC2 adds a rule that allows all outbound traffic',
          zh: '未设置：EC2 将自动添加放行全部出向流量的规则',
        },
      });
    }
    return verdictFromEach(rules, findingsIn);
  },
};

const hasStandaloneRules = (group: Resource): boolean =>
  group.referrers('AWS::EC2::SecurityGroupEgress', 'GroupId').length > 0;

function findingsIn(rule: SecurityGroupRule): readonly Finding[] {
  if (rule.opensAllPorts) return openToAny(rule, ALLOWS_ALL);
  if (rule.group && !isSealed(zoneOf(rule.group))) return [];
  const findings = openToAny(rule, LEAVES_THE_ZONE);
  if (findings.length > 0 && rule.group === undefined) throw new Unresolved(rule.at('GroupId'));
  return findings;
}

function openToAny(rule: SecurityGroupRule, message: Bilingual): readonly Finding[] {
  const property = rule.propertyOpenToAnyAddress;
  return property === undefined ? [] : [{ property, message }];
}

const ALLOWS_ALL: Bilingual = {
  en: 'lets every port of any address be reached: nothing limits where data can go',
  zh: '可访问任意地址的全部端口：数据去向不受限制',
};

const LEAVES_THE_ZONE: Bilingual = {
  en: 'reaches internet addresses from a zone that must not',
  zh: '允许本应隔离的区域访问互联网地址',
};
