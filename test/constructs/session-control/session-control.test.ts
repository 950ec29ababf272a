import { App, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { verdictOf } from '../../../constructs/nag/rule';
import { databaseCustomerManagedKey } from '../../../constructs/nag/rules/databases/database-customer-managed-key';
import { dataRetained } from '../../../constructs/nag/rules/storage/data-retained';
import { Template as Judged } from '../../../constructs/nag/template';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';
import { SessionControl } from '../../../constructs/session-control/session-control';

const ACCOUNT = '111111111111';

function synthesized(region = 'eu-west-1'): Template {
  const stack = new Stack(new App(), 'Operations', { env: { account: ACCOUNT, region } });
  const { key } = new PurposeKey(stack, 'Key', {
    name: 'acme',
    purpose: 'session-control',
    uses: SessionControl.keyUses('acme'),
  });
  const hosts = new Role(stack, 'Hosts', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
  new SessionControl(stack, 'Control', { name: 'acme', key }).admitHosts(hosts);
  Tags.of(stack).add('isms:data-class', 'internal');
  return Template.fromStack(stack);
}

const TABLE = Match.objectLike({
  'Fn::Join': ['', Match.arrayWith([`:dynamodb:eu-west-1:${ACCOUNT}:table/acme-session-control`])],
});

describe('the table', () => {
  test('keeps what was decided: encrypted under a key of its own, recoverable, protected and retained', () => {
    synthesized().hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: 'acme-session-control',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
        TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
      },
    });
  });

  test('passes the rules on tables', () => {
    const judged = Judged.cloudFormation(synthesized().toJSON());
    const [table] = judged.ofType('AWS::DynamoDB::Table');

    for (const rule of [databaseCustomerManagedKey, dataRetained]) {
      expect([rule.id, table && verdictOf(rule, table).outcome]).toEqual([rule.id, 'compliant']);
    }
  });

  test('is asked by whom an entry is about', () => {
    synthesized().hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'owner', KeyType: 'HASH' },
        { AttributeName: 'entry', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-person',
          KeySchema: [
            { AttributeName: 'person', KeyType: 'HASH' },
            { AttributeName: 'entry', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });
});

describe('who may use it', () => {
  test('hosts ask, and that is all', () => {
    const [policy] = Object.values(synthesized().findResources('AWS::IAM::Policy'));
    const { Statement } = policy?.['Properties'].PolicyDocument ?? {};

    expect(Statement).toEqual([
      expect.objectContaining({ Sid: 'AskWhatOthersDecide', Action: 'dynamodb:Query', Effect: 'Allow' }),
    ]);
    expect(JSON.stringify(Statement[0].Resource)).toContain('table/acme-session-control/index/by-person');
  });

  test('moderators put entries under their own identity, with the attributes of an entry and no others', () => {
    synthesized().hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'dynamodb:PutItem',
            Resource: TABLE,
            Condition: {
              'ForAllValues:StringEquals': {
                'dynamodb:LeadingKeys': '${aws:userid}',
                'dynamodb:Attributes': ['owner', 'entry', 'person', 'since', 'until', 'reason'],
              },
              Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
              StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' },
            },
          }),
        ]),
      },
    });
  });

  test('stays in its partition', () => {
    const china = JSON.stringify(synthesized('cn-north-1').toJSON());

    expect(china).not.toMatch(/arn:aws:/);
    expect(china).toContain(':dynamodb:cn-north-1:111111111111:table/acme-session-control');
  });
});
