import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../lib/assess';
import { buildReport } from '../../lib/report/report';
import { azureJudging, TODAY } from '../support/landing-zone';
import { temporaryFolder } from '../support/weakened-copy';

/** A template as teams write them, with one mistake for each of these stores and interfaces. */
const TEMPLATE = `
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties: { Engine: postgres, EngineVersion: "14.9", PubliclyAccessible: true, MasterUserPassword: !Ref Password }
  Queue:
    Type: AWS::SQS::Queue
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Queue]
      PolicyDocument: { Statement: [{ Effect: Allow, Principal: "*", Action: "sqs:SendMessage", Resource: "*" }] }
  Url:
    Type: AWS::Lambda::Url
    Properties: { TargetFunctionArn: arn:aws:lambda:eu-central-1:111111111111:function:f, AuthType: NONE }
  Call:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: f, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com }
  Secret:
    Type: AWS::SecretsManager::Secret
  SecretPolicy:
    Type: AWS::SecretsManager::ResourcePolicy
    Properties:
      SecretId: !Ref Secret
      ResourcePolicy: { Statement: [{ Effect: Allow, Principal: { AWS: "*" }, Action: "secretsmanager:GetSecretValue", Resource: "*" }] }
  Files:
    Type: AWS::EFS::FileSystem
  Search:
    Type: AWS::OpenSearchService::Domain
`;

describe('a template of others', () => {
  const file = join(temporaryFolder(), 'orders.yaml');
  writeFileSync(file, TEMPLATE);
  const report = buildReport(
    assess({ root: temporaryFolder(), asOf: TODAY, templates: [file], foreign: true, azure: azureJudging }),
  );
  const found = (id: string) =>
    report.findings.filter(({ subject }) => subject?.logicalId === id).map(({ check }) => check);

  test.each([
    [
      'Database',
      [
        'database-customer-managed-key',
        'database-managed-master-password',
        'database-not-public',
        'database-tls-enforced',
      ],
    ],
    ['Queue', ['sqs-queue-customer-managed-key', 'sqs-queue-tls-only']],
    ['QueuePolicy', ['sqs-queue-named-principals']],
    ['Url', ['lambda-function-url-authorized']],
    ['Call', ['lambda-permission-source']],
    ['Secret', ['secret-customer-managed-key']],
    ['SecretPolicy', ['resource-policy-named-principals']],
    ['Files', ['file-system-customer-managed-key']],
    ['Search', ['database-customer-managed-key', 'database-not-public', 'search-domain-https-only']],
  ])('is found out at %s', (id, checks) => {
    expect(found(id)).toEqual(expect.arrayContaining(checks));
  });

  test.each([
    '8.2/least-privilege',
    '8.2/no-shared-accounts',
    '8.3/api-security',
    '8.3/interface-security',
    '8.4/encryption-at-rest',
    '8.4/encryption-in-transit',
  ])('does not meet %s', (id) => {
    expect(report.requirements.find((row) => row.id === id)?.design.status).toBe('not-met');
  });
});
