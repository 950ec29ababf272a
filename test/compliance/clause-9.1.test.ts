import { azureRules } from '../../cdktf/nag/registry';
import { awsRules } from '../../constructs/nag/registry';
import { demandsOf } from '../../lib/config';
import { EXAMPLES, example } from '../support/landing-zone';
import { measured } from '../support/measured';
import { type Mutant, mutantsOf, type Operator } from '../support/mutants';
import { isAdverse, type Judged, TracedEstate } from '../support/traced-estate';
import { EQUIVALENT, survivors } from './mutation/survivors';

const rules = [...awsRules, ...azureRules];

/** Of the mutants that leave a landing zone weaker, so many must make a rule fail. */
const LEAST_SHARE = 0.95;

interface Tried {
  readonly mutant: Mutant;
  readonly key: string;
  readonly caught: boolean;
}

const estates = new Map<string, TracedEstate>(
  EXAMPLES.map((name) => {
    const landingZone = example(name);
    return [name, new TracedEstate(landingZone.estate(demandsOf(landingZone.config)).templates, rules)];
  }),
);

const tried: readonly Tried[] = [...estates.values()].flatMap((estate) =>
  mutantsOf(estate).map((mutant) => ({
    mutant,
    key: `${mutant.operator} ${mutant.resource.type} ${mutant.property || kindOf(mutant)}`,
    caught: estate.isNoticed(mutant.readers, mutant.change),
  })),
);

/** What kind of policy is taken away: others notice each kind. */
function kindOf({ resource }: Mutant): string {
  return resource.type === 'AWS::Organizations::Policy' ? resource.text('Type') : '';
}

/** The share of mutants caught, those left out that weaken nothing. */
function shareCaught(...operators: readonly Operator[]): number {
  const counted = tried
    .filter(({ mutant }) => operators.length === 0 || operators.includes(mutant.operator))
    .filter(({ caught, key }) => caught || !EQUIVALENT.has(survivors[key]?.[0] ?? 'gap'));
  return counted.filter(({ caught }) => caught).length / counted.length;
}

const told = ({ rule, resource, verdict }: Judged): string => `${rule.id} ${resource.id} ${verdict.outcome}`;

describe('weakening what was synthesized', () => {
  test.each(EXAMPLES)('%s: nothing is found before', (name) => {
    const judged = estates.get(name)?.judged ?? [];

    expect(judged.filter(({ verdict }) => isAdverse(verdict)).map(told)).toEqual([]);
    expect(judged.length).toBeGreaterThan(700);
  });

  test.each(EXAMPLES)('%s: every mutant was undone', (name) => {
    const estate = estates.get(name);

    expect(estate?.adverseAfter(estate.judged, () => () => undefined).map(told)).toEqual([]);
  });

  test('9.1/b: 95 % of the properties that are taken away or turned round make a rule fail', () => {
    expect(tried.filter(({ mutant }) => ['delete', 'flip'].includes(mutant.operator)).length).toBeGreaterThan(5000);
    measured({
      facet: '9.1/b#control-effectiveness',
      what: { en: 'mutants caught', zh: '检出的变异' },
      value: shareCaught('delete', 'flip') * 100,
      unit: '%',
      atLeast: LEAST_SHARE * 100,
    });
    expect(shareCaught('delete', 'flip')).toBeGreaterThanOrEqual(LEAST_SHARE);
  });

  test.each<[Operator, number]>([
    ['delete', 0.95],
    ['flip', 0.99],
    ['weaken', 0.75],
    ['shorten', 0.9],
    ['open-principal', 1],
    ['drop-condition', 0.7],
    ['allow-what-is-denied', 0.56],
    ['remove', 0.9],
  ])('no less is caught than before of what the operator %s weakened', (operator, share) => {
    expect(shareCaught(operator)).toBeGreaterThanOrEqual(share);
  });

  test('every survivor is explained', () => {
    const unexplained = tried.filter(({ caught, key }) => !caught && survivors[key] === undefined);

    expect([...new Set(unexplained.map(({ key }) => key))]).toEqual([]);
  });

  test('no explanation outlives its survivor', () => {
    const surviving = new Set(tried.filter(({ caught }) => !caught).map(({ key }) => key));

    expect(Object.keys(survivors).filter((key) => !surviving.has(key))).toEqual([]);
  });
});
