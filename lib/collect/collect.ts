import { version } from '../../package.json';
import { isOfAws, noting } from './answered';
import { deployedIn, type StackPlace } from './deployed';
import type { LocalCloud } from './local-cloud';
import { membersOf } from './members';
import { isGone, Missing } from './missing';
import { type DeployedResource, type NotReached, type Observations, observe, type Probe, whyOf } from './observe';
import type { Reach } from './reader';

/** What to look at, and how it is reached. */
export interface CollectInputs {
  /** The stacks of the plan. */
  readonly places: readonly StackPlace[];
  readonly reach: (account: string, region: string) => Reach;
  /** True for an emulated cloud. Where anything but AWS answers, it is one, whatever is said here. */
  readonly emulated: boolean;
  /** What attempts have shown: entered as they are. */
  readonly probes?: readonly Probe[];
  /** What stands behind the resources of an emulated cloud: entered as it is. */
  readonly localCloud?: LocalCloud;
  /** Where an emulator kept nothing of what it was given when it made a resource. */
  readonly notKept?: (resource: DeployedResource) => readonly string[];
  /** Told how many resources stand in each stack. */
  readonly onStack?: (place: StackPlace, resources: number) => void;
}

/**
 * Looks at all that stands in the stacks of a landing zone, those that its StackSets made in other accounts included.
 * Read-only. What could not be looked at is kept with the reason.
 */
export async function collect(inputs: CollectInputs): Promise<Observations> {
  const { places, probes = [], localCloud, notKept = () => [], onStack } = inputs;
  const answered = new Set<string>();
  const reach = (account: string, region: string): Reach => noting(inputs.reach(account, region), answered);
  const resources: DeployedResource[] = [];
  const notReached: NotReached[] = [];
  const look = async (place: StackPlace): Promise<readonly DeployedResource[]> => {
    try {
      const found = await deployedIn(place, reach(place.account, place.region));
      onStack?.(place, found.length);
      // no stack is without a resource: it was deleted, and is listed all the same
      if (found.length === 0) throw new Missing('resource in stack', place.stack);
      resources.push(...found);
      return found;
    } catch (error) {
      const { stack, account, region } = place;
      const gone = isNoStack(error) || isGone(error) ? { gone: new Date().toISOString() } : {};
      notReached.push({ stack, account, region, failed: whyOf(error), ...gone });
      return [];
    }
  };
  for (const place of places) {
    const stackSets = (await look(place)).filter(({ type }) => type === 'AWS::CloudFormation::StackSet');
    for (const stackSet of stackSets) {
      const members = await membersOf(stackSet, reach);
      notReached.push(...members.notReached);
      for (const member of members.places) await look(member);
    }
  }
  const observed = await observe(resources, ({ account, region }) => reach(account, region));
  const observations = observed.map((one) => (notKept(one).length > 0 ? { ...one, notKept: notKept(one) } : one));
  const answeredBy = [...answered].sort();
  const emulated = inputs.emulated || !answeredBy.every(isOfAws);
  const seen = { version: 1, emulated, toolVersion: version, answeredBy, observations, notReached, probes } as const;
  return localCloud ? { ...seen, localCloud } : seen;
}

/** `ValidationError: Stack with id acme does not exist`: the only name that CloudFormation has for it is that of any mistake. */
const isNoStack = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationError' && /\bdoes not exist$/.test(error.message.trim());

/**
 * Observations as they are kept: in place of ids that an emulator gave, those that the configuration has. What was deployed
 * has the emulator's, and is to be held against the observations as they came.
 *
 * @param given by id that the emulator gave, the configuration's
 */
export const asConfigured = (collected: Observations, given: Readonly<Record<string, string>>): Observations => ({
  ...collected,
  observations: withIds(collected.observations, given),
});

const withIds = (
  observations: Observations['observations'],
  given: Readonly<Record<string, string>>,
): Observations['observations'] =>
  JSON.parse(
    Object.entries(given).reduce((text, [theirs, own]) => text.replaceAll(theirs, own), JSON.stringify(observations)),
  ) as Observations['observations'];
