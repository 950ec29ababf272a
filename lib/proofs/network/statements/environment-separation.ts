import type { Subnet, Vpc } from '../model';
import { subnetPassage } from '../subnet-passage';
import { settledTag } from './route-domains';
import { ruling, type Statement, unknown, unlessNever, whatStops } from './statement';

/** Between a network of production and one of non-production nothing flows, in either direction and through whatever network. */
export const environmentSeparation: Statement = {
  facet: '8.3/zoning#environment-separation',
  judge({ network, vpc }) {
    if (environmentOf(vpc) !== 'production') return undefined;
    const others = network.vpcs.filter((other) => environmentOf(other) === 'non-production');
    const ways = others
      .flatMap(({ subnets }) => subnets)
      .flatMap((other) => vpc.subnets.flatMap((own) => [between(own, other), between(other, own)]));
    // a way to networks that no template makes may be one to non-production
    const beyond = vpc.entrances.filter(({ isProxy }) => !isProxy).map(({ doubt }) => unknown(doubt));
    if (ways.length === 0 && beyond.length === 0) return undefined;
    const why = whatStops(ways);
    return ruling([...beyond, ...ways.flatMap((way) => unlessNever(way, way.oneWay))], {
      en: `nothing flows between ${vpc.name} and ${others.map(({ name }) => name).join(', ')}: ${why.en}`,
      zh: `${vpc.name} 与 ${others.map(({ name }) => name).join('、')} 之间无任何流量：${why.zh}`,
    });

    function between(from: Subnet, to: Subnet) {
      return subnetPassage(network, from, to);
    }
  },
};

const environmentOf = ({ resource }: Vpc): string | undefined => settledTag(resource, 'isms:environment');
