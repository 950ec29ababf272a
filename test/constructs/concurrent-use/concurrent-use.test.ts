import { Match, Template } from 'aws-cdk-lib/assertions';
import type { ConcurrentUseProps } from '../../../constructs/concurrent-use/concurrent-use';
import { concurrentUseIn, REGIONS } from '../../support/handler-stacks';

const synthesized = (props: Partial<ConcurrentUseProps> = {}, region = 'eu-central-1'): Template =>
  Template.fromStack(concurrentUseIn(region, props));

describe('ConcurrentUse', () => {
  test.each(REGIONS)(
    '8.2/no-shared-accounts#concurrent-use-detection: gets the events of people from the trail in %s',
    (region) => {
      synthesized({}, region).hasResourceProperties('AWS::Logs::SubscriptionFilter', {
        LogGroupName: '/acme/trail',
        DestinationArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Function'), 'Arn'] },
        FilterPattern: Match.stringLikeRegexp('sourceIdentity.*onBehalfOf.*AWSReservedSSO.*IAMUser'),
      });
    },
  );

  test('looks back an hour', () => {
    synthesized().hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ WINDOW_MINUTES: '60', EXPECTED_EGRESS: '[]' }) },
    });
  });

  test('tells the handler which networks are expected', () => {
    synthesized({ expectedEgress: ['203.0.113.0/24', '2001:db8::/32'] }).hasResourceProperties(
      'AWS::Lambda::Function',
      {
        Environment: { Variables: Match.objectLike({ EXPECTED_EGRESS: '["203.0.113.0/24","2001:db8::/32"]' }) },
      },
    );
  });

  test('8.2/no-shared-accounts#concurrent-use-detection: alarms within five minutes of the first finding', () => {
    synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ConcurrentUse',
      Namespace: 'acme',
      Threshold: 1,
      Period: 300,
      EvaluationPeriods: 1,
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Alerts') }],
    });
  });

  test('alarms when events cannot be read', () => {
    synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'UnreadableTrailEvents',
      Threshold: 1,
    });
  });

  test('8.4/encryption-at-rest#customer-managed-keys: keeps sightings under the key, and forgets them', () => {
    synthesized().hasResourceProperties('AWS::DynamoDB::Table', {
      SSESpecification: { SSEEnabled: true, KMSMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] } },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });

  test.each(['203.0.113.1', '203.0.113.0/33', 'office', '203.0.113.0/x', '/24'])(
    'throws at %s, which is no range',
    (range) => {
      expect(() => synthesized({ expectedEgress: [range] })).toThrow(`Stack/Twice: '${range}' is no range`);
    },
  );
});
