import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HANDLERS } from '../../../constructs/handler-function/bundle';
import { HandlerFunction, type HandlerFunctionProps } from '../../../constructs/handler-function/handler-function';
import { awsRules } from '../../../constructs/nag/registry';
import { besides, DEMANDS, REGIONS, stackOf, surroundings } from '../../support/handler-stacks';
import { faults } from '../../support/judged';

const cases = HANDLERS.flatMap((handler) => REGIONS.map((region) => [handler, region] as const));

function made(props: Partial<HandlerFunctionProps> = {}, region = 'eu-central-1') {
  const { stack, ...shared } = surroundings(region);
  const handler = new HandlerFunction(stack, 'Handler', {
    name: 'acme',
    handler: 'concurrent-use',
    description: 'tries',
    grants: [],
    timeout: Duration.minutes(1),
    concurrency: 2,
    ...shared,
    ...props,
  });
  return { stack, handler };
}

const synthesized = (props?: Partial<HandlerFunctionProps>): Template => Template.fromStack(made(props).stack);

/** Where AWS keeps no signatures, no template says when those of our own were renewed. */
const isOwnFile = (fault: string, region: string): boolean =>
  region.startsWith('cn-') && /^firewall-signature-source \w+ unknown$/.test(fault);

/** What fills the table that is read is made elsewhere. */
const isOwnTable = (fault: string): boolean => /^session-reconciliation-schedule Sessions\w+ unknown$/.test(fault);

describe('HandlerFunction', () => {
  test.each(cases)('passes every rule as %s in %s', (handler, region) => {
    const stacks = [stackOf[handler](region), ...(besides[handler]?.(region) ?? [])];

    expect(
      faults(stacks, awsRules, DEMANDS).filter((fault) => !isOwnFile(fault, region) && !isOwnTable(fault)),
    ).toEqual([]);
  });

  test('runs the bundle on the runtime of the partition, within its bounds', () => {
    synthesized({ memory: 512 }).hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'acme-concurrent-use',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 60,
      MemorySize: 512,
      ReservedConcurrentExecutions: 2,
      TracingConfig: Match.absent(),
      Tags: Match.arrayWith([{ Key: 'isms:handler', Value: 'concurrent-use' }]),
    });
  });

  test('throws when something is to be told and nobody hears of it', () => {
    const unheard = made({ topic: undefined }).handler;

    expect(() => unheard.failedEvents).toThrow(/give a topic/);
    expect(() => unheard.alarmOn('leaver-found', 'LeaverFound', 'tries')).toThrow(/give a topic/);
  });

  test('8.4/encryption-at-rest#customer-managed-keys: encrypts environment, log and failed events under the key', () => {
    const template = synthesized({ environment: { A: 'b' } });
    const key = { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] };

    template.hasResourceProperties('AWS::Lambda::Function', { KmsKeyArn: key, Environment: { Variables: { A: 'b' } } });
    template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: key });
    template.hasResourceProperties('AWS::SQS::Queue', { KmsMasterKeyId: key });
  });

  test('has a key that its own role may use, through the services that keep things for it', () => {
    const through = (service: string) => ({
      'Fn::Join': ['', [`${service}.eu-central-1.`, { Ref: 'AWS::URLSuffix' }]],
    });

    synthesized().hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'RolesUseTheKey',
            Condition: {
              StringEquals: {
                'kms:CallerAccount': '111111111111',
                'kms:ViaService': [through('dynamodb'), through('lambda'), through('sqs')],
              },
              ArnLike: {
                'aws:PrincipalArn': [...HANDLERS.map((handler) => `acme-${handler}`), 'cdk-*-cfn-exec-role-*'].map(
                  (role) => ({
                    'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::111111111111:role/${role}`]],
                  }),
                ),
              },
            },
          }),
        ]),
      },
    });
  });

  test('writes into its own log alone, and cannot make another', () => {
    synthesized().hasResourceProperties('AWS::IAM::Role', {
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              Match.objectLike({
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: Match.objectLike({
                  'Fn::Join': [
                    '',
                    Match.arrayWith([
                      ':logs:eu-central-1:111111111111:log-group:/acme/handlers/concurrent-use:log-stream:*',
                    ]),
                  ],
                }),
              }),
              Match.objectLike({ Action: 'sqs:SendMessage' }),
            ],
          },
        },
      ],
    });
  });

  test('is made after its log, which would otherwise be made without a key', () => {
    const template = synthesized();
    const [log = ''] = Object.keys(template.findResources('AWS::Logs::LogGroup'));

    template.hasResourceProperties('AWS::Lambda::Function', { LoggingConfig: { LogGroup: { Ref: log } } });
  });

  test('8.6/log-retention#minimum-period: keeps its log for a year by default, and when the stack is gone', () => {
    synthesized().hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 365 },
      // but for what a failed creation leaves
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  test('keeps what no attempt could deal with for two weeks, and alarms', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::Lambda::Function', {
      DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('FailedEvents'), 'Arn'] } },
    });
    template.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * 24 * 3600 });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alerts') }],
    });
  });

  test('counts events of its log, and alarms on the first', () => {
    const { stack, handler } = made();
    handler.alarmOn('found', 'Found', 'something was found');
    const template = Template.fromStack(stack);

    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.event = "found" }',
      MetricTransformations: [{ MetricName: 'Found', MetricNamespace: 'acme', MetricValue: '1' }],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'acme',
      MetricName: 'Found',
      Statistic: 'Sum',
      Threshold: 1,
      Period: 300,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test('alarms on what stays away for a day', () => {
    const { stack, handler } = made();
    handler.alarmWithout('completed', 'Completed', 'nothing came');

    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Completed',
      Period: 86_400,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  test('runs by a schedule, with what it is to get', () => {
    const { stack, handler } = made();
    handler.runEvery(Duration.hours(3), { what: 'is given' });

    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(3 hours)',
      Targets: [Match.objectLike({ Input: '{"what":"is given"}' })],
    });
  });

  test('has the same asset wherever it is made', () => {
    const keyOf = (region: string): unknown => {
      const [code] = Object.values(Template.fromStack(made({}, region).stack).findResources('AWS::Lambda::Function'));
      return code?.['Properties'].Code.S3Key;
    };

    expect(keyOf('cn-north-1')).toMatch(/^[0-9a-f]{64}\.zip$/);
    expect(keyOf('cn-north-1')).toBe(keyOf('eu-central-1'));
  });

  test('throws when the log is kept for less than the law wants', () => {
    expect(() => made({ retention: RetentionDays.ONE_MONTH })).toThrow(
      'Stack/Handler: retention of 30 days is shorter than the 183 that 8.6/log-retention#minimum-period needs',
    );
  });
});
