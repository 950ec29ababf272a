import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ApiBoundary, type ApiBoundaryProps } from '../../../constructs/api-boundary/api-boundary';
import { ApiLogging } from '../../../constructs/api-boundary/api-logging';
import type { Route } from '../../../constructs/api-boundary/route';
import { awsRules } from '../../../constructs/nag/registry';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';
import { faults } from '../../support/judged';

const ACCOUNT = '111111111111';
const REGIONS = ['eu-west-1', 'cn-north-1'] as const;
const FUNCTION = 'arn:aws:lambda:eu-west-1:111111111111:function:orders';
const CERTIFICATE = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';

const ORDER = {
  type: 'object',
  required: ['item', 'count'],
  additionalProperties: false,
  properties: {
    item: { type: 'string', maxLength: 64 },
    count: { type: 'integer', minimum: 1, maximum: 100 },
    notes: { type: 'array', maxItems: 5, items: { type: 'string', maxLength: 200 } },
  },
} as const;

const CREATE: Route = {
  method: 'POST',
  path: '/orders',
  operation: 'createOrder',
  target: { kind: 'function', functionArn: FUNCTION },
  body: ORDER,
};

const READ: Route = {
  method: 'GET',
  path: '/orders/{id}',
  operation: 'readOrder',
  target: { kind: 'service', vpcLinkId: 'link1', uri: 'https://orders.example.com/orders/{id}' },
  query: { fields: false },
};

const BASE: Omit<ApiBoundaryProps, 'key'> = {
  name: 'acme',
  api: 'orders',
  description: 'Orders of the shop',
  owner: 'orders team',
  reach: { kind: 'regional' },
  routes: [CREATE, READ],
  clients: [{ name: 'shop', rate: 20, burst: 10, callsPerDay: 10_000 }],
};

interface Asked {
  readonly region?: string;
  readonly outdir?: string;
}

function made(props: Partial<ApiBoundaryProps> = {}, { region = 'eu-west-1', outdir }: Asked = {}) {
  const app = new App({ analyticsReporting: false, ...(outdir !== undefined && { outdir }) });
  const stack = new Stack(app, 'Orders', { env: { account: ACCOUNT, region } });
  const { key } = new PurposeKey(stack, 'Key', { name: 'acme', purpose: 'orders', uses: ApiBoundary.keyUses('acme') });
  new ApiLogging(stack, 'Logging', { name: 'acme', region });
  const boundary = new ApiBoundary(stack, 'Api', { ...BASE, key, ...props });
  return { app, stack, boundary };
}

const synthesized = (props?: Partial<ApiBoundaryProps>): Template => Template.fromStack(made(props).stack);

const routed = (route: object): Partial<ApiBoundaryProps> => ({ routes: [{ ...CREATE, ...route } as Route] });

const PRIVATE: Partial<ApiBoundaryProps> = {
  reach: { kind: 'private', endpointIds: ['vpce-0123456789abcdef0'] },
  insiders: { organizationId: 'o-abcdefghij' },
};

describe.each(REGIONS)('ApiBoundary in %s', (region) => {
  test.each([
    ['regional', {}],
    ['private', PRIVATE],
    ['with a name of its own', { domain: { domainName: 'api.example.com', certificateArn: CERTIFICATE } }],
    ['called by browsers', { browserOrigin: 'https://shop.example.com' }],
    ['authorized by a function', { authorization: { kind: 'function', functionArn: FUNCTION } }],
  ] as const)('complies with every rule where it is %s', (_, props) => {
    const { stack } = made(props, { region });

    expect(faults([stack], awsRules).filter((fault) => !fault.startsWith('data-class-tag '))).toEqual([]);
  });
});

