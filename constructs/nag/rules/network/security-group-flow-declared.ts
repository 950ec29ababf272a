import type { DeclaredFlow } from '../../demands';
import { type Finding, notApplicable, type Rule, unknown, type Verdict, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import {
  type Between,
  described,
  everythingFrom,
  isAnswer,
  isDeclared,
  isDenied,
  type Opening,
  openingOfEntry,
  openingOfRule,
  undeclaredPairs,
} from './opening';
import { rulesOf } from './security-group-rule';

const GROUP = 'AWS::EC2::SecurityGroup';
const ENTRY = 'AWS::EC2::NetworkAclEntry';

/**
 * What a security group or an access list opens is a flow that the configuration declares, from the client's zone to the
 * server's (tag `isms:zone` of groups and subnets), or one that the landing zone itself needs. Whatever else is open is a
 * finding.
 *
 * A flow that has ended, or that its owner no longer confirms, is not declared. Access lists keep no state: what goes back
 * through them is judged by the flow that it answers. Without a configuration nobody says what is declared, and whatever is
 * open is unknown.
 */
export const securityGroupFlowDeclared: Rule = {
  id: 'security-group-flow-declared',
  demand: {
    en: 'A security group or network access list opens nothing but the declared flows.',
    zh: '安全组与网络访问控制列表仅开放已声明的流量。',
  },
  types: [GROUP, 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress', ENTRY],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html',
  judge(resource) {
    if (resource.type === ENTRY && isDenied(resource)) return DENIES;
    const openings = resource.type === ENTRY ? [() => openingOfEntry(resource)] : openingsOfGroups(resource);
    const permitted = resource.type === ENTRY ? isDeclaredOrAnswer : isDeclared;
    const { flows } = resource.template.estate.demands;
    const verdict = verdictFromEach(openings, (opening) => findingsIn(opening(), (one) => permitted(one, flows ?? [])));
    return flows === undefined && verdict.outcome === 'non-compliant' ? NOBODY_SAYS : verdict;
  },
};

const DENIES: Verdict = notApplicable({ en: 'it denies, and opens nothing', zh: '该条目为拒绝，不开放任何流量' });

const NOBODY_SAYS: Verdict = unknown({
  en: 'no configuration says which flows are declared',
  zh: '没有配置说明声明了哪些流量',
});

const isDeclaredOrAnswer = (one: Between, flows: readonly DeclaredFlow[]): boolean =>
  isDeclared(one, flows) || isAnswer(one, flows);

/** One by one, so that what deployment alone decides of one keeps no other from being judged. */
function openingsOfGroups(resource: Resource): readonly (() => Opening)[] {
  const egress = rulesOf(resource, 'egress');
  const rules = [...rulesOf(resource, 'ingress'), ...egress].map((rule) => () => openingOfRule(rule));
  return leavesEgressOpen(resource, egress.length) ? [...rules, () => everythingFrom(resource)] : rules;
}

/** EC2 lets a group that has no egress rule reach everything. */
const leavesEgressOpen = (resource: Resource, egressRules: number): boolean =>
  resource.type === GROUP &&
  egressRules === 0 &&
  resource.referrers('AWS::EC2::SecurityGroupEgress', 'GroupId').length === 0;

const findingsIn = (opening: Opening, permitted: (one: Between) => boolean): readonly Finding[] =>
  undeclaredPairs(opening, permitted).map((one) => ({
    property: opening.property,
    message: {
      en: `opens ${described(one)} from ${one.from} to ${one.to}, which no flow declares`,
      zh: `开放了 ${one.from} 到 ${one.to} 的 ${described(one)}，但没有声明该流量`,
    },
  }));
