import { demandsOf } from '../../../../lib/config';
import { policyTypesAttached } from '../../../../lib/proofs/policy/policy-types';
import { EXAMPLES, type ExampleName, example, type LandingZone } from '../../../support/landing-zone';
import { AssemblyCopy, type CfnDocument } from '../../../support/weakened-copy';

const judged = (name: ExampleName, copy: LandingZone = example(name)) => {
  return policyTypesAttached(copy.estate(demandsOf(example(name).config)));
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
