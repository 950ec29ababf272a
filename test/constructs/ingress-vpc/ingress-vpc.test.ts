import { App, Stack } from 'aws-cdk-lib';
import { Template as Assembled, Match } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { type IngressTarget, ingressFlows } from '../../../constructs/ingress-vpc/access-entries';
import { IngressAttachment } from '../../../constructs/ingress-vpc/ingress-attachment';
import { IngressVpc } from '../../../constructs/ingress-vpc/ingress-vpc';
import { ingressRanges, loadBalancerBlocks } from '../../../constructs/ingress-vpc/layout';
import { PublishedService } from '../../../constructs/ingress-vpc/published-service';
import { TRANSIT_FLOWS } from '../../../constructs/inspection-vpc/access-entries';
import { InspectionVpc } from '../../../constructs/inspection-vpc/inspection-vpc';
import { verdictOf } from '../../../constructs/nag/rule';
import { interfacesRules } from '../../../constructs/nag/rules/interfaces';
import { networkRules } from '../../../constructs/nag/rules/network';
import { storageRules } from '../../../constructs/nag/rules/storage';
import { Estate, Template } from '../../../constructs/nag/template';
import { KeyUse } from '../../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';
import { LoadBalancerLogs } from '../../../constructs/tls-load-balancer/load-balancer-logs';
import { TransitHub } from '../../../constructs/transit-hub/transit-hub';
import { WebFirewall } from '../../../constructs/web-firewall/web-firewall';

const ACCOUNT = '444444444444';
const RANGE = '10.12.8.0/24';
const TARGETS: readonly IngressTarget[] = ['10.100.4.10', '10.100.5.10'].map((address) => ({ address, port: 8443 }));

