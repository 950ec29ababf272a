import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { deliveredElsewhere } from '../storage/log-buckets';
import { ATTRIBUTES, attributeOf, LOAD_BALANCER } from './load-balancers';

const ENABLED = 'access_logs.s3.enabled';
const BUCKET = 'access_logs.s3.bucket';

/**
 * A load balancer writes a line for every request into a bucket, which it does not unless told. A network load balancer writes of
 * TLS alone: what else it carries, flow logs show. A gateway load balancer has no such log.
 */
export const loadBalancerAccessLogged: Rule = {
  id: 'load-balancer-access-logged',
  demand: {
    en: 'An application or network load balancer logs the requests that it takes.',
    zh: '应用与网络负载均衡记录其收到的请求。',
  },
  types: [LOAD_BALANCER],
  reference:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-loadbalancer-loadbalancerattribute.html',
  judge(loadBalancer) {
    if (loadBalancer.literal('Type') === 'gateway') return notApplicable(NO_LOG);
    return verdictFromEach([unlessEnabled, unlessKept], (check) => check(loadBalancer));
  },
};

const NO_LOG: Bilingual = { en: 'a gateway load balancer has no access log', zh: '网关负载均衡没有访问日志' };

const NOT_ENABLED = finding(
  ATTRIBUTES,
  `lacks ${ENABLED}: who sent what leaves no trace; make it true`,
  `缺少 ${ENABLED}：访问不留痕迹；请设为 true`,
);

const NO_BUCKET = finding(
  ATTRIBUTES,
  `lacks ${BUCKET}: the log has nowhere to go; name the bucket`,
  `缺少 ${BUCKET}：日志无处可写；请指定存储桶`,
);

function unlessEnabled(loadBalancer: Resource): readonly Finding[] {
  const at = attributeOf(loadBalancer, ENABLED);
  if (at === undefined) return [NOT_ENABLED];
  if (loadBalancer.flag(at) === true) return [];
  return [
    finding(at, `is not true for ${ENABLED}: who sent what leaves no trace`, `未将 ${ENABLED} 设为 true：访问不留痕迹`),
  ];
}

function unlessKept(loadBalancer: Resource): readonly Finding[] {
  const at = attributeOf(loadBalancer, BUCKET);
  if (at === undefined || !loadBalancer.isSet(at)) return [NO_BUCKET];
  return deliveredElsewhere(loadBalancer, at, at);
}
