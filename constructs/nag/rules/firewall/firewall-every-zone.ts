import { finding } from '../../findings';
import { type Finding, nonCompliant, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { availabilityZoneOf, FEWEST_AVAILABILITY_ZONES } from '../network/availability-zone';

const MAPPINGS = 'SubnetMappings';
const ZONES_AT_GATEWAY = 'AvailabilityZoneMappings';

/**
 * A firewall has an endpoint in at least two availability zones, and in each that its network uses: traffic of a zone
 * without one crosses to another, and stops when that one fails. A firewall at a transit gateway has no network.
 */
export const firewallEveryZone: Rule = {
  id: 'firewall-every-zone',
  demand: {
    en: 'A firewall has an endpoint in every availability zone of its network, and in two at least.',
    zh: '防火墙在其网络的每个可用区均设端点，且不少于两个。',
  },
  types: ['AWS::NetworkFirewall::Firewall'],
  reference: 'https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-two-zone-igw.html',
  judge: (firewall) =>
    firewall.has('TransitGatewayId')
      ? verdictFrom(tooFew(zonesAtGateway(firewall), ZONES_AT_GATEWAY))
      : judgeInNetwork(firewall),
};

function judgeInNetwork(firewall: Resource) {
  const covered = subnetsOf(firewall).map(availabilityZoneOf);
  const few = tooFew(covered, MAPPINGS);
  if (few.length > 0) return nonCompliant(...few);
  const used = firewall.referent('VpcId')?.referrers('AWS::EC2::Subnet', 'VpcId').map(availabilityZoneOf) ?? [];
  return verdictFrom([...new Set(used)].filter((zone) => !covered.includes(zone)).map(uncovered));
}

const subnetsOf = (firewall: Resource): readonly Resource[] =>
  firewall.places(MAPPINGS).map((at) => {
    const subnet = firewall.referent(`${at}.SubnetId`);
    if (subnet === undefined) throw new Unresolved(`${at}.SubnetId`);
    return subnet;
  });

const zonesAtGateway = (firewall: Resource): readonly string[] =>
  firewall.places(ZONES_AT_GATEWAY).map((at) => String(firewall.literal(`${at}.AvailabilityZone`)));

function tooFew(zones: readonly string[], property: string): readonly Finding[] {
  if (new Set(zones).size >= FEWEST_AVAILABILITY_ZONES) return [];
  return [
    finding(
      property,
      `names fewer than ${FEWEST_AVAILABILITY_ZONES} availability zones: all traffic stops with one`,
      `涉及的可用区少于 ${FEWEST_AVAILABILITY_ZONES} 个：单个可用区故障即全部中断`,
    ),
  ];
}

const uncovered = (zone: string): Finding =>
  finding(
    MAPPINGS,
    `has no endpoint in ${zone}, where the network has subnets`,
    `在 ${zone} 没有端点，而该网络在此有子网`,
  );
