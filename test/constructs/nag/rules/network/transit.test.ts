import { defaultRouteInspected } from '../../../../../constructs/nag/rules/network/default-route-inspected';
import { endpointServiceNamedPrincipals } from '../../../../../constructs/nag/rules/network/endpoint-service-named-principals';
import { resourceShareOrganizationOnly } from '../../../../../constructs/nag/rules/network/resource-share-organization-only';
import { transitAttachmentApplianceMode } from '../../../../../constructs/nag/rules/network/transit-attachment-appliance-mode';
import { transitGatewayNoDefaultTables } from '../../../../../constructs/nag/rules/network/transit-gateway-no-default-tables';
import { describeRule } from '../../../../support/rule-cases';

interface Body {
  readonly Type: string;
  readonly Properties: object;
  readonly Condition?: string;
}

const typed = (Type: string, Properties: object = {}): Body => ({ Type, Properties });

const APART = { DefaultRouteTableAssociation: 'disable', DefaultRouteTablePropagation: 'disable' };

describeRule(transitGatewayNoDefaultTables, {
  compliant: { 'nothing by itself': APART, 'acceptance said': { ...APART, AutoAcceptSharedAttachments: 'disable' } },
  nonCompliant: {
    'nothing said': [{}, 'DefaultRouteTableAssociation', 'DefaultRouteTablePropagation'],
    'association by itself': [{ ...APART, DefaultRouteTableAssociation: 'enable' }, 'DefaultRouteTableAssociation'],
    'propagation by itself': [{ ...APART, DefaultRouteTablePropagation: 'enable' }, 'DefaultRouteTablePropagation'],
    'acceptance by itself': [{ ...APART, AutoAcceptSharedAttachments: 'enable' }, 'AutoAcceptSharedAttachments'],
  },
  unknown: { 'a parameter': { ...APART, DefaultRouteTablePropagation: { Ref: 'Propagate' } } },
});

const ATTACHMENT = 'AWS::EC2::TransitGatewayAttachment';
const attached = (properties: object, firewall: Body | undefined, type = ATTACHMENT) => ({
  template: {
    Subject: typed(type, { VpcId: { Ref: 'Inspection' }, ...properties }),
    Inspection: typed('AWS::EC2::VPC'),
    ...(firewall ? { Firewall: firewall } : {}),
  },
});
const firewallIn = (VpcId: unknown, more: object = {}): Body => ({
  ...typed('AWS::NetworkFirewall::Firewall', { VpcId }),
  ...more,
});
const HERE = firewallIn({ Ref: 'Inspection' });
const ON = { Options: { ApplianceModeSupport: 'enable' } };

describeRule(transitAttachmentApplianceMode, {
  compliant: {
    'appliance mode': attached(ON, HERE),
    'appliance mode of the other type': attached(ON, HERE, 'AWS::EC2::TransitGatewayVpcAttachment'),
  },
  nonCompliant: {
    'nothing said': [attached({}, HERE), 'Options.ApplianceModeSupport'],
    'switched off': [attached({ Options: { ApplianceModeSupport: 'disable' } }, HERE), 'Options.ApplianceModeSupport'],
    'the network by its id': [attached({ VpcId: 'vpc-1' }, firewallIn('vpc-1')), 'Options.ApplianceModeSupport'],
  },
  notApplicable: {
    'a network without a firewall': attached({}, undefined),
    'the firewall of another network': attached({}, firewallIn('vpc-2')),
  },
  unknown: {
    'options that are a parameter': attached({ Options: { Ref: 'Options' } }, HERE),
    'a firewall under a condition': attached({}, firewallIn({ Ref: 'Inspection' }, { Condition: 'Inspected' })),
  },
});

describeRule(resourceShareOrganizationOnly, {
  compliant: {
    'the organization': { AllowExternalPrincipals: false },
    'the organization, as text': { AllowExternalPrincipals: 'false' },
  },
  nonCompliant: {
    'nothing said': [{}, 'AllowExternalPrincipals'],
    anyone: [{ AllowExternalPrincipals: true }, 'AllowExternalPrincipals'],
  },
  unknown: { 'a parameter': { AllowExternalPrincipals: { Ref: 'External' } } },
});

