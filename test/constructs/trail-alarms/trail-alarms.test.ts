import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AlertTopic } from '../../../constructs/alert-topic/alert-topic';
import { AuditTrail } from '../../../constructs/audit-trail/audit-trail';
import { TrailLog } from '../../../constructs/audit-trail/trail-log';
import { fires, parsePattern } from '../../../constructs/nag/filter-pattern';
import { loggingRules } from '../../../constructs/nag/rules/logging';
import type { PartitionName } from '../../../constructs/partition';
import { isFacetId } from '../../../constructs/standard';
import type { Detection } from '../../../constructs/trail-alarms/detection';
import { DETECTIONS, detectionFor, detectionsIn } from '../../../constructs/trail-alarms/detections';
import { patternsOf } from '../../../constructs/trail-alarms/pattern';
import { all, call, is } from '../../../constructs/trail-alarms/term';
import { TrailAlarms, type TrailAlarmsProps } from '../../../constructs/trail-alarms/trail-alarms';
import { TECHNIQUES } from '../../../lib/proofs/policy/techniques';
import { DETECTIONS_FILE, detectionsMarkdown } from '../../../tools/generate-detections-md';
import { faults } from '../../support/judged';
import { holds, type TrailEvent, valuesAt } from '../../support/trail-events';
import { sampled, samplesOf } from '../../support/trail-samples';

const REGIONS: Readonly<Record<PartitionName, string>> = { aws: 'eu-central-1', 'aws-cn': 'cn-northwest-1' };

function made(region: string, props: Partial<TrailAlarmsProps> = {}): Stack {
  const stack = new Stack(new App(), 'Stack', { env: { account: '123456789012', region } });
  const { topic } = new AlertTopic(stack, 'Alerts', {
    name: 'acme',
    subject: 'trail',
    emails: ['on-call@example.com'],
  });
  const { logGroup } = new TrailLog(stack, 'TrailLog', { name: 'acme' });
  new TrailAlarms(stack, 'TrailAlarms', { name: 'acme', logGroup, topic, ...props });
  new AuditTrail(stack, 'Trail', {
    name: 'acme',
    bucketName: `acme-trail-123456789012-${region}`,
    keyArn: `arn:aws:kms:${region}:123456789012:alias/acme/logs`,
    logGroup,
  });
  return stack;
}

/** What is in the synthesized template: filter patterns and alarms, by the metric that joins them. */
class Synthesized {
  readonly template: Template;
  private readonly patterns = new Map<string, string[]>();

  constructor(region: string) {
    this.template = Template.fromStack(made(region));
    for (const { Properties } of Object.values(this.template.findResources('AWS::Logs::MetricFilter'))) {
      const [{ MetricName: metric }] = Properties['MetricTransformations'];
      this.patterns.set(metric, [...(this.patterns.get(metric) ?? []), Properties['FilterPattern']]);
    }
  }

  patternsOf(metric: string): readonly string[] {
    return this.patterns.get(metric) ?? [];
  }

  /** Whether any filter of a metric fires; undefined where the language's documentation does not decide. */
  fires(metric: string, event: TrailEvent): boolean | undefined {
    const decisions = this.patternsOf(metric).map((pattern) =>
      fires(parsePattern(pattern), (selector) => valuesAt(event, selector)),
    );
    return decisions.includes(undefined) ? undefined : decisions.includes(true);
  }
}

