import type { Bilingual } from '../../../constructs/standard';
import type { Evidence } from '../../evidence/evidence';
import type { AccessEstate } from '../access/access-estate';
import type { Place } from '../access/places';
import { type AccessPrincipal, sessionOf } from '../access/principals';
import { FULL_ACCESS } from '../policy/estate';
import { nameFromBoundary } from '../policy/workload-administrator';
import { type Found, reachedIn, storesIn } from './evidence-access';
import { evidence } from './trial';

/**
 * Each store of evidence, by its own policy: whoever may do everything in another account of the organization neither reads nor
 * changes it. What a policy opens to all accounts it opens to every workload there.
 */
export function evidenceElsewhere(estate: AccessEstate): readonly Evidence[] {
  const name = nameFromBoundary(estate.settled.estate);
  if (name === undefined) return [];
  const withPolicy = storesIn(estate, name).filter(({ resource }) => resource.policy !== undefined);
  return withPolicy.flatMap((found) => {
    const place = elsewhere(found, estate);
    return place === undefined ? [] : [evidenceOf(found, somebodyIn(place), estate)];
  });
}

/** Where workloads may run, and the store is not. */
const elsewhere = ({ resource: { place } }: Found, { resources, organization }: AccessEstate): Place | undefined =>
  resources
    .map((other) => other.place)
    .find(
      ({ account, unit }) =>
        unit !== undefined &&
        unit !== place.unit &&
        account !== place.account &&
        account !== organization?.managementAccount,
    );

function somebodyIn(place: Place): AccessPrincipal {
  const id = `arn:${place.partition}:iam::${place.account}:role/workload/anybody`;
  return {
    kind: 'role',
    id,
    name: 'anybody',
    place,
    principal: sessionOf(id, 'anybody', place),
    identity: [FULL_ACCESS],
  };
}

function evidenceOf(found: Found, asker: AccessPrincipal, estate: AccessEstate): Evidence {
  const { store, resource } = found;
  const reaches = store.calls.flatMap((calls) => reachedIn(asker, calls, found, estate));
  const failed = reaches.filter(({ verdict }) => verdict !== 'unknown');
  const outcome = failed.length > 0 ? 'failed' : reaches.length > 0 ? 'unknown' : 'passed';
  const actions = [...new Set((failed.length > 0 ? failed : reaches).map(({ action }) => action))].join(', ');
  const words: Readonly<Record<typeof outcome, Bilingual>> = {
    passed: {
      en: `${resource.arn}: nobody of another account reaches it, whatever he may do there`,
      zh: `${resource.arn}：其他账号中无论拥有何种权限者均不可触及`,
    },
    unknown: {
      en: `${resource.arn}: whether somebody of another account may do ${actions} is not known`,
      zh: `${resource.arn}：其他账号能否执行 ${actions} 尚无法判定`,
    },
    failed: {
      en: `${resource.arn}: its policy lets accounts of the organization do ${actions}: ${store.title.en}`,
      zh: `${resource.arn}：其策略允许组织内其他账号执行 ${actions}：${store.title.zh}`,
    },
  };
  return evidence(estate, { facet: store.facet, resource: resource.resource }, outcome, [words[outcome]]);
}
