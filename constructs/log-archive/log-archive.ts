import { type Duration, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { pascalCase } from '../naming/pascal-case';
import { KeyUse } from '../purpose-key/key-use';
import { PurposeKey } from '../purpose-key/purpose-key';
import type { Senders } from '../purpose-key/senders';
import { Delivery, type TrailDelivery } from '../sealed-bucket/delivery';
import { LandingBucket } from '../sealed-bucket/landing-bucket';
import type { RecordBucket } from '../sealed-bucket/record-bucket';
import { type LockMode, SealedBucket } from '../sealed-bucket/sealed-bucket';
import { meets } from '../standard';
import { ARCHIVE_KEY, ARCHIVE_KINDS, type ArchiveKind, archiveBucketName, replicationRoleName } from './names';
import { ArchiveReplication, alarmOnFailure, alarmOnLag } from './replication';

/** What a `LogArchive` needs to know. */
export interface LogArchiveProps {
  /** The landing zone's name, from which all names are made. */
  readonly name: string;

  /** On whose behalf logs are accepted: the organization, or the account of a landing zone that has only one. */
  readonly senders: Senders;

  /** The trail that fills the archive. */
  readonly trail: TrailDelivery;

  /**
   * Names of the roles of hosts that record sessions, in any account of the senders. `*` is allowed.
   * @example ['acme-session-host']
   */
  readonly recorders: readonly string[];

  /**
   * Accounts with such hosts.
   * @default - all accounts of the senders
   */
  readonly recorderAccounts?: readonly string[];

  /**
   * Names of roles of this account in which people read what is archived, and write down that they look at recordings. `*` is allowed.
   * Their IAM policies must allow it, too.
   * @default - nobody
   */
  readonly auditors?: readonly string[];

  /**
   * Names of other roles of this account that may read what is archived, such as those of handlers. They look at no recordings, and write down
   * none of that. Their IAM policies must allow it, too.
   * @default - nobody
   */
  readonly readers?: readonly string[];

  /**
   * The name of the role of this account that indexes recordings: `SessionIndex.roleName`.
   * @default - nobody indexes them
   */
  readonly indexer?: string;

  /**
   * The other region of the archive and which of the two this one is. Deploy the recovery region first: replication cannot be
   * configured towards buckets that do not exist.
   */
  readonly replication: { readonly to: string } | { readonly from: string };

  /** Who is told when replication lags or fails: a topic of this region. */
  readonly topic: ITopic;

  /**
   * How long each kind is kept. At least 183 days.
   * @default - 183 days each
   */
  readonly retention?: Partial<Readonly<Record<ArchiveKind, Duration>>>;

  /**
   * How firmly objects are locked; `governance` for trials only, which the report calls `partial`.
   * @default 'compliance'
   */
  readonly lockMode?: LockMode;
}

/**
 * The log archive of one region: a locked bucket each for the audit trail, configuration history, flow logs and session
 * recordings, under a key of its own, replicated from the home to the recovery region.
 *
 * AWS Config cannot deliver into a bucket that locks by default. Its bucket at home is therefore a landing place, and its
 * replica is what is locked; recorders of both regions deliver to the one at home.
 *
 * Meets `8.6/log-storage` and `8.6/log-retention`.
 */
export class LogArchive extends Construct {
  readonly key: PurposeKey;
  readonly buckets: Readonly<Record<ArchiveKind, RecordBucket>>;
  /** At home only. */
  readonly replication: ArchiveReplication | undefined;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id);
    const { name, replication, topic } = props;
    const { region } = Stack.of(this);
    requireOtherRegion(replication, region, this.node.path);

    this.key = new PurposeKey(this, 'Key', {
      name,
      purpose: ARCHIVE_KEY,
      description: `${name}: log archive`,
      uses: keyUses(props),
    });
    this.buckets = {
      trail: this.sealed('trail', props),
      config: 'to' in replication ? this.landing('config', props) : this.sealed('config', props),
      flow: this.sealed('flow', props),
      recordings: this.sealed('recordings', props),
    };
    if ('to' in replication) {
      const recovery = replication.to;
      this.replication = new ArchiveReplication(this, 'Replication', {
        name,
        buckets: this.buckets,
        key: this.key.key,
        recovery,
      });
      this.alarms = ARCHIVE_KINDS.map((kind) => alarmOnFailure(this, kind, { name, home: region, recovery, topic }));
    } else {
      const home = replication.from;
      this.alarms = ARCHIVE_KINDS.map((kind) => alarmOnLag(this, kind, { name, home, recovery: region, topic }));
    }
    meets(this, '8.6/log-storage#dedicated-archive', '8.6/log-retention#auditor-access');
  }

  private sealed(kind: ArchiveKind, props: LogArchiveProps): SealedBucket {
    return new SealedBucket(this, pascalCase(kind), { ...this.common(kind, props), lockMode: props.lockMode });
  }

  private landing(kind: ArchiveKind, props: LogArchiveProps): LandingBucket {
    return new LandingBucket(this, pascalCase(kind), this.common(kind, props));
  }

  private common(kind: ArchiveKind, props: LogArchiveProps) {
    const { account, region } = Stack.of(this);
    return {
      key: this.key.key,
      keyAliasArn: this.key.aliasArn,
      bucketName: archiveBucketName(kind, { name: props.name, account, region }),
      holds: kind === 'recordings' ? 'recordings' : 'logs',
      insiders: insiders(props.senders, account),
      retention: props.retention?.[kind],
      deliveries: deliveries(kind, props, account),
    } as const;
  }
}

