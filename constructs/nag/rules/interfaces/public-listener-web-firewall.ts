import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { compliant, nonCompliant, notApplicable, type Rule, type Verdict, verdictOfEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { API_V2, DEPLOYMENT, isPrivate, namesStage, REST_STAGE, withoutStage } from './apis';
import {
  attributeOf,
  CLASSIC_LOAD_BALANCER,
  INTERNAL,
  isInternetFacing,
  LISTENER,
  LOAD_BALANCER,
} from './load-balancers';

const ASSOCIATION = 'AWS::WAFv2::WebACLAssociation';
const DISTRIBUTION = 'AWS::CloudFront::Distribution';

const WEB_PORTS = [80, 443];

/**
 * What answers web requests from the internet has a web firewall before it. Network and classic load balancers and HTTP
 * and WebSocket APIs take none, so they do not answer web requests from the internet. A load balancer that lets requests
 * pass while the web firewall does not answer has none when it matters.
 *
 * In China AWS WAF is regional alone: a distribution has none there, and its origin is judged instead.
 */
export const publicListenerWebFirewall: Rule = {
  id: 'public-listener-web-firewall',
  demand: {
    en: 'A load balancer, API or distribution that answers web requests from the internet has a web firewall, and lets nothing past it.',
    zh: '应答互联网 Web 请求的负载均衡、API 或内容分发均启用 Web 应用防火墙，且不得绕过。',
  },
  types: [LOAD_BALANCER, CLASSIC_LOAD_BALANCER, REST_STAGE, DEPLOYMENT, API_V2, DISTRIBUTION],
  reference: 'https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html',
  judge: (resource) => JUDGES[resource.type]?.(resource) ?? judgeLoadBalancer(resource),
};

const JUDGES: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  [CLASSIC_LOAD_BALANCER]: (loadBalancer) => (isInternetFacing(loadBalancer) ? TAKES_NONE : notApplicable(INTERNAL)),
  [REST_STAGE]: judgeStage,
  [DEPLOYMENT]: judgeStage,
  [API_V2]: () => TAKES_NONE,
  [DISTRIBUTION]: judgeDistribution,
};

const TAKES_NONE = nonCompliant(
  finding(
    ASSOCIATION,
    'cannot be had for this kind of resource: let an application load balancer or a REST API answer the internet',
    '不支持该类资源：请由应用负载均衡或 REST API 应答互联网请求',
  ),
);

const MISSING = nonCompliant(
  finding(
    ASSOCIATION,
    'is missing: requests from the internet come in unfiltered. Associate a web firewall',
    '未设置：互联网请求未经过滤即可进入。请关联 Web 应用防火墙',
  ),
);

const NO_WEB: Bilingual = {
  en: 'it does not listen on ports 80 or 443',
  zh: '其不监听 80 或 443 端口',
};

function judgeLoadBalancer(loadBalancer: Resource): Verdict {
  if (!isInternetFacing(loadBalancer)) return notApplicable(INTERNAL);
  const type = String(loadBalancer.literal('Type') ?? 'application');
  if (type !== 'application') return listensForWeb(loadBalancer) ? TAKES_NONE : notApplicable(NO_WEB);
  return verdictOfEach([guarded, closedWithoutAnswer], (judge) => judge(loadBalancer));
}

const guarded = (loadBalancer: Resource): Verdict =>
  loadBalancer.companions(ASSOCIATION, (association) => association.referent('ResourceArn') === loadBalancer).length > 0
    ? compliant
    : MISSING;

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-attributes */
const FAIL_OPEN = 'waf.fail_open.enabled';

function closedWithoutAnswer(loadBalancer: Resource): Verdict {
  const at = attributeOf(loadBalancer, FAIL_OPEN);
  if (at === undefined || loadBalancer.flag(at) !== true) return compliant;
  return nonCompliant(
    finding(
      at,
      `is true for ${FAIL_OPEN}: requests pass unfiltered while the web firewall does not answer; make it false`,
      `将 ${FAIL_OPEN} 设为 true：Web 应用防火墙无应答时请求未经过滤即放行；请改为 false`,
    ),
  );
}

const listensForWeb = (loadBalancer: Resource): boolean =>
  loadBalancer
    .referrers(LISTENER, 'LoadBalancerArn')
    .some((listener) => WEB_PORTS.includes(listener.number('Port') ?? 0));

function judgeStage(stage: Resource): Verdict {
  const because = withoutStage(stage);
  if (because) return notApplicable(because);
  const guarded = stage.companions(ASSOCIATION, (association) => namesStage(association.text('ResourceArn'), stage));
  if (guarded.length > 0) return compliant;
  const api = stage.referent('RestApiId');
  if (api === undefined) throw new Unresolved('RestApiId');
  return isPrivate(api) ? notApplicable(PRIVATE) : MISSING;
}

const PRIVATE: Bilingual = {
  en: 'the API is private: the internet does not reach it',
  zh: '该 API 为私有类型：互联网无法到达',
};

const REGIONAL: Bilingual = {
  en: 'in China a web firewall is regional: the origin needs one',
  zh: '中国区 Web 应用防火墙仅为区域级：由源站启用',
};

function judgeDistribution(distribution: Resource): Verdict {
  if (distribution.isSet('DistributionConfig.WebACLId')) return compliant;
  return distribution.template.environment.partition === 'aws-cn' ? notApplicable(REGIONAL) : MISSING;
}
