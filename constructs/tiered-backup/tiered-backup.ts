import { Duration, Stack, Token } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection } from 'aws-cdk-lib/aws-backup';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { LockedVault } from '../backup-vault/locked-vault';
import { partitionOf } from '../partition';
import { meets } from '../standard';
import { type Schedule, START_WINDOW, scheduleFor } from './schedule';

/** The tag by which a store says which tier it belongs to. */
export const TIER_TAG = 'isms:backup-tier';

/** The longest that AWS Backup keeps a continuous recovery point. */
export const LONGEST_CONTINUOUS = Duration.days(35);

/** A job that takes longer has gone wrong. */
const COMPLETION_WINDOW = Duration.hours(8);

/** Written and kept in step by AWS, as services are added; a copy would silently stop backing up what it does not know. */
const BACKUP_POLICIES = [
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'AWSBackupServiceRolePolicyForS3Backup',
] as const;

/** Jobs that did not do what they should; AWS Backup counts them by vault. */
const FAILURES = [
  { metric: 'NumberOfBackupJobsFailed', what: 'backup-failed' },
  { metric: 'NumberOfBackupJobsAborted', what: 'backup-aborted' },
  { metric: 'NumberOfBackupJobsExpired', what: 'backup-expired' },
  { metric: 'NumberOfCopyJobsFailed', what: 'copy-failed' },
] as const;

/** How much work may be lost, and for how long recovery points are kept. */
export interface BackupTier {
  /** The value of the tag `isms:backup-tier` by which stores choose the tier. */
  readonly name: string;

  /** How much work may be lost: the recovery point objective. At least 15 minutes; below, replicate the store instead. */
  readonly objective: Duration;

  /**
   * How long a recovery point is kept. Within the bounds of the vault's lock. Continuous ones end after 35 days; their copies
   * are kept for the whole time.
   * @default - the vault's minimum retention
   */
  readonly retention?: Duration;
}

/** What a `TieredBackup` needs to know. */
export interface TieredBackupProps {
  /** The landing zone's name. */
  readonly name: string;

  /** Where recovery points are kept. */
  readonly vault: LockedVault;

  /** What is backed up how often. */
  readonly tiers: readonly BackupTier[];

  /**
   * Vaults to which each recovery point is copied, by ARN: the one in the recovery region, and where it is offered one in
   * another account. They must exist, locked to no longer a minimum than this one.
   * @example [LockedVault.vaultArn(this, { name, region: recovery })]
   */
  readonly copyTo: readonly string[];

  /** Who is told of failed, expired and missing jobs. */
  readonly topic: ITopic;
}

/**
 * A backup plan per tier, made from its recovery point objective. Stores choose a tier by the tag `isms:backup-tier`; every
 * recovery point is copied to the recovery region.
 *
 * Continuous recovery points, for objectives below two hours, exist for Aurora, RDS, S3 and SAP HANA alone: others in such a tier
 * get hourly snapshots, which is further from the present than the objective.
 *
 * Meets `8.4/backup` and prepares `8.8/rto-rpo`.
 *
 * @throws when an objective is closer than any backup, a retention outside the vault's lock, or China is asked to copy to another account.
 */
