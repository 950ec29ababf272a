import { finding, unlessTrue } from '../../findings';
import { type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';

/** Policies that take no version before TLS 1.2. */
const SINCE_TLS_1_2 = /^Policy-Min-TLS-1-(2|3)/;

/** A search domain answers over HTTPS alone, of TLS 1.2 or later, and its nodes talk to each other encrypted. */
export const searchDomainHttpsOnly: Rule = {
  id: 'search-domain-https-only',
  demand: {
    en: 'A search domain takes nothing but HTTPS with TLS 1.2 or later, and encrypts between its nodes.',
    zh: '搜索域仅接受 TLS 1.2 及以上的 HTTPS，且节点间加密。',
  },
  types: ['AWS::Elasticsearch::Domain', 'AWS::OpenSearchService::Domain'],
  reference: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/infrastructure-security.html',
  judge: (domain) => verdictFromEach([httpsOnly, currentTls, betweenNodes], (check) => check(domain)),
};

const httpsOnly = (domain: Resource) =>
  unlessTrue(domain, 'DomainEndpointOptions.EnforceHTTPS', 'requests in clear text are answered', '明文请求会得到响应');

const currentTls = (domain: Resource) =>
  SINCE_TLS_1_2.test(String(domain.literal('DomainEndpointOptions.TLSSecurityPolicy') ?? ''))
    ? []
    : [
        finding(
          'DomainEndpointOptions.TLSSecurityPolicy',
          'does not begin at TLS 1.2: older versions are taken',
          '未限定为 TLS 1.2 及以上：会接受旧版本',
        ),
      ];

const betweenNodes = (domain: Resource) =>
  unlessTrue(
    domain,
    'NodeToNodeEncryptionOptions.Enabled',
    'data passes between nodes in clear text',
    '节点间以明文传输数据',
  );
