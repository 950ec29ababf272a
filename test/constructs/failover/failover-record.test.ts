import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { AlertTopic } from '../../../constructs/alert-topic/alert-topic';
import {
  FailoverRecord,
  type FailoverRecordProps,
  type FailoverSide,
} from '../../../constructs/failover/failover-record';
import { continuityRules } from '../../../constructs/nag/rules/continuity';
import { alarmNotifies } from '../../../constructs/nag/rules/logging/alarm-notifies';
import { faults } from '../../support/judged';

const side = (host: string): FailoverSide => ({
  target: { name: host },
  observations: [
    { name: 'page', host },
    { name: 'sign-in', host, path: '/health/sign-in', contains: 'ok' },
    { name: 'orders', host, path: '/health/orders' },
  ],
});

interface Given extends Partial<FailoverRecordProps> {
  readonly region?: string;
  readonly told?: 'on-call';
}

function made({ region = 'us-east-1', told, ...props }: Given = {}): Stack {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', {
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    zoneName: 'example.com',
  });
  const alerts = { name: 'acme', subject: 'failover', emails: ['on-call@example.com'] };
  new FailoverRecord(stack, 'Shop', {
    zone,
    recordName: 'shop.example.com',
    primary: side('home.shop.example.com'),
    secondary: side('recovery.shop.example.com'),
    topic: told && new AlertTopic(stack, 'Alerts', alerts).topic,
    ...props,
  });
  return stack;
}

const synthesized = (given?: Given): Template => Template.fromStack(made(given));

describe('FailoverRecord', () => {
  test('8.8/automatic-failover#automatic-switch: answers change within 30 seconds of the decision', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: 'shop.example.com.',
      Type: 'CNAME',
      Failover: 'PRIMARY',
      TTL: '30',
      HealthCheckId: { 'Fn::GetAtt': [Match.stringLikeRegexp('PrimaryQuorum'), 'HealthCheckId'] },
      ResourceRecords: ['home.shop.example.com'],
    });
    template.hasResourceProperties('AWS::Route53::RecordSet', { Failover: 'SECONDARY', SetIdentifier: 'secondary' });
  });

  test('8.8/automatic-failover#health-quorum: a side is well while half of what is observed, rounded up, is', () => {
    synthesized().hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'CALCULATED',
        HealthThreshold: 2,
        ChildHealthChecks: [Match.anyValue(), Match.anyValue(), Match.anyValue()],
      },
    });
  });

  test('8.8/automatic-failover#health-quorum: observes over HTTPS, every 10 seconds, what stands for the service', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS_STR_MATCH',
        FullyQualifiedDomainName: 'home.shop.example.com',
        ResourcePath: '/health/sign-in',
        SearchString: 'ok',
        Port: 443,
        EnableSNI: true,
        RequestInterval: 10,
        FailureThreshold: 3,
      },
    });
    template.resourceCountIs('AWS::Route53::HealthCheck', 8);
  });

  test('leads to a load balancer by an alias, whose health counts too', () => {
    const target = { alias: { dnsName: 'lb.example.com', hostedZoneId: 'Z32O12XQLNTSW2' } };

    synthesized({
      primary: { ...side('home.example.com'), target },
      secondary: { ...side('recovery.example.com'), target },
    }).hasResourceProperties('AWS::Route53::RecordSet', {
      Type: 'A',
      TTL: Match.absent(),
      AliasTarget: { DNSName: 'lb.example.com', HostedZoneId: 'Z32O12XQLNTSW2', EvaluateTargetHealth: true },
    });
  });

  test('8.6/log-alerting: tells the people on call, and also when it no longer knows', () => {
    synthesized({ told: 'on-call' }).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Route53',
      MetricName: 'HealthCheckStatus',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
      AlarmActions: [Match.anyValue()],
    });
  });

  test('switches without telling anybody where nobody is named, in any region', () => {
    synthesized({ region: 'eu-west-1' }).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test.each(['us-east-1', 'cn-northwest-1'])(
    '8.8/automatic-failover#health-quorum: passes the rules in %s',
    (region) => {
      expect(faults([made({ region, told: 'on-call' })], [...continuityRules, alarmNotifies])).toEqual([]);
    },
  );

  test('throws when an alarm would never see a health check', () => {
    expect(() => synthesized({ region: 'eu-west-1', told: 'on-call' })).toThrow(
      /an alarm in eu-west-1 never sees a health check: Route 53 publishes their metrics in us-east-1 alone/,
    );
  });

  test.each([
    ['answers are kept too long', { timeToLive: Duration.seconds(61) }, /61 seconds is longer than the 60 that 8.8/],
    ['the interval is none of Route 53’s', { interval: Duration.seconds(20) }, /every 10 or 30 seconds, not every 20/],
    ['failures are counted out of bounds', { failures: 11 }, /11 failures in a row is outside the 1 to 10/],
    [
      'a side is judged by one observation',
      { primary: { target: { name: 'a.example.com' }, observations: [{ name: 'page', host: 'a.example.com' }] } },
      /the primary side is judged by 1 observation, and 8.8\/automatic-failover#health-quorum/,
    ],
    [
      'the quorum cannot be',
      { secondary: { ...side('recovery.example.com'), quorum: 4 } },
      /a quorum of 4 out of 3 observations of the secondary side cannot be/,
    ],
    [
      'the sides are of different types',
      { secondary: { ...side('recovery.example.com'), target: { addresses: ['192.0.2.1'] } } },
      /a record of type CNAME cannot fail over to one of type A/,
    ],
    ['the zone itself would be a CNAME', { recordName: 'example.com' }, /example.com is the zone itself/],
  ])('throws when %s', (_, props, message) => {
    expect(() => synthesized(props)).toThrow(message);
  });
});
