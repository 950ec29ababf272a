import { Duration, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { PurposeKey } from '../purpose-key/purpose-key';
import type { RecordBucket } from '../sealed-bucket/record-bucket';
import { meets } from '../standard';
import {
  ARCHIVE_KEY,
  ARCHIVE_KINDS,
  type ArchiveAddress,
  type ArchiveKind,
  archiveBucketName,
  REPLICATION_RULE,
  replicationRoleName,
} from './names';

/** Replicas that lag by more than this are missed when the home region is lost. */
const LONGEST_LAG = Duration.hours(1);

/** How often the metrics are looked at. */
const METRIC_PERIOD = Duration.minutes(5);

/** What an `ArchiveReplication` needs to know. */
export interface ArchiveReplicationProps {
  /** The landing zone's name. */
  readonly name: string;
  /** The archive of the home region. */
  readonly buckets: Readonly<Record<ArchiveKind, RecordBucket>>;
  /** The key of the home region, under which the sources are. */
  readonly key: IKey;
  /** The region that has the replicas. */
  readonly recovery: string;
}

/**
 * Copies every object of the archive's buckets, its lock included, into the buckets of the recovery region, under that
 * region's key. Delete markers are not copied: what is hidden at home stays visible in the replica.
 */
export class ArchiveReplication extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ArchiveReplicationProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      roleName: replicationRoleName(props.name),
      description: 'S3 replicates the log archive to the recovery region',
      assumedBy: new ServicePrincipal('s3.amazonaws.com'),
      inlinePolicies: { Replicate: this.policy(props) },
    });
    for (const kind of ARCHIVE_KINDS) this.replicate(kind, props);
  }

  private replicate(kind: ArchiveKind, { buckets, name, recovery }: ArchiveReplicationProps): void {
    const { bucket } = buckets[kind];
    (bucket.node.defaultChild as CfnBucket).replicationConfiguration = {
      role: this.role.roleArn,
      rules: [
        {
          id: REPLICATION_RULE,
          status: 'Enabled',
          priority: 1,
          filter: { prefix: '' },
          deleteMarkerReplication: { status: 'Disabled' },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: 'Enabled' } },
          destination: {
            bucket: bucketArn(this, kind, name, recovery),
            // the ARN of an alias is accepted, and can be written down before the key exists
            encryptionConfiguration: {
              replicaKmsKeyId: PurposeKey.aliasArn(this, { name, purpose: ARCHIVE_KEY, region: recovery }),
            },
            metrics: { status: 'Enabled' },
          },
        },
      ],
    };
    meets(bucket, '8.6/log-storage#replicated-logs', '8.4/disaster-tolerance#cross-region-replication');
  }

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html */
  private policy({ name, recovery, key }: ArchiveReplicationProps): PolicyDocument {
    const { region } = Stack.of(this);
    const sources = ARCHIVE_KINDS.map((kind) => bucketArn(this, kind, name, region));
    const replicas = ARCHIVE_KINDS.map((kind) => bucketArn(this, kind, name, recovery));
    return new PolicyDocument({
      statements: [
        ...reading(sources),
        new PolicyStatement({
          sid: 'WriteReplicas',
          actions: ['s3:ReplicateObject', 's3:ReplicateTags'],
          resources: replicas.map((arn) => `${arn}/*`),
        }),
        ...this.recrypting(name, key, recovery),
      ],
    });
  }

  private recrypting(name: string, key: IKey, recovery: string): readonly PolicyStatement[] {
    const { account, partition, region, urlSuffix } = Stack.of(this);
    return [
      new PolicyStatement({
        sid: 'DecryptObjects',
        actions: ['kms:Decrypt'],
        resources: [key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } },
      }),
      new PolicyStatement({
        sid: 'EncryptReplicas',
        actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
        resources: [`arn:${partition}:kms:${recovery}:${account}:key/*`],
        conditions: {
          StringEquals: { 'kms:ViaService': `s3.${recovery}.${urlSuffix}` },
          'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [`alias/${name}/${ARCHIVE_KEY}`] },
        },
      }),
    ];
  }
}

/** What an alarm on the replication watches, and who is told. */
export interface ReplicationAlarmProps {
  /** The landing zone's name. */
  readonly name: string;
  /** The region whose archive is replicated. */
  readonly home: string;
  /** The region that has the replicas. */
  readonly recovery: string;
  /** Who is told. In the alarm's own region: alarms call no other. */
  readonly topic: ITopic;
}

/** Tells that replicas lag. S3 publishes the lag in the region of the replicas alone. */
export const alarmOnLag = (scope: Construct, kind: ArchiveKind, props: ReplicationAlarmProps): Alarm =>
  alarm(scope, kind, props, {
    metricName: 'ReplicationLatency',
    statistic: 'Maximum',
    threshold: LONGEST_LAG.toSeconds(),
    name: `${props.name}-${kind}-replication-lag`,
    description: `The replica of the ${kind} archive is more than an hour behind ${props.home}`,
  });

/** Tells that objects were not replicated at all. S3 publishes these failures in the region of the source alone. */
export const alarmOnFailure = (scope: Construct, kind: ArchiveKind, props: ReplicationAlarmProps): Alarm =>
  alarm(scope, kind, props, {
    metricName: 'OperationsFailedReplication',
    statistic: 'Sum',
    threshold: 0,
    name: `${props.name}-${kind}-replication-failed`,
    description: `Objects of the ${kind} archive did not replicate to ${props.recovery}`,
  });

const reading = (sources: readonly string[]): readonly PolicyStatement[] => [
  new PolicyStatement({
    sid: 'ReadConfiguration',
    actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
    resources: [...sources],
  }),
  new PolicyStatement({
    sid: 'ReadObjects',
    actions: [
      's3:GetObjectLegalHold',
      's3:GetObjectRetention',
      's3:GetObjectVersionAcl',
      's3:GetObjectVersionForReplication',
      's3:GetObjectVersionTagging',
    ],
    resources: sources.map((arn) => `${arn}/*`),
  }),
];

interface Watched {
  readonly metricName: string;
  readonly statistic: string;
  readonly threshold: number;
  readonly name: string;
  readonly description: string;
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html */
function alarm(scope: Construct, kind: ArchiveKind, props: ReplicationAlarmProps, watched: Watched): Alarm {
  const { account } = Stack.of(scope);
  const { name, home, recovery, topic } = props;
  const made = new Alarm(scope, `${watched.metricName}-${kind}`, {
    alarmName: watched.name,
    alarmDescription: watched.description,
    metric: new Metric({
      namespace: 'AWS/S3',
      metricName: watched.metricName,
      dimensionsMap: {
        SourceBucket: archiveBucketName(kind, { name, account, region: home }),
        DestinationBucket: archiveBucketName(kind, { name, account, region: recovery }),
        RuleId: REPLICATION_RULE,
      },
      statistic: watched.statistic,
      period: METRIC_PERIOD,
    }),
    threshold: watched.threshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    // a kind that receives nothing has nothing to replicate, and reports nothing
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  made.addAlarmAction(new SnsAction(topic));
  meets(made, '8.4/disaster-tolerance#replication-lag-alarm', '8.6/log-storage#replicated-logs');
  return made;
}

function bucketArn(scope: Construct, kind: ArchiveKind, name: string, region: string): string {
  const { account, partition } = Stack.of(scope);
  const address: ArchiveAddress = { name, account, region };
  return `arn:${partition}:s3:::${archiveBucketName(kind, address)}`;
}