describeRule(endpointServiceNamedPrincipals, {
  compliant: {
    'named accounts': {
      AllowedPrincipals: ['arn:aws-cn:iam::111111111111:root', 'arn:aws-cn:iam::222222222222:role/app'],
    },
    nobody: {},
  },
  nonCompliant: {
    anyone: [{ AllowedPrincipals: ['*'] }, 'AllowedPrincipals.0'],
    'anyone, as text': [{ AllowedPrincipals: '*' }, 'AllowedPrincipals'],
    'any account': [{ AllowedPrincipals: ['arn:aws:iam::1:root', 'arn:aws:iam::*:root'] }, 'AllowedPrincipals.1'],
  },
  unknown: {
    'a principal that is a parameter': { AllowedPrincipals: [{ Ref: 'Partner' }] },
    'principals that are a parameter': { AllowedPrincipals: { Ref: 'Partners' } },
  },
});

const INTERNET = typed('AWS::EC2::InternetGateway');
const NAT = typed('AWS::EC2::NatGateway', { SubnetId: { Ref: 'Subject' } });
const INSPECTING = typed('AWS::NetworkFirewall::Firewall', { SubnetMappings: [{ SubnetId: { Ref: 'Subject' } }] });
const routed = (route: object, others: Readonly<Record<string, Body>> = {}, properties: object = {}) => ({
  template: {
    Subject: typed('AWS::EC2::Subnet', properties),
    Table: typed('AWS::EC2::RouteTable'),
    Association: typed('AWS::EC2::SubnetRouteTableAssociation', {
      SubnetId: { Ref: 'Subject' },
      RouteTableId: { Ref: 'Table' },
    }),
    Way: typed('AWS::EC2::Route', { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', ...route }),
    ...others,
  },
});
const TO_INTERNET = { GatewayId: { Ref: 'Internet' } };
const INGRESS = { Tags: [{ Key: 'isms:zone', Value: 'ingress' }] };

describeRule(defaultRouteInspected, {
  compliant: {
    'the transit gateway': routed({ TransitGatewayId: { Ref: 'Hub' } }),
    'an endpoint of the firewall': routed({ VpcEndpointId: { Ref: 'Endpoint' } }),
    'the ingress zone, whose load balancers answer': routed(TO_INTERNET, { Internet: INTERNET }, INGRESS),
    'the subnet of a NAT gateway': routed(TO_INTERNET, { Internet: INTERNET, Nat: NAT }),
    'the subnet of the firewall': routed({ NatGatewayId: { Ref: 'Nat' } }, { Firewall: INSPECTING }),
    'an interface for a private range': routed({ DestinationCidrBlock: '10.1.0.0/16', NetworkInterfaceId: 'eni-1' }),
  },
  nonCompliant: {
    'an internet gateway': [routed(TO_INTERNET, { Internet: INTERNET }), 'Way.GatewayId'],
    'an internet gateway by its id': [routed({ GatewayId: 'igw-0123' }), 'Way.GatewayId'],
    'a NAT gateway': [routed({ NatGatewayId: { Ref: 'Nat' } }), 'Way.NatGatewayId'],
    'a NAT gateway for a part of the internet': [
      routed({ DestinationCidrBlock: '203.0.113.0/24', NatGatewayId: 'nat-1' }),
      'Way.NatGatewayId',
    ],
    'a NAT gateway from the ingress zone': [routed({ NatGatewayId: { Ref: 'Nat' } }, {}, INGRESS), 'Way.NatGatewayId'],
    'an egress-only gateway': [
      routed({ DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: { Ref: 'Out' } }),
      'Way.EgressOnlyInternetGatewayId',
    ],
    'a NAT instance': [routed({ InstanceId: { Ref: 'Instance' } }), 'Way.InstanceId'],
  },
  unknown: {
    'the main table': { template: { Subject: typed('AWS::EC2::Subnet') } },
    'a gateway that is a parameter': routed({ GatewayId: { Ref: 'Gateway' } }),
    'a zone that is a parameter': routed(
      TO_INTERNET,
      { Internet: INTERNET },
      { Tags: [{ Key: 'isms:zone', Value: { Ref: 'Zone' } }] },
    ),
    'a firewall under a condition': routed(
      { NatGatewayId: 'nat-1' },
      { Firewall: { ...INSPECTING, Condition: 'Inspected' } },
    ),
  },
});
