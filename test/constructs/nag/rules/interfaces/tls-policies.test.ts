import { apiDomainTlsPolicy } from '../../../../../constructs/nag/rules/interfaces/api-domain-tls-policy';
import { distributionTlsPolicy } from '../../../../../constructs/nag/rules/interfaces/distribution-tls-policy';
import { listenerTlsPolicy } from '../../../../../constructs/nag/rules/interfaces/listener-tls-policy';
import { TLS_POLICIES_READ_ON } from '../../../../../constructs/nag/rules/interfaces/tls-policies';
import { describeRule } from '../../../../support/rule-cases';

const https = (SslPolicy?: unknown) => ({ Protocol: 'HTTPS', Port: 443, SslPolicy });
const each = <Case>(names: readonly string[], of: (name: string) => Case): Readonly<Record<string, Case>> =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

const STRONG = [
  ...['TLS13-1-3-2021-06', 'TLS13-1-3-FIPS-PQ-2025-09', 'TLS13-1-2-2021-06', 'TLS13-1-2-Res-2021-06'],
  ...['TLS13-1-2-Res-PQ-2025-09', 'TLS13-1-2-FIPS-2023-04', 'TLS13-1-2-Ext0-FIPS-2023-04', 'FS-1-2-2019-08'],
  ...['FS-1-2-Res-2020-10', 'TLS13-1-2-RFC9151-FIPS-2023-07', 'TLS13-1-2-RFC9151-INTEROP3-FIPS-2023-07'],
  // none of this name yet: a newer one of a strong family is strong
  'TLS13-1-3-CNSA9-2031-01',
].map((name) => `ELBSecurityPolicy-${name}`);

const WEAK = [
  ...['2016-08', '2015-05', 'TLS-1-0-2015-04', 'TLS-1-1-2017-01', 'TLS-1-2-2017-01', 'TLS-1-2-Ext-2018-06'],
  ...['FS-2018-06', 'FS-1-1-2019-08', 'TLS13-1-1-2021-06', 'TLS13-1-0-FIPS-PQ-2025-09', 'TLS13-1-2-Ext1-2021-06'],
  ...['TLS13-1-2-Ext2-PQ-2025-09', 'TLS13-1-2-Ext0-RFC9151-FIPS-2023-07', 'TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07'],
].map((name) => `ELBSecurityPolicy-${name}`);

const classic = (attributes: Readonly<Record<string, unknown>>, listener: object = {}) => ({
  template: {
    Subject: {
      Type: 'AWS::ElasticLoadBalancing::LoadBalancer',
      Properties: {
        Listeners: [{ Protocol: 'https', LoadBalancerPort: '443', PolicyNames: ['tls'], ...listener }],
        Policies: [
          {
            PolicyName: 'tls',
            PolicyType: 'SSLNegotiationPolicyType',
            Attributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
          },
        ],
      },
    },
  },
});
const ATTRIBUTE = 'Policies.0.Attributes.0.Value';

describeRule(listenerTlsPolicy, {
  compliant: {
    ...each(STRONG, https),
    'a network load balancer that ends TLS': { Protocol: 'TLS', SslPolicy: STRONG[0] },
    'a classic one of TLS 1.2 and suites with forward secrecy': classic({
      'Protocol-TLSv1.2': true,
      'Protocol-TLSv1': 'false',
      'Server-Defined-Cipher-Order': true,
      'ECDHE-RSA-AES128-GCM-SHA256': 'true',
    }),
  },
  nonCompliant: {
    ...each(WEAK, (name) => [https(name), 'SslPolicy'] as const),
    'no policy, since the default is old': [https(), 'SslPolicy'],
    'a classic one of a predefined policy': [
      classic({ 'Reference-Security-Policy': 'ELBSecurityPolicy-TLS-1-2-2017-01' }),
      ATTRIBUTE,
    ],
    'a classic one without a policy': [classic({}, { PolicyNames: undefined }), 'Listeners.0.PolicyNames'],
    'a classic one of TLS 1.1': [classic({ 'Protocol-TLSv1.1': true }), ATTRIBUTE],
    'a classic one with an exchange of keys by RSA': [classic({ 'AES128-GCM-SHA256': 'true' }), ATTRIBUTE],
  },
  notApplicable: {
    'a listener for plain HTTP': { Protocol: 'HTTP', Port: 80 },
    'a listener that hands on TCP': { Protocol: 'TCP', Port: 443 },
    'a listener of a gateway load balancer, which has no protocol': {},
    'a classic one that ends no TLS': classic({}, { Protocol: 'tcp' }),
  },
  unknown: {
    'a policy of no known family': https('ELBSecurityPolicy-TLS14-1-4-2030-01'),
    'a policy for a transition that nobody has read': https(
      'ELBSecurityPolicy-TLS13-1-2-CNSA2-INTEROP2-FIPS-PQ-2026-07',
    ),
    'a policy that is a parameter': https({ Ref: 'Policy' }),
    'a protocol that is a parameter': { Protocol: { Ref: 'Protocol' } },
    'an attribute that is a parameter': classic({ 'Protocol-TLSv1': { Ref: 'Old' } }),
  },
});

