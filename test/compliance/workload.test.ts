import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { FacetId } from '../../constructs/standard';
import { OrdersStack } from '../../examples/workload/orders';
import { assess } from '../../lib/assess';
import { buildReport, type Report } from '../../lib/report/report';
import { azureJudging, TODAY } from '../support/landing-zone';
import { temporaryFolder } from '../support/weakened-copy';

interface Resource {
  readonly Type: string;
  readonly Properties: AnyProperties;
}

type Resources = Record<string, Resource>;

const REGIONS = ['eu-central-1', 'cn-northwest-1'] as const;

/** Facets of which rules show something in the workload; tests of the landing zone say nothing of it, so that some stay partial. */
const SHOWN: readonly FacetId[] = [
  '8.3/boundary#web-application-firewall',
  '8.3/traffic-encryption#zone-to-zone-encryption',
  '8.3/security-groups#default-group-empty',
  '8.3/security-groups#no-unrestricted-ingress',
  '8.3/minimal-ports#no-broad-ranges',
  '8.3/vpc-isolation#no-default-network',
  '8.3/tls#minimum-version',
  '8.3/tls#plaintext-redirect',
  '8.3/tls#private-key-custody',
  '8.3/interface-security#endpoint-policies',
  '8.3/interface-security#private-service-interfaces',
  '8.3/interface-security#message-and-event-interfaces',
  '8.3/api-security#authorization-always',
  '8.3/api-security#input-validation',
  '8.3/api-security#throttling-and-quotas',
  '8.3/api-security#inventory-and-access-log',
];

/** An assembly of its own, whose one template is changed and put back. */
class Workload {
  private readonly folder = temporaryFolder();
  private readonly file: string;
  private readonly original: string;

  constructor(region: string) {
    const app = new App({ outdir: this.folder, analyticsReporting: false });
    new OrdersStack(app, 'orders', { env: { account: '222222222222', region } });
    app.synth();
    this.file = join(this.folder, 'orders.template.json');
    this.original = readFileSync(this.file, 'utf8');
  }

  report(change: (resources: Resources) => void = () => undefined): Report {
    const document = JSON.parse(this.original) as { Resources: Resources };
    change(document.Resources);
    writeFileSync(this.file, JSON.stringify(document));
    return buildReport(
      assess({ root: this.folder, asOf: TODAY, assemblies: [this.folder], foreign: true, azure: azureJudging }),
    );
  }
}

const workloads = new Map(REGIONS.map((region) => [region, new Workload(region)]));

const statusOf = ({ requirements }: Report, id: FacetId): string | undefined =>
  requirements.flatMap(({ design }) => design.facets).find((facet) => facet.id === id)?.status;

/** Resources of a type whose id begins so. */
const all = (resources: Resources, type: string, prefix = ''): readonly Resource[] =>
  Object.entries(resources)
    .filter(([id, { Type }]) => Type === type && new RegExp(`^${prefix}`).test(id))
    .map(([, resource]) => resource);

/** Those that the changes below look into. */
interface AnyProperties {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Rules: readonly { readonly Name: string }[];
  readonly RequestModels: Readonly<Record<string, unknown>>;
}

interface Statement {
  readonly Effect: string;
  Condition?: Record<string, Record<string, unknown>>;
}

/** Changes the properties of the one resource of a type whose id begins so. */
const set =
  (type: string, prefix: string, change: (properties: AnyProperties) => object) =>
  (resources: Resources): void => {
    const found = all(resources, type, prefix);
    expect(found).toHaveLength(1);
    for (const { Properties } of found) Object.assign(Properties, change(Properties));
  };

const without =
  (type: string) =>
  (resources: Resources): void => {
    const ids = Object.keys(resources).filter((id) => resources[id]?.Type === type);
    expect(ids).not.toHaveLength(0);
    for (const id of ids) delete resources[id];
  };

const CORE = 'AWSManagedRulesCommonRuleSet';

