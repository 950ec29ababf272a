import { verdictOf } from '../../../../constructs/nag/rule';
import { securityGroupFlowDeclared } from '../../../../constructs/nag/rules/network/security-group-flow-declared';
import type { Resource } from '../../../../constructs/nag/template';
import type { Subnet } from '../model';
import { includes, type Packets, packets } from '../packets';
import type { Passage } from '../passage';
import { describeServices, only } from '../services';
import { subnetPassage } from '../subnet-passage';
import { callersOf, type Permitted, permitted, undeclared } from './permitted-flows';
import {
  because,
  type Finding,
  failed,
  inZone,
  openZones,
  ruling,
  type Scene,
  type Statement,
  unknown,
  unlessNever,
} from './statement';

/** The proof's name, as the facet demands it. */
export const COMPLETENESS = 'completeness';

/**
 * What is open is what is declared, both ways: routes and lists carry each declared flow from each subnet of its one zone to
 * each of its other, answers included, and they carry nothing else; and no group opens what no flow declares. Whether somebody
 * stands at both ends is for workloads to decide: their groups open a flow where they need it.
 */
export const declaredFlows: Statement = {
  facet: '8.3/minimal-ports#declared-flows',
  check: COMPLETENESS,
  judge(scene) {
    const { vpc, declared } = scene;
    const zoned = vpc.subnets.filter(({ zone }) => zone !== undefined);
    const open = openZones(vpc.subnets);
    if (zoned.length === 0 && open.length === 0) return undefined;
    if (declared === undefined) return ruling([unknown(NOBODY_SAYS)], NOBODY_SAYS);
    const pairs = zoned.flatMap((from) => zoned.filter((to) => to !== from).map((to): [Subnet, Subnet] => [from, to]));
    const findings = [
      ...open,
      // a network of load balancers alone has no other zone, and flows between zones are none of it
      ...(zoned.every(({ zone }) => zone === 'ingress')
        ? []
        : declared.flatMap(({ from, to }) => [from, to].flatMap((zone) => unlessThere(zone, scene)))),
      ...pairs.flatMap(([from, to]) => compared(from, to, scene)),
      ...openedByGroups(scene),
    ];
    return ruling(findings, {
      en: `${vpc.name} carries each of the ${declared.length} declared flows between all subnets of its zones, and HTTPS to the interface endpoints; beyond them its lists let pass only what no stateless list can tell from an answer, and its ${scene.groups.length} groups open nothing`,
      zh: `${vpc.name} 在各区域所有子网之间放行全部 ${declared.length} 条已声明流量以及到接口终端节点的 HTTPS；除此之外，列表仅放行无状态列表无法与应答区分的报文，其 ${scene.groups.length} 个安全组未开放其他流量`,
    });
  },
};

const NOBODY_SAYS = { en: 'no declared flows are given to compare with', zh: '未提供用于比对的已声明流量' };

const unlessThere = (zone: string, { vpc }: Scene): readonly Finding[] =>
  inZone(vpc.subnets, zone).length > 0
    ? []
    : [
        failed(
          `${vpc.name} has no subnet of the zone ${zone}, which a flow names`,
          `${vpc.name} 没有流量所指的 ${zone} 区子网`,
        ),
      ];

function compared(from: Subnet, to: Subnet, scene: Scene): readonly Finding[] {
  const way = subnetPassage(scene.network, from, to);
  const closed = permitted(from, to, scene)
    .filter(({ inwards }) => !inwards)
    .flatMap((flow) => unlessCarried(way, from, to, flow));
  return [...closed, ...unlessNever(way, undeclared(way.flows, from, to, scene))];
}

function unlessCarried(way: Passage, from: Subnet, to: Subnet, flow: Permitted): readonly Finding[] {
  const wanted = asked(from, to, flow);
  if (includes(way.flows.sure, wanted)) return [];
  const what = describeServices(wanted).join(', ');
  const line = { en: `${what} from ${from.name} to ${to.name}`, zh: `${from.name} 到 ${to.name} 的 ${what}` };
  if (!includes(way.flows.maybe, wanted)) {
    return [
      failed(`${line.en} is declared, and does not pass with its answers`, `已声明 ${line.zh}，但请求或应答不可通行`),
    ];
  }
  const why = because(way);
  return [unknown({ en: `${line.en} perhaps does not pass: ${why.en}`, zh: `${line.zh} 可能不可通行：${why.zh}` })];
}

/** A flow as its clients open it: from the ports that they choose from. */
const asked = (from: Subnet, to: Subnet, { port, lastPort, protocol }: Permitted): Packets =>
  packets({
    sources: from.addresses,
    destinations: to.addresses,
    protocols: [only(protocol)],
    sourcePorts: [callersOf(from)],
    destinationPorts: [{ from: port, to: lastPort + 1 }],
  });

/** Groups by the rule that judges them, those of the network and those that cannot be told to be of another. */
function openedByGroups({ vpc }: Scene): readonly Finding[] {
  const { resource } = vpc;
  if (resource === undefined) return [];
  return GROUP_TYPES.flatMap((type) => resource.template.estate.ofType(type))
    .filter((one) => mayBeOf(one, resource))
    .flatMap(opened);
}

const GROUP = 'AWS::EC2::SecurityGroup';
const GROUP_TYPES = [GROUP, 'AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'];

function mayBeOf(one: Resource, vpc: Resource): boolean {
  const group = one.type === GROUP ? one : one.referent('GroupId');
  const network = group?.type === 'AWS::EC2::VPC' ? group : group?.referent('VpcId');
  return network === vpc || (network === undefined && one.template === vpc.template);
}

function opened(one: Resource): readonly Finding[] {
  const verdict = verdictOf(securityGroupFlowDeclared, one);
  if (verdict.outcome === 'compliant' || verdict.outcome === 'not-applicable') return [];
  if (verdict.outcome !== 'non-compliant') {
    return [unknown({ en: `${one.id}: ${verdict.because.en}`, zh: `${one.id}：${verdict.because.zh}` })];
  }
  return verdict.findings.map(({ message }) => failed(`${one.id} ${message.en}`, `${one.id} ${message.zh}`));
}