test('the families say on which day they were read', () => {
  expect(TLS_POLICIES_READ_ON).toMatch(/^20\d\d-\d\d-\d\d$/);
});

const certificate = (MinimumProtocolVersion: unknown, behavior: object = {}, more: object = {}) => ({
  DistributionConfig: {
    ViewerCertificate: { AcmCertificateArn: { Ref: 'Certificate' }, MinimumProtocolVersion },
    DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https', ...behavior },
    ...more,
  },
});
const MINIMUM = 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion';
const DEFAULT_BEHAVIOR = 'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy';

describeRule(distributionTlsPolicy, {
  compliant: {
    ...each(['TLSv1.2_2019', 'TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025', 'TLSv1.3_2031'], certificate),
    'HTTPS alone': certificate('TLSv1.2_2021', { ViewerProtocolPolicy: 'https-only' }),
  },
  nonCompliant: {
    ...each(
      ['SSLv3', 'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016', 'TLSv1.2_2018'],
      (name) => [certificate(name), MINIMUM] as const,
    ),
    'no minimum': [certificate(undefined), MINIMUM],
    'the certificate of CloudFront': [
      certificate('TLSv1.2_2021', {}, { ViewerCertificate: { CloudFrontDefaultCertificate: 'true' } }),
      'DistributionConfig.ViewerCertificate',
    ],
    'no certificate': [certificate('', {}, { ViewerCertificate: undefined }), 'DistributionConfig.ViewerCertificate'],
    'clear text by default': [certificate('TLSv1.2_2021', { ViewerProtocolPolicy: 'allow-all' }), DEFAULT_BEHAVIOR],
    'clear text on one path, and a version that is a parameter': [
      certificate(
        { Ref: 'Version' },
        {},
        { CacheBehaviors: [{ PathPattern: '/open', ViewerProtocolPolicy: 'allow-all' }] },
      ),
      'DistributionConfig.CacheBehaviors.0.ViewerProtocolPolicy',
    ],
  },
  unknown: {
    'a policy of no known family': certificate('QUICv2_2030'),
    'a version that is a parameter': certificate({ Ref: 'Version' }),
    'a behaviour that is a parameter': certificate('TLSv1.2_2021', { ViewerProtocolPolicy: { Ref: 'Viewers' } }),
  },
});

const domain = (SecurityPolicy?: unknown, more: object = {}) => ({
  DomainName: 'api.example.com',
  SecurityPolicy,
  ...more,
});
const typed = (Type: string, Properties: object) => ({ template: { Subject: { Type, Properties } } });
const domainV2 = (...configurations: object[]) =>
  typed('AWS::ApiGatewayV2::DomainName', { DomainNameConfigurations: configurations });
const restApi = (properties: object) => typed('AWS::ApiGateway::RestApi', properties);

describeRule(apiDomainTlsPolicy, {
  compliant: {
    ...each(
      [
        ...[
          'SecurityPolicy_TLS13_1_3_2025_09',
          'SecurityPolicy_TLS13_1_3_FIPS_2025_09',
          'SecurityPolicy_TLS13_2025_EDGE',
        ],
        ...['SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', 'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09'],
        ...['SecurityPolicy_TLS12_PFS_2025_EDGE', 'SecurityPolicy_TLS12_2018_EDGE'],
      ],
      domain,
    ),
    'mutual TLS, with which no other is offered': domain('TLS_1_2', {
      MutualTlsAuthentication: { TruststoreUri: 's3://a/b' },
    }),
    'the domain of an HTTP API': domainV2({ SecurityPolicy: 'TLS_1_2' }, {}),
    'a REST API with a policy': restApi({ SecurityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09' }),
  },
  nonCompliant: {
    ...each(
      ['TLS_1_0', 'TLS_1_2', 'SecurityPolicy_TLS13_1_2_PQ_2025_09', 'SecurityPolicy_TLS13_1_2_2021_06'],
      (name) => [domain(name), 'SecurityPolicy'] as const,
    ),
    'no policy': [domain(), 'SecurityPolicy'],
    'mutual TLS over an old version': [domain('TLS_1_0', { MutualTlsAuthentication: {} }), 'SecurityPolicy'],
    'the domain of an HTTP API of an old version': [
      domainV2({}, { SecurityPolicy: 'TLS_1_0' }),
      'DomainNameConfigurations.1.SecurityPolicy',
    ],
    'the domain of a private API': [
      typed('AWS::ApiGateway::DomainNameV2', { SecurityPolicy: 'TLS_1_2' }),
      'SecurityPolicy',
    ],
    'a REST API without a policy, which begins at TLS 1.0': [restApi({}), 'SecurityPolicy'],
    'a REST API without an address of its own': [restApi({ DisableExecuteApiEndpoint: true }), 'SecurityPolicy'],
    'a private REST API without a policy': [
      restApi({ EndpointConfiguration: { Types: ['PRIVATE'] } }),
      'SecurityPolicy',
    ],
  },
  unknown: {
    'a policy of no known family': domain('SecurityPolicy_TLS14_2030'),
    'a policy that is a parameter': domain({ Ref: 'Policy' }),
    'configurations that are a parameter': typed('AWS::ApiGatewayV2::DomainName', {
      DomainNameConfigurations: { Ref: 'All' },
    }),
  },
});
