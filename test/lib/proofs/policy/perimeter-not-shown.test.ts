import type { Evidence } from '../../../../lib/evidence/evidence';
import { perimeterNotShown } from '../../../../lib/proofs/policy/perimeter-not-shown';
import { policySimulation } from '../../../../lib/proofs/policy/policy-simulation';
import { resourcePerimeter } from '../../../../lib/proofs/policy/resource-perimeter';
import { boundary, boundaryStatements, singleAccount } from './bounded';
import { estateOf, guardedTemplate } from './guarded';

/** What the proof says of a bucket's policy that lets these in. */
const bucketFor = (Principal: unknown): readonly Evidence[] =>
  resourcePerimeter(
    estateOf({
      Resources: {
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: 'orders',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Principal, Action: 's3:*', Resource: '*' }],
            },
          },
        },
      },
    }),
  );

const OWN = bucketFor({ AWS: { 'Fn::Sub': '${AWS::AccountId}' } });
const OPEN = bucketFor('*');
const UNDECIDED = bucketFor({ AWS: { Ref: 'Partner' } });

const openIn = (partition: 'aws' | 'aws-cn', ofResources: readonly Evidence[]) =>
  perimeterNotShown(policySimulation(estateOf(guardedTemplate(partition), partition)).rows, ofResources).map(
    ({ attack }) => attack,
  );

describe('what is not shown of the data perimeter', () => {
  test('is nothing where every attack on it was tried', () => {
    expect(openIn('aws', [])).toEqual([]);
  });

  test('is a proof that stays unknown, of the one facet', () => {
    const { rows } = policySimulation(estateOf(guardedTemplate('aws-cn'), 'aws-cn'));

    expect(perimeterNotShown(rows, [])[0]).toMatchObject({
      kind: 'proof',
      check: 'policy-simulation',
      outcome: 'unknown',
      facets: ['8.2/no-excess-access#data-perimeter'],
    });
  });

  test('where resource control policies are missing, leaves out a bucket backdoored only where policies of buckets are proved', () => {
    expect(OWN.map(({ outcome }) => outcome)).toEqual(['passed']);
    expect(openIn('aws-cn', OWN)).not.toContain('bucket-backdoored');
    expect(openIn('aws-cn', OWN)).toContain('role-backdoored');
    for (const unproved of [[], OPEN, UNDECIDED, [...OWN, ...OPEN], [...OWN, ...UNDECIDED]])
      expect(openIn('aws-cn', unproved)).toContain('bucket-backdoored');
  });

  test('in a single account takes in buckets whose policies are proved: no organization refuses what becomes of them', () => {
    const { rows } = policySimulation(singleAccount(boundary(boundaryStatements('aws'))));

    expect(perimeterNotShown(rows, OWN).map(({ attack }) => attack)).toContain('bucket-backdoored');
  });
});
