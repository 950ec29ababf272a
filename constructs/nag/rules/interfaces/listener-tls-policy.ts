import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule, type Verdict, verdictOfEach } from '../../rule';
import type { Resource } from '../../template';
import { CLASSIC_LOAD_BALANCER, endsTls, LISTENER, protocolAt } from './load-balancers';
import { judgeTlsPolicy, LOAD_BALANCER_POLICIES } from './tls-policies';

/** What Elastic Load Balancing takes where a template names no policy. */
const DEFAULT_POLICY = 'ELBSecurityPolicy-2016-08';

/**
 * A listener that ends TLS has a policy that begins at TLS 1.2 and knows suites with forward secrecy alone.
 *
 * Classic load balancers have no such predefined policy; one can be put together of single protocols and suites.
 */
export const listenerTlsPolicy: Rule = {
  id: 'listener-tls-policy',
  demand: {
    en: 'A listener takes TLS 1.2 or later only, with forward secrecy.',
    zh: '监听器仅接受 TLS 1.2 及以上版本，且具备前向保密。',
  },
  types: [LISTENER, CLASSIC_LOAD_BALANCER],
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html',
  judge: (resource) => (resource.type === LISTENER ? judgeListener(resource) : judgeClassic(resource)),
};

const NO_TLS = notApplicable({
  en: 'no TLS ends here: the rules on redirection and on targets judge the rest',
  zh: '此处不终结 TLS：其余由重定向与后端加密规则判定',
});

function judgeListener(listener: Resource): Verdict {
  if (!endsTls(protocolAt(listener, 'Protocol'))) return NO_TLS;
  const policy = String(listener.literal('SslPolicy') ?? DEFAULT_POLICY);
  return judgeTlsPolicy('SslPolicy', policy, LOAD_BALANCER_POLICIES);
}

function judgeClassic(loadBalancer: Resource): Verdict {
  const listeners = loadBalancer
    .places('Listeners')
    .filter((at) => endsTls(protocolAt(loadBalancer, `${at}.Protocol`)));
  return listeners.length === 0 ? NO_TLS : verdictOfEach(listeners, (at) => judgeClassicListener(loadBalancer, at));
}

function judgeClassicListener(loadBalancer: Resource, at: string): Verdict {
  const names = loadBalancer.places(`${at}.PolicyNames`).map((name) => loadBalancer.literal(name));
  const policies = loadBalancer
    .places('Policies')
    .filter((policy) => names.includes(loadBalancer.literal(`${policy}.PolicyName`)))
    .filter((policy) => loadBalancer.literal(`${policy}.PolicyType`) === 'SSLNegotiationPolicyType');
  if (policies.length === 0) return judgeTlsPolicy(`${at}.PolicyNames`, DEFAULT_POLICY, LOAD_BALANCER_POLICIES);
  return verdictOfEach(policies, (policy) => judgeClassicPolicy(loadBalancer, policy));
}

/** Attributes name a predefined policy, or switch on single protocols and suites. */
function judgeClassicPolicy(loadBalancer: Resource, policy: string): Verdict {
  const attributes = loadBalancer.places(`${policy}.Attributes`).map((at) => {
    return { at, name: String(loadBalancer.literal(`${at}.Name`)), value: String(loadBalancer.literal(`${at}.Value`)) };
  });
  const predefined = attributes.find(({ name }) => name === 'Reference-Security-Policy');
  if (predefined) return judgeTlsPolicy(`${predefined.at}.Value`, predefined.value, LOAD_BALANCER_POLICIES);
  const weak = attributes.filter(({ name, value }) => value === 'true' && isWeak(name));
  return weak.length === 0 ? compliant : nonCompliant(...weak.map(({ at, name }) => switchedOn(at, name)));
}

/** Attributes of which TLS 1.2 with forward secrecy has no need: whatever else is on is an older protocol or suite. */
const isWeak = (attribute: string): boolean =>
  !/^(Protocol-TLSv1\.2|Server-Defined-Cipher-Order|ECDHE-.+|DHE-.+)$/.test(attribute);

const switchedOn = (at: string, name: string) =>
  finding(
    `${at}.Value`,
    `switches on ${name}, which is older than TLS 1.2 or has no forward secrecy: switch it off`,
    `启用了 ${name}，其早于 TLS 1.2 或不具备前向保密：请关闭`,
  );
