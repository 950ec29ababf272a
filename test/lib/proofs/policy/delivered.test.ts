import { demandsOf, unitsOf } from '../../../../lib/config';
import { deliveredEverywhere } from '../../../../lib/proofs/policy/delivered';
import { EXAMPLES, type ExampleName, example, type LandingZone } from '../../../support/landing-zone';
import { AssemblyCopy, type CfnDocument } from '../../../support/weakened-copy';

const judged = (name: ExampleName, copy: LandingZone = example(name)) => {
  const { config } = example(name);
  return deliveredEverywhere(copy.estate(demandsOf(config)), unitsOf(config));
};

/** What fails in the organization without some of its resources. */
const failed = (isRemoved: (id: string, resource: CfnDocument['Resources'][string]) => boolean): readonly string[] => {
  const copy = new AssemblyCopy(example('organization')).edit<CfnDocument>(
    'cdk.out/acme-organization.template.json',
    ({ Resources: resources }) => {
      const removed = Object.entries(resources).filter(([id, resource]) => isRemoved(id, resource));
      expect(removed.length).toBeGreaterThan(0);
      for (const [id] of removed) delete resources[id];
    },
  );
  return judged('organization', copy)
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ facets, message }) => `${facets}: ${message.en}`);
};

test.each(EXAMPLES)('%s lacks nothing', (name) => {
  const evidence = judged(name);

  expect(evidence.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(evidence.length > 0).toBe(name !== 'quickstart');
});

test.each([
  ['DECLARATIVE_POLICY_EC2', '8.4/leak-prevention#public-exposure-blocked'],
  ['RESOURCE_CONTROL_POLICY', '8.2/no-excess-access#data-perimeter'],
])('policies of type %s that the configuration names are missed', (type, facet) => {
  expect(failed((_, { Properties }) => Properties?.['Type'] === type)).toEqual([
    `${facet}: the configuration names policies of type ${type}, and none is attached`,
  ]);
});

test('the boundary is missed in the accounts of a unit', () => {
  const { accounts } = unitsOf(example('organization').config);
  const [message = ''] = failed((id) => id.startsWith('BoundaryProduction'));
  const named = message.match(/\d{12}/g);

  expect(message).toMatch(/^8.2\/least-privilege#permission-boundaries: the boundary of workloads does not stand in /);
  expect(named).toEqual(accounts.filter(({ units }) => units.includes('Production')).map(({ id }) => id));
});
