import { apiAccessLogged } from '../../../../../constructs/nag/rules/interfaces/api-access-logged';
import { apiMethodAuthorized } from '../../../../../constructs/nag/rules/interfaces/api-method-authorized';
import { apiRequestValidated } from '../../../../../constructs/nag/rules/interfaces/api-request-validated';
import { apiThrottled } from '../../../../../constructs/nag/rules/interfaces/api-throttled';
import { describeRule } from '../../../../support/rule-cases';

interface Body {
  readonly Type: string;
  readonly Properties: object;
  readonly Condition?: string;
}

const REST_API = 'AWS::ApiGateway::RestApi';
const ROUTE = 'AWS::ApiGatewayV2::Route';
const API_V2 = 'AWS::ApiGatewayV2::Api';
const STAGE = 'AWS::ApiGateway::Stage';
const DEPLOYMENT = 'AWS::ApiGateway::Deployment';
const STAGE_V2 = 'AWS::ApiGatewayV2::Stage';

const typed = (Type: string, Properties: object): Body => ({ Type, Properties });
const subject = (Type: string, Properties: object, others: Readonly<Record<string, Body>> = {}) => ({
  template: { Subject: typed(Type, Properties), ...others },
});

const method = (properties: object = {}) => ({ HttpMethod: 'GET', AuthorizationType: 'AWS_IAM', ...properties });
const route = (properties: object, ProtocolType = 'HTTP') =>
  subject(
    ROUTE,
    { ApiId: { Ref: 'Api' }, RouteKey: 'GET /pets', ...properties },
    { Api: typed(API_V2, { ProtocolType }) },
  );

const MOCK = { 'x-amazon-apigateway-integration': { type: 'mock' } };
const document = (operations: object, more: object = {}) => ({
  openapi: '3.0.1',
  components: {
    securitySchemes: {
      pool: {
        type: 'apiKey',
        'x-amazon-apigateway-authtype': 'cognito_user_pools',
        'x-amazon-apigateway-authorizer': {},
      },
      key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
    },
  },
  paths: { '/pets/{id}.json': { parameters: [], ...operations } },
  ...more,
});
const withBody = (Body: unknown, type = REST_API) => subject(type, { Body });
const POOL = [{ pool: [] }];
const GET = 'Body.paths./pets/{id}.json.get.security';

describeRule(apiMethodAuthorized, {
  compliant: {
    'signatures of IAM': method(),
    'an authorizer of its own': method({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } }),
    'tokens of a user pool': method({ AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: 'abc123' }),
    'tokens on a route': route({ AuthorizationType: 'JWT', AuthorizerId: { Ref: 'Authorizer' } }),
    'the connection of a WebSocket API': route({ RouteKey: '$connect', AuthorizationType: 'AWS_IAM' }, 'WEBSOCKET'),
    'a document of which each operation names an authorizer': withBody(document({ get: { security: POOL } })),
    'a document that names an authorizer for all': withBody(document({ get: {}, options: MOCK }, { security: POOL })),
    'a document that demands signatures': withBody(
      document({ get: { 'x-amazon-apigateway-auth': { type: 'AWS_IAM' } } }),
    ),
    'a document in the words of Swagger': withBody({
      swagger: '2.0',
      securityDefinitions: { sigv4: { type: 'apiKey', 'x-amazon-apigateway-authtype': 'awsSigv4' } },
      paths: { '/': { 'x-amazon-apigateway-any-method': { security: [{ sigv4: [] }] } } },
    }),
  },
  nonCompliant: {
    'no authorization': [method({ AuthorizationType: 'NONE' }), 'AuthorizationType'],
    'nothing said': [method({ AuthorizationType: undefined }), 'AuthorizationType'],
    'a key alone': [method({ AuthorizationType: undefined, ApiKeyRequired: true }), 'AuthorizationType'],
    'an answer to browsers that reaches a handler': [
      method({ HttpMethod: 'OPTIONS', AuthorizationType: 'NONE', Integration: { Type: 'AWS_PROXY' } }),
      'AuthorizationType',
    ],
    'nobody to ask': [method({ AuthorizationType: 'CUSTOM' }), 'AuthorizerId'],
    'an open route': [route({}), 'AuthorizationType'],
    'an open connection': [route({ RouteKey: '$connect' }, 'WEBSOCKET'), 'AuthorizationType'],
    'a route that comes with the API': [
      subject(API_V2, { ProtocolType: 'HTTP', Target: 'arn:aws:lambda:…' }),
      'Target',
    ],
    'a document that demands nothing': [withBody(document({ get: {} })), GET],
    'a document that demands a key': [withBody(document({ get: { security: [{ key: [] }] } })), GET],
    'a document that demands an authorizer or nothing': [withBody(document({ get: { security: [...POOL, {}] } })), GET],
    'a document that lifts what it demands of all': [
      withBody(document({ get: { security: [] } }, { security: POOL }), API_V2),
      GET,
    ],
  },
  notApplicable: {
    'an answer to browsers that ask before they call': method({
      HttpMethod: 'OPTIONS',
      AuthorizationType: 'NONE',
      Integration: { Type: 'MOCK' },
    }),
    'a route within a connection': route({ RouteKey: 'send' }, 'WEBSOCKET'),
    'an API whose methods stand in the template': subject(REST_API, { Name: 'pets' }),
  },
  unknown: {
    'an authorizer under a condition': method({
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { 'Fn::If': ['Guarded', { Ref: 'Authorizer' }, { Ref: 'AWS::NoValue' }] },
    }),
    'a way to authorize that is a parameter': method({ AuthorizationType: { Ref: 'Type' } }),
    'a document in a bucket': subject(REST_API, { BodyS3Location: { Bucket: 'apis' } }),
    'a document that is included': withBody({ 'Fn::Transform': { Name: 'AWS::Include' } }),
    'authorization under a condition': withBody(document({ get: { security: { 'Fn::If': ['Guarded', POOL, []] } } })),
    'an operation that is included': withBody(document({ get: { 'Fn::Transform': { Name: 'AWS::Include' } } })),
  },
});

