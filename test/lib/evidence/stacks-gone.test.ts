import { awsRules } from '../../../constructs/nag/registry';
import { observedEvidence } from '../../../lib/evidence/observed';
import { example } from '../../support/landing-zone';

const quickstart = example('quickstart');
const AT = '2026-11-23T00:00:00.000Z';

/** Where the stack of a kind stands. */
function placeOf(ending: string) {
  const estate = quickstart.estate();
  const origin = estate.templates
    .map((template) => estate.originOf(template))
    .find(({ stack }) => stack.endsWith(ending));
  if (!origin) throw new Error(`no stack ${ending}`);
  const { stack, account, region } = origin;
  return { stack, account, region, failed: 'Missing: the service has no resource in stack' };
}

const told = (place: object, emulated = false) =>
  observedEvidence(quickstart.estate(), awsRules, {
    observations: [],
    probes: [],
    notReached: [{ ...placeOf('-log-archive'), ...place }],
    emulated,
  });

test('whatever a stack that is gone makes is ineffective for what it was declared to meet', () => {
  const evidence = told({ gone: AT });
  const [trail] = evidence.filter(
    ({ check, subject }) => check === 'as-planned' && subject?.type === 'AWS::CloudTrail::Trail',
  );

  expect(evidence.length).toBeGreaterThan(10);
  expect(evidence.filter(({ outcome }) => outcome === 'effective')).toEqual([]);
  expect(trail?.outcome).toBe('ineffective');
  expect(trail).toMatchObject({
    kind: 'observed',
    check: 'as-planned',
    requirements: expect.arrayContaining(['8.2/operation-audit']),
    observed: { at: AT, emulated: false },
  });
  expect(trail?.message.en).toContain('is gone');
});

test('of an emulated cloud it says so', () => {
  for (const { message } of told({ gone: AT }, true)) expect(message.zh).toMatch(/^模拟环境：/);
});

test('nothing is told of a stack that may be there, nor of one that is none of the plan', () => {
  expect(told({})).toEqual([]);
  expect(told({ gone: AT, region: 'us-west-2' })).toEqual([]);
  expect(told({ gone: AT, stack: 'other' })).toEqual([]);
});
