import type { LiveProperties, Reach } from './reader';
import { READERS } from './readers';

/** A resource that was deployed, as CloudFormation knows it. */
export interface DeployedResource {
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
} & ({ readonly properties: LiveProperties } | { readonly failed: string });

/** Everything that was looked at in one run. */
export interface Observations {
  readonly version: 1;
  /** True for what an emulated cloud said: it never counts as evidence of production. */
  readonly emulated: boolean;
  readonly toolVersion: string;
  readonly observations: readonly Observation[];
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
  const at = now();
  const base = { stack, account, region, logicalId, physicalId, type, at };
  try {
    const properties = await READERS[type]?.(reach, physicalId);
    return { ...base, properties: properties ?? {} };
  } catch (error) {
    const { name, message } = error as Error;
    return { ...base, failed: `${name}: ${message}` };
  }
}

const keyOf = ({ account, region, stack, logicalId }: DeployedResource): string =>
  [account, region, stack, logicalId].join('\u0000');
