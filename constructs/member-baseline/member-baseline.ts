import { Aws, CfnCondition, CfnResource, type Duration, Fn, Stack, Token } from 'aws-cdk-lib';
import { CfnAnalyzer } from 'aws-cdk-lib/aws-accessanalyzer';
import { CfnConfigurationRecorder, CfnDeliveryChannel } from 'aws-cdk-lib/aws-config';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AlertTopic } from '../alert-topic/alert-topic';
import { LockedVault } from '../backup-vault/locked-vault';
import { KeyUse } from '../purpose-key/key-use';
import { PurposeKey } from '../purpose-key/purpose-key';
import type { LockMode } from '../sealed-bucket/sealed-bucket';
import { SessionDocument } from '../session-document/session-document';
import { sessionLog } from '../session-document/session-log';
import { meets } from '../standard';
import { ThreatDetector, type ThreatDetectorProps } from '../threat-detection/threat-detector';
import { type BackupTier, TieredBackup } from '../tiered-backup/tiered-backup';

/** Buckets of the archive, by name: they stand in another account. */
export interface BaselineArchive {
  /** Where AWS Config delivers. */
  readonly configBucketName: string;
  /** Where sessions are stored. */
  readonly recordingsBucketName: string;
}

/** What is backed up, how often, and who hears of failures. */
export interface BaselineBackup {
  /** What is backed up how often; stores choose a tier by the tag `isms:backup-tier`. */
  readonly tiers: readonly BackupTier[];
  /** E-mail addresses that hear of failed and missed jobs. */
  readonly onCall: readonly string[];
  /**
   * How long a recovery point is kept at least.
   * @default - as `LockedVault` has it
   */
  readonly minimumRetention?: Duration;
  /**
   * How firmly recovery points are locked; `governance` for trials only, which the report calls `partial`.
   * @default 'compliance'
   */
  readonly lockMode?: LockMode;
}

/** What a `MemberBaseline` needs to know. */
export interface MemberBaselineProps {
  /** The landing zone's name, with which the names of what is made begin. */
  readonly name: string;

  /** The region where plans run and from which backups are copied. */
  readonly homeRegion: string;

  /** The region to which backups are copied. It is one of those that get the baseline. */
  readonly recoveryRegion: string;

  /** Where configurations and sessions are kept. */
  readonly archive: BaselineArchive;

  /**
   * Vaults in each region, plans in the home region. Left out where the account has its own, such as the backup account.
   * @default - none
   */
  readonly backup?: BaselineBackup;

  /**
   * How long streamed sessions are kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;

  /**
   * GuardDuty in each region, which AWS charges by what it looks at.
   * @default - none
   */
  readonly threatDetection?: Omit<ThreatDetectorProps, 'name'>;
}

/**
 * What every member account gets in every allowed region: a hardened default document for sessions, continuous recording
 * of its configuration into the archive, analysis of access from outside, and where asked for a
 * locked vault with plans that copy to the recovery region, and detection of threats.
 *
 * It names no account and, in a stack without a region, none of its own either, so that one template serves them all:
 * what may exist once an account only carries a condition on the home region, or the region in its name.
 *
 * @throws when the regions are the same or a period is shorter than the standard allows.
 */
export class MemberBaseline extends Construct {
  readonly sessionKey: PurposeKey;
  readonly sessionLogGroup: LogGroup;
  readonly sessionDocument: SessionDocument;
  readonly recorderRole: Role;
  readonly recorder: CfnConfigurationRecorder;
  readonly deliveryChannel: CfnDeliveryChannel;
  readonly analyzer: CfnAnalyzer;
  /** Undefined where none is asked for. */
  readonly threats: ThreatDetector | undefined;
  /** Undefined where no backup is asked for. */
  readonly vault: LockedVault | undefined;
  /** Undefined where no backup is asked for, and in a stack that is known to stand outside the home region. */
  readonly plans: TieredBackup | undefined;

  constructor(scope: Construct, id: string, props: MemberBaselineProps) {
    super(scope, id);
    this.requireTwoRegions(props);

    this.sessionKey = new PurposeKey(this, 'SessionKey', {
      name: props.name,
      purpose: 'sessions',
      uses: [
        KeyUse.sessionManager({ accounts: [Stack.of(this).account] }),
        KeyUse.cloudWatchLogs(sessionLogGroupName(props.name)),
      ],
    });
    this.sessionLogGroup = sessionLog(this, 'Sessions', {
      logGroupName: sessionLogGroupName(props.name),
      key: this.sessionKey.key,
      retention: props.retention,
    });
    this.sessionDocument = new SessionDocument(this, 'SessionDocument', {
      key: this.sessionKey.key,
      logGroup: this.sessionLogGroup,
      recordings: {
        bucketName: props.archive.recordingsBucketName,
        keyPrefix: `sessions/${Stack.of(this).account}`,
      },
    });
    this.recorderRole = this.roleOfRecorder(props);
    this.recorder = this.configurationRecorder();
    this.deliveryChannel = this.deliveryTo(props.archive);
    this.analyzer = this.externalAccess(props);
    this.threats =
      props.threatDetection && new ThreatDetector(this, 'Threats', { name: props.name, ...props.threatDetection });
    this.vault = props.backup && this.lockedVault(props.name, props.backup);
    this.plans = props.backup && this.vault && this.backupPlans(props, props.backup, this.vault);
  }

