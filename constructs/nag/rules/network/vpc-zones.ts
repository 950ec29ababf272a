import type { Bilingual } from '../../../standard';
import { type Finding, notApplicable, type Rule, verdictFrom } from '../../rule';
import { tagOf } from '../../tags';
import type { Resource } from '../../template';
import { availabilityZoneOf, FEWEST_AVAILABILITY_ZONES } from './availability-zone';
import { isInspectionNetwork } from './inspection-network';
import { ZONE_TAG, ZONES, zoneOf } from './zones';

/**
 * Each of the four zones of a VPC (tag `isms:zone` of its subnets) has subnets in at least two availability zones, and
 * each subnet belongs to one of them: a subnet without a zone would escape the rules of its zone. A network that only carries what
 * others send through a firewall has no zones, nor has one that holds interface endpoints alone; one that holds load balancers alone has
 * the ingress zone.
 */
export const vpcZones: Rule = {
  id: 'vpc-zones',
  demand: {
    en: 'A VPC has ingress, application, data and management zones in subnets of their own, each in two availability zones or more.',
    zh: '每个 VPC 以独立子网划分接入、应用、数据与管理区，且各区跨两个及以上可用区。',
  },
  types: ['AWS::EC2::VPC'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html',
  judge(vpc) {
    const subnets = vpc.referrers('AWS::EC2::Subnet', 'VpcId');
    if (isInspectionNetwork(vpc, subnets)) return notApplicable(CARRIES);
    const kind = subnets.length > 0 && SAID.find(({ is }) => subnets.every(is));
    if (kind) return notApplicable(kind.what);
    return verdictFrom([...zoneless(subnets), ...ZONES.flatMap((zone) => narrowZone(zone, subnets))]);
  },
};

const CARRIES: Bilingual = {
  en: 'it carries what other networks send through its firewall, and holds nothing itself',
  zh: '该网络仅经其防火墙转送其他网络的流量，自身不承载任何负载',
};

const ANSWERS: Bilingual = {
  en: 'it holds interface endpoints for other networks, and nothing else',
  zh: '该网络仅承载供其他网络使用的接口终端节点',
};

const BALANCES: Bilingual = {
  en: 'it holds load balancers alone, which hand on what comes to the zones of other networks',
  zh: '该网络仅部署负载均衡，将流量转发至其他网络的分区',
};

const tierOf = (subnet: Resource): string | undefined => tagOf(subnet, 'isms:tier');

/** Networks of the hub by what their subnets say: whether they hold what they say, the proof of completeness decides. */
const SAID: readonly { readonly is: (subnet: Resource) => boolean; readonly what: Bilingual }[] = [
  { is: (subnet) => tierOf(subnet) === 'endpoints', what: ANSWERS },
  { is: (subnet) => zoneOf(subnet) === 'ingress' || tierOf(subnet) === 'attachment', what: BALANCES },
];

function zoneless(subnets: readonly Resource[]): readonly Finding[] {
  const isZone = (zone: string | undefined): boolean => ZONES.some((known) => known === zone);
  return subnets
    .filter((subnet) => !isZone(zoneOf(subnet)))
    .map((subnet) => ({
      property: `${subnet.id}.Tags`,
      message: { en: `names none of the zones in ${ZONE_TAG}`, zh: `${ZONE_TAG} 未标明所属区域` },
    }));
}

function narrowZone(zone: string, subnets: readonly Resource[]): readonly Finding[] {
  const within = subnets.filter((subnet) => zoneOf(subnet) === zone);
  const count = new Set(within.map(availabilityZoneOf)).size;
  if (count >= FEWEST_AVAILABILITY_ZONES) return [];
  return [
    {
      property: 'AWS::EC2::Subnet',
      message: {
        en: `has the ${zone} zone in ${count} availability zones, not in ${FEWEST_AVAILABILITY_ZONES}`,
        zh: `中 ${zone} 区仅覆盖 ${count} 个可用区，应不少于 ${FEWEST_AVAILABILITY_ZONES} 个`,
      },
    },
  ];
}