describe('authorization', () => {
  test('8.3/api-security#authorization-always: every method demands IAM where nothing else is said', () => {
    const methods = Object.values(synthesized().findResources('AWS::ApiGateway::Method'));

    expect(methods.map(({ Properties }) => [Properties.HttpMethod, Properties.AuthorizationType])).toEqual([
      ['POST', 'AWS_IAM'],
      ['GET', 'AWS_IAM'],
    ]);
  });

  test('8.3/api-security#authorization-always: a route may demand a token, and its authorizer is asked for each request', () => {
    const template = synthesized(
      routed({ authorization: { kind: 'function', functionArn: FUNCTION, header: 'X-Token' } }),
    );

    template.hasResourceProperties('AWS::ApiGateway::Method', {
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: Match.anyValue() },
    });
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.X-Token',
      AuthorizerResultTtlInSeconds: 0,
    });
  });

  test('routes that ask the same party have one authorizer', () => {
    const authorization = {
      kind: 'user-pool',
      userPoolArns: ['arn:aws:cognito-idp:eu-west-1:111111111111:userpool/p'],
    } as const;

    synthesized({ authorization }).resourceCountIs('AWS::ApiGateway::Authorizer', 1);
  });

  test.each([
    ['NONE', { kind: 'NONE' }],
    ['none', { kind: 'none' }],
  ])('8.3/api-security#authorization-always: refuses %s', (_, authorization) => {
    expect(() => made(routed({ authorization }))).toThrow(
      /^Orders\/Api: POST \/orders demands no authorization .*8\.3\/api-security#authorization-always/,
    );
    expect(() => made({ authorization: authorization as never })).toThrow(/8\.3\/api-security#authorization-always/);
  });

  test('8.3/api-security#authorization-always: refuses user pools in China, which has none', () => {
    const authorization = {
      kind: 'user-pool',
      userPoolArns: ['arn:aws-cn:cognito-idp:cn-north-1:1:userpool/p'],
    } as const;

    expect(() => made({ authorization }, { region: 'cn-north-1' })).toThrow(/user pools of Cognito.*partition lacks/);
  });

  test('refuses a user pool that is not named', () => {
    expect(() => made({ authorization: { kind: 'user-pool', userPoolArns: [] } })).toThrow(/names no user pool/);
  });

  test('the answer to browsers that ask calls nobody, and is given to one page', () => {
    const template = synthesized({ browserOrigin: 'https://shop.example.com' });

    template.hasResourceProperties('AWS::ApiGateway::Method', {
      HttpMethod: 'OPTIONS',
      Integration: {
        Type: 'MOCK',
        IntegrationResponses: [
          {
            StatusCode: '204',
            ResponseParameters: { 'method.response.header.Access-Control-Allow-Origin': "'https://shop.example.com'" },
          },
        ],
      },
    });
  });

  test.each(['*', 'https://*.example.com', 'http://shop.example.com', 'https://shop.example.com/'])(
    'refuses %s as the page that calls',
    (browserOrigin) => {
      expect(() => made({ browserOrigin })).toThrow(/browserOrigin.*8\.3\/api-security#authorization-always/);
    },
  );

  test('8.2/no-excess-access#data-perimeter: identities from outside the organization are refused, and calls past the endpoints', () => {
    const routes = ['execute-api:/*/POST/orders', 'execute-api:/*/GET/orders/*'];

    synthesized(PRIVATE).hasResourceProperties('AWS::ApiGateway::RestApi', {
      EndpointConfiguration: { Types: ['PRIVATE'], VpcEndpointIds: ['vpce-0123456789abcdef0'] },
      Policy: {
        Statement: [
          {
            Sid: 'InsidersCall',
            Effect: 'Allow',
            Resource: routes,
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
          },
          {
            Sid: 'NoOutsiders',
            Effect: 'Deny',
            Resource: routes,
            Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
          },
          {
            Sid: 'OnlyThroughEndpoints',
            Effect: 'Deny',
            Resource: 'execute-api:/*',
            Condition: { StringNotEquals: { 'aws:SourceVpce': ['vpce-0123456789abcdef0'] } },
          },
        ],
      },
    });
  });

  test('refuses a private API to which no endpoint leads', () => {
    expect(() => made({ reach: { kind: 'private', endpointIds: [] } })).toThrow(/no endpoint leads to it/);
  });
});

