import type { Bilingual, FacetId } from '../../../constructs/standard';
import type { DeployedResource } from '../../collect/observe';
import type { ClientSettings } from '../../collect/reader';
import type { Evidence } from '../../evidence/evidence';

/** Where a scene is played: the local cloud, with what stands in it. */
export interface Stage {
  readonly resources: readonly DeployedResource[];
  /** Settings for a client of an account in a region. */
  readonly client: (account: string, region: string) => ClientSettings;
  /** Reads a resource again and judges it, as `isms collect` does. */
  readonly judge: (resource: DeployedResource) => Promise<readonly Evidence[]>;
  /**
   * Works with an emulator of its own that is empty, enforces the policies that are put into it, and ends with the work: the
   * local cloud itself enforces few, since the deployment could not pass there.
   */
  readonly enforcing: <Result>(work: (court: Stage['client']) => Promise<Result>) => Promise<Result>;
}

/**
 * `as-expected` and `wrong` tell how it went. `not-enforced`: the emulator lets pass what AWS refuses, or has no such call;
 * that counts for nothing, neither good nor bad.
 */
export type Ending = 'as-expected' | 'wrong' | 'not-enforced';

/** What came of a scene. */
export interface Played {
  readonly ending: Ending;
  readonly happened: Bilingual;
  readonly subject: DeployedResource | null;
}

/** Something that happens in a landing zone, and what should come of it. A capability adds its scenes to the table. */
export interface Scene {
  /** Also the check of the probe that enters the observations. */
  readonly id: string;
  readonly title: Bilingual;
  readonly expected: Bilingual;
  readonly facets: readonly FacetId[];
  /**
   * A type of resource, without which the landing zone does not have the capability and the scene is left out.
   * @default - every landing zone has it
   */
  readonly needs?: string;
  readonly play: (stage: Stage) => Promise<Played>;
}

/** The scenes of what the landing zone has. */
export const playable = (scenes: readonly Scene[], { resources }: Stage): readonly Scene[] =>
  scenes.filter(({ needs }) => needs === undefined || resources.some(({ type }) => type === needs));

/** The first resource of a type whose physical id matches. @throws where nothing like it was deployed */
export function standing({ resources }: Stage, type: string, id: RegExp = /./): DeployedResource {
  const found = resources.find((resource) => resource.type === type && id.test(resource.physicalId));
  if (found) return found;
  throw new Error(`nothing stands in the local cloud that is ${type} ${id}`);
}

/** What a call came to: refused with the error's name, or not. Anything but a refusal goes on as an error. */
export async function refusal(
  attempt: () => Promise<unknown>,
  ...names: readonly string[]
): Promise<string | undefined> {
  try {
    await attempt();
    return undefined;
  } catch (error) {
    const { name } = error as Error;
    if (names.includes(name)) return name;
    throw error;
  }
}

/** How an emulator says that it has no such call. */
const NO_SUCH_CALL = ['InvalidAction', 'UnknownOperationException', 'NotImplemented', 'UnrecognizedClientException'];

const NO_ROUTE = /^No route for |^Unknown .*action/i;

/** Whether the emulator lacks a call, rather than refusing it. */
export const isLacking = (error: unknown): boolean =>
  error instanceof Error && (NO_SUCH_CALL.includes(error.name) || NO_ROUTE.test(error.message));
