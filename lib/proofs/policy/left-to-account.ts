import type { Call } from './attack';
import type { Policy } from './model';
import { parsePolicy } from './parse';

const GRANTED: Readonly<
  Record<NonNullable<Call['resourcePolicy']>, { readonly name: string; readonly action: string }>
> = {
  key: { name: 'default key policy', action: 'kms:*' },
  trust: { name: 'trust in the account', action: 'sts:AssumeRole' },
};

/** Read once: the same few policies stand beside thousands of calls. */
const known = new Map<string, Policy>();

/** The policy of a resource that leaves the decision to its account, as KMS gives it to a key where nobody writes one. */
export function leftToAccount(
  kind: NonNullable<Call['resourcePolicy']>,
  { partition, account }: { readonly partition: string; readonly account: string },
): Policy {
  const root = `arn:${partition}:iam::${account}:root`;
  const key = `${kind} ${root}`;
  const policy = known.get(key) ?? readFor(kind, root);
  known.set(key, policy);
  return policy;
}

function readFor(kind: NonNullable<Call['resourcePolicy']>, root: string): Policy {
  const { name, action } = GRANTED[kind];
  return parsePolicy(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: root }, Action: action, Resource: '*' }],
    },
    { name },
  );
}
