import { publicListenerWebFirewall } from '../../../../../constructs/nag/rules/interfaces/public-listener-web-firewall';
import { webFirewallBlocks } from '../../../../../constructs/nag/rules/interfaces/web-firewall-blocks';
import { webFirewallLogged } from '../../../../../constructs/nag/rules/interfaces/web-firewall-logged';
import { withArchive } from '../../../../support/log-archive';
import { describeRule } from '../../../../support/rule-cases';

interface Body {
  readonly Type: string;
  readonly Properties: object;
  readonly Condition?: string;
}

const typed = (Type: string, Properties: object): Body => ({ Type, Properties });
const subject = (Type: string, Properties: object, others: Readonly<Record<string, Body>> = {}) => ({
  template: { Subject: typed(Type, Properties), ...others },
});

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';
const associated = (ResourceArn: unknown, more: object = {}): Readonly<Record<string, Body>> => ({
  Association: { ...typed(ASSOCIATION, { ResourceArn, WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] } }), ...more },
});
const failing = (Value: unknown, more: object = {}) =>
  subject(
    LOAD_BALANCER,
    {
      LoadBalancerAttributes: [
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'waf.fail_open.enabled', Value },
      ],
      ...more,
    },
    associated({ Ref: 'Subject' }),
  );
const listening = (Port: unknown): Readonly<Record<string, Body>> => ({
  Listener: typed('AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: { Ref: 'Subject' }, Port }),
});
const stageOf = (types: readonly string[], others: Readonly<Record<string, Body>> = {}) =>
  subject(
    'AWS::ApiGateway::Stage',
    { RestApiId: { Ref: 'Api' }, StageName: 'live' },
    { Api: typed('AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: types } }), ...others },
  );
const stageArn = (stage: unknown) => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':apigateway:',
      { Ref: 'AWS::Region' },
      '::/restapis/',
      { Ref: 'Api' },
      '/stages/',
      stage,
    ],
  ],
});
const distribution = (DistributionConfig: object, partition = 'aws') => ({
  ...subject('AWS::CloudFront::Distribution', { DistributionConfig }),
  environment: { partition },
});

describeRule(publicListenerWebFirewall, {
  compliant: {
    'a load balancer with one': subject(LOAD_BALANCER, {}, associated({ Ref: 'Subject' })),
    'a load balancer that says to stay closed': failing('false'),
    'a stage with one, by reference': stageOf(['REGIONAL'], associated(stageArn({ Ref: 'Subject' }))),
    'a stage with one, by name': stageOf(
      ['EDGE'],
      associated({ 'Fn::Sub': 'arn:aws:apigateway:x::/restapis/${Api}/stages/live' }),
    ),
    'a distribution with one': distribution({ WebACLId: { 'Fn::GetAtt': ['Acl', 'Arn'] } }),
  },
  nonCompliant: {
    'a load balancer without one': [subject(LOAD_BALANCER, { Scheme: 'internet-facing' }), ASSOCIATION],
    'a load balancer that opens without an answer': [failing('true'), 'LoadBalancerAttributes.1.Value'],
    'one that has none, and opens': [
      subject(LOAD_BALANCER, { LoadBalancerAttributes: [{ Key: 'waf.fail_open.enabled', Value: true }] }),
      ASSOCIATION,
      'LoadBalancerAttributes.0.Value',
    ],
    'that of another load balancer': [subject(LOAD_BALANCER, {}, associated({ Ref: 'Other' })), ASSOCIATION],
    'a network load balancer for the web': [subject(LOAD_BALANCER, { Type: 'network' }, listening('443')), ASSOCIATION],
    'a classic one': [subject('AWS::ElasticLoadBalancing::LoadBalancer', {}), ASSOCIATION],
    'a stage without one': [stageOf(['REGIONAL']), ASSOCIATION],
    'that of another stage': [stageOf(['REGIONAL'], associated(stageArn('test'))), ASSOCIATION],
    'a stage that comes with a deployment': [
      subject(
        'AWS::ApiGateway::Deployment',
        { RestApiId: { Ref: 'Api' }, StageName: 'live' },
        { Api: typed('AWS::ApiGateway::RestApi', {}) },
      ),
      ASSOCIATION,
    ],
    'an HTTP API, which takes none': [subject('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }), ASSOCIATION],
    'a distribution without one': [distribution({}), ASSOCIATION],
  },
  notApplicable: {
    'an internal load balancer': subject(LOAD_BALANCER, { Scheme: 'internal' }),
    'an internal load balancer that opens without an answer': failing('true', { Scheme: 'internal' }),
    'an internal classic one': subject('AWS::ElasticLoadBalancing::LoadBalancer', { Scheme: 'internal' }),
    'a network load balancer for something else': subject(LOAD_BALANCER, { Type: 'network' }, listening(8883)),
    'a deployment without a stage': subject('AWS::ApiGateway::Deployment', { RestApiId: { Ref: 'Api' } }),
    'a private API': stageOf(['PRIVATE']),
    'a distribution in China': distribution({}, 'aws-cn'),
  },
  unknown: {
    'a scheme that is a parameter': subject(LOAD_BALANCER, { Scheme: { Ref: 'Scheme' } }),
    'a parameter that says whether it opens': failing({ Ref: 'Open' }),
    'attributes that are a parameter': failing('false', { LoadBalancerAttributes: { Ref: 'Attributes' } }),
    'the web firewall of a distribution under a condition': distribution({
      WebACLId: { 'Fn::If': ['Guarded', { Ref: 'Acl' }, { Ref: 'AWS::NoValue' }] },
    }),
    'one under a condition': subject(LOAD_BALANCER, {}, associated({ Ref: 'Subject' }, { Condition: 'Sometimes' })),
    'a stage of an API that is a parameter': subject('AWS::ApiGateway::Stage', { RestApiId: { Ref: 'Api' } }),
  },
});

const core = (more: object = { OverrideAction: { None: {} } }, Name: unknown = 'AWSManagedRulesCommonRuleSet') => ({
  Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name } },
  ...more,
});
const rate = (Action: object = { Block: {} }, Priority?: number) => ({
  Statement: { RateBasedStatement: { Limit: 1000, AggregateKeyType: 'IP' } },
  Action,
  ...(Priority !== undefined && { Priority }),
});
const narrowed = {
  Statement: {
    ManagedRuleGroupStatement: {
      ...core().Statement.ManagedRuleGroupStatement,
      ScopeDownStatement: { ByteMatchStatement: { SearchString: '/never', FieldToMatch: { UriPath: {} } } },
    },
  },
  OverrideAction: { None: {} },
};
const overriding = (count: number, action: string) =>
  group({
    RuleActionOverrides: Array.from({ length: count }, (_, at) => ({
      Name: `Rule${at}`,
      ActionToUse: { [action]: {} },
    })),
  });
