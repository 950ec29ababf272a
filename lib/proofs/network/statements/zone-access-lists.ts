import { isNever } from '../bounds';
import type { Subnet } from '../model';
import { subnetPassage } from '../subnet-passage';
import { undeclared } from './permitted-flows';
import { type Finding, failed, openZones, ruling, type Scene, type Statement, unknown, unlessNever } from './statement';

/** Each zone has a list of its own, and between zones, and between the subnets of one, nothing flows but what is declared. */
export const zoneAccessLists: Statement = {
  facet: '8.3/zoning#zone-access-lists',
  judge(scene) {
    const { vpc } = scene;
    const zoned = vpc.subnets.filter(({ zone }) => zone !== undefined);
    const open = openZones(vpc.subnets);
    if (zoned.length === 0 && open.length === 0) return undefined;
    const pairs = zoned.flatMap((from) => zoned.filter((to) => to !== from).map((to): [Subnet, Subnet] => [from, to]));
    const findings = [
      ...open,
      ...zoned.flatMap((subnet) => ownList(subnet, zoned)),
      ...pairs.flatMap(([from, to]) => beyondDeclared(from, to, scene)),
    ];
    return ruling(findings, {
      en: `each zone of ${vpc.name} has a list of its own, and between its ${zoned.length} subnets nothing flows but what is declared, HTTPS to the interface endpoints, and what no stateless list can tell from an answer`,
      zh: `${vpc.name} 的每个区域均有独立列表，${zoned.length} 个子网之间仅有已声明流量、到接口终端节点的 HTTPS 以及无状态列表无法与应答区分的报文可通行`,
    });
  },
};

function ownList({ name, zone, list }: Subnet, zoned: readonly Subnet[]): readonly Finding[] {
  if (list.isOpen) {
    return [unknown({ en: `the list of ${name} is known at deployment only`, zh: `${name} 的列表仅在部署时可知` })];
  }
  if (list.resource === undefined) {
    return [
      failed(`${name} has ${list.name}, and no list of its zone`, `${name} 使用 ${list.name}，没有所属区域的列表`),
    ];
  }
  const stranger = zoned.find((other) => other.list === list && other.zone !== zone);
  if (stranger === undefined) return [];
  return [
    failed(
      `${list.name} is the list of ${name} and of ${stranger.name}, which are of different zones`,
      `${name} 与 ${stranger.name} 属于不同区域，却共用列表 ${list.name}`,
    ),
  ];
}

function beyondDeclared(from: Subnet, to: Subnet, scene: Scene): readonly Finding[] {
  const way = subnetPassage(scene.network, from, to);
  const rest = undeclared(way.flows, from, to, scene);
  if (isNever(rest) || scene.declared !== undefined) return unlessNever(way, rest);
  return [
    unknown({
      en: `what flows from ${from.name} to ${to.name} cannot be compared: no declared flows are given`,
      zh: `无法比对 ${from.name} 到 ${to.name} 的流量：未提供已声明流量`,
    }),
  ];
}