/** Who delivers where. In the recovery region the trail and configuration history arrive as replicas alone. */
function deliveries(kind: ArchiveKind, props: LogArchiveProps, account: string): Delivery[] {
  const { senders, trail, recorders, auditors = [], replication } = props;
  const home = 'to' in replication;
  switch (kind) {
    case 'trail':
      return home ? [Delivery.cloudTrail(trail)] : [];
    case 'config':
      return home ? [Delivery.config(senders)] : [];
    case 'flow':
      return [Delivery.logDelivery(senders)];
    case 'recordings':
      return [
        Delivery.sessionRecordings(recordersOf(props), ...recorders),
        ...(auditors.length > 0 ? [Delivery.viewings({ accounts: [account] }, ...auditors)] : []),
      ];
  }
}

/** To whom hosts that record belong. */
const recordersOf = ({ recorderAccounts, senders }: LogArchiveProps): Senders =>
  recorderAccounts === undefined ? senders : { accounts: recorderAccounts };

function keyUses(props: LogArchiveProps): KeyUse[] {
  const { name, senders, trail, recorders, auditors = [], indexer, replication } = props;
  const role = replicationRoleName(name);
  const readers = [...auditors, ...(props.readers ?? []), ...(indexer === undefined ? [] : [indexer])];
  const here =
    'to' in replication
      ? [KeyUse.cloudTrail(trail.trailArn), KeyUse.config(senders), KeyUse.replicationSource(role)]
      : [KeyUse.replicationTarget(role)];
  return [
    ...here,
    KeyUse.logDelivery(senders),
    KeyUse.writersThroughS3(recordersOf(props), ...recorders),
    ...(readers.length > 0 ? [KeyUse.readersThroughS3(...readers)] : []),
    ...(auditors.length > 0 ? [KeyUse.ownWritersThroughS3(...auditors)] : []),
  ];
}

/** Replication and auditors act from the archive's own account, which is not among accounts listed as senders. */
const insiders = (senders: Senders, account: string): Senders =>
  'organizationId' in senders ? senders : { accounts: [...new Set([...senders.accounts, account])] };

function requireOtherRegion(replication: LogArchiveProps['replication'], region: string, path: string): void {
  const other = 'to' in replication ? replication.to : replication.from;
  if (other !== region) return;
  throw new Error(
    `${path}: the archive of ${region} cannot be replicated within ${region}; 8.6/log-storage#replicated-logs needs a second region. Name the other one.`,
  );
}
