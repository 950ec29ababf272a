import type { Bilingual } from '../../../standard';
import { type Finding, nonCompliant, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { opensToAnyAddress } from './address-range';
import { zoneOf } from './zones';

const RANGES = ['CidrBlock', 'Ipv6CidrBlock'];

/**
 * A subnet has a network access list of its zone, shared with no other zone, that does not allow everything.
 *
 * A subnet without one uses the default list of its VPC, which allows all traffic. An entry allows everything when it
 * lets any address use all protocols, or every port of TCP or UDP: a deny before it takes little away from that.
 */
export const subnetNetworkAcl: Rule = {
  id: 'subnet-network-acl',
  demand: {
    en: 'A subnet has a network access list of its own zone that does not allow everything.',
    zh: '子网使用所属区域独有的网络访问控制列表，且该列表不得全部放行。',
  },
  types: ['AWS::EC2::Subnet'],
  reference: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
  judge(subnet) {
    const [association] = subnet.referrers('AWS::EC2::SubnetNetworkAclAssociation', 'SubnetId');
    if (association === undefined) return nonCompliant(NO_LIST);
    const list = association.referent('NetworkAclId');
    if (list === undefined) throw new Unresolved(`${association.id}.NetworkAclId`);
    return verdictFromEach(
      [() => sharedWithOtherZone(subnet, list), ...entriesOf(list).map((entry) => () => allowAll(entry))],
      (check) => check(),
    );
  },
};

const NO_LIST: Finding = {
  property: 'AWS::EC2::SubnetNetworkAclAssociation',
  message: {
    en: 'is missing: the default list of the VPC allows all traffic',
    zh: '未设置：VPC 默认列表放行全部流量',
  },
};

const entriesOf = (list: Resource): readonly Resource[] => list.referrers('AWS::EC2::NetworkAclEntry', 'NetworkAclId');

function sharedWithOtherZone(subnet: Resource, list: Resource): readonly Finding[] {
  const zone = zoneOf(subnet);
  const stranger = list
    .referrers('AWS::EC2::SubnetNetworkAclAssociation', 'NetworkAclId')
    .find((association) => zoneAt(association) !== zone);
  if (stranger === undefined) return [];
  return [
    {
      property: `${stranger.id}.NetworkAclId`,
      message: {
        en: 'gives the same list to another zone: neither has one that fits it',
        zh: '使另一区域共用同一列表：两个区域均无专属列表',
      },
    },
  ];
}

const zoneAt = (association: Resource): string | undefined => {
  const subnet = association.referent('SubnetId');
  if (subnet === undefined) throw new Unresolved(`${association.id}.SubnetId`);
  return zoneOf(subnet);
};

function allowAll(entry: Resource): readonly Finding[] {
  if (String(entry.literal('RuleAction')).toLowerCase() !== 'allow') return [];
  const range = RANGES.find((property) => opensToAnyAddress(entry, property));
  if (range === undefined) return [];
  const property = wholeProtocol(entry);
  return property === undefined ? [] : [{ property: `${entry.id}.${property}`, message: ALLOWS_ALL }];
}

const ALLOWS_ALL: Bilingual = {
  en: 'allows everything from or to any address: the list separates nothing',
  zh: '对任意地址全部放行：该列表不起隔离作用',
};

/** The property by which an entry is about all ports, if it is: protocol -1, or TCP (6) or UDP (17) with every port. */
function wholeProtocol(entry: Resource): string | undefined {
  const protocol = String(entry.literal('Protocol'));
  if (protocol === '-1') return 'Protocol';
  if (protocol !== '6' && protocol !== '17') return undefined;
  const from = entry.number('PortRange.From');
  const to = entry.number('PortRange.To');
  return from !== undefined && from <= 1 && to !== undefined && to >= 65_535 ? 'PortRange' : undefined;
}
