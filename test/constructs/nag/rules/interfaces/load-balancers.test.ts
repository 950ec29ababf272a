import { listenerHttpRedirect } from '../../../../../constructs/nag/rules/interfaces/listener-http-redirect';
import { listenerStrictTransport } from '../../../../../constructs/nag/rules/interfaces/listener-strict-transport';
import { loadBalancerAccessLogged } from '../../../../../constructs/nag/rules/interfaces/load-balancer-access-logged';
import { loadBalancerIngressZone } from '../../../../../constructs/nag/rules/interfaces/load-balancer-ingress-zone';
import { loadBalancerTargetTls } from '../../../../../constructs/nag/rules/interfaces/load-balancer-target-tls';
import { withArchive } from '../../../../support/log-archive';
import { describeRule } from '../../../../support/rule-cases';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';

const typed = (Type: string, Properties: object) => ({ Type, Properties });
const subject = (
  Type: string,
  Properties: object,
  others: Readonly<Record<string, ReturnType<typeof typed>>> = {},
) => ({
  template: { Subject: typed(Type, Properties), ...others },
});

const redirect = (config: object = {}) => ({
  Type: 'redirect',
  RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301', ...config },
});
const plain = (...DefaultActions: unknown[]) => ({ Protocol: 'HTTP', Port: 80, DefaultActions });
const ruleOf = (protocol: unknown, ...Actions: unknown[]) =>
  subject(RULE, { ListenerArn: { Ref: 'Listener' }, Actions }, { Listener: typed(LISTENER, { Protocol: protocol }) });

describeRule(listenerHttpRedirect, {
  compliant: {
    'a redirection': plain(redirect()),
    'the same host, by its name in CloudFormation': plain(redirect({ Host: '#{host}' })),
    'a port that is a number': plain(redirect({ Port: 443 })),
    'a rule that redirects': ruleOf('HTTP', redirect({ Path: '/new' })),
  },
  nonCompliant: {
    'an answer in clear text': [plain({ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }), 'DefaultActions.0.Type'],
    'a fixed answer': [plain({ Type: 'fixed-response' }), 'DefaultActions.0.Type'],
    'another port than 80': [{ ...plain({ Type: 'forward' }), Port: 8080 }, 'DefaultActions.0.Type'],
    'a redirection to clear text': [
      plain(redirect({ Protocol: undefined })),
      'DefaultActions.0.RedirectConfig.Protocol',
    ],
    'a redirection to port 80': [plain(redirect({ Port: undefined })), 'DefaultActions.0.RedirectConfig.Port'],
    'a redirection to another host': [
      plain(redirect({ Host: 'login.example.net' })),
      'DefaultActions.0.RedirectConfig.Host',
    ],
    'a redirection to a host made of the same': [
      ruleOf('HTTP', redirect({ Host: '#{host}.example.net' })),
      'Actions.0.RedirectConfig.Host',
    ],
    'one path that is answered': [ruleOf('HTTP', { Type: 'forward' }), 'Actions.0.Type'],
    'a network load balancer on port 80': [{ Protocol: 'TCP', Port: '80' }, 'Port'],
    'a classic one for HTTP': [
      subject(CLASSIC, {
        Listeners: [
          { Protocol: 'https', LoadBalancerPort: '443' },
          { Protocol: 'http', LoadBalancerPort: '8080' },
        ],
      }),
      'Listeners.1.LoadBalancerPort',
    ],
    'a classic one for TCP on port 80': [
      subject(CLASSIC, { Listeners: [{ Protocol: 'TCP', LoadBalancerPort: '80' }] }),
      'Listeners.0.LoadBalancerPort',
    ],
  },
  notApplicable: {
    'a listener for HTTPS': { Protocol: 'HTTPS', Port: 443 },
    'a rule of a listener for HTTPS': ruleOf('HTTPS', { Type: 'forward' }),
    'a classic one for HTTPS': subject(CLASSIC, { Listeners: [{ Protocol: 'HTTPS', LoadBalancerPort: '443' }] }),
  },
  unknown: {
    'a host that is a parameter': plain(redirect({ Host: { Ref: 'Host' } })),
    'an action that is a parameter': plain({ Type: { Ref: 'Action' } }),
    'actions that are a parameter': { Protocol: 'HTTP', DefaultActions: { Ref: 'Actions' } },
    'a rule of a listener that is a parameter': subject(RULE, { ListenerArn: { Ref: 'Listener' }, Actions: [] }),
  },
});

