import { checkFlow } from '../../../constructs/isolated-vpc/flows';
import { isSealed, isZone, type Zone } from '../../../constructs/isolated-vpc/zones';

/** A connection that may be made. What is not declared is closed. */
export interface DeclaredFlow {
  /** Where it begins: a zone, `internet` or an IPv4 range. */
  readonly from: string;
  /** Where it ends: a zone, `internet` or an IPv4 range. */
  readonly to: string;
  /** Destination port, 1 to 65535. */
  readonly port: number;
  /** @default - `port`: a single one */
  readonly lastPort?: number;
  /** @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp';
  /** Why it must be open. */
  readonly reason: string;
}

/** A rule of a network security group. */
export interface ZoneRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: 'Inbound' | 'Outbound';
  readonly access: 'Allow' | 'Deny';
  readonly protocol: 'Tcp' | 'Udp' | '*';
  readonly source: string;
  readonly destination: string;
  readonly port: string;
  readonly description: string;
}

/** Azure accepts 100 to 4096; the last of them closes what no rule opened, before the platform's own allow rules. */
const FIRST_PRIORITY = 100;
const LAST_PRIORITY = 4096;

/** Azure accepts 140 characters. */
const LONGEST_DESCRIPTION = 140;

/** What the internet may reach, in the ingress zone only. */
const PUBLIC_PORTS: readonly number[] = [80, 443];

/**
 * The rules of one zone's group: what was declared, in both directions, and the denial of all else.
 * @throws when a flow would let the internet past the ingress zone, the data or management zone out to it, or data travel in
 * the clear.
 */
export function rulesOf(
  zone: Zone,
  flows: readonly DeclaredFlow[],
  ranges: Readonly<Record<Zone, string>>,
  path: string,
): readonly ZoneRule[] {
  for (const flow of flows) requireAllowed(flow, path);
  const address = (end: string): string => (end === 'internet' ? 'Internet' : (ranges[end as Zone] ?? end));
  const inbound = flows.filter(({ to }) => to === zone);
  const outbound = flows.filter(({ from }) => from === zone);
  return [
    ...inbound.map((flow, index) => allowed('Inbound', index, flow, address)),
    ...probes(inbound, ranges[zone]),
    ...outbound.map((flow, index) => allowed('Outbound', index, flow, address)),
    denied('Inbound'),
    denied('Outbound'),
  ];
}

function allowed(
  direction: ZoneRule['direction'],
  index: number,
  flow: DeclaredFlow,
  address: (end: string) => string,
): ZoneRule {
  const protocol = flow.protocol === 'udp' ? 'Udp' : 'Tcp';
  return {
    // unique in a group across both directions: a flow may stay within its zone
    name: `allow-${direction.toLowerCase()}-${end(flow.from)}-to-${end(flow.to)}-${protocol.toLowerCase()}-${portsOf(flow)}`,
    priority: FIRST_PRIORITY + index * 10,
    direction,
    access: 'Allow',
    protocol,
    source: address(flow.from),
    destination: address(flow.to),
    port: portsOf(flow),
    description: flow.reason.slice(0, LONGEST_DESCRIPTION),
  };
}

/** Health probes of Azure's load balancers come from a tag of their own, on the ports that are open anyway. */
function probes(inbound: readonly DeclaredFlow[], range: string): readonly ZoneRule[] {
  const ports = [...new Set(inbound.filter(({ protocol }) => protocol !== 'udp').map(portsOf))];
  return ports.map((port, index) => ({
    name: `allow-inbound-probe-tcp-${port}`,
    priority: FIRST_PRIORITY + index * 10 + 5,
    direction: 'Inbound',
    access: 'Allow',
    protocol: 'Tcp',
    source: 'AzureLoadBalancer',
    destination: range,
    port,
    description: 'Health probes of load balancers',
  }));
}

const denied = (direction: ZoneRule['direction']): ZoneRule => ({
  name: `deny-all-${direction.toLowerCase()}`,
  priority: LAST_PRIORITY,
  direction,
  access: 'Deny',
  protocol: '*',
  source: '*',
  destination: '*',
  port: '*',
  description: 'What is not declared is closed',
});

/** One port, or a range as Azure writes it. */
const portsOf = ({ port, lastPort = port }: DeclaredFlow): string =>
  lastPort === port ? String(port) : `${port}-${lastPort}`;

/** Names of rules have letters, digits, underscores, periods and hyphens. */
const end = (name: string): string => name.replace('/', '-');

function requireAllowed(declared: DeclaredFlow, path: string): void {
  const { from, to, port } = declared;
  if (isZone(from) && isZone(to)) checkFlow({ ...declared, from, to });
  const flow = `${path}: the flow from ${from} to ${to} on port ${port}`;
  if (from === 'internet' && to !== 'ingress') {
    throw new Error(
      `${flow} lets the internet past the ingress zone, against 8.3/zoning. Let it end in the ingress zone.`,
    );
  }
  if (from === 'internet' && !PUBLIC_PORTS.includes(port)) {
    throw new Error(`${flow} opens more than 443 and 80 to the internet, against 8.3/security-groups. Use 443.`);
  }
  if (to === 'internet' && isSealed(from)) {
    throw new Error(
      `${flow} lets the ${from} zone reach the internet, against 8.3/vpc-isolation. Let it go through the application zone.`,
    );
  }
}
