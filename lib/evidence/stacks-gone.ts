import type { Rule } from '../../constructs/nag/rule';
import type { Template } from '../../constructs/nag/template';
import type { Observations } from '../collect/observe';
import { AS_PLANNED, carriedBy } from './as-planned';
import { EACH, type JudgedEstate } from './estate';
import type { Evidence } from './evidence';
import { requirementsOf } from './judge';

type Gone = Observations['notReached'][number] & { readonly gone: string };

/** Of stacks that are not there: whatever its template makes is ineffective for what it was declared to meet, or is judged for. */
export const stacksGone = (
  estate: JudgedEstate,
  rules: readonly Rule[],
  { notReached, emulated }: Pick<Observations, 'notReached' | 'emulated'>,
): readonly Evidence[] =>
  notReached
    .filter((place): place is Gone => place.gone !== undefined)
    .flatMap((place) =>
      templatesOf(estate, place).flatMap((template) => missing(template, { estate, rules, place, emulated })),
    );

const templatesOf = (estate: JudgedEstate, place: Gone): readonly Template[] =>
  estate.templates.filter((template) => {
    const { stack, account, region } = estate.originOf(template);
    const is = (planned: string, seen: string): boolean => planned === EACH || planned === seen;
    return stack === place.stack && is(account, place.account) && is(region, place.region);
  });

interface Missing {
  readonly estate: JudgedEstate;
  readonly rules: readonly Rule[];
  readonly place: Gone;
  readonly emulated: boolean;
}

function missing(template: Template, { estate, rules, place, emulated }: Missing): readonly Evidence[] {
  const { stack, account, region, gone: at } = place;
  return template.resources.flatMap((resource): readonly Evidence[] => {
    const { facets, requirements } = carriedBy(estate, rules, resource);
    if (facets.length + requirements.length === 0) return [];
    return [
      {
        kind: 'observed',
        check: AS_PLANNED,
        outcome: 'ineffective',
        subject: { ...estate.subjectOf(resource), account, region },
        message: {
          en: `${emulated ? 'emulated: ' : ''}its stack ${stack} is not there (CloudFormation at ${at})`,
          zh: `${emulated ? '模拟环境：' : ''}其堆栈 ${stack} 不存在（CloudFormation 于 ${at}）`,
        },
        facets,
        requirements: [...new Set([...requirements, ...requirementsOf(facets)])],
        observed: { at, emulated },
        cloud: 'aws',
      },
    ];
  });
}
