import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate } from '../access/access-estate';
import type { AccessPrincipal } from '../access/principals';
import type { PolicyStatement } from '../policy/model';
import { matches } from '../policy/pattern';
import { fulfilling, resourceIn } from './mimicry';
import { evidenceFrom, type Trial, tryUnguarded } from './trial';

const FACET = '8.2/least-privilege#trust-and-resource-policies';
const PASS = 'iam:PassRole';

/** Each principal that may pass roles: those that are named, to the services that are named, and no other role to any other. */
export const passRole = (estate: AccessEstate): readonly Evidence[] =>
  estate.principals.flatMap((asker) => {
    const grants = asker.identity.flatMap(({ statements }) => statements).filter(grantsPassing);
    if (grants.length === 0) return [];
    return [
      evidenceFrom(
        estate,
        {
          facet: FACET,
          ...(asker.resource && { resource: asker.resource }),
          shown: {
            en: `${asker.id} may pass the roles that its policies name, and no other to a service that none names`,
            zh: `${asker.id} 仅可传递其策略所指定的角色，不能将其他角色传递给未指定的服务`,
          },
        },
        grants.flatMap((grant) => trialsOf(grant, asker, estate)),
      ),
    ];
  });

/** A policy whose text is not known may grant it, but says neither which roles nor which services. */
const grantsPassing = ({ effect, actions, doubt }: PolicyStatement): boolean =>
  effect === 'Allow' &&
  doubt === undefined &&
  actions?.negated === false &&
  actions.items.some((pattern) => matches(pattern, PASS, { wildcards: true, ignoreCase: true }) === true);

function trialsOf(grant: PolicyStatement, asker: AccessPrincipal, estate: AccessEstate): readonly Trial[] {
  const other = `arn:${asker.place?.partition}:iam::${asker.place?.account}:role/another`;
  const right = fulfilling(grant);
  return [
    tryUnguarded(
      estate,
      asker,
      { action: PASS, resource: resourceIn(grant, other, asker.place), context: right },
      { wanted: 'allowed', how: { en: 'as named', zh: '按指定方式' } },
    ),
    tryUnguarded(
      estate,
      asker,
      { action: PASS, resource: other, context: { ...right, 'iam:PassedToService': 'another.amazonaws.com' } },
      { wanted: 'refused', how: { en: 'to a service that no policy names', zh: '传递给未指定的服务时' } },
    ),
  ];
}
