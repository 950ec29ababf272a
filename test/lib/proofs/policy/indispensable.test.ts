import { nobodyLockedOut } from '../../../../lib/proofs/policy/indispensable';
import { type Document, estateOf, guardedTemplate } from './guarded';

const PARTITIONS = ['aws', 'aws-cn'] as const;

/** The template with one more refusal in its first service control policy. */
function refusing(statement: object): Document {
  const document = structuredClone(guardedTemplate('aws')) as Document;
  const policy = Object.values(document.Resources).find(
    ({ Type, Properties }) => Type === 'AWS::Organizations::Policy' && Properties['Type'] === 'SERVICE_CONTROL_POLICY',
  );
  const content = policy?.Properties['Content'] as { Statement: object[] };
  content.Statement.push({ Sid: 'Own', Effect: 'Deny', Resource: '*', ...statement });
  return document;
}

const lockedOut = (document: Document): readonly string[] =>
  nobodyLockedOut(estateOf(document))
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ message }) => message.en);

test.each(PARTITIONS)('the guardrails in %s lock out neither the platform nor break-glass', (partition) => {
  const evidence = nobodyLockedOut(estateOf(guardedTemplate(partition), partition));

  expect(evidence.filter(({ outcome }) => outcome !== 'passed').map(({ message }) => message.en)).toEqual([]);
  expect(evidence.map(({ message }) => message.en).join()).toMatch(/cdk-.*break-glass users.*break-glass role/);
});

test.each<[string, object, string]>([
  [
    'the pipeline, under a condition that structure does not tell',
    { Action: 'cloudformation:*', Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/c*' } } },
    'cloudformation:CreateStack, cloudformation:UpdateStack',
  ],
  [
    'break-glass, from an unexpected network',
    { Action: 'ec2:*', Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    'break-glass role',
  ],
  [
    'break-glass users',
    { Action: 'sts:*', Condition: { Null: { 'aws:PrincipalOrgID': 'false' } } },
    'break-glass users',
  ],
])('an organization that locks out %s fails', (_, statement, message) => {
  expect(lockedOut(refusing(statement)).join('\n')).toContain(message);
  expect(lockedOut(refusing(statement)).join('\n')).toContain('Own (acme-guardrails-1)');
});

test('a refusal that does not concern them is none', () => {
  expect(lockedOut(refusing({ Action: 'ec2:DeleteVpc' }))).toEqual([]);
});

test('a policy whose text is known at deployment only leaves it undecided', () => {
  const document = structuredClone(guardedTemplate('aws')) as Document;
  for (const { Type, Properties } of Object.values(document.Resources)) {
    if (Type === 'AWS::Organizations::Policy') Object.assign(Properties, { Content: { Ref: 'Text' } });
  }

  expect(new Set(nobodyLockedOut(estateOf(document)).map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));
});
