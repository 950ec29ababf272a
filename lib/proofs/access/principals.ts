import type { Resource } from '../../../constructs/nag/template';
import { type Identity, identitiesIn } from '../policy/estate';
import type { Policy, Principal } from '../policy/model';
import { arnOf, nameOf } from './arns-of-types';
import { permissionSetsIn } from './permission-sets';
import type { Place, Places } from './places';
import type { SettledEstate } from './settled';

export type PrincipalKind = 'role' | 'permission-set' | 'user' | 'root' | 'service' | 'federated';

/** Somebody who may ask: one identity in one place. */
export interface AccessPrincipal {
  readonly kind: PrincipalKind;
  /** Its ARN; a service's name. */
  readonly id: string;
  /** Short name: of the role, the user, the permission set. */
  readonly name: string;
  /** Left out for services and identity providers, which belong to no account. */
  readonly place?: Place;
  /** As the evaluator knows it. */
  readonly principal: Principal;
  /** Of its permissions; empty for services and identity providers, which have what resources grant them. */
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** Where templates make it; left out where AWS does. */
  readonly resource?: Resource;
}

/** The roles, users, permission sets and root users, and the services and identity providers that policies name. */
export function principalsIn(settled: SettledEstate, places: Places): readonly AccessPrincipal[] {
  const identities = identitiesIn(settled.estate);
  const own = [
    ...identities.flatMap((identity) => identityOf(identity, settled)),
    ...permissionSetsIn(settled, places),
  ];
  return [...own, ...rootsOf([...own, ...placesOf(settled)])];
}

const placesOf = ({ estate, placeOf }: SettledEstate): readonly { readonly place: Place }[] =>
  estate.templates.map((template) => ({ place: placeOf(template) }));

function identityOf(
  { resource, identity, boundary }: Identity,
  { placeOf }: SettledEstate,
): readonly AccessPrincipal[] {
  const id = arnOf(resource);
  if (id === undefined) return [];
  const place = placeOf(resource.template);
  const name = nameOf(resource);
  const limits = { identity, ...(boundary && { boundary }), resource, place, id, name };
  if (resource.type === 'AWS::IAM::User') {
    return [{ kind: 'user', ...limits, principal: { kind: 'user', arn: id, account: place.account } }];
  }
  return [{ kind: 'role', ...limits, principal: sessionOf(id, name, place) }];
}

/** Somebody in a role: the session's name is of no matter to the policies that are judged here, and stands open. */
export const sessionOf = (roleArn: string, name: string, { partition, account }: Place): Principal => ({
  kind: 'role-session',
  arn: `arn:${partition}:sts::${account}:assumed-role/${name}/session`,
  roleArn,
  account,
});

/** One for each account. In China an account has no root user. */
function rootsOf(others: readonly { readonly place?: Place }[]): readonly AccessPrincipal[] {
  const places = others.flatMap(({ place }) => (place && place.partition !== 'aws-cn' ? [place] : []));
  // an account that speaks for others is told as such
  const speaking = (place: Place): number => place.accounts ?? Number.POSITIVE_INFINITY;
  const ordered = [...places].sort((one, other) =>
    speaking(one) === speaking(other) ? 0 : speaking(one) - speaking(other),
  );
  const byAccount = new Map(ordered.map((place) => [place.account, place]));
  return [...byAccount.values()].map((place) => {
    const id = `arn:${place.partition}:iam::${place.account}:root`;
    return {
      kind: 'root',
      id,
      name: 'root',
      place,
      principal: { kind: 'root', arn: id, account: place.account },
      identity: [],
    };
  });
}

/** The AWS services and identity providers that policies of resources and roles name. */
export function namedIn(policies: readonly Policy[]): readonly AccessPrincipal[] {
  const named = policies
    .flatMap(({ statements }) => statements)
    .flatMap(({ principals }) => (principals && !principals.negated ? principals.items : []));
  const of = (kind: string): readonly string[] => [
    ...new Set(named.filter((item) => item.kind === kind && item.name !== '*').map(({ name }) => name)),
  ];
  return [...of('Service').map(service), ...of('Federated').map(federated)];
}

/** An AWS service, such as `cloudtrail.amazonaws.com`. */
export const service = (name: string): AccessPrincipal => ({
  kind: 'service',
  id: name,
  name,
  principal: { kind: 'service', name },
  identity: [],
});

/** Somebody whom an identity provider vouches for. */
export const federated = (provider: string): AccessPrincipal => ({
  kind: 'federated',
  id: provider,
  name: provider.slice(provider.lastIndexOf('/') + 1),
  principal: { kind: 'federated', provider },
  identity: [],
});