describe('input', () => {
  test('8.3/api-security#input-validation: bodies are checked whatever their content type is said to be', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::ApiGateway::Method', {
      HttpMethod: 'POST',
      RequestModels: { $default: { Ref: Match.stringLikeRegexp('createOrderBody|CreateOrderBody') } },
    });
    template.hasResourceProperties('AWS::ApiGateway::RequestValidator', {
      ValidateRequestBody: true,
      ValidateRequestParameters: true,
    });
    template.hasResourceProperties('AWS::ApiGateway::Model', {
      Schema: { $schema: 'http://json-schema.org/draft-04/schema#', additionalProperties: false },
    });
  });

  test.each([
    ['no schema', undefined, 'no schema'],
    ['unknown fields', { ...ORDER, additionalProperties: undefined }, 'additionalProperties'],
    ['an object that says nothing', { type: 'object', additionalProperties: false }, 'no properties'],
    ['text of any length', { ...ORDER, properties: { item: { type: 'string' } } }, 'body.item has no maxLength'],
    ['any number', { ...ORDER, properties: { count: { type: 'integer', minimum: 1 } } }, 'minimum and maximum'],
    ['a list without end', { type: 'array', items: { type: 'boolean' } }, 'no maxItems'],
    ['a list of anything', { type: 'array', maxItems: 1 }, 'no items'],
    ['what is loose within', { type: 'array', maxItems: 1, items: { type: 'string' } }, 'body\\[\\] has no maxLength'],
    ['no type', { properties: {} }, 'has no type'],
    ['words that nobody knows', { ...ORDER, anyOf: [] }, 'anyOf'],
  ])('8.3/api-security#input-validation: refuses %s', (_, body, told) => {
    expect(() => made(routed({ body }))).toThrow(
      new RegExp(`POST /orders: .*${told}.*8\\.3/api-security#input-validation`),
    );
  });

  test.each([
    [{ type: 'string', enum: ['a', 'b'] }],
    [{ type: 'integer', enum: [1, 2] }],
    [{ type: 'object', additionalProperties: false, properties: { on: { type: 'boolean' }, off: { type: 'null' } } }],
  ])('takes %j', (body) => {
    expect(() => made(routed({ body }))).not.toThrow();
  });

  test.each([
    ['a body of GET', { method: 'GET' }, 'GET does not carry'],
    ['ANY', { method: 'ANY' }, 'no method of its own'],
    ['any path', { path: '/{proxy+}' }, 'no path'],
    ['a path without a slash', { path: 'orders' }, 'no path'],
    ['clear text behind it', { target: { kind: 'service', vpcLinkId: 'l', uri: 'http://orders' } }, 'clear text'],
    ['waiting too long', { timeout: 30_000 }, 'waits 30000 ms'],
    ['not waiting', { timeout: 0 }, 'waits 0 ms'],
  ])('refuses %s', (_, route, told) => {
    expect(() => made(routed(route))).toThrow(told);
  });

  test('refuses an API without routes, and a route that stands there twice', () => {
    expect(() => made({ routes: [] })).toThrow('no routes');
    expect(() => made({ routes: [CREATE, CREATE] })).toThrow('POST /orders stands there twice');
    expect(() => made({ routes: [CREATE, { ...READ, operation: 'createOrder' }] })).toThrow('createOrder stands');
  });
});

describe('limits', () => {
  test('8.3/api-security#throttling-and-quotas: all callers, each client and each route have theirs', () => {
    const template = synthesized({ limits: { rate: 40, burst: 20 }, ...routed({ timeout: 3000 }) });

    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [
        Match.objectLike({ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 40, ThrottlingBurstLimit: 20 }),
      ],
    });
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: { RateLimit: 20, BurstLimit: 10 },
      Quota: { Limit: 10_000, Period: 'DAY' },
    });
    template.hasResourceProperties('AWS::ApiGateway::Method', {
      ApiKeyRequired: true,
      Integration: { TimeoutInMillis: 3000 },
    });
  });

  test.each([
    ['nobody who calls', { clients: [] }, 'no client is named'],
    ['a client without limit', { clients: [{ name: 'shop', rate: 0, burst: 1, callsPerDay: 1 }] }, 'rate of shop is 0'],
    [
      'a client without quota',
      { clients: [{ name: 'shop', rate: 1, burst: 1, callsPerDay: Number.NaN }] },
      'callsPerDay',
    ],
    ['no burst for all', { limits: { rate: 1, burst: -1 } }, 'burst of all callers is -1'],
  ])('8.3/api-security#throttling-and-quotas: refuses %s', (_, props, told) => {
    expect(() => made(props)).toThrow(new RegExp(`${told}.*8\\.3/api-security#throttling-and-quotas`));
  });
});