const GROUP = { TargetGroupArn: { Ref: 'Subject' } };
const forwarded = (group: object, protocol: string, action: object = GROUP) =>
  subject('AWS::ElasticLoadBalancingV2::TargetGroup', group, {
    Listener: typed(LISTENER, { Protocol: protocol, DefaultActions: [{ Type: 'forward', ...action }] }),
  });

describeRule(loadBalancerTargetTls, {
  compliant: {
    HTTPS: { Protocol: 'HTTPS', TargetType: 'ip' },
    TLS: { Protocol: 'TLS' },
    'a classic one that goes on encrypted': subject(CLASSIC, {
      Listeners: [{ Protocol: 'https', InstanceProtocol: 'https' }, { Protocol: 'ssl' }],
    }),
  },
  nonCompliant: {
    HTTP: [{ Protocol: 'HTTP' }, 'Protocol'],
    'no protocol': [{ TargetType: 'instance' }, 'Protocol'],
    'TLS that ends at the load balancer': [forwarded({ Protocol: 'TCP' }, 'TLS'), 'Protocol'],
    'TLS that ends there, to one group of several': [
      forwarded({ Protocol: 'TCP' }, 'TLS', {
        ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: 'Other' } }, GROUP] },
      }),
      'Protocol',
    ],
    'a classic one that goes on in clear text': [
      subject(CLASSIC, { Listeners: [{ Protocol: 'HTTPS', InstanceProtocol: 'HTTP' }, { Protocol: 'TCP' }] }),
      'Listeners.0.InstanceProtocol',
      'Listeners.1.Protocol',
    ],
  },
  notApplicable: {
    functions: { TargetType: 'lambda' },
    'appliances of a gateway load balancer': { Protocol: 'GENEVE' },
  },
  unknown: {
    'TCP that is handed on': forwarded({ Protocol: 'TCP' }, 'TCP'),
    'a protocol that is a parameter': { Protocol: { Ref: 'Protocol' } },
  },
});

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const subnet = (zone?: unknown) => typed('AWS::EC2::Subnet', zone ? { Tags: [{ Key: 'isms:zone', Value: zone }] } : {});
const ZONES = { A: subnet('ingress'), B: subnet('ingress'), Inner: subnet('application'), Untagged: subnet() };
const placed = (properties: object, type = LOAD_BALANCER) => subject(type, properties, ZONES);
const refs = (...ids: string[]) => ids.map((Ref) => ({ Ref }));

describeRule(loadBalancerIngressZone, {
  compliant: {
    'the ingress zone': placed({ Scheme: 'internet-facing', Subnets: refs('A', 'B') }),
    'the ingress zone, with an address in each subnet': placed({
      SubnetMappings: refs('A', 'B').map((SubnetId) => ({ SubnetId })),
    }),
    'a classic one in the ingress zone': placed({ Subnets: refs('A') }, CLASSIC),
  },
  nonCompliant: {
    'another zone': [placed({ Subnets: refs('A', 'Inner') }), 'Subnets.1'],
    'no zone': [placed({ SubnetMappings: [{ SubnetId: { Ref: 'Untagged' } }] }), 'SubnetMappings.0.SubnetId'],
    'no subnets': [placed({}), 'Subnets'],
    'a classic one in another zone': [placed({ Subnets: refs('Inner') }, CLASSIC), 'Subnets.0'],
  },
  notApplicable: { 'an internal one': placed({ Scheme: 'internal', Subnets: refs('Inner') }) },
  unknown: {
    'a subnet that is a parameter': placed({ Subnets: refs('Parameter') }),
    'subnets that are a parameter': placed({ Subnets: { Ref: 'Subnets' } }),
    'a scheme that is a parameter': placed({ Scheme: { Ref: 'Scheme' }, Subnets: refs('A') }),
  },
});

