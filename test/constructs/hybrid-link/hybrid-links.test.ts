import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type HybridLink, HybridLinks } from '../../../constructs/hybrid-link/hybrid-links';
import type { TransitHub } from '../../../constructs/transit-hub/transit-hub';
import { transitHubIn } from '../../support/handler-stacks';

const VPN: HybridLink = {
  name: 'plant-east',
  kind: 'vpn',
  gateway: '203.0.113.7',
  prefixes: ['172.20.0.0/16', '172.21.4.0/24'],
  reaches: ['10.10.0.0/16'],
};
const LINE: HybridLink = {
  name: 'head-office',
  kind: 'direct-connect',
  gateway: '0f5b6c1e-8a3d-4c2b-9e77-1d2c3b4a5f60',
  prefixes: ['172.22.0.0/16'],
  reaches: ['10.10.0.0/16', '10.100.0.0/20'],
};

function linked(...links: readonly HybridLink[]): Template {
  const stack = transitHubIn('eu-central-1');
  new HybridLinks(stack, 'Hybrid', {
    name: 'acme',
    hub: stack.node.findChild('Transit') as TransitHub,
    links,
    key: Key.fromKeyArn(stack, 'LinkKey', 'arn:aws:kms:eu-central-1:444444444444:key/0a'),
    topic: Topic.fromTopicArn(stack, 'LinkTopic', 'arn:aws:sns:eu-central-1:444444444444:acme-hub-alerts'),
    retention: RetentionDays.ONE_YEAR,
  });
  return Template.fromStack(stack);
}

const got = (value: { readonly 'Fn::GetAtt'?: readonly string[] }): string =>
  (value['Fn::GetAtt']?.[0] ?? '').replace(/[0-9A-F]{8}$/, '');

/** Routes in words, of tables and to attachments of links or of the firewall. */
const routesOf = (template: Template): readonly string[] =>
  Object.values(template.findResources('AWS::EC2::TransitGatewayRoute'))
    .filter(({ Properties }) => !Properties.Blackhole && Properties.DestinationCidrBlock !== '0.0.0.0/0')
    .map(
      ({ Properties }) =>
        `${got(Properties.TransitGatewayRouteTableId)}: ${Properties.DestinationCidrBlock} by ${got(Properties.TransitGatewayAttachmentId)}`,
    );

test('8.3/boundary#hybrid-and-partner-entry: each link is alone in a table that leads to the firewall, and only listed prefixes lead to it', () => {
  const template = linked(VPN, LINE);

  expect(routesOf(template)).toEqual([
    'HybridPlantEastTable: 10.10.0.0/16 by TransitInspection',
    'TransitInspectionTable: 172.20.0.0/16 by HybridPlantEastAttachment',
    'TransitInspectionTable: 172.21.4.0/24 by HybridPlantEastAttachment',
    'HybridHeadOfficeTable: 10.10.0.0/16 by TransitInspection',
    'HybridHeadOfficeTable: 10.100.0.0/20 by TransitInspection',
    'TransitInspectionTable: 172.22.0.0/16 by HybridHeadOfficeAttachment',
  ]);
  template.resourceCountIs('AWS::EC2::TransitGatewayRouteTable', 6);
  template.resourceCountIs('AWS::EC2::TransitGatewayRouteTableAssociation', 3);
  template.resourceCountIs('AWS::EC2::TransitGatewayRouteTablePropagation', 0);
});

test('8.3/traffic-encryption#hybrid-link-encryption: both tunnels take IKEv2, AES-256 in GCM, SHA-2 and elliptic curves alone', () => {
  const template = linked(VPN);
  const tunnel = {
    IKEVersions: [{ Value: 'ikev2' }],
    Phase1EncryptionAlgorithms: [{ Value: 'AES256-GCM-16' }],
    Phase1IntegrityAlgorithms: [{ Value: 'SHA2-384' }, { Value: 'SHA2-512' }],
    Phase1DHGroupNumbers: [{ Value: 19 }, { Value: 20 }, { Value: 21 }],
    Phase2EncryptionAlgorithms: [{ Value: 'AES256-GCM-16' }],
    Phase2IntegrityAlgorithms: [{ Value: 'SHA2-384' }, { Value: 'SHA2-512' }],
    Phase2DHGroupNumbers: [{ Value: 19 }, { Value: 20 }, { Value: 21 }],
    LogOptions: { CloudwatchLogOptions: Match.objectLike({ LogEnabled: true, LogGroupArn: Match.anyValue() }) },
  };

  template.hasResourceProperties('AWS::EC2::VPNConnection', {
    StaticRoutesOnly: true,
    VpnTunnelOptionsSpecifications: [tunnel, tunnel],
  });
  template.hasResourceProperties('AWS::Logs::LogGroup', {
    LogGroupName: '/acme/hybrid/plant-east',
    KmsKeyId: Match.anyValue(),
    RetentionInDays: 365,
  });
});

test('alarms where a tunnel is down, or nothing is told of it', () => {
  linked(VPN).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/VPN',
    MetricName: 'TunnelState',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    TreatMissingData: 'breaching',
    AlarmActions: [Match.anyValue()],
  });
});

test('8.3/boundary#hybrid-and-partner-entry: a line is told only of what it may reach', () => {
  const template = linked(LINE);

  template.hasResourceProperties('AWS::DirectConnect::DirectConnectGatewayAssociation', {
    DirectConnectGatewayId: LINE.gateway,
    AllowedPrefixesToDirectConnectGateway: ['10.10.0.0/16', '10.100.0.0/20'],
  });
  template.hasResourceProperties('Custom::HybridAttachment', {
    ResourceType: 'direct-connect-gateway',
    ResourceId: LINE.gateway,
  });
  template.hasResource('Custom::HybridAttachment', {
    DependsOn: Match.arrayWith([Match.stringLikeRegexp('^HybridHeadOfficeDirectConnect')]),
  });
});

test.each([
  ['without prefixes', { prefixes: [] }],
  ['that reaches nothing', { reaches: [] }],
])('a link %s is refused', (_, props) => {
  expect(() => linked({ ...LINE, ...props })).toThrow('head-office has no prefixes, or reaches nothing');
});
