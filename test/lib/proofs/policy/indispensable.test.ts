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
  [
    'the pipeline, which makes roles without a boundary',
    { Action: 'iam:CreateRole', Condition: { Null: { 'iam:PermissionsBoundary': 'true' } } },
    'iam:CreateRole',
  ],
  ...Object.entries<Record<string, unknown>>({
    'a session is younger than a day long past': { DateGreaterThan: { 'aws:TokenIssueTime': '2020-01-01T00:00:00Z' } },
    'it has credentials that expire': { Null: { 'aws:TokenIssueTime': 'false' } },
    'it has a name': { Null: { 'aws:userid': 'false' } },
    'its session has a name': { StringLike: { 'aws:userid': '*:*' } },
    'the clock goes': { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
    'seconds are counted': { NumericGreaterThan: { 'aws:EpochTime': '1000000' } },
    'it has a client': { StringLike: { 'aws:UserAgent': '*' } },
    'it calls through TLS': { Bool: { 'aws:SecureTransport': 'true' } },
    'it is of the organization': { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/*' } },
    'it calls from somewhere': { IpAddress: { 'aws:SourceIp': ['0.0.0.0/0', '::/0'] } },
    'it asks for its own': { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } },
  }).map(([when, Condition]): [string, object, string] => [
    `everybody, whenever ${when}`,
    { Action: '*', Condition },
    'cfn-exec-role: locked out',
  ]),
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
