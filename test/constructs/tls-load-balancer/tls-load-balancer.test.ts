import { App, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { IsolatedVpc } from '../../../constructs/isolated-vpc/isolated-vpc';
import { interfacesRules } from '../../../constructs/nag/rules/interfaces';
import { loggingRules } from '../../../constructs/nag/rules/logging';
import { networkRules } from '../../../constructs/nag/rules/network';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';
import { TlsLoadBalancer, type TlsLoadBalancerProps } from '../../../constructs/tls-load-balancer/tls-load-balancer';
import { WebFirewall } from '../../../constructs/web-firewall/web-firewall';
import { faults } from '../../support/judged';

const ACCOUNT = '111111111111';
const CERTIFICATE = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';
const REGIONS = ['eu-west-1', 'cn-north-1'] as const;

type Reach = 'internal' | 'internet';

function made(reach: Reach, props: Partial<TlsLoadBalancerProps> = {}, region = 'eu-west-1') {
  const stack = new Stack(new App(), 'Shop', { env: { account: ACCOUNT, region } });
  const network = new IsolatedVpc(stack, 'Network', {
    name: 'acme',
    cidr: '10.20.0.0/16',
    flowLogBucketName: 'flow',
    endpoints: 'none',
  });
  const { key } = new PurposeKey(stack, 'Key', { name: 'acme', purpose: 'shop', uses: [WebFirewall.keyUse('acme')] });
  const shop = new SecurityGroup(stack, 'ShopGroup', { vpc: network.network, allowAllOutbound: false });
  Tags.of(shop).add('isms:zone', 'application');
  const balanced = new TlsLoadBalancer(stack, 'Balancer', {
    name: 'acme',
    subject: 'shop',
    network,
    reach: reach === 'internet' ? { kind: 'internet', key } : { kind: 'internal' },
    certificateArns: [CERTIFICATE],
    targets: { securityGroup: shop, type: 'ip', port: 8443 },
    logBucketName: 'load-balancer-logs',
    ...props,
  });
  return { stack, network, key, shop, balanced };
}

const synthesized = (reach: Reach, props?: Partial<TlsLoadBalancerProps>): Template =>
  Template.fromStack(made(reach, props).stack);

describe.each(REGIONS)('TlsLoadBalancer in %s', (region) => {
  test.each(['internet', 'internal'] as const)('complies where it is reached from the %s', (reach) => {
    const { stack } = made(reach, {}, region);
    const flows = [
      { from: 'any address', to: 'ingress', port: 443 },
      { from: 'any address', to: 'ingress', port: 80 },
      { from: 'ingress', to: 'application', port: 8443 },
    ];

    const rules = [...interfacesRules, ...loggingRules, ...networkRules];
    const of = /(Balancer|Firewall)/;
    expect(faults([stack], rules, { flows }).filter((fault) => of.test(fault.split(' ')[1] ?? ''))).toEqual([]);
  });
});

describe('what it takes', () => {
  test('8.3/tls#minimum-version: TLS 1.2 or later, with forward secrecy', () => {
    synthesized('internal').hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
    });
  });

  test('8.3/tls#plaintext-redirect: whoever comes without TLS is sent there, and told to stay for two years', () => {
    const template = synthesized('internet');

    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80,
      DefaultActions: [
        { Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } },
      ],
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443,
      ListenerAttributes: Match.arrayWith([
        {
          Key: 'routing.http.response.strict_transport_security.header_value',
          Value: 'max-age=63072000; includeSubDomains',
        },
      ]),
    });
  });

  test('headers that no server should see are dropped, and doubtful requests refused', () => {
    synthesized('internal').hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'routing.http.desync_mitigation_mode', Value: 'strictest' },
        { Key: 'waf.fail_open.enabled', Value: 'false' },
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: 'load-balancer-logs' },
      ]),
    });
  });

  test('further certificates join the listener', () => {
    const another = 'arn:aws:acm:eu-west-1:111111111111:certificate/2';

    synthesized('internal', {
      certificateArns: [CERTIFICATE, another],
    }).hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerCertificate', {
      Certificates: [{ CertificateArn: another }],
    });
  });
});

describe('where it goes', () => {
  test('8.3/traffic-encryption#zone-to-zone-encryption: to its targets over TLS, as does the check of their health', () => {
    synthesized('internal').hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      Protocol: 'HTTPS',
      Port: 8443,
      HealthCheckProtocol: 'HTTPS',
    });
  });

  test('8.3/security-groups#restricted-egress: to the group of its targets and nowhere else', () => {
    const template = synthesized('internet');

    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      FromPort: 8443,
      ToPort: 8443,
      DestinationSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ShopGroup'), 'GroupId'] },
    });
  });
});

describe('who comes in', () => {
  test('8.3/boundary#controlled-ingress: the internet, on two ports, in the ingress zone', () => {
    const template = synthesized('internet');

    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [
        Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }),
        Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 80, ToPort: 80 }),
      ],
      Tags: [{ Key: 'isms:zone', Value: 'ingress' }],
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internet-facing',
      Subnets: [1, 2].map((at) => ({
        'Fn::GetAtt': [Match.stringLikeRegexp(`NetworkIngressSubnet${at}`), 'SubnetId'],
      })),
    });
  });

  test('8.3/boundary#web-application-firewall: past a web firewall', () => {
    synthesized('internet').hasResourceProperties('AWS::WAFv2::WebACLAssociation', {
      ResourceArn: { Ref: Match.stringLikeRegexp('^BalancerLoadBalancer') },
    });
  });

  test('8.3/security-groups#no-unrestricted-ingress: within networks, the groups that are let in', () => {
    const { stack, network, balanced } = made('internal');
    const client = new SecurityGroup(stack, 'Client', { vpc: network.network, allowAllOutbound: false });
    balanced.admit(client, 'the till');
    const template = Template.fromStack(stack);

    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 443,
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Client'), 'GroupId'] },
    });
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });

  test('an internal one may stand in another zone', () => {
    synthesized('internal', { reach: { kind: 'internal', zone: 'application' } }).hasResourceProperties(
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { Subnets: Match.arrayWith([{ 'Fn::GetAtt': [Match.stringLikeRegexp('ApplicationSubnet1'), 'SubnetId'] }]) },
    );
  });
});

describe('refusals', () => {
  test.each([
    [
      'a certificate that is uploaded to IAM',
      { certificateArns: ['arn:aws:iam::111111111111:server-certificate/a'] as const },
      /^Shop\/Balancer: .*8\.3\/tls#certificate-lifecycle/,
    ],
    ['a name that is too long', { subject: 'a-subject-that-goes-on-and-on' }, /no name for a load balancer/],
  ])('%s', (_, props, told) => {
    expect(() => made('internal', props)).toThrow(told);
  });

  test('a zone with one subnet', () => {
    const { network } = made('internal');
    const [first] = network.subnets.ingress;
    const poor = { network: network.network, subnets: { ...network.subnets, ingress: first ? [first] : [] } };

    expect(() => made('internal', { network: poor })).toThrow(/8\.3\/zoning#zone-separation/);
  });
});
