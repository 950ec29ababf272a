import { atSubnet, INTERNET } from '../endpoints';
import { passage } from '../passage';
import { subnetPassage } from '../subnet-passage';
import { inZone, namesOf, openZones, ruling, type Statement, unlessNever, whatStops } from './statement';

/** From data and management no route leads to the internet, through whatever gateways, and nothing comes in from there. */
export const dataZoneUnroutable: Statement = {
  facet: '8.3/vpc-isolation#data-zone-unroutable',
  judge({ network, vpc }) {
    const sealed = inZone(vpc.subnets, 'data', 'management');
    const open = openZones(vpc.subnets);
    if (sealed.length === 0 && open.length === 0) return undefined;
    // routes alone: a list or a missing address that stops packets today is no answer to a route
    const byRoutes = { groups: false, lists: false, supposePublic: true };
    const out = sealed.map((subnet) => passage(network, atSubnet(subnet), INTERNET, byRoutes));
    const into = sealed.map((subnet) => subnetPassage(network, INTERNET, subnet));
    const why = whatStops([...out, ...into]);
    return ruling([...open, ...[...out, ...into].flatMap((way) => unlessNever(way, way.oneWay))], {
      en: `no route leads from ${namesOf(sealed)} to the internet and nothing reaches them from there: ${why.en}`,
      zh: `${namesOf(sealed)} 没有通往互联网的路由，互联网亦不可达：${why.zh}`,
    });
  },
};