const validated = (properties: object, validator?: object) =>
  subject(
    'AWS::ApiGateway::Method',
    {
      HttpMethod: 'POST',
      RequestValidatorId: { Ref: 'Validator' },
      RequestModels: { $default: 'Pet' },
      ...properties,
    },
    validator && {
      Validator: typed('AWS::ApiGateway::RequestValidator', {
        ValidateRequestBody: true,
        ValidateRequestParameters: true,
        ...validator,
      }),
    },
  );

describeRule(apiRequestValidated, {
  compliant: {
    'body and parameters checked': validated({}, {}),
    'parameters of what has no body': validated(
      { HttpMethod: 'GET', RequestModels: undefined },
      { ValidateRequestBody: false },
    ),
  },
  nonCompliant: {
    'no validator': [validated({ RequestValidatorId: undefined }), 'RequestValidatorId'],
    'parameters unchecked': [
      validated({ HttpMethod: 'GET' }, { ValidateRequestParameters: false }),
      'RequestValidatorId',
    ],
    'a body unchecked': [validated({}, { ValidateRequestBody: undefined }), 'RequestValidatorId'],
    'no model': [validated({ RequestModels: undefined }, {}), 'RequestModels'],
    'a model for one content type alone': [
      validated({ RequestModels: { 'application/json': 'Pet' } }, {}),
      'RequestModels',
    ],
    'no model where any method may come': [
      validated({ HttpMethod: 'any', RequestModels: undefined }, {}),
      'RequestModels',
    ],
    'an HTTP API': [subject(API_V2, { ProtocolType: 'HTTP' }), 'ProtocolType'],
  },
  notApplicable: {
    'an answer to browsers': { HttpMethod: 'OPTIONS', Integration: { Type: 'MOCK' } },
    'a WebSocket API': subject(API_V2, { ProtocolType: 'WEBSOCKET' }),
  },
  unknown: {
    'models under a condition': validated({ RequestModels: { 'Fn::If': ['Strict', { $default: 'Pet' }, {}] } }, {}),
    'a validator that is a parameter': validated({}),
    'a validator whose switch is a parameter': validated({}, { ValidateRequestBody: { Ref: 'Validate' } }),
  },
});

const ALL = { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 50, ThrottlingBurstLimit: '100' };
const plan = (properties: object = {}, more: object = {}): Body => ({
  Type: 'AWS::ApiGateway::UsagePlan',
  Properties: {
    ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: { Ref: 'Subject' } }],
    Throttle: { RateLimit: 5, BurstLimit: 10 },
    Quota: { Limit: 10_000, Period: 'DAY' },
    ...properties,
  },
  ...more,
});
const stage = (properties: object = {}, others: Readonly<Record<string, Body>> = { Plan: plan() }) =>
  subject(STAGE, { RestApiId: { Ref: 'Api' }, StageName: 'live', MethodSettings: [ALL], ...properties }, others);

