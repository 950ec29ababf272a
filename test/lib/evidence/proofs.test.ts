import { facets } from '../../../constructs/standard';
import { PROOFS_BUILT } from '../../../constructs/standard/mapping/proofs';
import { EXAMPLES, example } from '../../support/landing-zone';

const demanded = new Set(
  facets.flatMap(({ id, evidence }) =>
    evidence.filter((one) => one.startsWith('proof:')).map((one) => `${one.slice('proof:'.length)} ${id}`),
  ),
);

test('the demanded proofs that are named as built are those that the examples have on AWS, and no other', () => {
  const named = Object.entries(PROOFS_BUILT).flatMap(([proof, ids]) => ids.map((id) => `${proof} ${id}`));
  const proved = EXAMPLES.flatMap((name) => example(name).ledger().evidence)
    .filter(({ kind, cloud, subject }) => kind === 'proof' && (cloud ?? subject?.cloud) === 'aws')
    .flatMap(({ check, facets: shown }) => shown.map((id) => `${check} ${id}`))
    .filter((one) => demanded.has(one));

  expect(proved.length).toBeGreaterThan(0);
  expect([...named].sort()).toEqual([...new Set(proved)].sort());
});
