import { finding } from '../../findings';
import { type Finding, notApplicable, type Rule, verdictFromEach } from '../../rule';
import type { Resource } from '../../template';
import {
  alarmsBeside,
  firstMatchFindings,
  lateFindings,
  nearest,
  silenceFindings,
  tellingFindings,
  watching,
} from '../logging/alarm-chain';

/** An alarm comes within a day. */
const LONGEST_MINUTES = 24 * 60;

/** Jobs that did not do what they should, as AWS Backup counts them by vault. */
const FAILURES = [
  'NumberOfBackupJobsFailed',
  'NumberOfBackupJobsAborted',
  'NumberOfBackupJobsExpired',
  'NumberOfCopyJobsFailed',
];

/** Jobs that did: none of them for a day is a failure too. */
const SUCCESS = 'NumberOfBackupJobsCompleted';

/** The jobs that fill a vault raise an alarm when they fail, and when none has been done. */
export const backupJobAlarm: Rule = {
  id: 'backup-job-alarm',
  demand: {
    en: 'Failed and missed jobs of the plans that fill a vault raise an alarm within 24 hours.',
    zh: '向保管库写入的备份作业失败或缺失时，24 小时内告警。',
  },
  types: ['AWS::Backup::BackupVault'],
  reference: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html',
  judge: (vault) =>
    isFilled(vault)
      ? verdictFromEach([...FAILURES, SUCCESS], (metricName) => metricFindings(vault, metricName))
      : NOT_FILLED,
};

const NOT_FILLED = notApplicable({
  en: 'no plan of its template fills it; copies are counted where they come from',
  zh: '其模板中没有计划向其写入；复制作业在来源处计数',
});

/** The only vault beside plans is theirs; among several, the one that a plan names. */
function isFilled(vault: Resource): boolean {
  const plans = vault.template.ofType('AWS::Backup::BackupPlan');
  if (plans.length === 0 || vault.template.ofType(vault.type).length === 1) return plans.length > 0;
  return plans.some((plan) =>
    plan.list('BackupPlan.BackupPlanRule').some((_, index) => {
      const target = `BackupPlan.BackupPlanRule.${index}.TargetBackupVault`;
      return plan.referent(target) === vault || plan.text(target) === vault.text('BackupVaultName');
    }),
  );
}

function metricFindings(vault: Resource, metricName: string): readonly Finding[] {
  const alarms = watching(alarmsBeside(vault), {
    namespace: 'AWS/Backup',
    metricName,
    dimensions: { BackupVaultName: [`\${${vault.id}}`, vault.text('BackupVaultName')] },
  });
  const findings = alarms.map((alarm) => [
    ...(metricName === SUCCESS ? silenceFindings(alarm) : firstMatchFindings(alarm)),
    ...lateFindings(alarm, LONGEST_MINUTES),
    ...tellingFindings(alarm),
  ]);
  return nearest(findings) ?? [untold(metricName)];
}

const untold = (metricName: string): Finding =>
  finding(
    'AWS::CloudWatch::Alarm',
    `is missing for ${metricName} of the vault: nobody hears of it`,
    `未针对保管库的 ${metricName} 设置：无人知晓`,
  );
