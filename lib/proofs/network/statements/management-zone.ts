import { isNever } from '../bounds';
import { atInterface, type Endpoint, INTERNET, OUTSIDE, strangerIn } from '../endpoints';
import type { Subnet } from '../model';
import { passage } from '../passage';
import { subnetPassage } from '../subnet-passage';
import { undeclared } from './permitted-flows';
import {
  type Finding,
  inZone,
  namesOf,
  openZones,
  ruling,
  type Scene,
  type Statement,
  unknown,
  unlessNever,
} from './statement';

/**
 * The management zone, in which the bastion stands, is entered from nowhere else, and leaves itself on declared ports and for
 * the interface endpoints only.
 */
export const managementZone: Statement = {
  facet: '8.3/zoning#management-zone',
  judge(scene) {
    const zone = inZone(scene.vpc.subnets, 'management');
    const open = openZones(scene.vpc.subnets);
    if (zone.length === 0 && open.length === 0) return undefined;
    const findings = [...open, ...zone.flatMap((subnet) => [...entered(subnet, scene), ...left(subnet, scene)])];
    return ruling(findings, {
      en: `${namesOf(zone)}: nobody enters from another zone, network or the internet, and nothing leaves but what is declared and HTTPS to the interface endpoints`,
      zh: `${namesOf(zone)}：其他区域、网络与互联网均不可进入，仅可经声明的端口与接口终端节点的 HTTPS 向外访问`,
    });
  },
};

/** By routes and lists into the subnet, and by groups into each interface that stands there. */
function entered(subnet: Subnet, scene: Scene): readonly Finding[] {
  const { network, interfaces } = scene;
  const others = otherSubnets(subnet, scene);
  const intoZone = others.flatMap((other) => {
    const way = subnetPassage(network, other, subnet);
    return unlessNever(way, undeclared(way.flows, other, subnet, scene));
  });
  const beyond = [INTERNET, OUTSIDE].map((from) => subnetPassage(network, from, subnet));
  const senders: readonly Endpoint[] = [
    INTERNET,
    OUTSIDE,
    ...others.map(strangerIn),
    ...network.interfaces.filter((one) => others.includes(one.subnet)).map(atInterface),
  ];
  const intoHosts = interfaces
    .filter((one) => one.subnet === subnet)
    .flatMap((host) => senders.map((from) => passage(network, from, atInterface(host))));
  return [...intoZone, ...beyond.flatMap((way) => unlessNever(way)), ...intoHosts.flatMap((way) => unlessNever(way))];
}

function left(subnet: Subnet, scene: Scene): readonly Finding[] {
  const { network } = scene;
  const toInternet = subnetPassage(network, subnet, INTERNET);
  const toOthers = otherSubnets(subnet, scene).flatMap((other) => {
    const way = subnetPassage(network, subnet, other);
    const rest = undeclared(way.flows, subnet, other, scene);
    return isNever(rest) || scene.declared !== undefined ? unlessNever(way, rest) : [notDeclared(subnet, other)];
  });
  return [...unlessNever(toInternet), ...toOthers];
}

const notDeclared = (from: Subnet, to: Subnet): Finding =>
  unknown({
    en: `${from.name} reaches ${to.name}, and no declared flows are given to compare with`,
    zh: `${from.name} 可访问 ${to.name}，但未提供用于比对的已声明流量`,
  });

/** All but those of the management zone of the same network. */
const otherSubnets = (subnet: Subnet, { network }: Scene): readonly Subnet[] =>
  network.vpcs
    .flatMap(({ subnets }) => subnets)
    .filter((other) => other.vpc !== subnet.vpc || other.zone !== subnet.zone);
