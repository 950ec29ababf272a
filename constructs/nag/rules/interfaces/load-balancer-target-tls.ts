import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import {
  compliant,
  type Finding,
  nonCompliant,
  notApplicable,
  type Rule,
  unknown,
  type Verdict,
  verdictFromEach,
} from '../../rule';
import type { Resource } from '../../template';
import { CLASSIC_LOAD_BALANCER, endsTls, LISTENER, LISTENER_RULE, protocolAt } from './load-balancers';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

/** Protocols that hand on what comes, encrypted or not. */
const PASSED_THROUGH = ['TCP', 'UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC'];

/**
 * A load balancer encrypts to its targets. One that ends TLS and goes on over TCP does not; one that hands on TCP as it
 * comes leaves it to the client and the target, which no template shows.
 */
export const loadBalancerTargetTls: Rule = {
  id: 'load-balancer-target-tls',
  demand: {
    en: 'A load balancer encrypts what it sends to its targets.',
    zh: '负载均衡到后端目标的流量加密。',
  },
  types: [TARGET_GROUP, CLASSIC_LOAD_BALANCER],
  reference: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
  judge: (resource) => (resource.type === TARGET_GROUP ? judgeGroup(resource) : judgeClassic(resource)),
};

const BY_SERVICE: Bilingual = {
  en: 'it calls functions, which are reached over TLS alone',
  zh: '其调用函数，函数仅可经 TLS 访问',
};

const WRAPPED: Bilingual = {
  en: 'it hands packets to appliances as they come',
  zh: '其将数据包原样交给安全设备',
};

function judgeGroup(group: Resource): Verdict {
  if (group.literal('TargetType') === 'lambda') return notApplicable(BY_SERVICE);
  const protocol = protocolAt(group, 'Protocol');
  if (protocol === 'GENEVE') return notApplicable(WRAPPED);
  if (endsTls(protocol)) return compliant;
  if (!PASSED_THROUGH.includes(protocol)) return nonCompliant(clearText('Protocol', protocol));
  if (listenersOf(group).some((listener) => endsTls(protocolAt(listener, 'Protocol')))) {
    return nonCompliant(clearText('Protocol', protocol));
  }
  return unknown({
    en: `Protocol is ${protocol}: whether what is handed on is encrypted, client and target decide`,
    zh: `Protocol 为 ${protocol}：转发内容是否加密由客户端与目标决定`,
  });
}

/** Listeners of the template that forward to a group, in an action that names one group or several. */
const listenersOf = (group: Resource): readonly Resource[] =>
  [LISTENER, LISTENER_RULE].flatMap((type) =>
    group.template
      .ofType(type)
      .filter((from) => actionsOf(from).some((at) => forwardsTo(from, at, group)))
      .flatMap((from) => (type === LISTENER ? [from] : (from.referent('ListenerArn') ?? []))),
  );

const actionsOf = (from: Resource): readonly string[] =>
  ['DefaultActions', 'Actions'].flatMap((path) => from.places(path));

const forwardsTo = (from: Resource, at: string, group: Resource): boolean =>
  from.referent(`${at}.TargetGroupArn`) === group ||
  from.places(`${at}.ForwardConfig.TargetGroups`).some((place) => from.referent(`${place}.TargetGroupArn`) === group);

/** A classic load balancer goes on in the protocol of the listener where none is named for the instances. */
const judgeClassic = (loadBalancer: Resource): Verdict =>
  verdictFromEach(loadBalancer.places('Listeners'), (at) => {
    const property = loadBalancer.has(`${at}.InstanceProtocol`) ? 'InstanceProtocol' : 'Protocol';
    const protocol = protocolAt(loadBalancer, `${at}.${property}`);
    return endsTls(protocol) ? [] : [clearText(`${at}.${property}`, protocol)];
  });

const clearText = (property: string, protocol: string): Finding =>
  finding(
    property,
    `is ${protocol || 'missing'}: the load balancer goes on in clear text; make it HTTPS or TLS`,
    `${protocol ? `为 ${protocol}` : '未设置'}：负载均衡以明文转发；请改为 HTTPS 或 TLS`,
  );
