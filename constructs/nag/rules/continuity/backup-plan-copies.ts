import { parseArn } from '../../arns';
import { finding } from '../../findings';
import { isOpen } from '../../intrinsics';
import { regionOf } from '../../regions';
import { type Finding, nonCompliant, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';

const RULES = 'BackupPlan.BackupPlanRule';

/** Every backup is copied to another region, so that the loss of one leaves the other. */
export const backupPlanCopies: Rule = {
  id: 'backup-plan-copies',
  demand: {
    en: 'Every rule of a backup plan copies its backups to a vault in another region of the partition.',
    zh: '备份计划的每条规则均将备份复制到同一分区内另一区域的保管库。',
  },
  types: ['AWS::Backup::BackupPlan'],
  reference: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html',
  judge(plan) {
    const rules = plan.list(RULES).map((_, index) => `${RULES}.${index}.CopyActions`);
    return rules.length === 0 ? NO_RULES : verdictFromEach(rules, (copies) => ruleFindings(plan, copies));
  },
};

const NO_RULES = nonCompliant(finding(RULES, 'is empty: nothing is backed up', '为空：不备份任何内容'));

/** One copy that leaves the region is enough. */
function ruleFindings(plan: Resource, copies: string): readonly Finding[] {
  const destinations = plan.list(copies).map((_, index) => `${copies}.${index}.DestinationBackupVaultArn`);
  if (destinations.length === 0) {
    return [finding(copies, 'is missing: the backups stand in one region only', '未设置：备份仅存于一个区域')];
  }
  const findings = destinations.map((path) => destinationFindings(plan, path));
  return findings.some(({ length }) => length === 0) ? [] : findings.flat();
}

function destinationFindings(plan: Resource, path: string): readonly Finding[] {
  const vault = plan.referent(path);
  const arn = parseArn(plan.text(path));
  const region = vault ? regionOf(vault.template) : arn?.region;
  const here = regionOf(plan.template);
  if (vault?.template === plan.template || (here !== undefined && region === here)) {
    return [finding(path, 'stands in the same region', '位于同一区域')];
  }
  if (!region || isOpen(region) || here === undefined) throw new Unresolved(path);
  const own = plan.template.environment.partition;
  if (own === undefined || arn === undefined || isOpen(arn.partition) || arn.partition === own) return [];
  return [
    finding(
      path,
      `is of partition ${arn.partition}, to which ${own} cannot copy`,
      `属于分区 ${arn.partition}，无法从 ${own} 复制`,
    ),
  ];
}