describeRule(apiThrottled, {
  compliant: {
    'limits for all methods and for each client': stage(),
    'a plan that names the stage by its name': stage(
      {},
      { Plan: plan({ ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: 'live' }] }) },
    ),
    'a stage of an HTTP API': subject(STAGE_V2, {
      DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9 },
    }),
  },
  nonCompliant: {
    'no limits': [stage({ MethodSettings: undefined }, {}), 'MethodSettings', 'AWS::ApiGateway::UsagePlan'],
    'limits for one method': [stage({ MethodSettings: [{ ...ALL, HttpMethod: 'GET' }] }), 'MethodSettings'],
    'a stage that comes with a deployment': [
      subject(DEPLOYMENT, { RestApiId: { Ref: 'Api' }, StageName: 'live' }),
      'StageDescription.MethodSettings',
      'AWS::ApiGateway::UsagePlan',
    ],
    'no burst': [
      stage({ MethodSettings: [{ ...ALL, ThrottlingBurstLimit: undefined }] }),
      'MethodSettings.0.ThrottlingBurstLimit',
    ],
    'a limit that is none': [
      stage({ MethodSettings: [{ ...ALL, ThrottlingRateLimit: -1 }] }),
      'MethodSettings.0.ThrottlingRateLimit',
    ],
    'a plan for another stage': [
      stage({}, { Plan: plan({ ApiStages: [{ ApiId: { Ref: 'Api' }, Stage: 'test' }] }) }),
      'AWS::ApiGateway::UsagePlan',
    ],
    'a plan without a quota': [stage({}, { Plan: plan({ Quota: undefined }) }), 'Plan.Quota.Limit'],
    'a stage of an HTTP API without limits': [
      subject(STAGE_V2, {}),
      'DefaultRouteSettings.ThrottlingRateLimit',
      'DefaultRouteSettings.ThrottlingBurstLimit',
    ],
  },
  notApplicable: { 'a deployment without a stage': subject(DEPLOYMENT, { RestApiId: { Ref: 'Api' } }) },
  unknown: {
    'settings that are a parameter': stage({ MethodSettings: { Ref: 'Settings' } }),
    'a limit that is a parameter': stage({ MethodSettings: [{ ...ALL, ThrottlingRateLimit: { Ref: 'Rate' } }] }),
    'a quota that is a parameter': stage({}, { Plan: plan({ Quota: { Ref: 'Quota' } }) }),
    'a plan under a condition': stage({}, { Plan: plan({}, { Condition: 'Sometimes' }) }),
  },
});

const FORMAT = ['$context.identity.caller', '$context.resourcePath', '$context.status', '$context.responseLatency'];
const logged = (Format: unknown = FORMAT.join(' '), DestinationArn: unknown = { 'Fn::GetAtt': ['Log', 'Arn'] }) => ({
  AccessLogSetting: { DestinationArn, Format },
});
const PROPERTY = 'AccessLogSetting.Format';

describeRule(apiAccessLogged, {
  compliant: {
    'caller, route, status and latency': logged(),
    'the same as JSON, with tokens': logged(
      '{"who":"$context.authorizer.claims.sub","route":"$context.routeKey","status":"$context.status","ms":"$context.integrationLatency"}',
    ),
    'a stage of an HTTP API': subject(STAGE_V2, { AccessLogSettings: logged().AccessLogSetting }),
    'a stage that comes with a deployment': subject(DEPLOYMENT, { StageName: 'live', StageDescription: logged() }),
  },
  nonCompliant: {
    'no log': [{}, 'AccessLogSetting.DestinationArn', PROPERTY, PROPERTY, PROPERTY, PROPERTY],
    'no destination': [{ AccessLogSetting: { Format: FORMAT.join(' ') } }, 'AccessLogSetting.DestinationArn'],
    'a stage that comes with a deployment, without a log': [
      subject(DEPLOYMENT, { StageName: 'live', StageDescription: { AccessLogSetting: { Format: FORMAT.join(' ') } } }),
      'StageDescription.AccessLogSetting.DestinationArn',
    ],
    'an address for the caller': [logged(FORMAT.join(' ').replace('identity.caller', 'identity.sourceIp')), PROPERTY],
    'no status': [logged(FORMAT.filter((variable) => !variable.includes('status')).join(' ')), PROPERTY],
    'no latency': [logged(FORMAT.slice(0, 3).join(' ')), PROPERTY],
    'a stage of an HTTP API without a route': [
      subject(STAGE_V2, {
        AccessLogSettings: logged(FORMAT.filter((variable) => !variable.includes('Path')).join(' ')).AccessLogSetting,
      }),
      'AccessLogSettings.Format',
    ],
  },
  notApplicable: { 'a deployment without a stage': subject(DEPLOYMENT, { RestApiId: { Ref: 'Api' } }) },
  unknown: {
    'a format that is a parameter': logged({ Ref: 'Format' }),
    'a setting under a condition': {
      AccessLogSetting: { 'Fn::If': ['Log', logged().AccessLogSetting, { Ref: 'AWS::NoValue' }] },
    },
  },
});
