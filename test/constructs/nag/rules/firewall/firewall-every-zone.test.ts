import { firewallEveryZone } from '../../../../../constructs/nag/rules/firewall/firewall-every-zone';
import { describeRule } from '../../../../support/rule-cases';

const subnet = (AvailabilityZone: unknown) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Vpc' }, AvailabilityZone },
});
const SUBNETS = { A: subnet('cn-north-1a'), B: subnet('cn-north-1b'), B2: subnet('cn-north-1b') };
const firewall = (ids: readonly string[], subnets: object = SUBNETS, more: object = {}) => ({
  template: {
    Subject: {
      Type: 'AWS::NetworkFirewall::Firewall',
      Properties: { VpcId: { Ref: 'Vpc' }, SubnetMappings: ids.map((Ref) => ({ SubnetId: { Ref } })), ...more },
    },
    Vpc: { Type: 'AWS::EC2::VPC' },
    ...subnets,
  },
});
const atGateway = (...zones: unknown[]) => ({
  TransitGatewayId: { Ref: 'Hub' },
  AvailabilityZoneMappings: zones.map((AvailabilityZone) => ({ AvailabilityZone })),
});

describeRule(firewallEveryZone, {
  compliant: {
    'an endpoint in each zone': firewall(['A', 'B']),
    'zones of a transit gateway': atGateway('cn-north-1a', 'cn-north-1b'),
    'a network of another template': firewall(['A', 'B'], SUBNETS, { VpcId: 'vpc-1' }),
  },
  nonCompliant: {
    'one zone': [firewall(['A']), 'SubnetMappings'],
    'one zone twice': [firewall(['B', 'B2']), 'SubnetMappings'],
    'a zone of the network without one': [
      firewall(['A', 'B'], { ...SUBNETS, C: subnet('cn-north-1c') }),
      'SubnetMappings',
    ],
    'one zone of a transit gateway': [atGateway('cn-north-1a'), 'AvailabilityZoneMappings'],
  },
  unknown: {
    'a subnet that is a parameter': firewall(['A', 'Parameter']),
    'a zone that is a parameter': firewall(['A', 'C'], { ...SUBNETS, C: subnet({ Ref: 'Zone' }) }),
    'a zone of a transit gateway that is a parameter': atGateway('cn-north-1a', { Ref: 'Zone' }),
  },
});