describe('log and inventory', () => {
  test('8.3/api-security#inventory-and-access-log: each call says who called which route, with what status and how long it took', () => {
    const [stage] = Object.values(synthesized().findResources('AWS::ApiGateway::Stage'));
    const line = JSON.parse(String(stage?.['Properties'].AccessLogSetting.Format));

    expect(line).toMatchObject({
      caller: '$context.identity.userArn',
      client: '$context.identity.apiKeyId',
      route: '$context.resourcePath',
      status: '$context.status',
      latency: '$context.responseLatency',
    });
  });

  test('8.6/log-retention#minimum-period: logs stay for a year under the key, that of API Gateway itself too', () => {
    const groups = Object.values(synthesized().findResources('AWS::Logs::LogGroup'));

    expect(groups.map(({ Properties }) => Properties['RetentionInDays'])).toEqual([365, 365, 365]);
    expect(groups.filter(({ Properties }) => Properties['KmsKeyId'] === undefined)).toEqual([]);
    expect(() => made({ retention: RetentionDays.ONE_MONTH })).toThrow('8.6/log-retention#minimum-period');
  });

  test('what callers send is in no log', () => {
    synthesized().hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [Match.objectLike({ LoggingLevel: 'ERROR', DataTraceEnabled: false })],
    });
  });

  test('8.3/api-security#inventory-and-access-log: its OpenAPI document stands beside the template, with its owner and every route', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'api-'));
    const { app, boundary } = made({}, { outdir });
    app.synth();
    const document = JSON.parse(readFileSync(join(outdir, boundary.documentFile), 'utf8'));
    rmSync(outdir, { recursive: true });

    expect(document).toMatchObject({
      openapi: '3.0.3',
      info: { title: 'acme-orders', contact: { name: 'orders team' } },
      'x-isms-inventory': { api: 'acme-orders', owner: 'orders team', reach: 'regional', routes: 2 },
      paths: {
        '/orders': { post: { operationId: 'createOrder', security: [{ client: [], iam: [] }] } },
        '/orders/{id}': { get: { operationId: 'readOrder' } },
      },
    });
    expect(document.paths['/orders'].post.requestBody.content['application/json'].schema).toEqual(ORDER);
    expect(document.paths['/orders/{id}'].get.parameters.map(({ name }: { name: string }) => name)).toEqual([
      'id',
      'fields',
    ]);
  });

  test('refuses an API for which nobody answers', () => {
    expect(() => made({ owner: ' ' })).toThrow(/nobody answers.*8\.3\/api-security#inventory-and-access-log/);
  });
});

describe('TLS and names', () => {
  test('8.3/tls#minimum-version: takes TLS 1.2 or later with forward secrecy, for the host that was called', () => {
    synthesized().hasResourceProperties('AWS::ApiGateway::RestApi', {
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
      DisableExecuteApiEndpoint: false,
    });
  });

  test('with a name of its own it answers under no other', () => {
    const template = synthesized({ domain: { domainName: 'api.example.com', certificateArn: CERTIFICATE } });

    template.hasResourceProperties('AWS::ApiGateway::RestApi', { DisableExecuteApiEndpoint: true });
    template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      RegionalCertificateArn: CERTIFICATE,
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
    });
  });

  test('clients show certificates of the authorities in one version of a file', () => {
    const mutualTls = { bucketName: 'trust', key: 'clients.pem', version: 'v1' };

    synthesized({
      domain: { domainName: 'api.example.com', certificateArn: CERTIFICATE, mutualTls },
    }).hasResourceProperties('AWS::ApiGateway::DomainName', {
      SecurityPolicy: 'TLS_1_2',
      MutualTlsAuthentication: { TruststoreUri: 's3://trust/clients.pem', TruststoreVersion: 'v1' },
    });
  });

  test.each([
    [
      'a name for a private API',
      { ...PRIVATE, domain: { domainName: 'a.b', certificateArn: CERTIFICATE } },
      'is private',
    ],
    [
      'a certificate that is uploaded to IAM',
      { domain: { domainName: 'a.b', certificateArn: 'arn:aws:iam::111111111111:server-certificate/a' } },
      '8.3/tls#certificate-lifecycle',
    ],
    [
      'a trust store that may change',
      {
        domain: {
          domainName: 'a.b',
          certificateArn: CERTIFICATE,
          mutualTls: { bucketName: 'trust', key: 'clients.pem', version: '' },
        },
      },
      'has no version',
    ],
  ])('refuses %s', (_, props, told) => {
    expect(() => made(props)).toThrow(told);
  });
});

describe('deployments', () => {
  const idOf = (props: Partial<ApiBoundaryProps>): string =>
    Object.keys(synthesized(props).findResources('AWS::ApiGateway::Deployment'))[0] ?? '';

  test('follow every change of a route, and nothing else', () => {
    expect(idOf({})).toBe(idOf({ limits: { rate: 1, burst: 1 } }));
    expect(idOf({})).not.toBe(idOf(routed({})));
    expect(idOf({})).not.toBe(idOf({ browserOrigin: 'https://shop.example.com' }));
  });
});
