import { App, Stack, Tags } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AuditTrail } from '../../../constructs/audit-trail/audit-trail';
import { TrailLog, type TrailLogProps } from '../../../constructs/audit-trail/trail-log';
import { awsRules } from '../../../constructs/nag/registry';
import { faults } from '../../support/judged';

function made(region = 'eu-west-1', props: Partial<TrailLogProps> = {}): Stack {
  const stack = new Stack(new App(), 'Stack', {
    env: { account: '222222222222', region },
  });
  Tags.of(stack).add('isms:data-class', 'important');
  new TrailLog(stack, 'TrailLog', { name: 'acme', ...props });
  return stack;
}

describe('TrailLog', () => {
  test('8.4/encryption-at-rest: encrypts under a key that CloudWatch Logs may use for this group alone', () => {
    const template = Template.fromStack(made('cn-northwest-1'));

    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: TrailLog.logGroupName('acme'),
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^TrailLogKey'), 'Arn'] },
    });
    const [key] = Object.values(template.findResources('AWS::KMS::Key'));
    const uses = key?.['Properties'].KeyPolicy.Statement.slice(1);

    expect(uses).toMatchObject([
      {
        Principal: { Service: { 'Fn::Join': ['', ['logs.cn-northwest-1.', { Ref: 'AWS::URLSuffix' }]] } },
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': expect.anything() } },
      },
    ]);
    expect(JSON.stringify(uses)).toContain(':logs:cn-northwest-1:222222222222:log-group:/acme/trail"');
  });

  test('8.6/log-retention: keeps events for a year, outlives its stack and refuses to be deleted', () => {
    Template.fromStack(made()).hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 365, DeletionProtectionEnabled: true },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('throws when the retention is shorter than the law allows', () => {
    expect(() => made('eu-west-1', { retention: RetentionDays.FIVE_MONTHS })).toThrow(
      /Stack\/TrailLog: retention of 150 days is shorter than the 183/,
    );
  });

  test.each(['eu-west-1', 'cn-north-1'])('passes the rules in %s', (region) => {
    expect(faults([made(region)], awsRules)).toEqual([]);
  });

  test('a trail that sends its events there has a role that its own service takes', () => {
    const stack = made();
    const { logGroup } = stack.node.findChild('TrailLog') as TrailLog;
    new AuditTrail(stack, 'Trail', { name: 'acme', bucketName: 'acme-trail', keyArn: 'alias/acme/logs', logGroup });

    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'cloudtrail.amazonaws.com' } }] },
    });
  });
});
