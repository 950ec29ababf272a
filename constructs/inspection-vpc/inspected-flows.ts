import { checkPorts } from '../isolated-vpc/flows';

/** A connection between private networks that the firewall lets through, once no signature has met it. */
export interface InspectedFlow {
  /** Who calls whom: it stands in the log where the rule is met. */
  readonly name: string;

  /** Ranges in which connections begin, private IPv4. */
  readonly from: readonly string[];

  /** Ranges in which they end, private IPv4. */
  readonly to: readonly string[];

  /** The server's port, 1 to 65535. */
  readonly port: number;

  /**
   * Last port of a range of at most ten.
   * @default - `port`: a single one
   */
  readonly lastPort?: number;

  /** @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp';

  /**
   * First and last of the ports that clients call from.
   * @default - those of hosts, from 32768
   */
  readonly clientPorts?: readonly [number, number];

  /** Why it is needed. */
  readonly reason: string;

  /** Who answers for it, by e-mail. */
  readonly owner: string;

  /** Last day on which it is open, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** Signature ids of flows begin after it, two for each: above those of our own rules. */
const LAST_ID_BEFORE = 9_100_000;

/**
 * Rules that let flows through, both ways. A rule with ports passes packet by packet and never a whole connection, so that each
 * packet has met all signatures before.
 *
 * @throws when a flow has no range, or ports that no flow may have.
 * @see https://docs.suricata.io/en/latest/rules/flow-keywords.html
 */
export const passRules = (flows: readonly InspectedFlow[]): readonly string[] => flows.flatMap(rulesOf);

function rulesOf(flow: InspectedFlow, index: number): readonly string[] {
  const { from, to, protocol = 'tcp', port, lastPort = port } = flow;
  checkPorts(flow, `the flow ${flow.name}`);
  if (from.length === 0 || to.length === 0) throw new Error(`the flow ${flow.name} has no ranges at one of its ends`);
  const ports = lastPort === port ? String(port) : `${port}:${lastPort}`;
  const rule = (header: string, direction: string, id: number): string =>
    `pass ${protocol} ${header} (msg:"${told(flow.name)}"; flow:${direction}; metadata:owner ${told(flow.owner)}, expires ${flow.expires}; sid:${LAST_ID_BEFORE + id}; rev:1;)`;
  return [
    rule(`${ranges(from)} any -> ${ranges(to)} ${ports}`, 'to_server', 2 * index + 1),
    rule(`${ranges(to)} ${ports} -> ${ranges(from)} any`, 'to_client', 2 * index + 2),
  ];
}

const ranges = (of: readonly string[]): string => (of.length === 1 ? String(of[0]) : `[${of.join(',')}]`);

/** What ends a text in a rule, or is not of its language. */
const told = (text: string): string => text.replace(/[^\x20-\x7e]|["\\;:,|$]/g, '_');
