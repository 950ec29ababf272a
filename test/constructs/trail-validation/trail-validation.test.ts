import { Template } from 'aws-cdk-lib/assertions';
import type { TrailValidationProps } from '../../../constructs/trail-validation/trail-validation';
import { trailValidationIn } from '../../support/handler-stacks';

const synthesized = (props: Partial<TrailValidationProps> = {}, region = 'eu-central-1'): Template =>
  Template.fromStack(trailValidationIn(region, props));

const scheduleOf = (template: Template) =>
  Object.values(template.findResources('AWS::Events::Rule'))[0]?.['Properties'];

describe('TrailValidation', () => {
  test('8.2/operation-audit#log-integrity: runs twice a day, so that a digest is validated within a day though one run fails', () => {
    expect(scheduleOf(synthesized())).toMatchObject({ ScheduleExpression: 'rate(12 hours)', State: 'ENABLED' });
  });

  test.each([
    ['of one account', {}, 'AWSLogs/'],
    ['of an organization', { organizationId: 'o-abcdefghij' }, 'AWSLogs/o-abcdefghij/'],
  ])('sends the trail %s, where its files are, and the accounts that must have some', (_, more, prefix) => {
    const trail = { name: 'acme-trail', region: 'cn-north-1', bucketName: 'acme-trail-1', ...more };
    const input = scheduleOf(synthesized({ trail, accounts: ['333333333333'] })).Targets[0].Input;

    expect(JSON.parse(input)).toEqual({
      trail: { name: 'acme-trail', region: 'cn-north-1', bucket: 'acme-trail-1', prefix },
      accounts: ['333333333333'],
    });
  });

  test('8.2/operation-audit#log-integrity: alarms at the first gap', () => {
    for (const MetricName of ['TrailGaps', 'TrailUnseen']) {
      synthesized().hasResourceProperties('AWS::CloudWatch::Alarm', {
        MetricName,
        Threshold: 1,
        EvaluationPeriods: 1,
        Period: 300,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
  });

  test('8.2/operation-audit#log-integrity: alarms when for a day no validation has found all whole', () => {
    const template = synthesized();
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.event = "validated" }',
      MetricTransformations: [{ MetricName: 'TrailValidated' }],
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'TrailValidated',
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      Period: 86_400,
    });
  });

  test('throws when no account is named', () => {
    expect(() => synthesized({ accounts: [] })).toThrow(
      'Stack/Trail: no account is named whose digests must be there, and 8.2/operation-audit#log-integrity wants gaps to be seen.',
    );
  });
});
