import { finding } from '../../findings';
import { type Finding, nonCompliant, notApplicable, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { zoneOf } from '../network/zones';
import { CLASSIC_LOAD_BALANCER, INTERNAL, isInternetFacing, LOAD_BALANCER } from './load-balancers';

/** A load balancer that the internet reaches stands in subnets of the ingress zone (tag `isms:zone` = `ingress`) alone. */
export const loadBalancerIngressZone: Rule = {
  id: 'load-balancer-ingress-zone',
  demand: {
    en: 'A load balancer that the internet reaches stands in the ingress zone alone.',
    zh: '面向互联网的负载均衡仅部署在接入区。',
  },
  types: [LOAD_BALANCER, CLASSIC_LOAD_BALANCER],
  reference:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html',
  judge(loadBalancer) {
    if (!isInternetFacing(loadBalancer)) return notApplicable(INTERNAL);
    const places = placesOf(loadBalancer);
    return places.length === 0
      ? nonCompliant(NO_SUBNETS)
      : verdictFromEach(places, (at) => unlessIngress(loadBalancer, at));
  },
};

const NO_SUBNETS = finding(
  'Subnets',
  'is missing: a load balancer without subnets of the ingress zone stands in the default network',
  '未设置：未指定接入区子网的负载均衡将位于默认网络',
);

/** Where the subnets are named: one by one, or with an address each. */
const placesOf = (loadBalancer: Resource): readonly string[] => [
  ...loadBalancer.places('Subnets'),
  ...loadBalancer.places('SubnetMappings').map((at) => `${at}.SubnetId`),
];

function unlessIngress(loadBalancer: Resource, at: string): readonly Finding[] {
  const subnet = loadBalancer.referent(at);
  if (subnet === undefined) throw new Unresolved(at);
  if (zoneOf(subnet) === 'ingress') return [];
  return [
    finding(
      at,
      `is ${subnet.id}, which is not tagged isms:zone = ingress: the internet reaches into another zone`,
      `为 ${subnet.id}，其未标记 isms:zone = ingress：互联网可到达其他区域`,
    ),
  ];
}