const HSTS = 'routing.http.response.strict_transport_security.header_value';
const https = (value: unknown, scheme: unknown = 'internet-facing', properties: object = {}) =>
  subject(
    LISTENER,
    {
      Protocol: 'HTTPS',
      LoadBalancerArn: { Ref: 'Balancer' },
      ListenerAttributes: [
        { Key: 'routing.http.response.server.enabled', Value: 'false' },
        { Key: HSTS, Value: value },
      ],
      ...properties,
    },
    { Balancer: typed('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: scheme }) },
  );

describeRule(listenerStrictTransport, {
  compliant: {
    'a year': https('max-age=31536000'),
    'two years, with subdomains': https('includeSubDomains; max-age=63072000; preload'),
  },
  nonCompliant: {
    'less than a year': [https('max-age=31535999'), 'ListenerAttributes.1.Value'],
    'no time': [https('includeSubDomains'), 'ListenerAttributes.1.Value'],
    'a time that is none': [https('max-age=year'), 'ListenerAttributes.1.Value'],
    'what revokes it': [https('max-age=0'), 'ListenerAttributes.1.Value'],
  },
  notApplicable: {
    'an internal load balancer': https('max-age=0', 'internal'),
    'a listener that redirects': https('max-age=0', 'internet-facing', { Protocol: 'HTTP' }),
    'a listener of a network load balancer': https('max-age=0', 'internet-facing', { Protocol: 'TLS' }),
  },
  unknown: {
    'a header that is left to what answers': https('', 'internet-facing', { ListenerAttributes: undefined }),
    'a load balancer of elsewhere': https('max-age=0', 'internal', { LoadBalancerArn: 'arn:aws:elb' }),
    'a scheme that is a parameter': https('max-age=0', { Ref: 'Scheme' }),
    'a header that is a parameter': https({ Ref: 'Header' }),
  },
});

const logged = (enabled: unknown, bucket: unknown, more: object = {}) =>
  subject(LOAD_BALANCER, {
    LoadBalancerAttributes: [
      { Key: 'deletion_protection.enabled', Value: 'true' },
      { Key: 'access_logs.s3.enabled', Value: enabled },
      { Key: 'access_logs.s3.bucket', Value: bucket },
    ],
    ...more,
  });

describeRule(loadBalancerAccessLogged, {
  compliant: {
    'a log': logged('true', 'acme-load-balancers'),
    'a truth that is no text': logged(true, 'acme-load-balancers'),
    'a bucket that is a parameter': logged('true', { Ref: 'Bucket' }),
    'the bucket that keeps logs': withArchive(logged('true', 'acme-logs')),
    'a network load balancer with a log': logged('true', 'acme-load-balancers', { Type: 'network' }),
    'an internal load balancer with a log': logged('true', 'acme-load-balancers', { Scheme: 'internal' }),
  },
  nonCompliant: {
    'nothing said': [subject(LOAD_BALANCER, {}), 'LoadBalancerAttributes', 'LoadBalancerAttributes'],
    'a network load balancer of which nothing is said': [
      subject(LOAD_BALANCER, { Type: 'network', LoadBalancerAttributes: [] }),
      'LoadBalancerAttributes',
      'LoadBalancerAttributes',
    ],
    'a log that is off': [logged('false', 'acme-load-balancers'), 'LoadBalancerAttributes.1.Value'],
    'a log without a bucket': [logged('true', undefined), 'LoadBalancerAttributes'],
    'a bucket of others, where one keeps logs': [
      withArchive(logged('true', 'somebody-elses')),
      'LoadBalancerAttributes.2.Value',
    ],
  },
  notApplicable: {
    'a gateway load balancer': subject(LOAD_BALANCER, { Type: 'gateway' }),
  },
  unknown: {
    'a type that is a parameter': logged('true', 'acme-load-balancers', { Type: { Ref: 'Type' } }),
    'a parameter that says whether it logs': logged({ Ref: 'Logged' }, 'acme-load-balancers'),
    'a bucket that is a parameter, where one keeps logs': withArchive(logged('true', { Ref: 'Bucket' })),
    'attributes that are a parameter': subject(LOAD_BALANCER, { LoadBalancerAttributes: { Ref: 'Attributes' } }),
    'an attribute under a condition': subject(LOAD_BALANCER, {
      LoadBalancerAttributes: [
        { 'Fn::If': ['Logged', { Key: 'access_logs.s3.enabled', Value: 'true' }, { Ref: 'AWS::NoValue' }] },
      ],
    }),
  },
});
