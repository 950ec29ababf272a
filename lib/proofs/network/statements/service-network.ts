import type { Network, RouteTarget, Vpc } from '../model';
import { endpointsIn } from './permitted-flows';

/** Where the routes of a network may lead that passes nothing on. */
const BACK: readonly RouteTarget['kind'][] = ['local', 'blackhole', 'service', 'transit'];

/**
 * Whether a network holds interface endpoints and nothing else, and has no way but to its transit gateway: an endpoint answers and asks
 * nobody, so that networks which both reach it do not reach each other by it.
 */
export function isServiceNetwork({ subnets }: Vpc, { interfaces }: Network): boolean {
  const within = interfaces.filter(({ subnet }) => subnets.includes(subnet));
  return (
    within.length > 0 &&
    endpointsIn(within).length === within.length &&
    subnets.every(({ table }) => table.routes.every(({ target }) => BACK.includes(target.kind)))
  );
}
