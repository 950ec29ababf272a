import type { Template } from '../../constructs/nag/template';
import { OBSERVABLES } from '../collect/observables';
import type { Observation, Observations } from '../collect/observe';
import { EACH, type JudgedEstate } from './estate';

/** Whether a template was deployed to a place, by itself or with others of its StackSet. */
export function isSamePlace(
  estate: JudgedEstate,
  template: Template,
  place: Pick<Observation, 'stack' | 'account' | 'region'>,
): boolean {
  const { stack, account, region } = estate.originOf(template);
  const is = (planned: string, seen: string): boolean => planned === EACH || planned === seen;
  return stack === place.stack && is(account, place.account) && is(region, place.region);
}

/** Of a stack that is planned and that CloudFormation does not have: all that would be read of it is gone with it. */
export const goneWith = (estate: JudgedEstate, notReached: Observations['notReached']): readonly Observation[] =>
  notReached.flatMap(({ gone: at, failed, ...place }) => {
    if (at === undefined) return [];
    const templates = estate.templates.filter((template) => isSamePlace(estate, template, place));
    return templates
      .flatMap(({ resources }) => resources)
      .filter(({ type, contingent }) => OBSERVABLES[type] && !contingent)
      .map(({ id: logicalId, type }) => ({
        ...place,
        logicalId,
        type,
        physicalId: '',
        at,
        failed,
        gone: true as const,
      }));
  });
