import { facets } from '../../../constructs/standard';
import { PROOFS_BUILT } from '../../../constructs/standard/mapping/proofs';
import { EXAMPLES, example } from '../../support/landing-zone';

const demanded = new Set(
  facets.flatMap(({ id, evidence }) =>
    evidence.filter((one) => one.startsWith('proof:')).map((one) => `${one.slice('proof:'.length)} ${id}`),
  ),
);

/** What no example gives reason to ask: their own tests show them. */
const BEYOND_EXAMPLES = ['completeness 8.3/api-security#inventory-and-access-log'];

test('the demanded proofs that are named as built are those that the examples have on AWS, and no other', () => {
  const named = Object.entries(PROOFS_BUILT).flatMap(([proof, ids]) => ids.map((id) => `${proof} ${id}`));
  const proved = EXAMPLES.flatMap((name) => example(name).ledger().evidence)
    .filter(({ kind, cloud, subject }) => kind === 'proof' && (cloud ?? subject?.cloud) === 'aws')
    .flatMap(({ check, facets: shown }) => shown.map((id) => `${check} ${id}`))
    .filter((one) => demanded.has(one));

  expect(proved.length).toBeGreaterThan(0);
  expect(proved).not.toEqual(expect.arrayContaining(BEYOND_EXAMPLES));
  expect([...named].sort()).toEqual([...new Set([...proved, ...BEYOND_EXAMPLES])].sort());
});
