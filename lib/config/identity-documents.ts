import type { Grant } from '../../constructs/job-functions/grant';
import { isObject } from '../../constructs/nag/intrinsics';
import type { CheckContext } from './checks';
import type { Location } from './problem';
import type { Identity, ParsedConfig } from './schema';
import type { Tree } from './source/tree';

type ParsedIdentity = ParsedConfig['identity'];
type ParsedPermissionSet = ParsedIdentity['permissionSets'][number];

/** Puts what the documents hold beside their names. What cannot be read stays empty: the checks have told of it. */
export function completeIdentity(identity: ParsedIdentity, { document }: CheckContext, { locate }: Tree): Identity {
  const { provider, permissionSets, ...rest } = identity;
  const textOf = (file: string): string => {
    const reading = document(file);
    return 'text' in reading ? reading.text() : '';
  };
  return {
    ...rest,
    ...(provider && { provider: { ...provider, xml: textOf(provider.metadata) } }),
    permissionSets: permissionSets.map((set, index) => {
      const path = ['identity', 'permissionSets', index];
      const grants = grantsOf(set, { document });
      const file = set.policy === undefined ? undefined : document(set.policy);
      const at = locate(path);
      const grantAt = (nth: number): Location =>
        file && 'text' in file ? (file.locate(['Statement', nth]) ?? at) : locate([...path, 'statements', nth]);
      return { ...set, grants, at, grantsAt: grants.map((_, nth) => grantAt(nth)) };
    }),
  };
}

/** What a permission set grants, wherever that is written; nothing where it cannot be read. */
export function grantsOf(set: ParsedPermissionSet, { document }: Pick<CheckContext, 'document'>): readonly Grant[] {
  if (set.policy === undefined) return statementsAsGrants(set);
  const reading = document(set.policy);
  return ('text' in reading && grantsIn(reading.text())) || [];
}

/** What `statements` grant, in IAM's words. */
export const statementsAsGrants = ({ statements }: ParsedPermissionSet): readonly Grant[] =>
  statements.map(({ sid, actions, resources }, index) => ({
    Sid: sid ?? `Statement${index + 1}`,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
  }));

/** The statements of a policy document as JSON text; undefined for a text that is none. */
export function grantsIn(text: string): readonly Grant[] | undefined {
  const document = parsed(text);
  const statements = isObject(document) ? [document['Statement'] ?? []].flat() : [];
  return statements.length > 0 && statements.every(isStatement) ? (statements as Grant[]) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isStatement = (value: unknown): boolean =>
  isObject(value) &&
  ['Allow', 'Deny'].includes(String(value['Effect'])) &&
  ('Action' in value || 'NotAction' in value) &&
  ('Resource' in value || 'NotResource' in value) &&
  isCondition(value['Condition']);

/** Operators, each with its keys. */
const isCondition = (value: unknown): boolean =>
  value === undefined || (isObject(value) && Object.values(value).every(isObject));