  /** Named for its region, since roles are global: one a region, and no region waits for another. */
  private roleOfRecorder({ name }: MemberBaselineProps): Role {
    const { account, region } = Stack.of(this);
    return new Role(this, 'RecorderRole', {
      roleName: `${name}-config-${region}`,
      description: 'AWS Config reads configurations; it delivers in its own name',
      assumedBy: new ServicePrincipal('config.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWS_ConfigRole')],
    });
  }

  private configurationRecorder(): CfnConfigurationRecorder {
    const recorder = new CfnConfigurationRecorder(this, 'Recorder', {
      name: 'default',
      roleArn: this.recorderRole.roleArn,
      // global types in each region: the home region's record would end with the home region
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      recordingMode: { recordingFrequency: 'CONTINUOUS' },
    });
    meets(recorder, '9.1/b#continuous-compliance', '8.1/c#baseline-coverage');
    return recorder;
  }

  /** Without a dependency between them: the recorder is complete only when there is a channel, and the channel needs a recorder. */
  private deliveryTo({ configBucketName }: BaselineArchive): CfnDeliveryChannel {
    const channel = new CfnDeliveryChannel(this, 'DeliveryChannel', {
      name: 'default',
      s3BucketName: configBucketName,
      configSnapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
    });
    meets(channel, '8.6/log-collection#automatic-onboarding');
    return channel;
  }

  private externalAccess({ name }: MemberBaselineProps): CfnAnalyzer {
    const analyzer = new CfnAnalyzer(this, 'Analyzer', { analyzerName: `${name}-external-access`, type: 'ACCOUNT' });
    meets(analyzer, '8.7/supervision#supplier-access-analysis', '8.2/least-privilege#trust-and-resource-policies');
    return analyzer;
  }

  private lockedVault(name: string, { minimumRetention, lockMode }: BaselineBackup): LockedVault {
    return new LockedVault(this, 'Vault', { name, minimumRetention, lockMode });
  }

  private backupPlans(
    props: MemberBaselineProps,
    backup: BaselineBackup,
    vault: LockedVault,
  ): TieredBackup | undefined {
    const { name, recoveryRegion } = props;
    return this.onceInTheAccount(props, 'Home', (scope) => {
      const { topic } = new AlertTopic(scope, 'Alerts', { name, subject: 'backup', emails: backup.onCall });
      return new TieredBackup(scope, 'Backup', {
        name,
        vault,
        tiers: backup.tiers,
        copyTo: [LockedVault.vaultArn(this, { name, region: recoveryRegion })],
        topic,
      });
    });
  }

  /** What `build` makes below a scope of its own exists in the home region only. */
  private onceInTheAccount<Part>(
    { homeRegion }: MemberBaselineProps,
    id: string,
    build: (scope: Construct) => Part,
  ): Part | undefined {
    const { region } = Stack.of(this);
    if (!Token.isUnresolved(region) && region !== homeRegion) return undefined;
    const scope = new Construct(this, id);
    const part = build(scope);
    if (Token.isUnresolved(region)) this.onlyIn(homeRegion, scope);
    return part;
  }

  private onlyIn(region: string, part: Construct): void {
    const condition =
      (this.node.tryFindChild('IsHomeRegion') as CfnCondition | undefined) ??
      new CfnCondition(this, 'IsHomeRegion', { expression: Fn.conditionEquals(Aws.REGION, region) });
    for (const child of part.node.findAll()) {
      if (child instanceof CfnResource) child.cfnOptions.condition = condition;
    }
  }

  private requireTwoRegions({ homeRegion, recoveryRegion }: MemberBaselineProps): void {
    if (homeRegion !== recoveryRegion) return;
    throw new Error(
      `${this.node.path}: ${homeRegion} is home and recovery region, and 8.4/backup#separate-copy needs two. Name another recovery region.`,
    );
  }
}

const sessionLogGroupName = (name: string): string => `/${name}/sessions`;
