import type { Bilingual } from '../../../../constructs/standard';
import { rangeOf } from '../addresses';
import { isNever } from '../bounds';
import { mayBeConnected } from '../connected';
import { atInterface, atSubnet, INTERNET, subnetOf } from '../endpoints';
import type { Interface, Network, Subnet } from '../model';
import { intersect, packets } from '../packets';
import { type Passage, passage } from '../passage';
import { subnetPassage } from '../subnet-passage';
import { uninspected } from './inspected-egress';
import { type Finding, failed, inZone, ruling, type Scene, type Statement, unknown } from './statement';

/**
 * What load balancers hand on from the internet to other networks passes a firewall, in both directions, and so does what leaves for
 * the internet. Between zones of one network no firewall of these templates stands: what drops there, if anything, is in the hosts.
 */
export const inlinePrevention: Statement = {
  facet: '8.3/intrusion#inline-prevention',
  judge(scene) {
    const { network, vpc } = scene;
    if (network.firewalls.length === 0) return undefined;
    const entries = scene.interfaces.filter(isPublicBalancer);
    const handed = entries.flatMap((balancer) => handedOn(balancer, network));
    const egress = inZone(vpc.subnets, 'application', 'data', 'management')
      .map((subnet) => subnetPassage(network, subnet, INTERNET))
      .filter(({ oneWay }) => !isNever(oneWay));
    if (handed.length === 0 && entries.length === 0 && egress.length === 0) return undefined;
    const findings = [
      ...handed.flatMap((way) => [way, ...answersOf(way, network)]).flatMap(uninspected),
      ...entries.flatMap((balancer) => unlessReached(balancer, handed, scene)),
      ...egress.flatMap(uninspected),
      ...betweenZones(scene),
    ];
    return ruling(findings, witness(handed, network) ?? leaving(scene));
  },
};

const isPublicBalancer = ({ kind, publicAddress }: Interface): boolean =>
  kind === 'load-balancer' && publicAddress !== 'no';

/** What goes on from a load balancer to other networks. */
const handedOn = (balancer: Interface, network: Network): readonly Passage[] =>
  network.vpcs
    .filter((vpc) => vpc !== balancer.subnet.vpc && mayBeConnected(network, balancer.subnet.vpc, vpc))
    .flatMap(({ subnets }) => subnets)
    .map((subnet) => passage(network, atInterface(balancer), atSubnet(subnet)))
    .filter(({ oneWay }) => !isNever(oneWay));

/** The way back, which state would let pass whatever groups say. */
const answersOf = ({ from, to }: Passage, network: Network): readonly Passage[] => {
  const [home, target] = [subnetOf(from), subnetOf(to)];
  return home && target ? [subnetPassage(network, target, home)] : [];
};

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** Addresses to which the listeners of a load balancer forward. */
function targetsOf({ resource }: Interface): readonly string[] {
  const groups = resource
    .referrers(LISTENER, 'LoadBalancerArn')
    .flatMap((listener) => listener.places('DefaultActions').map((at) => listener.referent(`${at}.TargetGroupArn`)));
  const found = groups.flatMap((group) =>
    group?.type === TARGET_GROUP ? group.places('Targets').map((at) => group.text(`${at}.Id`)) : [],
  );
  return [...new Set(found)];
}

/** Each target is sent what comes, and its answers come back. */
function unlessReached(balancer: Interface, handed: readonly Passage[], { network }: Scene): readonly Finding[] {
  return targetsOf(balancer).flatMap((target): readonly Finding[] => {
    const own = rangeOf(`${target}/32`)?.sure;
    if (own === undefined) return [];
    const there = packets({ destinations: own });
    const holds = (subnet: Subnet): boolean => intersect(packets({ destinations: subnet.addresses }), there).length > 0;
    const home = network.vpcs.flatMap(({ subnets }) => subnets).find(holds);
    if (home === undefined) {
      return [unknown({ en: `the network of ${target} is in no template`, zh: `${target} 所在网络不在任何模板中` })];
    }
    const answered = handed.some(
      ({ from, flows }) =>
        from.kind === 'interface' && from.interface === balancer && intersect(flows.maybe, there).length > 0,
    );
    if (answered) return [];
    return [
      failed(
        `${balancer.name} in ${balancer.subnet.name} sends to ${target} in ${home.name}, and is not answered`,
        `${balancer.subnet.name} 的 ${balancer.name} 转发至 ${home.name} 的 ${target}，但无法得到应答`,
      ),
    ];
  });
}

/** Connections of a network that are declared between its zones, which no firewall of the templates sees. */
function betweenZones({ vpc, declared = [] }: Scene): readonly Finding[] {
  const flow = declared.find(
    ({ from, to }) => from !== to && inZone(vpc.subnets, from).length > 0 && inZone(vpc.subnets, to).length > 0,
  );
  if (flow === undefined) return [];
  return [
    unknown({
      en: `what flows from ${flow.from} to ${flow.to} within ${vpc.name} passes no firewall: whether hosts drop it, no template tells`,
      zh: `${vpc.name} 内 ${flow.from} 到 ${flow.to} 的流量不经防火墙，主机是否阻断在模板中不可见`,
    }),
  ];
}

/** A way from the internet to a target, as an example of all. */
function witness(handed: readonly Passage[], network: Network): Bilingual | undefined {
  for (const way of handed) {
    const path = way.paths.find(({ firewalls, packets: part }) => firewalls.length > 0 && !isNever(part));
    if (path === undefined || way.from.kind !== 'interface') continue;
    const [entrance] = passage(network, INTERNET, way.from).paths;
    const hops = [...(entrance?.hops ?? [INTERNET.kind]), ...path.hops.slice(1)].join(' → ');
    return {
      en: `what load balancers hand on from the internet passes ${path.firewalls.join(', ')}, and its answers come back: ${hops}`,
      zh: `负载均衡转发的互联网流量经过 ${path.firewalls.join('、')}，且应答可返回：${hops}`,
    };
  }
  return undefined;
}

const leaving = ({ vpc }: Scene): Bilingual => ({
  en: `all ways from ${vpc.name} to the internet pass a firewall`,
  zh: `${vpc.name} 到互联网的所有通路均经过防火墙`,
});
