import { compliant, type Rule, type Verdict, verdictOfEach } from '../../rule';
import type { Resource } from '../../template';
import { isPrivate, REST_API } from './apis';
import { API_POLICIES, judgeTlsPolicy } from './tls-policies';

const DOMAIN_V2 = 'AWS::ApiGatewayV2::DomainName';

/** What API Gateway takes where the template names no policy. */
const DEFAULT_OF_DOMAINS = 'TLS_1_2';
const DEFAULT_OF_PRIVATE_APIS = 'TLS_1_2';
const DEFAULT_OF_PUBLIC_APIS = 'TLS_1_0';

/** The strongest that HTTP and WebSocket APIs and domains with mutual TLS are offered, and all they need. */
const ONLY_CHOICE = 'TLS_1_2';

/**
 * A domain of an API, and a REST API itself, take TLS 1.2 or later, with forward secrecy where API Gateway offers it: it
 * does not for HTTP and WebSocket APIs, nor together with mutual TLS.
 *
 * A REST API begins at TLS 1.0 where the template says nothing, unless it is private. Its own policy counts even behind a
 * domain, so that switching off the address that API Gateway gives it is not enough.
 */
export const apiDomainTlsPolicy: Rule = {
  id: 'api-domain-tls-policy',
  demand: {
    en: 'The domain of an API takes TLS 1.2 or later only, with forward secrecy where it is offered.',
    zh: 'API 域名仅接受 TLS 1.2 及以上版本，服务支持时须具备前向保密。',
  },
  types: ['AWS::ApiGateway::DomainName', 'AWS::ApiGateway::DomainNameV2', DOMAIN_V2, REST_API],
  reference: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html',
  judge: (resource) => JUDGES[resource.type]?.(resource) ?? judgeDomain(resource),
};

const JUDGES: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  [DOMAIN_V2]: judgeConfigurations,
  [REST_API]: judgeRestApi,
};

const judgeDomain = (domain: Resource): Verdict =>
  domain.isSet('MutualTlsAuthentication')
    ? judgeOnlyChoice(domain, 'SecurityPolicy')
    : judgePolicy(domain, DEFAULT_OF_DOMAINS);

function judgeConfigurations(domain: Resource): Verdict {
  const paths = domain.places('DomainNameConfigurations').map((at) => `${at}.SecurityPolicy`);
  return verdictOfEach(paths, (path) => judgeOnlyChoice(domain, path));
}

function judgeRestApi(api: Resource): Verdict {
  return judgePolicy(api, isPrivate(api) ? DEFAULT_OF_PRIVATE_APIS : DEFAULT_OF_PUBLIC_APIS);
}

function judgeOnlyChoice(domain: Resource, path: string): Verdict {
  const policy = String(domain.literal(path) ?? DEFAULT_OF_DOMAINS);
  return policy === ONLY_CHOICE ? compliant : judgeTlsPolicy(path, policy, { ...API_POLICIES, instead: ONLY_CHOICE });
}

const judgePolicy = (resource: Resource, byDefault: string): Verdict =>
  judgeTlsPolicy('SecurityPolicy', String(resource.literal('SecurityPolicy') ?? byDefault), API_POLICIES);
