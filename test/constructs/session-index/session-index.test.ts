import { Match, Template } from 'aws-cdk-lib/assertions';
import { SessionIndex, type SessionIndexProps } from '../../../constructs/session-index/session-index';
import { ACCOUNT, REGIONS, sessionIndexIn } from '../../support/handler-stacks';

const synthesized = (region = 'eu-central-1', props: Partial<SessionIndexProps> = {}): Template =>
  Template.fromStack(sessionIndexIn(region, props));

const KEY = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] };

describe.each(REGIONS)('SessionIndex in %s', (region) => {
  const template = synthesized(region);

  test('8.2/session-recording#replay-and-search: keeps sessions by id, day and person', () => {
    const keys = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: 'HASH' },
      { AttributeName: range, KeyType: 'RANGE' },
    ];
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      TableName: 'acme-session-index',
      KeySchema: keys('session', 'entry'),
      GlobalSecondaryIndexes: [
        { IndexName: 'by-day', KeySchema: keys('day', 'session'), Projection: { ProjectionType: 'ALL' } },
        { IndexName: 'by-person', KeySchema: keys('person', 'began'), Projection: { ProjectionType: 'ALL' } },
      ],
    });
  });

  test('8.4/encryption-at-rest#customer-managed-keys: keeps them under the key, restorable, and outlives its stack', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
      },
    });
    template.hasResourceProperties('AWS::SQS::Queue', { QueueName: 'acme-session-index', KmsMasterKeyId: KEY });
  });

  test('hears of the first segment of a session alone, and from this bucket alone', () => {
    template.hasResource('AWS::S3::Bucket', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^IndexQueuePolicy')]),
      Properties: {
        NotificationConfiguration: {
          QueueConfigurations: [
            {
              Event: 's3:ObjectCreated:*',
              Filter: {
                S3Key: {
                  Rules: [
                    { Name: 'prefix', Value: 'sessions/' },
                    { Name: 'suffix', Value: '/00000000.seg' },
                  ],
                },
              },
            },
          ],
        },
      },
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'BucketTells',
            Principal: { Service: 's3.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': ACCOUNT } }),
          }),
        ]),
      },
    });
  });

  test('looks at one recording a run, and puts aside what fails five times', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 4 },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      QueueName: 'acme-session-index',
      VisibilityTimeout: 960,
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('FailedEvents'), 'Arn'] },
        maxReceiveCount: 5,
      },
    });
    template.hasResourceProperties('AWS::Lambda::Function', { Timeout: 900, ReservedConcurrentExecutions: 5 });
  });

  test('sweeps every two minutes', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(2 minutes)',
      Targets: [Match.objectLike({ Input: '{"sweep":true}' })],
    });
  });

  test.each([
    'RecordingNotWhole',
    'RecordingGone',
    'SessionsSwept',
    'ApproximateAgeOfOldestMessage',
    'ApproximateNumberOfMessagesVisible',
  ])('alarms on %s', (MetricName) => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName,
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alerts') }],
    });
  });

  test('8.2/least-privilege#function-role-minimum: reads recordings and nothing else of the bucket, and writes nothing there', () => {
    const [role] = Object.values(template.findResources('AWS::IAM::Role'));
    const statements = role?.['Properties'].Policies[0].PolicyDocument.Statement as { Sid: string; Action: unknown }[];
    const ofS3 = statements.filter(({ Action }) => JSON.stringify(Action).includes('s3:'));

    expect(role?.['Properties'].RoleName).toBe(SessionIndex.roleName('acme', region));
    expect(ofS3.map(({ Sid, Action }) => [Sid, Action])).toEqual([
      ['ListRecordings', 's3:ListBucket'],
      ['ReadRecordings', 's3:GetObject'],
    ]);
    expect(JSON.stringify(ofS3[1])).toContain(`:s3:::acme-recordings-${ACCOUNT}-${region}/sessions/*`);
  });
});

test('takes keys of several regions', () => {
  const signingKeys = ['eu-central-1', 'eu-west-1'].map(
    (place) => `arn:aws:kms:${place}:222222222222:alias/acme/recordings`,
  );
  synthesized('eu-central-1', { signingKeys }).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: Match.objectLike({ SIGNING_KEYS: signingKeys.join(' ') }) },
  });
});

test('refuses a prefix that is no folder, and recordings that nobody signs', () => {
  expect(() => sessionIndexIn('eu-central-1', { prefix: 'sessions' })).toThrow(/Write it as sessions\//);
  expect(() => sessionIndexIn('eu-central-1', { signingKeys: [] })).toThrow(/Give the ARNs of the signing keys/);
});
