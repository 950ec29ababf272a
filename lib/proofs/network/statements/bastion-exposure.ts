import { type Resource, Unresolved } from '../../../../constructs/nag/template';
import type { Bilingual } from '../../../../constructs/standard';
import { exactly, isNever, within } from '../bounds';
import { atInterface, INTERNET } from '../endpoints';
import type { Interface } from '../model';
import { includes, intersect, type Packets, packets } from '../packets';
import { type Passage, passage } from '../passage';
import { only, TCP } from '../services';
import { bastionsIn } from './bastions';
import { endpointsIn } from './permitted-flows';
import {
  because,
  type Finding,
  failed,
  ruling,
  type Scene,
  type Statement,
  unknown,
  unlessNever,
  whatStops,
} from './statement';

/** What Session Manager's agent speaks with. */
const CONTROL_SERVICES = ['ssm', 'ssmmessages'];

/** Linux sends from these, `net.ipv4.ip_local_port_range`: each of them must get its answer. */
const CLIENT_PORTS = { from: 32_768, to: 61_000 };
const HTTPS = { from: 443, to: 444 };

/**
 * Bastion hosts have no inbound rule and no public address, do not reach the internet, and do reach the endpoints of their
 * control service, with the way back.
 */
export const bastionExposure: Statement = {
  facet: '8.2/bastion#no-network-exposure',
  judge(scene) {
    const { vpc, interfaces } = scene;
    const bastions = bastionsIn(interfaces);
    if (bastions.length === 0) return undefined;
    const findings = bastions.flatMap((bastion) => [...exposed(bastion, scene), ...controlled(bastion, scene)]);
    return ruling(findings, {
      en: `${bastions[0]?.name}: no inbound rule, no public address, no way to or from the internet; the endpoints of ${CONTROL_SERVICES.join(' and ')} in ${vpc.name} answer it over tcp/443`,
      zh: `${bastions[0]?.name}：无入站规则、无公网地址、与互联网无通路；经 tcp/443 可往返访问 ${vpc.name} 中 ${CONTROL_SERVICES.join(' 与 ')} 的终端节点`,
    });
  },
};

function exposed(bastion: Interface, { network }: Scene): readonly Finding[] {
  const { name, groups, publicAddress } = bastion;
  const inbound = [...(groups?.values() ?? [])].filter((group) => group.inbound.length > 0);
  const ways = [passage(network, INTERNET, atInterface(bastion)), passage(network, atInterface(bastion), INTERNET)];
  return [
    ...(groups ? [] : [unknown(noGroups(name))]),
    ...inbound.map((group) =>
      failed(`${group.name} of ${name} has an inbound rule`, `${name} 的安全组 ${group.name} 有入站规则`),
    ),
    ...(publicAddress === 'yes' ? [failed(`${name} has a public address`, `${name} 有公网地址`)] : []),
    ...(publicAddress === 'perhaps' ? [unknown(perhapsPublic(name))] : []),
    ...ways.flatMap((way) => unlessNever(way, way.oneWay)),
  ];
}

const noGroups = (name: string): Bilingual => ({
  en: `the groups of ${name} are in no template`,
  zh: `${name} 的安全组不在任何模板中`,
});

const perhapsPublic = (name: string): Bilingual => ({
  en: `deployment decides whether ${name} has a public address`,
  zh: `部署时才能确定 ${name} 是否有公网地址`,
});

/** Names resolve to the endpoint in any availability zone, so each must answer. */
function controlled(bastion: Interface, scene: Scene): readonly Finding[] {
  return CONTROL_SERVICES.flatMap((service) => {
    const endpoints = endpointsIn(scene.interfaces).filter(({ resource }) => isOf(resource, service));
    if (endpoints.length === 0) {
      return [
        failed(`${scene.vpc.name} has no endpoint for ${service}`, `${scene.vpc.name} 没有 ${service} 的终端节点`),
      ];
    }
    return endpoints.flatMap((endpoint) => [
      ...privateNames(endpoint),
      ...answers(passage(scene.network, atInterface(bastion), atInterface(endpoint)), bastion, endpoint),
    ]);
  });
}

const isOf = (endpoint: Resource, service: string): boolean => endpoint.text('ServiceName').endsWith(`.${service}`);

function privateNames({ name, resource }: Interface): readonly Finding[] {
  try {
    if (resource.flag('PrivateDnsEnabled') === true) return [];
    return [
      failed(`${name} has no private names: the public ones are asked for`, `${name} 未启用私有域名，将解析到公网地址`),
    ];
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return [unknown(error.because)];
  }
}

function answers(way: Passage, bastion: Interface, endpoint: Interface): readonly Finding[] {
  const needed = sessions(bastion, endpoint);
  if (includes(way.flows.sure, needed)) return [];
  const names = `${bastion.name} (${bastion.subnet.name}) → ${endpoint.name} (${endpoint.subnet.name})`;
  const possible = within(way.flows, exactly(needed));
  if (!isNever(possible) && includes(way.flows.maybe, needed)) {
    const why = because(way);
    return [
      unknown({ en: `${names}: perhaps not answered, since ${why.en}`, zh: `${names}：可能无应答，因为${why.zh}` }),
    ];
  }
  const why = whatStops([way]);
  return [
    failed(
      `${names}: not every tcp/443 session is answered: ${why.en}`,
      `${names}：并非所有 tcp/443 会话均有应答：${why.zh}`,
    ),
  ];
}

/** IPv4 from every address of the one to every address of the other. */
function sessions(from: Interface, to: Interface): Packets {
  const ipv4 = packets({ sources: IPV4, destinations: IPV4 });
  return intersect(
    ipv4,
    packets({
      sources: from.addresses,
      destinations: to.addresses,
      protocols: [only(TCP)],
      sourcePorts: [CLIENT_PORTS],
      destinationPorts: [HTTPS],
    }),
  );
}

const IPV4 = [{ from: 0, to: 1n << 64n }];
