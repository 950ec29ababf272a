import { atInterface, INTERNET } from '../endpoints';
import type { Interface, Subnet } from '../model';
import { passage } from '../passage';
import { subnetPassage } from '../subnet-passage';
import {
  type Finding,
  failed,
  openZones,
  ruling,
  type Scene,
  type Statement,
  unknown,
  unlessNever,
  whatStops,
} from './statement';

/** The internet reaches load balancers of the ingress zone, and nothing else; nothing else has an address there. */
export const controlledIngress: Statement = {
  facet: '8.3/boundary#controlled-ingress',
  judge(scene) {
    const { network, vpc, interfaces } = scene;
    if (vpc.subnets.length === 0) return undefined;
    const ways = inner(vpc.subnets).map((subnet) => subnetPassage(network, INTERNET, subnet));
    const why = whatStops(ways);
    const findings = [
      ...openZones(vpc.subnets),
      ...ways.flatMap((way) => unlessNever(way, way.oneWay)),
      ...vpc.subnets.flatMap(givesAddresses),
      ...interfaces.filter((one) => !mayBePublic(one)).flatMap((one) => exposed(one, scene)),
    ];
    return ruling(findings, {
      en: `of ${vpc.name} the internet reaches nothing outside the load balancers of the ingress zone, and nothing else has a public address: ${why.en}`,
      zh: `互联网仅可到达 ${vpc.name} 接入区的负载均衡，其他资源无公网地址：${why.zh}`,
    });
  },
};

const inner = (subnets: readonly Subnet[]): readonly Subnet[] => subnets.filter(({ zone }) => zone !== 'ingress');

const mayBePublic = ({ kind, subnet }: Interface): boolean => kind === 'load-balancer' && subnet.zone === 'ingress';

function givesAddresses({ name, givesPublicAddresses }: Subnet): readonly Finding[] {
  if (givesPublicAddresses === 'no') return [];
  if (givesPublicAddresses === 'yes') {
    return [failed(`${name} gives public addresses to its interfaces`, `${name} 自动为网络接口分配公网地址`)];
  }
  return [
    unknown({
      en: `deployment decides whether ${name} gives public addresses`,
      zh: `部署时才能确定 ${name} 是否分配公网地址`,
    }),
  ];
}

function exposed(one: Interface, { network }: Scene): readonly Finding[] {
  const { name, subnet, publicAddress } = one;
  if (publicAddress === 'yes') {
    return [failed(`${name} in ${subnet.name} has a public address`, `${subnet.name} 中的 ${name} 有公网地址`)];
  }
  const way = passage(network, INTERNET, atInterface(one));
  return unlessNever(way, way.oneWay);
}
