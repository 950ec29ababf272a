import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule, unknown, type Verdict } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { INTERNAL, isInternetFacing, LISTENER, protocolAt } from './load-balancers';

const HEADER = 'routing.http.response.strict_transport_security.header_value';

/** Seconds in a year. */
const SHORTEST = 31_536_000;

/** A listener that the internet reaches tells browsers for at least a year to come with TLS alone, or leaves it to what answers. */
export const listenerStrictTransport: Rule = {
  id: 'listener-strict-transport',
  demand: {
    en: 'A public listener for HTTPS sends HSTS of at least one year.',
    zh: '公网 HTTPS 监听器下发不少于一年的 HSTS。',
  },
  types: [LISTENER],
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html',
  judge(listener) {
    if (protocolAt(listener, 'Protocol') !== 'HTTPS') return notApplicable(NOT_HTTPS);
    const loadBalancer = listener.referent('LoadBalancerArn');
    if (loadBalancer === undefined) throw new Unresolved('LoadBalancerArn');
    return isInternetFacing(loadBalancer) ? judgeHeader(listener) : notApplicable(INTERNAL);
  },
};

const NOT_HTTPS: Bilingual = { en: 'it does not answer over HTTPS', zh: '其不以 HTTPS 应答' };

function judgeHeader(listener: Resource): Verdict {
  const at = listener
    .places('ListenerAttributes')
    .find((place) => listener.literal(`${place}.Key`) === HEADER && listener.isSet(`${place}.Value`));
  if (at === undefined) return LEFT_TO_TARGETS;
  const [, age] = /(?:^|;)\s*max-age\s*=\s*"?(\d+)/i.exec(String(listener.literal(`${at}.Value`))) ?? [];
  if (Number(age) >= SHORTEST) return compliant;
  return nonCompliant(
    finding(
      `${at}.Value`,
      `does not say max-age of ${SHORTEST} seconds or more`,
      `未声明不少于 ${SHORTEST} 秒的 max-age`,
    ),
  );
}

const LEFT_TO_TARGETS = unknown({
  en: `no attribute ${HEADER} is set: whether what answers sends HSTS, no template shows`,
  zh: `未设置属性 ${HEADER}：后端是否下发 HSTS，模板无法说明`,
});
