import type { Bilingual } from '../../../standard';
import { isIntrinsic, isObject } from '../../intrinsics';
import { type Resource, Unresolved } from '../../template';

export const REST_API = 'AWS::ApiGateway::RestApi';
export const REST_METHOD = 'AWS::ApiGateway::Method';
export const REST_STAGE = 'AWS::ApiGateway::Stage';
/** Makes a stage too where it names one, with the properties of a stage in `StageDescription`. */
export const DEPLOYMENT = 'AWS::ApiGateway::Deployment';
/** HTTP and WebSocket APIs, which CloudFormation has as the second version. */
export const API_V2 = 'AWS::ApiGatewayV2::Api';
export const ROUTE_V2 = 'AWS::ApiGatewayV2::Route';
export const STAGE_V2 = 'AWS::ApiGatewayV2::Stage';

/**
 * Whether a REST API is reached through private endpoints alone.
 * @throws Unresolved when its kind is known at deployment only.
 */
export const isPrivate = (api: Resource): boolean =>
  api.places('EndpointConfiguration.Types').some((at) => api.literal(at) === 'PRIVATE');

/** A browser asks before it calls, without credentials; API Gateway answers by itself. */
export const isPreflight = (method: Resource): boolean =>
  method.literal('HttpMethod') === 'OPTIONS' && method.literal('Integration.Type') === 'MOCK';

/** Why rules about stages leave a deployment be, or undefined where it makes a stage of its own. */
export const withoutStage = (resource: Resource): Bilingual | undefined =>
  resource.type === DEPLOYMENT && !resource.isSet('StageName')
    ? { en: 'it makes no stage of its own', zh: '其自身不创建阶段' }
    : undefined;

/** Whether the text, an ARN, names a stage of a REST API by reference or by its literal name. */
export const namesStage = (text: string, stage: Resource): boolean =>
  [`\${${stage.id}}`, stage.text('StageName')].some(
    (name) => name !== '' && text.endsWith(`/restapis/${stage.text('RestApiId')}/stages/${name}`),
  );

/** Why rules about methods leave such an answer be. */
export const PREFLIGHT: Bilingual = {
  en: 'it answers browsers that ask before they call, and reaches nothing',
  zh: '其仅应答浏览器的预检请求，不触及任何后端',
};

type Json = Readonly<Record<string, unknown>>;

/** One operation of an OpenAPI document, and where it stands. */
export interface Operation {
  readonly path: string;
  readonly document: Json;
  readonly body: Json;
}

const METHODS = [
  ...['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'],
  'x-amazon-apigateway-any-method',
];

/**
 * The operations of the OpenAPI document of an API, without answers to browsers that ask before they call.
 * @throws Unresolved when the document, or a part of it, is elsewhere or known at deployment only.
 */
export function operationsOf(api: Resource): readonly Operation[] {
  if (api.isSet('BodyS3Location')) throw new Unresolved('BodyS3Location');
  const document = known(api.raw('Body'), 'Body');
  return Object.entries(known(document['paths'], 'Body.paths')).flatMap(([route, item]) =>
    Object.entries(known(item, `Body.paths.${route}`))
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => ({ path: `Body.paths.${route}.${method}`, method, operation }))
      .map(({ path, method, operation }) => ({ path, method, document, body: known(operation, path) }))
      .filter(({ method, body }) => method !== 'options' || !isMock(body)),
  );
}

function known(value: unknown, path: string): Json {
  if (!isObject(value) || isIntrinsic(value)) throw new Unresolved(path);
  return value;
}

function isMock(operation: Json): boolean {
  const integration = operation['x-amazon-apigateway-integration'];
  return isObject(integration) && String(integration['type']).toLowerCase() === 'mock';
}