const group = (more: object) => ({
  Statement: { ManagedRuleGroupStatement: { ...core().Statement.ManagedRuleGroupStatement, ...more } },
  OverrideAction: { None: {} },
});
const limited = (more: object) => ({
  Statement: { RateBasedStatement: { ...rate().Statement.RateBasedStatement, ...more } },
  Action: { Block: {} },
});
const keyed = (...CustomKeys: unknown[]) => limited({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys });
const HEADER = { Header: { Name: 'x-client', TextTransformations: [{ Priority: 0, Type: 'NONE' }] } };
const GROUP = 'Rules.0.Statement.ManagedRuleGroupStatement';
const LIMIT = 'Rules.1.Statement.RateBasedStatement';
const allowing = (Priority: number) => ({
  Statement: { ByteMatchStatement: { SearchString: '/', FieldToMatch: { UriPath: {} } } },
  Action: { Allow: {} },
  Priority,
});

describeRule(webFirewallBlocks, {
  compliant: {
    'core rules and a rate that block': { Rules: [core(), rate()] },
    'five exceptions': { Rules: [overriding(5, 'Count'), rate()] },
    'rules that ask for a proof instead': { Rules: [overriding(9, 'Captcha'), rate()] },
    'a limit that is high': { Rules: [core(), limited({ Limit: 100_000 })] },
    'a limit for some requests beside one for all': {
      Rules: [core(), limited({ ScopeDownStatement: { GeoMatchStatement: {} } }), rate()],
    },
    'a limit for each forwarded address': { Rules: [core(), limited({ AggregateKeyType: 'FORWARDED_IP' })] },
    'a limit for each address and method': { Rules: [core(), keyed({ IP: {} }, { HTTPMethod: {} })] },
    'a limit for each forwarded address and its network': { Rules: [core(), keyed({ ForwardedIP: {} }, { ASN: {} })] },
    'a limit by a header beside one by address': { Rules: [core(), keyed(HEADER), rate()] },
    'what is allowed after both': { Rules: [core({ Priority: 1 }), rate({ Block: {} }, 2), allowing(3)] },
  },
  nonCompliant: {
    'no rules': [{}, 'Rules', 'Rules'],
    'core rules that count': [{ Rules: [core({ OverrideAction: { Count: {} } }), rate()] }, 'Rules.0.OverrideAction'],
    'core rules for some requests alone': [
      { Rules: [narrowed, rate()] },
      'Rules.0.Statement.ManagedRuleGroupStatement.ScopeDownStatement',
    ],
    'no core rules': [{ Rules: [core({}, 'AWSManagedRulesSQLiRuleSet'), rate()] }, 'Rules'],
    'what is allowed before the core rules': [
      { Rules: [allowing(0), core({ Priority: 1 }), rate({ Block: {} }, 2)] },
      'Rules.0.Action',
    ],
    'what is allowed between the two': [
      { Rules: [core({ Priority: 1 }), allowing(2), rate({ Block: {} }, 3)] },
      'Rules.1.Action',
    ],
    'no rate': [{ Rules: [core()] }, 'Rules'],
    'six exceptions': [{ Rules: [overriding(6, 'Count'), rate()] }, `${GROUP}.RuleActionOverrides`],
    'exceptions that allow': [{ Rules: [overriding(6, 'Allow'), rate()] }, `${GROUP}.RuleActionOverrides`],
    'exceptions in the former way': [
      { Rules: [group({ ExcludedRules: [...'abcdef'].map((Name) => ({ Name })) }), rate()] },
      `${GROUP}.ExcludedRules`,
    ],
    'a limit that no address reaches': [{ Rules: [core(), limited({ Limit: 2_000_000_000 })] }, `${LIMIT}.Limit`],
    'as much in a minute': [{ Rules: [core(), limited({ Limit: 20_001, EvaluationWindowSec: 60 })] }, `${LIMIT}.Limit`],
    'a limit for some requests alone': [
      { Rules: [core(), limited({ ScopeDownStatement: { GeoMatchStatement: {} } })] },
      `${LIMIT}.ScopeDownStatement`,
    ],
    'a limit by a header': [{ Rules: [core(), keyed(HEADER)] }, `${LIMIT}.CustomKeys`],
    'a limit by keys that are missing': [{ Rules: [core(), keyed()] }, `${LIMIT}.CustomKeys`],
    'a limit by address and a header': [{ Rules: [core(), keyed({ IP: {} }, HEADER)] }, `${LIMIT}.CustomKeys.1`],
    'a rate that counts': [{ Rules: [core(), rate({ Count: {} })] }, 'Rules.1.Action'],
  },
  unknown: {
    'rules that are a parameter': { Rules: { Ref: 'Rules' } },
    'an override that is a parameter': {
      Rules: [core({ OverrideAction: { 'Fn::If': ['Trial', { Count: {} }, { None: {} }] } }), rate()],
    },
    'a rule under a condition': { Rules: [core(), { 'Fn::If': ['Limited', rate(), { Ref: 'AWS::NoValue' }] }] },
    'overrides that are a parameter': { Rules: [group({ RuleActionOverrides: { Ref: 'Exceptions' } }), rate()] },
    'a limit that is a parameter': { Rules: [core(), limited({ Limit: { Ref: 'Limit' } })] },
    'a kind of key that is a parameter': { Rules: [core(), limited({ AggregateKeyType: { Ref: 'Kind' } })] },
    'keys that are a parameter': {
      Rules: [core(), limited({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: { Ref: 'Keys' } })],
    },
    'a group that is a parameter': { Rules: [core({}, { Ref: 'Group' }), rate()] },
  },
});