describe.each(['aws', 'aws-cn'] as const)('in %s', (partition) => {
  const synthesized = new Synthesized(REGIONS[partition]);
  const detections = detectionsIn(partition);

  describe.each(detections.map((detection) => [detection.id, detection] as const))('%s', (id, detection) => {
    const { fires: positives, keepsStill } = samplesOf(id, partition);
    const terms = detection.when({ name: 'acme', partition });

    test('8.6/log-alerting#detection-tests: fires on two events, and keeps still on two that look like them', () => {
      const fired = Object.entries(positives).filter(([, event]) => synthesized.fires(id, event) === true);
      const still = Object.entries(keepsStill).filter(([, event]) => synthesized.fires(id, event) === false);

      expect(fired.map(([what]) => what)).toEqual(Object.keys(positives));
      expect(still.map(([what]) => what)).toEqual(Object.keys(keepsStill));
      expect(Math.min(fired.length, still.length)).toBeGreaterThanOrEqual(2);
    });

    test('means by its patterns what it means by its terms', () => {
      for (const event of [...Object.values(positives), ...Object.values(keepsStill)]) {
        expect(synthesized.fires(id, event)).toBe(terms.some((term) => holds(term, event)));
      }
    });

    test('has patterns that CloudWatch Logs takes', () => {
      const patterns = synthesized.patternsOf(id);

      expect(patterns.length).toBeGreaterThan(0);
      for (const pattern of patterns) {
        expect(pattern.length).toBeLessThanOrEqual(1024);
        expect(pattern.split('[*]').length - 1).toBeLessThanOrEqual(3);
        expect(pattern).not.toContain('%');
      }
    });
  });

  test('has one alarm a detection, which tells the people on call, and says how late that may be', () => {
    for (const { id, count } of detections) {
      synthesized.template.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: `acme-${id}`,
        Namespace: 'acme/trail',
        MetricName: id,
        Statistic: 'Sum',
        Threshold: count?.atLeast ?? 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        Period: (count?.minutes ?? 1) * 60,
        EvaluationPeriods: 1,
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: Match.stringLikeRegexp('^AlertsTopic') }],
        AlarmDescription: Match.stringLikeRegexp('about 5 minutes after the call on average, and guarantees no time'),
      });
    }
    synthesized.template.resourceCountIs('AWS::CloudWatch::Alarm', detections.length + 1);
  });

  test('8.2/operation-audit: silence of the trail is an alarm, since what is missing breaches', () => {
    synthesized.template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'acme-trail-silence',
      Namespace: 'AWS/Logs',
      MetricName: 'IncomingLogEvents',
      Dimensions: [{ Name: 'LogGroupName', Value: { Ref: Match.stringLikeRegexp('^TrailLogGroup') } }],
      Period: 300,
      EvaluationPeriods: 9,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^AlertsTopic') }],
    });
  });

  test('passes the rules on logging', () => {
    expect(faults([made(REGIONS[partition])], loggingRules)).toEqual([]);
  });

  test('needs no more filters than a log group takes', () => {
    const filters = Object.keys(synthesized.template.findResources('AWS::Logs::MetricFilter'));

    expect(filters.length).toBeGreaterThanOrEqual(detections.length);
    expect(filters.length).toBeLessThan(100);
  });
});

describe('counting', () => {
  const counted = DETECTIONS.filter(({ count }) => count !== undefined);

  test('looks for no more than five minutes, and says why it counts', () => {
    expect(counted.map(({ id }) => id)).toContain('secret-mass-read');
    for (const { count } of counted) {
      expect(count?.atLeast).toBeGreaterThan(1);
      expect(count?.minutes).toBeLessThanOrEqual(5);
      expect([count?.because.en, count?.because.zh].join('').length).toBeGreaterThan(20);
    }
  });

  test('8.2/high-risk-approval: break-glass, root, identity and audit alarms wait for no second event', () => {
    const first = ['root-use', 'break-glass-use', 'identity-change', 'audit-change', 'key-deletion'];

    expect(counted.filter(({ id }) => first.includes(id))).toEqual([]);
    expect(DETECTIONS.filter(({ id }) => first.includes(id))).toHaveLength(first.length);
  });
});