export class TieredBackup extends Construct {
  readonly role: Role;
  readonly plans: ReadonlyMap<string, CfnBackupPlan>;
  readonly selections: ReadonlyMap<string, CfnBackupSelection>;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: TieredBackupProps) {
    super(scope, id);
    const { name, tiers, copyTo } = props;
    requireCopies(copyTo, this);

    this.role = new Role(this, 'Role', {
      roleName: `${name}-backup`,
      description: 'AWS Backup makes and copies recovery points; it restores none',
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: BACKUP_POLICIES.map((policy) => ManagedPolicy.fromAwsManagedPolicyName(policy)),
    });
    this.plans = new Map(tiers.map((tier) => [tier.name, this.plan(tier, props)]));
    this.selections = new Map([...this.plans].map(([tier, plan]) => [tier, this.selection(tier, plan)]));
    this.alarms = [...FAILURES.map((failure) => this.failureAlarm(failure, props)), this.missedAlarm(props)];
  }

  private plan(tier: BackupTier, { name, vault, copyTo }: TieredBackupProps): CfnBackupPlan {
    const schedule = scheduleFor(tier.objective);
    if (!schedule) {
      throw new Error(
        `${this.node.path}: tier ${tier.name} allows a loss of ${tier.objective.toMinutes()} minutes, and no backup comes that close to the present (8.8/rto-rpo#objectives-attainable). Replicate such stores, and give the tier 15 minutes or more.`,
      );
    }
    const rule = ruleOf(schedule, vault, this.retention(tier, vault, schedule), copyTo);
    const plan = new CfnBackupPlan(this, `Plan-${tier.name}`, {
      backupPlan: { backupPlanName: `${name}-${tier.name}`, backupPlanRule: [rule] },
    });
    plan.node.addDependency(vault.vault);
    meets(
      plan,
      '8.4/backup#separate-copy',
      '8.4/backup#backup-coverage',
      '8.8/cross-region#recovery-region',
      '8.8/rto-rpo#objectives-attainable',
      ...(schedule.continuous ? (['8.4/disaster-tolerance#logical-corruption-recovery'] as const) : []),
    );
    return plan;
  }

  private selection(tier: string, plan: CfnBackupPlan): CfnBackupSelection {
    const selection = new CfnBackupSelection(this, `Selection-${tier}`, {
      backupPlanId: plan.attrBackupPlanId,
      backupSelection: {
        selectionName: `tier-${tier}`,
        iamRoleArn: this.role.roleArn,
        listOfTags: [{ conditionType: 'STRINGEQUALS', conditionKey: TIER_TAG, conditionValue: tier }],
      },
    });
    meets(selection, '8.4/backup#backup-coverage');
    return selection;
  }

  private retention(tier: BackupTier, vault: LockedVault, { continuous }: Schedule): Duration {
    const retention = tier.retention ?? vault.minimumRetention;
    const [shortest, longest] = [vault.minimumRetention.toDays(), vault.maximumRetention?.toDays() ?? Infinity];
    if (continuous && shortest > LONGEST_CONTINUOUS.toDays()) {
      throw new Error(
        `${this.node.path}: tier ${tier.name} needs continuous backup, which is kept for ${LONGEST_CONTINUOUS.toDays()} days at most, and the vault is locked to ${shortest} at least; 8.4/retention#technical-enforcement wants them in agreement, and every job would fail. Lower the vault's minimum, or give the tier two hours or more.`,
      );
    }
    if (retention.toDays() >= shortest && retention.toDays() <= longest) return retention;
    throw new Error(
      `${this.node.path}: tier ${tier.name} keeps recovery points for ${retention.toDays()} days, outside the ${shortest} to ${longest === Infinity ? 'any' : longest} that the vault is locked to; 8.4/retention#technical-enforcement wants them in agreement, and every job would fail. Change the one or the other.`,
    );
  }

  private failureAlarm({ metric, what }: (typeof FAILURES)[number], { name, vault, topic }: TieredBackupProps): Alarm {
    return this.alarm(metric, topic, {
      alarmName: `${name}-${what}`,
      alarmDescription: `${metric} in ${vault.vaultName}`,
      metric: jobs(metric, vault, Duration.hours(1)),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Nothing failed where nothing ran: a plan that selects no store any more, or a service that is switched off. */
  private missedAlarm({ name, vault, topic }: TieredBackupProps): Alarm {
    return this.alarm('Missed', topic, {
      alarmName: `${name}-backup-missed`,
      alarmDescription: `No recovery point was made in ${vault.vaultName} for a day`,
      metric: jobs('NumberOfBackupJobsCompleted', vault, Duration.days(1)),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  private alarm(
    id: string,
    topic: ITopic,
    props: Omit<ConstructorParameters<typeof Alarm>[2], 'evaluationPeriods'>,
  ): Alarm {
    const alarm = new Alarm(this, id, { ...props, evaluationPeriods: 1 });
    alarm.addAlarmAction(new SnsAction(topic));
    meets(alarm, '8.4/backup#job-monitoring');
    return alarm;
  }
}

/** @see https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html */
const jobs = (metricName: string, vault: LockedVault, period: Duration): Metric =>
  new Metric({
    namespace: 'AWS/Backup',
    metricName,
    dimensionsMap: { BackupVaultName: vault.vaultName },
    statistic: 'Sum',
    period,
  });

/** Continuous points end when the service ends them; their copies are kept for the whole time. */
function ruleOf(
  schedule: Schedule,
  vault: LockedVault,
  retention: Duration,
  copyTo: readonly string[],
): CfnBackupPlan.BackupRuleResourceTypeProperty {
  const kept = { deleteAfterDays: retention.toDays() };
  return {
    ruleName: schedule.continuous ? 'continuous' : 'snapshots',
    targetBackupVault: vault.vaultName,
    scheduleExpression: schedule.cron,
    scheduleExpressionTimezone: 'Etc/UTC',
    startWindowMinutes: START_WINDOW.toMinutes(),
    completionWindowMinutes: COMPLETION_WINDOW.toMinutes(),
    copyActions: copyTo.map((destinationBackupVaultArn) => ({ destinationBackupVaultArn, lifecycle: kept })),
    ...(schedule.continuous
      ? {
          enableContinuousBackup: true,
          lifecycle: { deleteAfterDays: shorter(retention, LONGEST_CONTINUOUS).toDays() },
        }
      : { lifecycle: kept }),
  };
}

const shorter = (a: Duration, b: Duration): Duration => (a.toDays() <= b.toDays() ? a : b);

function requireCopies(copyTo: readonly string[], scope: Construct): void {
  const { account, region } = Stack.of(scope);
  if (copyTo.length === 0) {
    throw new Error(
      `${scope.node.path}: recovery points are copied nowhere, and 8.4/backup#separate-copy wants a copy in the recovery region. Name the vault there.`,
    );
  }
  if (Token.isUnresolved(account) || partitionOf(region) !== 'aws-cn') return;
  const foreign = copyTo.find((arn) => ![account, undefined].includes(accountOf(arn)));
  if (foreign === undefined) return;
  throw new Error(
    `${scope.node.path}: AWS Backup does not copy between accounts in China, so that ${foreign} cannot serve 8.4/backup#separate-copy. Copy to the other region of this account.`,
  );
}

/** The account in an ARN, or undefined where deployment alone decides it. */
function accountOf(arn: string): string | undefined {
  const account = arn.split(':')[4];
  return account === undefined || Token.isUnresolved(account) ? undefined : account;
}
