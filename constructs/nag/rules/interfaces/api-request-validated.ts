import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { type Finding, nonCompliant, notApplicable, type Rule, type Verdict, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { API_V2, isPreflight, PREFLIGHT, REST_METHOD } from './apis';

/** Methods that carry a body; `ANY` may be one of them. */
const WITH_BODY = ['ANY', 'PATCH', 'POST', 'PUT'];

/**
 * API Gateway checks requests before a handler runs: parameters always, and where there is a body, against a model,
 * whatever content type it is said to be of. An HTTP API cannot. How strict a model is, a review decides.
 */
export const apiRequestValidated: Rule = {
  id: 'api-request-validated',
  demand: {
    en: 'An API checks the parameters and bodies of requests, and bodies against a model, before a handler runs.',
    zh: 'API 在处理函数执行前校验请求参数与报文，报文须按模型校验。',
  },
  types: [REST_METHOD, API_V2],
  reference: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html',
  judge: (resource) => (resource.type === API_V2 ? judgeApi(resource) : judgeMethod(resource)),
};

const WEBSOCKET: Bilingual = {
  en: 'messages of a WebSocket API are told apart by its routes, not by methods',
  zh: 'WebSocket API 的消息由路由区分，不适用方法校验',
};

const judgeApi = (api: Resource): Verdict =>
  api.literal('ProtocolType') === 'WEBSOCKET'
    ? notApplicable(WEBSOCKET)
    : nonCompliant(
        finding(
          'ProtocolType',
          'is HTTP, which cannot check requests before a handler runs: use a REST API',
          '为 HTTP，无法在处理函数执行前校验请求：请使用 REST API',
        ),
      );

function judgeMethod(method: Resource): Verdict {
  if (isPreflight(method)) return notApplicable(PREFLIGHT);
  if (!method.isSet('RequestValidatorId')) {
    return nonCompliant(
      finding(
        'RequestValidatorId',
        'is missing: requests reach the handler unchecked',
        '未设置：请求未经校验即到达处理函数',
      ),
    );
  }
  const validator = method.referent('RequestValidatorId');
  if (validator === undefined) throw new Unresolved('RequestValidatorId');
  const carriesBody = WITH_BODY.includes(String(method.literal('HttpMethod')).toUpperCase());
  return verdictFromEach([unlessParameters, ...(carriesBody ? [unlessBody, unlessModel] : [])], (check) =>
    check(method, validator),
  );
}

const unlessParameters = (_: Resource, validator: Resource): readonly Finding[] =>
  unlessSwitchedOn(validator, 'ValidateRequestParameters');

const unlessBody = (_: Resource, validator: Resource): readonly Finding[] =>
  unlessSwitchedOn(validator, 'ValidateRequestBody');

const unlessSwitchedOn = (validator: Resource, property: string): readonly Finding[] =>
  validator.flag(property) === true
    ? []
    : [
        finding(
          'RequestValidatorId',
          `is ${validator.id}, of which ${property} is not true`,
          `为 ${validator.id}，其 ${property} 未设为 true`,
        ),
      ];

/** Applied whatever content type a request names; where it names one without a model, API Gateway checks nothing. */
const ANY_CONTENT = '$default';

function unlessModel(method: Resource): readonly Finding[] {
  if (!method.isSet('RequestModels')) {
    return [finding('RequestModels', 'is missing: a body of any form is taken', '未设置：任意结构的报文均被接受')];
  }
  if (method.isSet(`RequestModels.${ANY_CONTENT}`)) return [];
  return [
    finding(
      'RequestModels',
      `has none for ${ANY_CONTENT}: a body is not checked when it names another content type`,
      `缺少 ${ANY_CONTENT}：请求声明其他内容类型时报文不受校验`,
    ),
  ];
}