const logged = (filter: object = {}, more: object = {}) =>
  subject(
    'AWS::WAFv2::WebACL',
    {},
    {
      Log: {
        ...typed('AWS::WAFv2::LoggingConfiguration', {
          ResourceArn: { 'Fn::GetAtt': ['Subject', 'Arn'] },
          LogDestinationConfigs: ['arn:aws:s3:::aws-waf-logs-acme'],
          ...filter,
        }),
        ...more,
      },
    },
  );
const filter = (DefaultBehavior: unknown, ...filters: readonly (readonly [string, string])[]) => ({
  LoggingFilter: {
    DefaultBehavior,
    Filters: filters.map(([Action, Behavior]) => ({
      Behavior,
      Requirement: 'MEETS_ANY',
      Conditions: [{ ActionCondition: { Action } }],
    })),
  },
});

describeRule(webFirewallLogged, {
  compliant: {
    'everything logged': logged(),
    'the bucket that keeps logs': withArchive(logged({ LogDestinationConfigs: ['arn:aws:s3:::acme-logs'] })),
    'a log group, beside a bucket that keeps logs': withArchive(
      logged({ LogDestinationConfigs: ['arn:aws:logs:eu-central-1:111111111111:log-group:aws-waf-logs-acme'] }),
    ),
    'what was blocked is logged': logged(filter('DROP', ['COUNT', 'DROP'], ['BLOCK', 'KEEP'])),
    'what was allowed is left out': logged(filter('KEEP', ['ALLOW', 'DROP'])),
  },
  nonCompliant: {
    'no log': [{}, 'AWS::WAFv2::LoggingConfiguration'],
    'the log of another': [
      logged({ ResourceArn: { 'Fn::GetAtt': ['Other', 'Arn'] } }),
      'AWS::WAFv2::LoggingConfiguration',
    ],
    'a log that goes nowhere': [logged({ LogDestinationConfigs: [] }), 'Log.LogDestinationConfigs'],
    'a bucket of others, where one keeps logs': [withArchive(logged()), 'Log.LogDestinationConfigs.0'],
    'what was blocked is left out': [logged(filter('KEEP', ['BLOCK', 'DROP'])), 'Log.LoggingFilter.Filters.0.Behavior'],
    'all is left out but what was allowed': [
      logged(filter('DROP', ['ALLOW', 'KEEP'])),
      'Log.LoggingFilter.DefaultBehavior',
    ],
  },
  unknown: {
    'a log under a condition': logged({}, { Condition: 'Sometimes' }),
    'a filter that is a parameter': logged(filter({ Ref: 'Behavior' })),
  },
});
