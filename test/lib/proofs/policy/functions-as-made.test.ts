import { JOB_FUNCTIONS } from '../../../../constructs/job-functions/job-functions';
import { functionsAsMade } from '../../../../lib/proofs/policy/functions-as-made';
import { EXAMPLES, example } from '../../../support/landing-zone';
import { estateOf } from './guarded';

type Grants = Record<string, unknown>[];

const ACCOUNT = '111111111111';
const BOUNDARY = {
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { ManagedPolicyName: 'acme-workload-boundary', PolicyDocument: { Statement: [] } },
};

/** What is told of the operations administrator whose grants were changed. */
function told(change: (grants: Grants) => unknown, name = 'acme-operations'): readonly string[] {
  const grants = JOB_FUNCTIONS['operations-administrator'].grants({
    partition: 'aws',
    name: 'acme',
    bastionAccount: ACCOUNT,
  });
  const Statement = structuredClone(grants) as unknown as Grants;
  change(Statement);
  const resources = {
    Boundary: BOUNDARY,
    Document: { Type: 'AWS::SSM::Document', Properties: { Name: 'acme-bastion' } },
    Set: { Type: 'AWS::SSO::PermissionSet', Properties: { Name: name, InlinePolicy: { Statement } } },
  };
  return functionsAsMade(estateOf({ Resources: resources })).map(({ outcome, message }) => `${outcome}: ${message.en}`);
}

const ofSid = (grants: Grants, sid: string) => {
  const found = grants.find(({ Sid }) => Sid === sid);
  if (found === undefined) throw new Error(`there is no ${sid}`);
  return found;
};

test.each(EXAMPLES)('%s has job functions as this release makes them', (name) => {
  const evidence = functionsAsMade(example(name).estate());

  expect(evidence.length).toBeGreaterThan(0);
  expect(
    evidence.filter(({ outcome }) => outcome !== 'passed').map(({ message, subject }) => [subject?.path, message.en]),
  ).toEqual([]);
});

test.each<[string, (grants: Grants) => unknown, string]>([
  [
    'any instance',
    (all) =>
      Object.assign(ofSid(all, 'OnTheHosts'), {
        Condition: { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } },
      }),
    'OnTheHosts',
  ],
  ['any session', (all) => delete ofSid(all, 'OwnSessions')['Condition'], 'OwnSessions'],
  ['more', (all) => all.push({ Sid: 'Own', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }), 'Own'],
])('8.2/no-excess-access#separation-of-duties: a function that reaches %s is found', (_, change, sid) => {
  expect(told(change)).toEqual([`failed: it grants more than this release lets the job function do: ${sid}`]);
});

test('one that is granted less, or is of one’s own, is none', () => {
  expect(told((all) => all.pop())).toEqual(['passed: it grants what this release lets the job function do']);
  expect(told((all) => delete ofSid(all, 'OwnSessions')['Condition'], 'acme-own')).toEqual([]);
});

test('one that deployment decides is undecided', () => {
  expect(told((all) => all.splice(0, all.length, { Ref: 'Statement' }))).toEqual([
    'unknown: what the job function may do is decided by deployment',
  ]);
});
