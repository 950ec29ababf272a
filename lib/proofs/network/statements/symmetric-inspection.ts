import { privateAddresses } from '../addresses';
import { all, type Bounds, exactly } from '../bounds';
import type { Firewall, Route, Subnet } from '../model';
import { packets } from '../packets';
import { routed } from '../routing';
import { type Finding, failed, ruling, type Scene, type Statement, unknown } from './statement';

/**
 * A firewall has an endpoint in each availability zone of its network; what is sent to it meets that of its zone, what comes back from
 * a NAT gateway meets the same; and the network is attached in appliance mode.
 */
export const symmetricInspection: Statement = {
  facet: '8.3/cloud-firewall#symmetric-high-availability',
  judge(scene) {
    const { network, vpc } = scene;
    const firewalls = network.firewalls.filter((firewall) => standsIn(firewall, scene));
    if (firewalls.length === 0) return undefined;
    const zones = [...new Set(vpc.subnets.map(({ availabilityZone }) => availabilityZone))];
    const findings = [
      ...firewalls.flatMap((firewall) => zones.flatMap((zone) => unlessCovered(firewall, zone))),
      ...vpc.transitAttachments
        .filter(({ isAppliance }) => !isAppliance)
        .map(({ name }) => failed(`${name} is not in appliance mode`, `${name} 未启用设备模式`)),
      ...vpc.subnets.flatMap(toItsEndpoint),
      ...firewalls.flatMap(({ subnets }) => subnets.flatMap(comesBack)),
    ];
    const names = firewalls.map(({ name }) => name).join(', ');
    return ruling(findings, {
      en: `${names} has an endpoint in ${zones.join(', ')}, and both directions of a connection meet that of one zone: ${vpc.name} is attached in appliance mode, and its routes lead there and back within the zone`,
      zh: `${names} 在 ${zones.join('、')} 均设端点，连接往返经过同一可用区的端点：${vpc.name} 以设备模式接入，往返路由均在可用区内`,
    });
  },
};

const standsIn = ({ resource, subnets }: Firewall, { vpc }: Scene): boolean =>
  subnets.some((subnet) => subnet.vpc === vpc) || resource.referent('VpcId') === vpc.resource;

function unlessCovered({ name, subnets }: Firewall, zone: string): readonly Finding[] {
  if (subnets.length === 0) {
    return [unknown({ en: `the subnets of ${name} are in no template`, zh: `${name} 的子网不在任何模板中` })];
  }
  if (subnets.some(({ availabilityZone }) => availabilityZone === zone)) return [];
  return [failed(`${name} has no endpoint in ${zone}`, `${name} 在 ${zone} 没有端点`)];
}

const toItsEndpoint = (subnet: Subnet): readonly Finding[] =>
  subnet.table.routes.flatMap((route) => unlessOfZone(subnet, route));

function unlessOfZone({ name, availabilityZone }: Subnet, { target, name: route }: Route): readonly Finding[] {
  if (target.kind !== 'firewall' || target.availabilityZone === availabilityZone) return [];
  if (target.availabilityZone === undefined) {
    return [
      unknown({
        en: `which endpoint ${route} leads to is known at deployment only`,
        zh: `${route} 指向哪个端点仅在部署时可知`,
      }),
    ];
  }
  return [
    failed(
      `${name} in ${availabilityZone} leads to the endpoint in ${target.availabilityZone} by ${route}`,
      `${availabilityZone} 的 ${name} 经 ${route} 指向 ${target.availabilityZone} 的端点`,
    ),
  ];
}

/** Behind the firewall a NAT gateway of the same zone, from which answers lead back to the firewall and nowhere else. */
function comesBack(subnet: Subnet): readonly Finding[] {
  return subnet.table.routes.flatMap(({ target, name }): readonly Finding[] => {
    const behind = target.kind === 'nat' ? target.nat.subnet : undefined;
    if (behind === undefined) return [];
    const elsewhere = routed(behind.table, behind.vpc, answersBy(subnet)).filter(
      ({ way }) => way !== undefined && way.target.kind !== 'firewall' && way.target.kind !== 'local',
    );
    return [
      ...(behind.availabilityZone === subnet.availabilityZone
        ? []
        : [failed(`${name} leads from ${subnet.name} to another zone`, `${name} 自 ${subnet.name} 通往其他可用区`)]),
      ...elsewhere.map(({ way }) =>
        failed(
          `answers leave ${behind.name} by ${way?.name}, round the firewall`,
          `应答自 ${behind.name} 经 ${way?.name} 绕过防火墙`,
        ),
      ),
    ];
  });
}

/** What a subnet of the firewall sends back to attached networks. */
const answersBy = ({ table, vpc }: Subnet): Bounds =>
  all(
    routed(table, vpc, TO_NETWORKS)
      .filter(({ way }) => way?.target.kind === 'transit')
      .map((part) => part.packets),
  );

const TO_NETWORKS = exactly(packets({ destinations: privateAddresses() }));
