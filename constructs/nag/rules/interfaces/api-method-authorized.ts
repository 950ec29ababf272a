import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { isIntrinsic, isObject } from '../../intrinsics';
import {
  compliant,
  type Finding,
  nonCompliant,
  notApplicable,
  type Rule,
  type Verdict,
  verdictFromEach,
} from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { API_V2, isPreflight, type Operation, operationsOf, PREFLIGHT, REST_API, REST_METHOD, ROUTE_V2 } from './apis';

/** Ways to authorize that need an authorizer beside them; AWS_IAM needs none. */
const BY_AUTHORIZER = ['COGNITO_USER_POOLS', 'CUSTOM', 'JWT'];

/**
 * Every method of an API demands authorization: a key alone (`ApiKeyRequired`) says which client calls, not who.
 *
 * Methods stand in the template one by one, or in the OpenAPI document of the API. A WebSocket API authorizes the
 * connection, after which its other routes are not asked again.
 */
export const apiMethodAuthorized: Rule = {
  id: 'api-method-authorized',
  demand: {
    en: 'Every method and route of an API demands authorization.',
    zh: 'API 的每个方法与路由均强制授权。',
  },
  types: [REST_METHOD, ROUTE_V2, REST_API, API_V2],
  reference: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html',
  judge: (resource) => JUDGES[resource.type]?.(resource) ?? judgeDocument(resource),
};

const JUDGES: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  [REST_METHOD]: (method) => (isPreflight(method) ? notApplicable(PREFLIGHT) : unlessAuthorized(method)),
  [ROUTE_V2]: (route) => (isWithinConnection(route) ? notApplicable(CONNECTED) : unlessAuthorized(route)),
};

const CONNECTED: Bilingual = {
  en: 'it is reached over a connection that was authorized',
  zh: '其经已授权的连接访问',
};

const ONE_BY_ONE: Bilingual = {
  en: 'its methods stand in the template and are judged one by one',
  zh: '其方法位于模板中，逐一判定',
};

function unlessAuthorized(method: Resource): Verdict {
  const type = String(method.literal('AuthorizationType') ?? 'NONE');
  if (type === 'AWS_IAM') return compliant;
  if (!BY_AUTHORIZER.includes(type)) return nonCompliant(open('AuthorizationType'));
  if (method.isSet('AuthorizerId')) return compliant;
  return nonCompliant(finding('AuthorizerId', `is missing: ${type} has nobody to ask`, `未设置：${type} 缺少授权方`));
}

const isWithinConnection = (route: Resource): boolean =>
  route.literal('RouteKey') !== '$connect' && route.referent('ApiId')?.literal('ProtocolType') === 'WEBSOCKET';

function judgeDocument(api: Resource): Verdict {
  if (api.isSet('Target')) return nonCompliant(open('Target'));
  if (!api.isSet('Body') && !api.isSet('BodyS3Location')) return notApplicable(ONE_BY_ONE);
  return verdictFromEach(operationsOf(api), (operation) =>
    isAuthorized(operation) ? [] : [open(`${operation.path}.security`)],
  );
}

/** Each of the alternatives that `security` lists has to name a scheme behind which an authorizer stands. */
function isAuthorized({ path, document, body }: Operation): boolean {
  const auth = body['x-amazon-apigateway-auth'];
  if (isObject(auth) && String(auth['type']).toUpperCase() === 'AWS_IAM') return true;
  const alternatives = [body['security'] ?? document['security'] ?? []].flat();
  if (alternatives.some(isIntrinsic)) throw new Unresolved(`${path}.security`);
  const components = isObject(document['components']) ? document['components'] : {};
  const schemes = document['securityDefinitions'] ?? components['securitySchemes'];
  return (
    alternatives.length > 0 &&
    alternatives.every((named) => isObject(named) && Object.keys(named).some((name) => authorizes(schemes, name)))
  );
}

function authorizes(schemes: unknown, name: string): boolean {
  const scheme = isObject(schemes) ? schemes[name] : undefined;
  return isObject(scheme) && ('x-amazon-apigateway-authorizer' in scheme || 'x-amazon-apigateway-authtype' in scheme);
}

const open = (property: string): Finding =>
  finding(
    property,
    'demands no authorization: whoever reaches the API may call it. Demand IAM, a token or an authorizer',
    '未强制授权：任何可到达该 API 者均可调用。请采用 IAM、令牌或授权方',
  );
