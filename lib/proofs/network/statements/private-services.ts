import { verdictOf } from '../../../../constructs/nag/rule';
import { vpcEndpointPrivateDns } from '../../../../constructs/nag/rules/network/vpc-endpoint-private-dns';
import type { Resource } from '../../../../constructs/nag/template';
import { isNever } from '../bounds';
import { atInterface, INTERNET } from '../endpoints';
import type { Interface, Network } from '../model';
import { passage } from '../passage';
import { isDataService } from '../read-interfaces';
import { subnetPassage } from '../subnet-passage';
import { endpointsIn } from './permitted-flows';
import {
  type Finding,
  failed,
  type ResourceStatement,
  type Ruling,
  ruling,
  type Scene,
  type Statement,
  unknown,
  unlessNever,
  whatStops,
} from './statement';

/**
 * Services with an address in a network - databases, caches, search domains, interface endpoints - are reached by nobody from the
 * internet, whatever their groups allow elsewhere; and the endpoints answer to the usual names of the services.
 */
export const privateServices: Statement = {
  facet: '8.3/interface-security#private-service-interfaces',
  judge(scene) {
    const { vpc, interfaces } = scene;
    const endpoints = endpointsIn(interfaces);
    const services = [...endpoints, ...interfaces.filter(({ resource }) => isDataService(resource.type))];
    if (services.length === 0) return undefined;
    const ways = [...new Set(services.map(({ subnet }) => subnet))].map((subnet) =>
      subnetPassage(scene.network, INTERNET, subnet),
    );
    const why = whatStops(ways);
    const count = resourcesOf(services).length;
    return ruling(
      [
        ...services.flatMap((one) => reachedFromOutside(one, scene.network)),
        ...(endpoints.length === 0 ? [] : resolves(scene)),
        ...resourcesOf(endpoints).flatMap(namedPublicly),
      ],
      {
        en: `none of the ${count} services in ${vpc.name} is reached from the internet, and its ${resourcesOf(endpoints).length} interface endpoints answer to private names: ${why.en}`,
        zh: `互联网无法访问 ${vpc.name} 内的 ${count} 个服务，其 ${resourcesOf(endpoints).length} 个接口终端节点经私有域名提供访问：${why.zh}`,
      },
    );
  },
};

const resourcesOf = (interfaces: readonly Interface[]): readonly Resource[] => [
  ...new Set(interfaces.map(({ resource }) => resource)),
];

/** Where routes and lists keep everybody out, groups need not. */
function reachedFromOutside(one: Interface, network: Network): readonly Finding[] {
  if (isNever(subnetPassage(network, INTERNET, one.subnet).oneWay)) return [];
  return unlessNever(passage(network, INTERNET, atInterface(one)));
}

/** Private names need both switches; the second is off where nobody says anything. */
const SWITCHES = [
  ['EnableDnsSupport', 'yes'],
  ['EnableDnsHostnames', 'no'],
] as const;

function resolves({ vpc }: Scene): readonly Finding[] {
  const { resource } = vpc;
  if (resource === undefined) return [];
  return SWITCHES.flatMap(([property, unset]) => {
    const settled = resource.has(property) ? flagOf(resource, property) : unset === 'yes';
    if (settled) return [];
    return settled === undefined
      ? [unknown({ en: `${property} of ${vpc.name} is open`, zh: `${vpc.name} 的 ${property} 未定` })]
      : [
          failed(
            `${vpc.name} resolves no private names: ${property} is not on`,
            `${vpc.name} 不解析私有域名：${property} 未启用`,
          ),
        ];
  });
}

function flagOf(resource: Resource, property: string): boolean | undefined {
  try {
    return resource.flag(property);
  } catch {
    return undefined;
  }
}

function namedPublicly(endpoint: Resource): readonly Finding[] {
  const verdict = verdictOf(vpcEndpointPrivateDns, endpoint);
  if (verdict.outcome === 'compliant' || verdict.outcome === 'not-applicable') return [];
  if (verdict.outcome !== 'non-compliant') {
    return [unknown({ en: `${endpoint.id}: ${verdict.because.en}`, zh: `${endpoint.id}：${verdict.because.zh}` })];
  }
  return verdict.findings.map(({ property, message }) =>
    failed(`${property} of ${endpoint.id} ${message.en}`, `${endpoint.id} 的 ${property} ${message.zh}`),
  );
}

/** Search domains without a network of their own have their endpoint on the internet. */
const PUBLIC_WITHOUT_NETWORK: readonly string[] = ['AWS::Elasticsearch::Domain', 'AWS::OpenSearchService::Domain'];

/** Types that stand where their cluster does. */
const OF_CLUSTERS = 'DBClusterIdentifier';

/** Services that stand in no network of the templates: nobody can tell who reaches them. */
export const unplacedServices: ResourceStatement = {
  facet: '8.3/interface-security#private-service-interfaces',
  judge(resource, { interfaces }): Ruling | undefined {
    const concerned = isDataService(resource.type) || isInterfaceEndpoint(resource);
    if (!concerned || resource.has(OF_CLUSTERS) || interfaces.some((one) => one.resource === resource))
      return undefined;
    const isPublic = PUBLIC_WITHOUT_NETWORK.includes(resource.type) && !resource.has('VPCOptions');
    return ruling([isPublic ? onTheInternet(resource) : nowhere(resource)], NOT_THERE);
  },
};

const isInterfaceEndpoint = (resource: Resource): boolean =>
  resource.type === 'AWS::EC2::VPCEndpoint' && resource.text('VpcEndpointType') === 'Interface';

const onTheInternet = ({ id }: Resource): Finding =>
  failed(`${id} stands in no network: its endpoint lies on the internet`, `${id} 不在任何网络内：其终端节点位于互联网`);

const nowhere = ({ id }: Resource): Finding =>
  unknown({ en: `the network of ${id} is in no template`, zh: `${id} 所在网络不在任何模板中` });

const NOT_THERE = { en: 'there is nothing to reach', zh: '无可访问对象' };
