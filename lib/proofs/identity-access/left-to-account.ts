import type { Place } from '../access/places';
import type { Call } from '../policy/attack';
import type { Policy } from '../policy/model';
import { parsePolicy } from '../policy/parse';

const GRANTED: Readonly<
  Record<NonNullable<Call['resourcePolicy']>, { readonly name: string; readonly action: string }>
> = {
  key: { name: 'default key policy', action: 'kms:*' },
  trust: { name: 'trust in the account', action: 'sts:AssumeRole' },
};

/** The policy of a resource that leaves the decision to its account, as KMS gives it to a key where nobody writes one. */
export function leftToAccount(kind: NonNullable<Call['resourcePolicy']>, { partition, account }: Place): Policy {
  const { name, action } = GRANTED[kind];
  return parsePolicy(
    {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: action, Resource: '*' },
      ],
    },
    { name },
  );
}
