import type { FarFlow } from '../../constructs/isolated-vpc/flows';
import { farFlowsOf, inspectedFlows, type Named, type Place, spokesOf } from './hub-flows';
import { farIngressOf, publishedIn } from './ingress';
import type { HubFlow, IngressService } from './schema';

/** What counts of flows and services. Left out: all that are configured. */
interface Given {
  readonly flows?: readonly HubFlow[] | undefined;
  readonly services?: readonly IngressService[] | undefined;
}

/**
 * What networks of some accounts open to others through the hub, each once. Where one template makes them all, each opens what any of
 * them needs: the firewall, which knows their ranges, tells them apart.
 */
export function farFlowsOfAll(
  config: Named,
  accounts: readonly string[],
  place: Place,
  { flows, services }: Given = {},
): readonly FarFlow[] {
  const inspected = inspectedFlows(config, place, flows);
  const published = publishedIn(config, place, services);
  const all = accounts.flatMap((account) => [
    ...farFlowsOf(inspected, account),
    ...(published ? farIngressOf(published, account) : []),
  ]);
  return [...new Map(all.map((flow) => [JSON.stringify({ ...flow, reason: '' }), flow])).values()];
}

/** The accounts whose networks one template makes in an environment. */
export const membersIn = (config: Named, environment: string): readonly string[] =>
  spokesOf(config)
    .filter(({ domain }) => domain === environment)
    .map(({ account }) => account);