/** What is taken away, the rule that misses it, and the facet that turns. */
const MUTATIONS: readonly (readonly [string, (resources: Resources) => void, string, FacetId])[] = [
  [
    'an endpoint that admits everybody',
    set('AWS::EC2::VPCEndpoint', 'ApiEndpoint', ({ PolicyDocument }) => {
      delete PolicyDocument.Statement[0]?.Condition;
      return {};
    }),
    'vpc-endpoint-policy',
    '8.3/interface-security#endpoint-policies',
  ],
  [
    'an endpoint that leads to buckets of others',
    set('AWS::EC2::VPCEndpoint', 'NetworkS3Gateway', ({ PolicyDocument }) => {
      delete PolicyDocument.Statement[0]?.Condition?.['StringEquals']?.['aws:ResourceOrgID'];
      return {};
    }),
    'vpc-endpoint-policy',
    '8.3/interface-security#endpoint-policies',
  ],
  [
    'an endpoint that names do not lead to',
    set('AWS::EC2::VPCEndpoint', 'ApiEndpoint', () => ({ PrivateDnsEnabled: false })),
    'vpc-endpoint-private-dns',
    '8.3/interface-security#private-service-interfaces',
  ],
  [
    'a database that the internet reaches',
    set('AWS::RDS::DBInstance', 'Database', () => ({ PubliclyAccessible: true })),
    'database-not-public',
    '8.3/interface-security#private-service-interfaces',
  ],
  [
    'a listener with an old TLS policy',
    set('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerHttps', () => ({
      SslPolicy: 'ELBSecurityPolicy-2016-08',
    })),
    'listener-tls-policy',
    '8.3/tls#minimum-version',
  ],
  [
    'an API that begins at TLS 1.0',
    set('AWS::ApiGateway::RestApi', 'PartnerApi', () => ({ SecurityPolicy: undefined })),
    'api-domain-tls-policy',
    '8.3/tls#minimum-version',
  ],
  [
    'a listener that answers in clear text',
    set('AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerHttp(?!s)', () => ({
      DefaultActions: [{ Type: 'fixed-response' }],
    })),
    'listener-http-redirect',
    '8.3/tls#plaintext-redirect',
  ],
  [
    'targets that are reached in clear text',
    set('AWS::ElasticLoadBalancingV2::TargetGroup', 'LoadBalancer', () => ({ Protocol: 'HTTP' })),
    'load-balancer-target-tls',
    '8.3/traffic-encryption#zone-to-zone-encryption',
  ],
  [
    'a password in the template',
    set('AWS::RDS::DBInstance', 'Database', () => ({
      ManageMasterUserPassword: false,
      MasterUserPassword: 'swordfish',
    })),
    'no-secret-in-template',
    '8.3/tls#private-key-custody',
  ],
  [
    'a method without authorization',
    set('AWS::ApiGateway::Method', 'ApiMethodsCreateOrder', () => ({ AuthorizationType: 'NONE' })),
    'api-method-authorized',
    '8.3/api-security#authorization-always',
  ],
  [
    'bodies that are checked when they say to be JSON',
    set('AWS::ApiGateway::Method', 'ApiMethodsCreateOrder', ({ RequestModels }) => ({
      RequestModels: { 'application/json': RequestModels['$default'] },
    })),
    'api-request-validated',
    '8.3/api-security#input-validation',
  ],
  [
    'an API without limits',
    set('AWS::ApiGateway::Stage', 'PartnerApi', () => ({ MethodSettings: [] })),
    'api-throttled',
    '8.3/api-security#throttling-and-quotas',
  ],
  [
    'an API whose log is off',
    set('AWS::ApiGateway::Stage', 'ApiStage', () => ({ AccessLogSetting: undefined })),
    'api-access-logged',
    '8.3/api-security#inventory-and-access-log',
  ],
  [
    'a web firewall that counts',
    set('AWS::WAFv2::WebACL', 'PartnerApi', ({ Rules }) => ({
      Rules: Rules.map((rule) => (rule.Name === CORE ? { ...rule, OverrideAction: { Count: {} } } : rule)),
    })),
    'web-firewall-blocks',
    '8.3/boundary#web-application-firewall',
  ],
  [
    'a web firewall before nothing',
    without('AWS::WAFv2::WebACLAssociation'),
    'public-listener-web-firewall',
    '8.3/boundary#web-application-firewall',
  ],
  [
    'a web firewall without a log',
    without('AWS::WAFv2::LoggingConfiguration'),
    'web-firewall-logged',
    '8.3/boundary#web-application-firewall',
  ],
  [
    'a queue that takes plain text',
    (resources) => {
      for (const { Properties } of all(resources, 'AWS::SQS::QueuePolicy', 'QueuePolicy')) {
        Object.assign(Properties, { PolicyDocument: { Statement: [] } });
      }
    },
    'sqs-queue-tls-only',
    '8.4/encryption-in-transit#stores-refuse-plaintext',
  ],
  [
    'a default group with rules',
    without('Custom::EmptyDefaultSecurityGroup'),
    'default-security-group-empty',
    '8.3/security-groups#default-group-empty',
  ],
  [
    'a default network whose removal never runs',
    set('AWS::Lambda::Function', 'DefaultNetwork', () => ({ ReservedConcurrentExecutions: 0 })),
    'default-network-removed',
    '8.3/vpc-isolation#no-default-network',
  ],
];

describe.each(REGIONS)('a workload in %s', (region) => {
  const workload = workloads.get(region);
  const report = workload?.report();

  test('has nothing found against it', () => {
    expect(report?.findings).toEqual([]);
  });

  test.each(SHOWN)('shows %s as far as rules do', (id) => {
    const facet = report?.requirements.flatMap(({ design }) => design.facets).find((one) => one.id === id);

    expect(['met', 'partial']).toContain(facet?.status);
    expect(facet?.checks.some(({ check, state }) => check.startsWith('rule:') && state === 'shown')).toBe(true);
  });
});

describe('a workload', () => {
  test.each(MUTATIONS)('with %s is found out', (_, change, rule, facet) => {
    const report = workloads.get('eu-central-1')?.report(change);

    expect(report?.findings.map(({ check }) => check)).toContain(rule);
    expect(report && statusOf(report, facet)).toBe('not-met');
  });
});
