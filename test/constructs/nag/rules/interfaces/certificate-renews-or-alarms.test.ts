import { certificateRenewsOrAlarms } from '../../../../../constructs/nag/rules/interfaces/certificate-renews-or-alarms';
import { describeRule } from '../../../../support/rule-cases';

const certificate = (properties: object, alarm?: object) => ({
  template: {
    Subject: { Type: 'AWS::CertificateManager::Certificate', Properties: { DomainName: 'example.com', ...properties } },
    ...(alarm
      ? {
          Alarm: {
            Type: 'AWS::CloudWatch::Alarm',
            Properties: {
              Namespace: 'AWS/CertificateManager',
              MetricName: 'DaysToExpiry',
              Dimensions: [{ Name: 'CertificateArn', Value: { Ref: 'Subject' } }],
              ComparisonOperator: 'LessThanThreshold',
              Threshold: 45,
              ...alarm,
            },
          },
        }
      : {}),
  },
});
const BY_MAIL = { ValidationMethod: 'EMAIL' };

describeRule(certificateRenewsOrAlarms, {
  compliant: {
    'validation by DNS': certificate({ ValidationMethod: 'DNS' }),
    'a private authority': certificate({ CertificateAuthorityArn: { Ref: 'Authority' } }),
    'an alarm in time': certificate(BY_MAIL, {}),
    'an alarm on the day': certificate({}, { Threshold: '30', ComparisonOperator: 'LessThanOrEqualToThreshold' }),
  },
  nonCompliant: {
    'validation by mail': [certificate(BY_MAIL), 'ValidationMethod'],
    'no method, which is by mail': [certificate({}), 'ValidationMethod'],
    'an alarm on another certificate': [
      certificate(BY_MAIL, { Dimensions: [{ Name: 'CertificateArn', Value: { Ref: 'Other' } }] }),
      'ValidationMethod',
    ],
    'an alarm that is late': [certificate(BY_MAIL, { Threshold: 14 }), 'Alarm.Threshold'],
    'an alarm the wrong way round': [
      certificate(BY_MAIL, { ComparisonOperator: 'GreaterThanThreshold' }),
      'Alarm.Threshold',
    ],
    'one that is uploaded': [
      { template: { Subject: { Type: 'AWS::IAM::ServerCertificate', Properties: { CertificateBody: 'x' } } } },
      'CertificateBody',
    ],
  },
  unknown: {
    'a method that is a parameter': certificate({ ValidationMethod: { Ref: 'Method' } }),
    'an alarm whose threshold is a parameter': certificate(BY_MAIL, { Threshold: { Ref: 'Days' } }),
  },
});