function made(region = 'eu-central-1', hostedZoneId?: string): Stack {
  const stack = new Stack(new App(), 'Edge', { env: { account: ACCOUNT, region } });
  const { key } = new PurposeKey(stack, 'Key', {
    name: 'acme',
    purpose: 'hub',
    uses: [WebFirewall.keyUse('acme'), KeyUse.cloudWatchLogs('*')],
  });
  const topic = Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:${ACCOUNT}:acme-hub`);
  const zones = { name: 'acme', availabilityZones: [`${region}a`, `${region}b`], logBucketName: 'acme-flow' };
  const inspection = new InspectionVpc(stack, 'Inspection', { ...zones, cidr: '10.12.0.0/22', topic });
  const hub = new TransitHub(stack, 'Transit', {
    name: 'acme',
    organization: { managementAccount: '111111111111', id: 'o-a1b2c3d4e5' },
    inspection,
    spokes: [{ account: '700000000001', domain: 'production' }],
    crossings: [{ from: 'production', to: RANGE }],
    key,
    topic,
  });
  const ingress = new IngressVpc(stack, 'Ingress', { ...zones, cidr: RANGE, targets: TARGETS });
  new IngressAttachment(stack, 'Attached', { hub, ingress });
  const logs = new LoadBalancerLogs(stack, 'Logs', { bucketName: `acme-load-balancers-${ACCOUNT}-${region}` });
  new PublishedService(stack, 'Orders', {
    name: 'acme',
    subject: 'orders',
    ingress,
    host: 'orders.example.com',
    hostedZoneId,
    addresses: ['10.100.4.10', '10.100.5.10'],
    port: 8443,
    healthPath: '/healthz',
    owner: 'orders@example.com',
    key,
    topic,
    logBucketName: logs.bucket.bucketName,
  });
  return stack;
}

const synthesized = (hostedZoneId?: string): Assembled => Assembled.fromStack(made(undefined, hostedZoneId));

interface Document {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, never> }>;
}

const RULES = [...interfacesRules, ...networkRules, ...storageRules];
const FLOWS = [...TRANSIT_FLOWS, ...ingressFlows(TARGETS)];

/** Rules that something of the ingress is against. */
function against(document: Document, region = 'eu-central-1'): readonly string[] {
  const estate = new Estate({ flows: FLOWS });
  const partition = region.startsWith('cn-') ? 'aws-cn' : 'aws';
  Template.cloudFormation(document, { name: 'Edge', environment: { account: ACCOUNT, region, partition }, estate });
  const of = estate.resources.filter(({ id }) => /^(Ingress|Attached|Orders|Logs)/.test(id));
  return RULES.flatMap((rule) =>
    of
      .filter(({ type }) => rule.types.includes(type))
      .filter((resource) => !['compliant', 'not-applicable'].includes(verdictOf(rule, resource).outcome))
      .map(() => rule.id),
  ).filter((id) => id !== 'default-security-group-empty');
}

const documentOf = (region?: string): Document => Assembled.fromStack(made(region)).toJSON() as Document;

describe('the network of load balancers', () => {
  test.each(['eu-central-1', 'cn-northwest-1'])('complies in %s', (region) => {
    expect(against(documentOf(region), region)).toEqual([]);
  });

  test('8.3/boundary#controlled-ingress: has no NAT gateway and no address of its own', () => {
    const template = synthesized();
    const own = Object.keys(template.findResources('AWS::EC2::NatGateway')).filter((id) => id.startsWith('Ingress'));

    expect(own).toEqual([]);
    expect(Object.keys(template.findResources('AWS::EC2::EIP')).filter((id) => id.startsWith('Ingress'))).toEqual([]);
  });

  test('8.3/vpc-isolation#route-domain-separation: leads to the targets by the firewall, and nowhere else', () => {
    const routes = Object.values(synthesized().findResources('AWS::EC2::TransitGatewayRoute')).map(
      ({ Properties: route }) => route,
    );
    const ofIngress = routes.filter((route) =>
      JSON.stringify(route.TransitGatewayRouteTableId).includes('AttachedIngressTable'),
    );

    expect(ofIngress.map((route) => route.DestinationCidrBlock)).toEqual(['10.100.4.10/32', '10.100.5.10/32']);
    for (const route of ofIngress) {
      expect(JSON.stringify(route.TransitGatewayAttachmentId)).toMatch(/TransitInspection/);
    }
  });

  test('8.3/zoning#zone-access-lists: no private address but a target’s answers comes in, whatever port', () => {
    const entries = Object.entries(synthesized().findResources('AWS::EC2::NetworkAclEntry'))
      .filter(([id]) => id.startsWith('IngressIngressAccessListIngress'))
      .map(([, { Properties: entry }]) => entry)
      .sort((a, b) => a.RuleNumber - b.RuleNumber)
      .map((entry) => `${entry.RuleAction} ${entry.CidrBlock} ${entry.PortRange?.From ?? 'all'}`);

    expect(entries).toEqual([
      'allow 10.100.4.10/32 1024',
      'allow 10.100.5.10/32 1024',
      'deny 10.0.0.0/8 all',
      'deny 172.16.0.0/12 all',
      'deny 192.168.0.0/16 all',
      'deny 100.64.0.0/10 all',
      'allow 0.0.0.0/0 443',
      'allow 0.0.0.0/0 80',
    ]);
  });

  test('its subnets never move, and load balancers have few ranges', () => {
    expect(ingressRanges(RANGE, 'ingress', 3)).toEqual(['10.12.8.0/26', '10.12.8.64/26', '10.12.8.128/26']);
    expect(ingressRanges(RANGE, 'attachment', 3)).toEqual(['10.12.8.192/28', '10.12.8.208/28', '10.12.8.224/28']);
    expect(loadBalancerBlocks(RANGE, 2)).toEqual(['10.12.8.0/25']);
    expect(loadBalancerBlocks(RANGE, 3)).toEqual(['10.12.8.0/25', '10.12.8.128/26']);
  });

  test.each([
    ['10.12.8.0/25', /give a prefix from \/16 to \/24/],
    ['10.12.8.1/24', /write 10\.12\.8\.0\/24/],
  ])('refuses %s', (cidr, message) => {
    expect(() => ingressRanges(cidr, 'ingress', 2)).toThrow(message);
  });

  test('8.3/zoning#zone-separation: refuses one availability zone', () => {
    const stack = new Stack(new App(), 'Edge', { env: { account: ACCOUNT, region: 'eu-central-1' } });
    const one = { name: 'acme', cidr: RANGE, availabilityZones: ['eu-central-1a'], targets: [], logBucketName: 'flow' };

    expect(() => new IngressVpc(stack, 'Ingress', one)).toThrow(/needs two or three different ones/);
  });
});

describe('a published service', () => {
  test('8.3/tls#certificate-lifecycle: has a certificate that renews by DNS, with an owner', () => {
    synthesized('Z0123456789EXAMPLE').hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'orders.example.com',
      ValidationMethod: 'DNS',
      DomainValidationOptions: [{ DomainName: 'orders.example.com', HostedZoneId: 'Z0123456789EXAMPLE' }],
      Tags: Match.arrayWith([{ Key: 'isms:owner', Value: 'orders@example.com' }]),
    });
  });

  test('waits for the record of its certificate where no zone is given', () => {
    synthesized().hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainValidationOptions: Match.absent(),
    });
  });

  test('8.3/traffic-encryption#zone-to-zone-encryption: reaches its targets over TLS, by address in another network', () => {
    synthesized().hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Protocol: 'HTTPS',
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPath: '/healthz',
      TargetType: 'ip',
      Targets: [
        { AvailabilityZone: 'all', Id: '10.100.4.10', Port: 8443 },
        { AvailabilityZone: 'all', Id: '10.100.5.10', Port: 8443 },
      ],
    });
  });

  test('alarms when a target does not answer, and when many requests are blocked', () => {
    const template = synthesized();

    for (const metric of ['UnHealthyHostCount', 'BlockedRequests']) {
      template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName: metric,
        TreatMissingData: 'notBreaching',
        AlarmActions: [Match.anyValue()],
      });
    }
  });

  test('its logs go into a bucket that load balancers of this account alone write into, and nobody empties', () => {
    synthesized().hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'NobodyDestroys', Effect: 'Deny' }),
          Match.objectLike({ Sid: 'NoOutsiders', Effect: 'Deny' }),
          Match.objectLike({
            Sid: 'LoadBalancersWrite',
            Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
            Condition: { ArnLike: { 'aws:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });
});

type Change = (resources: Document['Resources'], idOf: (type: string, start?: string) => string) => void;

const propertiesOf = (resources: Document['Resources'], id: string): Record<string, unknown> =>
  resources[id]?.Properties ?? {};

/** What somebody may change in what is published, and the rule that is against it. */
const WEAKENINGS: readonly (readonly [what: string, rule: string, change: Change])[] = [
  [
    '8.3/tls#plaintext-redirect: a second listener in the clear',
    'listener-http-redirect',
    (resources, idOf) => {
      const http = resources[idOf('AWS::ElasticLoadBalancingV2::Listener', 'OrdersBalancerHttp[0-9A-F]{8}$')];
      const https = propertiesOf(resources, idOf('AWS::ElasticLoadBalancingV2::Listener', 'OrdersBalancerHttps'));
      Object.assign(resources, {
        OrdersClear: {
          ...http,
          Properties: { ...http?.Properties, Port: 8080, DefaultActions: https['DefaultActions'] },
        },
      });
    },
  ],
  [
    '8.3/tls#minimum-version: a listener with an old TLS policy',
    'listener-tls-policy',
    (resources, idOf) => {
      const https = propertiesOf(resources, idOf('AWS::ElasticLoadBalancingV2::Listener', 'OrdersBalancerHttps'));
      https['SslPolicy'] = 'ELBSecurityPolicy-TLS-1-0-2015-04';
    },
  ],
  [
    '8.3/tls#plaintext-redirect: a listener that tells browsers nothing',
    'listener-strict-transport',
    (resources, idOf) => {
      const https = propertiesOf(resources, idOf('AWS::ElasticLoadBalancingV2::Listener', 'OrdersBalancerHttps'));
      delete https['ListenerAttributes'];
    },
  ],
  [
    '8.3/boundary#web-application-firewall: the web firewall detached',
    'public-listener-web-firewall',
    (resources, idOf) => {
      delete resources[idOf('AWS::WAFv2::WebACLAssociation')];
    },
  ],
  [
    '8.3/boundary#web-application-firewall: a web firewall without a log',
    'web-firewall-logged',
    (resources, idOf) => {
      delete resources[idOf('AWS::WAFv2::LoggingConfiguration')];
    },
  ],
  [
    '8.3/traffic-encryption#zone-to-zone-encryption: targets in the clear',
    'load-balancer-target-tls',
    (resources, idOf) => {
      propertiesOf(resources, idOf('AWS::ElasticLoadBalancingV2::TargetGroup'))['Protocol'] = 'HTTP';
    },
  ],
  [
    '8.3/tls#certificate-lifecycle: a certificate that somebody has to confirm by mail',
    'certificate-renews-or-alarms',
    (resources, idOf) => {
      propertiesOf(resources, idOf('AWS::CertificateManager::Certificate'))['ValidationMethod'] = 'EMAIL';
    },
  ],
  [
    '8.3/minimal-ports#declared-flows: a group that reaches another address',
    'security-group-flow-declared',
    (resources, idOf) => {
      const group = propertiesOf(resources, idOf('AWS::EC2::SecurityGroup', 'Orders'));
      (group['SecurityGroupEgress'] as object[]).push({
        CidrIp: '10.9.0.1/32',
        IpProtocol: 'tcp',
        FromPort: 8443,
        ToPort: 8443,
      });
    },
  ],
  [
    '8.3/zoning#zone-separation: a subnet of no zone among the load balancers',
    'vpc-zones',
    (resources, idOf) => {
      const subnet = propertiesOf(resources, idOf('AWS::EC2::Subnet', 'IngressAttachmentSubnet1'));
      Object.assign(resources, {
        IngressStray: { Type: 'AWS::EC2::Subnet', Properties: { ...subnet, CidrBlock: '10.12.8.240/28', Tags: [] } },
      });
    },
  ],
  [
    '8.4/encryption-at-rest#customer-managed-keys: a bucket of logs that others write into',
    's3-delivery-principals',
    (resources, idOf) => {
      const policy = propertiesOf(resources, idOf('AWS::S3::BucketPolicy', 'Logs'))['PolicyDocument'];
      const statements = (policy as unknown as { Statement: { Sid?: string; Principal: object }[] }).Statement;
      statements.push({ ...statements.at(-1), Principal: { Service: 'logging.s3.amazonaws.com' } });
    },
  ],
];

test.each(WEAKENINGS)('%s is told', (_, rule, change) => {
  const document = documentOf();
  const idOf = (type: string, start = ''): string => {
    const found = Object.keys(document.Resources).filter(
      (id) => document.Resources[id]?.Type === type && new RegExp(`^${start}`).test(id),
    );
    expect([type, start, found.length]).toEqual([type, start, 1]);
    return found[0] ?? '';
  };
  change(document.Resources, idOf);

  expect(against(document)).toContain(rule);
});