describe('the catalogue', () => {
  test('names each published technique of attack once, and no other', () => {
    const named = DETECTIONS.flatMap(({ techniques = [] }) => techniques);

    expect([...named].sort()).toEqual(Object.keys(TECHNIQUES).sort());
    expect(detectionFor('aws.persistence.lambda-overwrite-code')?.id).toBe('function-changed');
    expect(detectionFor('aws.persistence.unheard-of')).toBeUndefined();
  });

  test('has samples for each detection, and names facets that exist', () => {
    expect([...sampled].sort()).toEqual(DETECTIONS.map(({ id }) => id).sort());
    expect(DETECTIONS.flatMap(({ facets }) => facets).filter((id) => !isFacetId(id))).toEqual([]);
  });

  test('speaks English and Chinese', () => {
    for (const { title, sight } of DETECTIONS) {
      expect(title.en).toMatch(/^[A-Z]/);
      expect([title.zh, sight.zh].filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
      expect([sight.en.endsWith('.'), sight.zh.endsWith('。')]).toEqual([true, true]);
    }
  });

  test('is what the page of the documentation says', () => {
    expect(readFileSync(join(__dirname, '../../..', DETECTIONS_FILE), 'utf8')).toBe(detectionsMarkdown());
  });
});

describe('TrailAlarms', () => {
  const one: Detection = {
    id: 'one',
    title: { en: 'One', zh: '一' },
    sight: { en: 'One.', zh: '一。' },
    facets: [],
    when: () => [call('iam', 'CreateUser')],
  };
  const many = (amount: number) => Array.from({ length: amount }, (_, index) => ({ ...one, id: `d-${index}` }));

  test.each([
    ['eu-central-1', 'The root user did something', '根用户有操作'],
    [
      'cn-northwest-1',
      'An IAM user, such as the one that created the account, did something',
      '创建账号的 IAM 用户等有操作',
    ],
  ])('tells in %s of a user whom the partition has', (region, en, zh) => {
    Template.fromStack(made(region)).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'acme-root-use',
      AlarmDescription: Match.stringLikeRegexp(`^${en}\\. .* · ${zh}。`),
    });
  });

  test('watches for what it is told alone', () => {
    const template = Template.fromStack(made('eu-central-1', { detections: [one] }));

    template.resourceCountIs('AWS::Logs::MetricFilter', 1);
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterName: 'acme-one-1',
      FilterPattern: '{ $.eventSource = "iam.amazonaws.com" && $.eventName = "CreateUser" }',
      MetricTransformations: [{ MetricNamespace: 'acme/trail', MetricName: 'one', MetricValue: '1' }],
    });
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  });

  test('counts the matches of several filters as one, where a pattern would be too long', () => {
    const names = Array.from({ length: 40 }, (_, index) => `CreateSomethingOfThisKind${index}`);
    const when = () => names.map((name) => call('iam', name));
    const filters = Template.fromStack(made('eu-central-1', { detections: [{ ...one, when }] })).findResources(
      'AWS::Logs::MetricFilter',
    );
    const patterns = Object.values(filters).map(({ Properties }) => Properties['FilterPattern'] as string);

    expect(patterns.length).toBeGreaterThan(1);
    expect(names.filter((name) => !patterns.some((pattern) => pattern.includes(`"${name}"`)))).toEqual([]);
    expect(
      new Set(Object.values(filters).map(({ Properties }) => Properties['MetricTransformations'][0].MetricName)),
    ).toEqual(new Set(['one']));
  });

  test('throws when a single term is too long', () => {
    const when = () => [call('iam', ...Array.from({ length: 40 }, (_, index) => `CreateSomethingOfThisKind${index}`))];

    expect(() => made('eu-central-1', { detections: [{ ...one, when }] })).toThrow(
      /Stack\/TrailAlarms\/one: a pattern of \d+ characters is longer than the 1024/,
    );
  });

  test('throws when two detections share an id', () => {
    expect(() => made('eu-central-1', { detections: [one, one] })).toThrow(/two detections are called 'one'/);
  });

  test('throws when a log group cannot take so many filters', () => {
    expect(() => made('eu-central-1', { detections: many(101) })).toThrow(/101 metric filters are more than the 100/);
    expect(() => made('eu-central-1', { detections: many(100) })).not.toThrow();
  });

  test('throws in a stack without a region', () => {
    const stack = new Stack(new App(), 'Anywhere');
    const { topic } = new AlertTopic(stack, 'Alerts', { name: 'acme', subject: 'trail', emails: ['a@example.com'] });
    const { logGroup } = new TrailLog(stack, 'TrailLog', { name: 'acme' });

    expect(() => new TrailAlarms(stack, 'TrailAlarms', { name: 'acme', logGroup, topic })).toThrow(
      /Give the stack a region/,
    );
  });

  test.each(['a"b', 'a\\b', 'a*b'])('no pattern can match %s', (value) => {
    expect(() => patternsOf([all(is('eventName', value))], 'x')).toThrow(`'${value}' cannot be matched`);
  });
});
