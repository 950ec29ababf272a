import type { Bilingual } from '../../../standard';
import type { Resource } from '../../template';

export const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
export const LISTENER_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
export const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
export const CLASSIC_LOAD_BALANCER = 'AWS::ElasticLoadBalancing::LoadBalancer';

/** Protocols of listeners that end TLS, of application, network and classic load balancers. */
export const endsTls = (protocol: string): boolean => ['HTTPS', 'TLS', 'SSL'].includes(protocol);

/**
 * The protocol at a path, in upper case as classic load balancers may have it in either; empty where there is none.
 * @throws Unresolved when it is known at deployment only.
 */
export const protocolAt = (resource: Resource, path: string): string =>
  String(resource.literal(path) ?? '').toUpperCase();

/**
 * Whether the internet can reach a load balancer, which it can unless the template says otherwise.
 * @throws Unresolved when the scheme is known at deployment only.
 */
export const isInternetFacing = (loadBalancer: Resource): boolean => loadBalancer.literal('Scheme') !== 'internal';

/** Why rules about the edge leave an internal load balancer be. */
export const INTERNAL: Bilingual = {
  en: 'the load balancer is internal: the internet does not reach it',
  zh: '该负载均衡为内部类型：互联网无法到达',
};

/** A list of keys and values. */
export const ATTRIBUTES = 'LoadBalancerAttributes';

/**
 * Where a load balancer has the value of an attribute; undefined where it leaves the default.
 * @throws Unresolved when an attribute that may be the one is known at deployment only.
 */
export function attributeOf(loadBalancer: Resource, key: string): string | undefined {
  const at = loadBalancer.places(ATTRIBUTES).find((place) => loadBalancer.literal(`${place}.Key`) === key);
  return at === undefined ? undefined : `${at}.Value`;
}
