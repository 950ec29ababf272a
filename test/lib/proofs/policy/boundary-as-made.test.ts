import { boundaryGrants } from '../../../../constructs/workload-boundary/boundary-grants';
import { boundariesAsMade } from '../../../../lib/proofs/policy/boundary-as-made';
import { EXAMPLES, example } from '../../../support/landing-zone';
import { estateOf } from './guarded';

type Grants = Record<string, unknown>[];

/** What is told of a boundary whose statements were changed. */
function told(change: (statements: Grants) => unknown): readonly string[] {
  const statements = boundaryGrants({ partition: 'aws', name: 'acme', allowedRegions: ['eu-west-1'] });
  const Statement = structuredClone(statements) as unknown as Grants;
  change(Statement);
  const Properties = { ManagedPolicyName: 'acme-workload-boundary', PolicyDocument: { Statement } };
  const resources = { Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties } };
  return boundariesAsMade(estateOf({ Resources: resources })).map(
    ({ outcome, message }) => `${outcome}: ${message.en}`,
  );
}

const allowing = (Action: string, Resource = '*') => ({ Sid: 'Own', Effect: 'Allow', Action, Resource });
const ofSid = (statements: Grants, sid: string) => statements.find(({ Sid }) => Sid === sid) ?? {};

describe.each(EXAMPLES)('%s', (name) => {
  test('has boundaries as this release makes them', () => {
    const evidence = boundariesAsMade(example(name).estate());

    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.filter(({ outcome }) => outcome !== 'passed').map(({ message }) => message.en)).toEqual([]);
  });
});

test.each<[string, (statements: Grants) => unknown, string]>([
  ['ssm:*', (all) => all.push(allowing('ssm:*')), 'Own'],
  ['models', (all) => all.push(allowing('bedrock:*')), 'Own'],
  ['shells', (all) => (ofSid(all, 'Parts')['Action'] as string[]).push('cloudshell:*'), 'Parts'],
  ['organizations', (all) => all.push(allowing('organizations:*')), 'Own'],
  ['roles of anybody', (all) => all.push(allowing('sts:AssumeRole')), 'Own'],
  [
    'roles of another path',
    (all) => Object.assign(ofSid(all, 'RolesOfWorkloads'), { Resource: 'arn:aws:iam::*:role/*' }),
    'RolesOfWorkloads',
  ],
  ['roles without a boundary', (all) => delete ofSid(all, 'BoundedRoles')['Condition'], 'BoundedRoles'],
  ['all but some', (all) => all.push({ Sid: 'Own', Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }), 'Own'],
])('8.2/least-privilege#permission-boundaries: a boundary that takes in %s is found', (_, change, sid) => {
  expect(told(change)).toEqual([`failed: the boundary allows more than this release makes it allow: ${sid}`]);
});

test('one that allows less is none', () => {
  expect(told((all) => Object.assign(ofSid(all, 'Services'), { Action: ['s3:*', 'sqs:SendMessage'] }))).toEqual([
    'passed: the boundary allows what this release makes it allow',
  ]);
});

test('one that deployment decides is undecided', () => {
  expect(told((all) => all.splice(0, all.length, { Ref: 'Statement' }))).toEqual([
    'unknown: what the boundary allows is decided by deployment',
  ]);
});
