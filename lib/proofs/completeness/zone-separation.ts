import { availabilityZoneOf, FEWEST_AVAILABILITY_ZONES } from '../../../constructs/nag/rules/network/availability-zone';
import { isEndpointNetwork } from '../../../constructs/nag/rules/network/endpoint-network';
import { isIngressNetwork } from '../../../constructs/nag/rules/network/ingress-network';
import { isInspectionNetwork } from '../../../constructs/nag/rules/network/inspection-network';
import { ZONE_TAG, ZONES, zoneOf } from '../../../constructs/nag/rules/network/zones';
import type { Estate, Resource } from '../../../constructs/nag/template';
import type { Bilingual } from '../../../constructs/standard';
import { type Found, failed, orPassed, unknown, unlessOpen } from './found';

const VPC = 'AWS::EC2::VPC';
const SUBNET = 'AWS::EC2::Subnet';

const CARRIES = {
  en: 'carries what other networks send through its firewall',
  zh: '仅经其防火墙转送其他网络的流量',
} as const;

const ANSWERS = {
  en: 'holds interface endpoints for other networks, and nothing else',
  zh: '仅承载供其他网络使用的接口终端节点',
} as const;

const BALANCES = {
  en: 'holds load balancers alone, in the ingress zone',
  zh: '仅在接入区部署负载均衡',
} as const;

/** A kind of network, how it is told from others, and what its subnets have to be. */
interface Kind {
  readonly isIt: (vpc: Resource, subnets: readonly Resource[]) => boolean;
  readonly judge: (vpc: Resource, subnets: readonly Resource[]) => readonly Found[];
}

/** The first that fits counts: whatever is of no other kind holds workloads. */
const KINDS: readonly Kind[] = [
  { isIt: isInspectionNetwork, judge: withoutZones(CARRIES) },
  { isIt: isEndpointNetwork, judge: withoutZones(ANSWERS) },
  { isIt: isIngressNetwork, judge: withoutZones(BALANCES, ['ingress']) },
  { isIt: () => true, judge: withAllZones },
];

/**
 * Every network that a template makes, in whatever stack its subnets are: each of its subnets is of one of the four zones, and
 * each zone spans two availability zones; or it carries what others send through its firewall, or holds endpoints for them alone, and has none of the zones; or it
 * holds load balancers alone, in the ingress zone. A subnet
 * of a network that no template makes belongs to nobody's count, and is unknown.
 */
export function zoneSeparation(estate: Estate): readonly Found[] {
  const subnets = estate.ofType(SUBNET);
  const vpcOf = new Map(subnets.map((subnet) => [subnet, subnet.referent('VpcId')]));
  return [
    ...estate.ofType(VPC).flatMap((vpc) =>
      unlessOpen(vpc, () => {
        const own = subnets.filter((subnet) => vpcOf.get(subnet) === vpc);
        return KINDS.find(({ isIt }) => isIt(vpc, own))?.judge(vpc, own) ?? [];
      }),
    ),
    ...subnets
      .filter((subnet) => vpcOf.get(subnet)?.type !== VPC)
      .map((at) =>
        unknown(
          { at, property: 'VpcId' },
          `${at.id} is in a network that no template makes: which zones that has cannot be told`,
          `${at.id} 所在网络不由任何模板创建，无法判断其区域划分`,
        ),
      ),
  ];
}

const isZone = (zone: string | undefined): boolean => ZONES.some((known) => known === zone);

function withoutZones(what: Bilingual, own: readonly string[] = []): Kind['judge'] {
  const isStray = (zone: string | undefined): boolean => isZone(zone) && !own.includes(zone ?? '');
  return (vpc, subnets) =>
    orPassed(
      subnets.flatMap((at) => unlessOpen(at, () => (isStray(zoneOf(at)) ? [strayZone(vpc, at, what)] : []))),
      { at: vpc },
      `${vpc.id} ${what.en}: none of its ${subnets.length} subnets is of ${own.length > 0 ? 'another' : 'a'} zone`,
      `${vpc.id} ${what.zh}：其 ${subnets.length} 个子网均不属于${own.length > 0 ? '其他' : '任何'}区域`,
    );
}

const strayZone = (vpc: Resource, at: Resource, what: Bilingual): Found =>
  failed(
    { at, property: 'Tags' },
    `${at.id} is of the zone ${zoneOf(at)}, in ${vpc.id}, a network that ${what.en}`,
    `${at.id} 属于 ${zoneOf(at)} 区，但所在的 ${vpc.id} ${what.zh}`,
  );

function withAllZones(vpc: Resource, subnets: readonly Resource[]): readonly Found[] {
  const zoneless = subnets.flatMap(unlessZoned);
  const narrow = ZONES.flatMap((zone) => unlessWide(zone, vpc, subnets));
  return orPassed(
    [...zoneless, ...narrow],
    { at: vpc },
    `${vpc.id}: each of ${ZONES.join(', ')} has subnets of its own, over ${FEWEST_AVAILABILITY_ZONES} availability zones or more; all ${subnets.length} subnets are of one of them`,
    `${vpc.id}：${ZONES.join('、')} 各区均有独立子网，跨不少于 ${FEWEST_AVAILABILITY_ZONES} 个可用区；全部 ${subnets.length} 个子网均归属其中一区`,
  );
}

const unlessZoned = (at: Resource): readonly Found[] =>
  unlessOpen(at, () => {
    const zone = zoneOf(at);
    return isZone(zone)
      ? []
      : [
          failed(
            { at, property: 'Tags' },
            `${at.id} is of no zone: ${ZONE_TAG} is ${zone ?? 'missing'}`,
            `${at.id} 不属于任何区域：${ZONE_TAG} 为 ${zone ?? '空'}`,
          ),
        ];
  });

/** A subnet that is open may be what a zone lacks: what is short is then unknown. */
function unlessWide(zone: string, vpc: Resource, subnets: readonly Resource[]): readonly Found[] {
  const settled = subnets.flatMap((subnet) => settledPlace(subnet) ?? []);
  const places = new Set(
    settled.filter((place) => place.zone === zone).map(({ availabilityZone }) => availabilityZone),
  );
  if (places.size >= FEWEST_AVAILABILITY_ZONES) return [];
  const found = settled.length < subnets.length ? unknown : failed;
  return [
    found(
      { at: vpc },
      `${vpc.id} has the ${zone} zone in ${places.size} availability zones that are certain, not in ${FEWEST_AVAILABILITY_ZONES}`,
      `${vpc.id} 的 ${zone} 区仅在 ${places.size} 个可用区内可确认，应不少于 ${FEWEST_AVAILABILITY_ZONES} 个`,
    ),
  ];
}

/** Undefined where deployment decides where it stands, of which zone it is, or whether it is made at all. */
function settledPlace(
  subnet: Resource,
): { readonly zone: string | undefined; readonly availabilityZone: string } | undefined {
  if (subnet.contingent) return undefined;
  let place: ReturnType<typeof settledPlace>;
  unlessOpen(subnet, () => {
    place = { zone: zoneOf(subnet), availabilityZone: availabilityZoneOf(subnet) };
    return [];
  });
  return place;
}
