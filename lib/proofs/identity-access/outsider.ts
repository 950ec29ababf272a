import type { AccessPrincipal } from '../access/principals';
import { sessionOf } from '../access/principals';
import { FULL_ACCESS } from '../policy/estate';
import type { Context } from '../policy/model';

/** An account that is none of ours, and an organization. */
export const OUTSIDE_ACCOUNT = '999999999999';
export const OUTSIDE_ORGANIZATION = 'o-outsider00';

/** Somebody who may do everything in an account that is none of ours. */
export function outsider(partition: string): AccessPrincipal {
  const place = { partition, account: OUTSIDE_ACCOUNT, region: '', accounts: 1, madeUp: true };
  const id = `arn:${partition}:iam::${OUTSIDE_ACCOUNT}:role/outsider`;
  return {
    kind: 'role',
    id,
    name: 'outsider',
    place,
    principal: sessionOf(id, 'outsider', place),
    identity: [FULL_ACCESS],
  };
}

/** What requests of that account carry, whatever they are about: its networks and its organization. */
export const FROM_OUTSIDE: Context = {
  'aws:PrincipalOrgID': OUTSIDE_ORGANIZATION,
  'aws:PrincipalOrgPaths': [`${OUTSIDE_ORGANIZATION}/r-outs/ou-outs-12345678/`],
  'aws:SourceVpc': 'vpc-0outsider',
  'aws:SourceVpce': 'vpce-0outsider',
  'aws:SourceIp': '198.51.100.7',
  'kms:CallerAccount': OUTSIDE_ACCOUNT,
};

/** A text that names an account or an organization, as somebody of the outside would have it. */
export const asOutside = (value: string): string =>
  value.replace(/(?<!\d)\d{12}(?!\d)/g, OUTSIDE_ACCOUNT).replace(/\bo-[a-z0-9]{10,32}\b/g, OUTSIDE_ORGANIZATION);
