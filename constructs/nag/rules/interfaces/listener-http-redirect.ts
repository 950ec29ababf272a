import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { type Finding, nonCompliant, notApplicable, type Rule, type Verdict, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { CLASSIC_LOAD_BALANCER, LISTENER, LISTENER_RULE, protocolAt } from './load-balancers';

const HTTP_PORT = 80;

/**
 * A listener for plain HTTP does nothing but redirect to HTTPS, in each of its rules: a path that is forwarded in clear
 * text is one too many. It stays with the host that was asked for: who asks in clear text and is sent elsewhere never learns
 * whether the host wanted it. Network and classic load balancers cannot redirect, so they must not listen there.
 */
export const listenerHttpRedirect: Rule = {
  id: 'listener-http-redirect',
  demand: {
    en: 'A listener for plain HTTP does nothing but redirect to HTTPS on port 443 of the same host.',
    zh: '明文 HTTP 监听器仅重定向至同一主机 443 端口的 HTTPS。',
  },
  types: [LISTENER, LISTENER_RULE, CLASSIC_LOAD_BALANCER],
  reference:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-listener-redirectconfig.html',
  judge: (resource) => JUDGES[resource.type]?.(resource) ?? judgeListener(resource),
};

const JUDGES: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  [LISTENER_RULE]: judgeListenerRule,
  [CLASSIC_LOAD_BALANCER]: judgeClassic,
};

const NOT_HTTP: Bilingual = { en: 'it does not listen for plain HTTP', zh: '其不监听明文 HTTP' };

function judgeListener(listener: Resource): Verdict {
  const protocol = protocolAt(listener, 'Protocol');
  if (protocol === 'HTTP') return judgeActions(listener, 'DefaultActions');
  if (protocol === 'TCP' && listener.number('Port') === HTTP_PORT) return nonCompliant(cannotRedirect('Port'));
  return notApplicable(NOT_HTTP);
}

function judgeListenerRule(rule: Resource): Verdict {
  const listener = rule.referent('ListenerArn');
  if (listener === undefined) throw new Unresolved('ListenerArn');
  return protocolAt(listener, 'Protocol') === 'HTTP' ? judgeActions(rule, 'Actions') : notApplicable(NOT_HTTP);
}

function judgeClassic(loadBalancer: Resource): Verdict {
  const plain = loadBalancer
    .places('Listeners')
    .filter(
      (at) =>
        protocolAt(loadBalancer, `${at}.Protocol`) === 'HTTP' ||
        loadBalancer.number(`${at}.LoadBalancerPort`) === HTTP_PORT,
    );
  if (plain.length === 0) return notApplicable(NOT_HTTP);
  return nonCompliant(...plain.map((at) => cannotRedirect(`${at}.LoadBalancerPort`)));
}

const cannotRedirect = (property: string): Finding =>
  finding(
    property,
    'is for plain HTTP, which this kind of load balancer cannot redirect: take the listener out, or use an application load balancer',
    '用于明文 HTTP，而此类负载均衡无法重定向：请移除该监听，或改用应用负载均衡',
  );

const judgeActions = (resource: Resource, path: string): Verdict =>
  verdictFromEach(resource.places(path), (at) => unlessRedirected(resource, at));

function unlessRedirected(resource: Resource, at: string): readonly Finding[] {
  if (resource.literal(`${at}.Type`) !== 'redirect') {
    return [
      finding(
        `${at}.Type`,
        'is not redirect: requests in clear text are answered',
        '不是 redirect：明文请求会得到响应',
      ),
    ];
  }
  // what is left out stays as in the request: HTTP, and port 80
  const wanted = [
    ['Protocol', 'HTTPS'],
    ['Port', '443'],
  ] as const;
  const clear = wanted
    .map(([property, value]) => ({ path: `${at}.RedirectConfig.${property}`, value }))
    .filter(({ path, value }) => String(resource.literal(path) ?? '') !== value)
    .map(({ path, value }) =>
      finding(path, `is not ${value}: it does not lead to encryption`, `不是 ${value}：未重定向至加密访问`),
    );
  return [...clear, ...unlessSameHost(resource, `${at}.RedirectConfig.Host`)];
}

/** As CloudFormation spells the host of the request. */
const SAME_HOST = '#{host}';

function unlessSameHost(resource: Resource, path: string): readonly Finding[] {
  const host = String(resource.literal(path) ?? SAME_HOST);
  if (host === SAME_HOST) return [];
  return [
    finding(
      path,
      `is ${host}: people are sent to another host than they asked for; leave it out, or make it ${SAME_HOST}`,
      `为 ${host}：访问者被转至其他主机；请移除或设为 ${SAME_HOST}`,
    ),
  ];
}
