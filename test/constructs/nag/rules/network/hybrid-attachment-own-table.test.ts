import { hybridAttachmentOwnTable } from '../../../../../constructs/nag/rules/network/hybrid-attachment-own-table';
import { describeRule } from '../../../../support/rule-cases';

const att = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
const ID = '0f5b6c1e-8a3d-4c2b-9e77-1d2c3b4a5f60';

const hub = (DefaultRouteTableAssociation: unknown = 'disable') => ({
  Hub: { Type: 'AWS::EC2::TransitGateway', Properties: { DefaultRouteTableAssociation } },
  Table: { Type: 'AWS::EC2::TransitGatewayRouteTable', Properties: { TransitGatewayId: { Ref: 'Hub' } } },
});
const vpn = (properties: object = { TransitGatewayId: { Ref: 'Hub' } }) => ({
  Subject: { Type: 'AWS::EC2::VPNConnection', Properties: properties },
});
const line = (AssociatedGatewayId: unknown = { Ref: 'Hub' }) => ({
  Subject: {
    Type: 'AWS::DirectConnect::DirectConnectGatewayAssociation',
    Properties: { DirectConnectGatewayId: ID, AssociatedGatewayId },
  },
});
const found = (ResourceId: unknown) => ({
  Found: { Type: 'Custom::HybridAttachment', Properties: { TransitGatewayId: { Ref: 'Hub' }, ResourceId } },
});
const inTable = (id: string, attachment: unknown, table: unknown = { Ref: 'Table' }) => ({
  [id]: {
    Type: 'AWS::EC2::TransitGatewayRouteTableAssociation',
    Properties: { TransitGatewayAttachmentId: attachment, TransitGatewayRouteTableId: table },
  },
});
const template = (...parts: readonly object[]) => ({ template: Object.assign({}, ...parts) });
const own = inTable('Own', att('Found', 'TransitGatewayAttachmentId'));

describeRule(hybridAttachmentOwnTable, {
  compliant: {
    'a VPN in a table of its own': template(hub(), vpn(), found({ Ref: 'Subject' }), own),
    'a line in a table of its own': template(hub(), line(), found(ID), own),
  },
  nonCompliant: {
    'a VPN of a network': [template(vpn({ VpnGatewayId: 'vgw-0a' })), 'TransitGatewayId'],
    'a line to a network': [template(line('vgw-0a')), 'AssociatedGatewayId'],
    'a line to the gateway of a network': [
      template(line({ Ref: 'Own' }), { Own: { Type: 'AWS::EC2::VPNGateway', Properties: {} } }),
      'AssociatedGatewayId',
    ],
    'an attachment in no table': [
      template(hub(), vpn(), found({ Ref: 'Subject' })),
      'AWS::EC2::TransitGatewayRouteTableAssociation',
    ],
    'a link in the default table': [template(hub('enable'), vpn()), 'AWS::EC2::TransitGatewayRouteTableAssociation'],
    'a table that is shared': [
      template(hub(), vpn(), found({ Ref: 'Subject' }), own, inTable('Other', 'tgw-attach-0a')),
      'AWS::EC2::TransitGatewayRouteTableAssociation',
    ],
  },
  unknown: {
    'an attachment that no template finds': template(hub(), vpn()),
    'a gateway of no template': template(vpn({ TransitGatewayId: 'tgw-0a' })),
    'the id of another line': template(hub(), line(), found('another'), own),
    'a default that is a parameter': template(hub({ Ref: 'Default' }), vpn()),
  },
});
