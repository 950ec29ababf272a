import type { Bilingual, FacetId } from '../../constructs/standard';
import { FACT_READERS } from './facts';
import type { LocalCloud } from './local-cloud';
import { isGone } from './missing';
import type { LiveProperties, Reach } from './reader';
import { READERS } from './readers';

/** A resource that was deployed, as CloudFormation knows it. */
export interface DeployedResource {
  /** For a stack that a StackSet made: the stack of the StackSet, `/`, and its logical id. */
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

/** What was seen of a resource: its live properties, or why it could not be looked at. */
export type Observation = DeployedResource & {
  /** When, in ISO 8601. */
  readonly at: string;
  /** What no property of a template says, by the names that `facts/` gives, such as when a key last rotated. */
  readonly facts?: LiveProperties;
  /** Why there are no facts, where there should be. */
  readonly factsFailed?: string;
  /** Paths at which an emulator kept nothing of what it was given when the resource was made: nothing is known of them. */
  readonly notKept?: readonly string[];
} & ({ readonly properties: LiveProperties } | { readonly failed: string; readonly gone?: true });

/** What came of an attempt. `not-enforced`: the emulator lets it pass where AWS would refuse it, which counts for nothing. */
export type ProbeOutcome = 'effective' | 'ineffective' | 'unknown' | 'not-enforced';

/** An attempt at what must be refused, or at what must work. */
export interface Probe {
  readonly check: string;
  readonly facets: readonly FacetId[];
  readonly outcome: ProbeOutcome;
  readonly at: string;
  readonly subject: Pick<DeployedResource, 'stack' | 'account' | 'region' | 'logicalId'> | null;
  readonly message: Bilingual;
}

/** A stack that is planned and could not be looked at. */
export interface NotReached {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly failed: string;
  /** When CloudFormation said that it has no such stack, in ISO 8601; absent where it could not be asked. */
  readonly gone?: string;
}

/** Everything that was looked at in one run. */
export interface Observations {
  readonly version: 1;
  /** True for what an emulated cloud said: it never counts as evidence of production. */
  readonly emulated: boolean;
  readonly toolVersion: string;
  /** Origins of the endpoints that answered, sorted: what an emulator said came from none of AWS. */
  readonly answeredBy: readonly string[];
  readonly observations: readonly Observation[];
  readonly notReached: readonly NotReached[];
  readonly probes: readonly Probe[];
  /** What stands behind the resources of an emulated cloud. */
  readonly localCloud?: LocalCloud;
}

/** How many resources are read at the same time: services throttle by account and region. */
const AT_ONCE = 8;

/** Looks at every resource that can be read. One that cannot be read hides no other. */
export async function observe(
  resources: readonly DeployedResource[],
  reach: (resource: DeployedResource) => Reach,
  now: () => string = () => new Date().toISOString(),
): Promise<readonly Observation[]> {
  const waiting = resources.filter(({ type }) => READERS[type]);
  const seen: Observation[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) seen.push(await observed(next, reach(next), now));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return seen.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

async function observed(resource: DeployedResource, reach: Reach, now: () => string): Promise<Observation> {
  const { account, logicalId, physicalId, region, stack, type } = resource;
  const base = { stack, account, region, logicalId, physicalId, type, at: now() };
  try {
    const properties = kept((await READERS[type]?.(reach, physicalId)) ?? {});
    return { ...base, properties, ...(await factsOf(resource, reach)) };
  } catch (error) {
    return { ...base, failed: whyOf(error), ...(isGone(error) && { gone: true }) };
  }
}

async function factsOf(
  { type, physicalId }: DeployedResource,
  reach: Reach,
): Promise<Pick<Observation, 'facts' | 'factsFailed'>> {
  const read = FACT_READERS[type];
  if (!read) return {};
  try {
    return { facts: kept(await read(reach, physicalId)) };
  } catch (error) {
    return { factsFailed: whyOf(error) };
  }
}

/** JSON leaves out what is undefined, and what was seen to be absent must not become what was not looked at. */
const kept = (read: LiveProperties): LiveProperties =>
  Object.fromEntries(Object.entries(read).map(([name, value]) => [name, value ?? null]));

/** `AccessDenied: …`, on one line. */
export function whyOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return `${name}: ${message}`.replace(/\s+/g, ' ').trim();
}

const keyOf = ({ account, region, stack, logicalId }: DeployedResource): string =>
  [account, region, stack, logicalId].join('\u0000');
