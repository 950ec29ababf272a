import { accessEntries, ownFlows, throughHub } from '../../constructs/isolated-vpc/flows';
import { ZONES } from '../../constructs/isolated-vpc/zones';
import { farFlowsOfAll, membersIn } from './far-flows';
import type { Named } from './hub-flows';
import type { NetworkBatch } from './network-batches';
import type { ParsedConfig } from './schema';

interface Sized extends Pick<ParsedConfig, 'name' | 'owner'>, Named {
  readonly regions: Readonly<Record<NetworkBatch['place'], string>>;
  readonly dataClasses: readonly { readonly name: string }[];
  readonly contacts: readonly { readonly email: string }[];
}

/** What a network is made of, without what the rest counts, by its availability zones. */
const BASE = { 2: 24_250, 3: 27_850 } as const;
/** The way to the hub; the names of its endpoints; endpoints of its own, beside their entries in access lists. */
const HUB = 9_350;
const HUB_ENDPOINTS = 800;
const ENDPOINTS = 4_900;
/** One of a zone's access list. */
const ENTRY = 380;
/** Its id and its range. */
const ACCOUNT = 45;
/** Who is told, beside the address: two at most. */
const SUBSCRIPTION = 145;
/** How often words occur, at most. */
const TIMES = { name: 52, region: 52, tag: 5 } as const;
/** Marks around a text in a list. */
const MARKS = 3;

/**
 * Bytes of the template that makes the networks of a batch, at most: what stands in it by the sizes that it has been found to have. Some
 * hundred more than it has, so that what fits here fits there.
 */
export function networkTemplateSize(config: Sized, { ranges, place, environment }: NetworkBatch): number {
  const { name, owner, network, regions } = config;
  const endpoints = network.members?.endpoints ?? 'none';
  const far = farFlowsOfAll(config, membersIn(config, environment), place);
  const flows = [...ownFlows(endpoints, network.hub !== undefined), ...network.flows, ...far.flatMap(throughHub)];
  const entries = ZONES.flatMap((zone) => accessEntries(zone, flows, (other) => other)).length;
  const domains = network.hub?.egress.domains ?? [];
  const emails = [owner, ...config.contacts.map(({ email }) => email)].map(bytesOf).sort((a, b) => b - a);
  const classes = config.dataClasses.map((one) => bytesOf(one.name));
  return (
    BASE[network.availabilityZones] +
    (network.hub ? HUB : 0) +
    (network.hub?.endpoints ? HUB_ENDPOINTS : 0) +
    (endpoints === 'none' ? 0 : ENDPOINTS) +
    ENTRY * entries +
    ACCOUNT * ranges.size +
    TIMES.name * name.length +
    TIMES.region * regions[place].length +
    TIMES.tag * (bytesOf(owner) + Math.max(...classes)) +
    sum(emails.slice(0, 2).map((email) => SUBSCRIPTION + email)) +
    sum(domains.map(({ domain }) => domain.length + MARKS))
  );
}

const bytesOf = (text: string): number => Buffer.byteLength(text);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
