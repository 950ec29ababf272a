import type { Place } from '../access/places';
import { type AccessPrincipal, sessionOf } from '../access/principals';
import { FULL_ACCESS } from '../policy/estate';
import { concrete } from './mimicry';

const NAMED = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::(?:root|(role|user)\/(.+)))?$/;

/**
 * Whoever a policy names: of a whole account, or of all whom conditions narrow, somebody there who may do everything.
 * @param place where the policy stands
 * @returns undefined where deployment decides whom it names
 */
export function identityNamed(name: string, place: Place): AccessPrincipal | undefined {
  if (name.includes('${')) return undefined;
  const [, account = place.account, type = 'role', path = 'anybody'] = NAMED.exec(name) ?? [];
  const id = `arn:${place.partition}:iam::${account}:${type}/${concrete(path)}`;
  const there = { ...place, account };
  const named = { id, name: path, place: there, identity: [FULL_ACCESS] };
  if (type === 'user') return { ...named, kind: 'user', principal: { kind: 'user', arn: id, account } };
  return { ...named, kind: 'role', principal: sessionOf(id, path.split('/').at(-1) ?? path, there) };
}

/** The account that a policy names, by itself or by somebody in it. */
export const accountNamed = (name: string): string | undefined => NAMED.exec(name)?.[1];
