import { finding } from '../../findings';
import { compliant, type Finding, nonCompliant, type Rule, type Verdict, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import { alarmsBeside, watching } from '../logging/alarm-chain';

const SERVER_CERTIFICATE = 'AWS::IAM::ServerCertificate';

/** An alarm that comes later leaves no time to get another certificate. */
const FEWEST_DAYS = 30;

/**
 * A certificate renews by itself, which those of ACM do that are validated by DNS or come from a private authority, or an
 * alarm tells 30 days before it expires. One validated by mail, as without a method, waits for somebody to answer. One
 * that is uploaded to IAM does neither.
 */
export const certificateRenewsOrAlarms: Rule = {
  id: 'certificate-renews-or-alarms',
  demand: {
    en: 'A certificate renews by itself, or an alarm is raised at least 30 days before it expires.',
    zh: '证书自动续期，或在到期前至少 30 天告警。',
  },
  types: ['AWS::CertificateManager::Certificate', SERVER_CERTIFICATE],
  reference: 'https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html',
  judge: (certificate) => (certificate.type === SERVER_CERTIFICATE ? UPLOADED : judgeManaged(certificate)),
};

const UPLOADED = nonCompliant(
  finding(
    'CertificateBody',
    'is uploaded to IAM, which neither renews it nor tells when it expires: request it from ACM, or import it there',
    '上传至 IAM，既不续期也不提示到期：请在 ACM 申请或导入',
  ),
);

function judgeManaged(certificate: Resource): Verdict {
  if (certificate.isSet('CertificateAuthorityArn') || certificate.literal('ValidationMethod') === 'DNS')
    return compliant;
  const alarms = watching(alarmsBeside(certificate), {
    namespace: 'AWS/CertificateManager',
    metricName: 'DaysToExpiry',
    dimensions: { CertificateArn: [`\${${certificate.id}}`] },
  });
  if (alarms.length === 0) return nonCompliant(NEITHER);
  return verdictFromEach(alarms, unlessInTime);
}

const NEITHER = finding(
  'ValidationMethod',
  'is not DNS, so that somebody has to answer a mail, and no alarm watches DaysToExpiry: make it DNS, or add the alarm',
  '不是 DNS，续期须有人回复邮件，且无告警监测 DaysToExpiry：请改为 DNS 或增加告警',
);

function unlessInTime(alarm: Resource): readonly Finding[] {
  const fallsBelow = String(alarm.literal('ComparisonOperator') ?? '').startsWith('LessThan');
  if (fallsBelow && (alarm.number('Threshold') ?? 0) >= FEWEST_DAYS) return [];
  return [
    finding(
      `${alarm.id}.Threshold`,
      `does not raise the alarm below ${FEWEST_DAYS} days or more`,
      `未在剩余天数低于 ${FEWEST_DAYS} 天或更早时告警`,
    ),
  ];
}
