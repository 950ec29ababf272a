import { Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IDependable } from 'constructs';
import { meets } from '../standard';

/** What an `AuditTrail` needs to know. */
export interface AuditTrailProps {
  /** The landing zone's name; the trail is `<name>-trail`. */
  readonly name: string;

  /** The archive bucket. Its policy must already let this trail write: see `dependsOn`. */
  readonly bucketName: string;

  /** The archive's key, by the ARN of the key or of its alias. In the bucket's region, in whatever account. */
  readonly keyArn: string;

  /**
   * An organization's trail has the events of every account, those that join later included. Only in the management
   * account, or in the one that administers CloudTrail for it.
   * @default - the trail of the stack's account
   */
  readonly organizationId?: string;

  /**
   * The bucket to which the trail's own is replicated. Of neither is it recorded what is written: each delivery, and each
   * replica of one, would otherwise cause an event to deliver.
   * @default - the trail's bucket is not replicated
   */
  readonly replicaBucketName?: string;

  /**
   * Also sends events to CloudWatch Logs, where metric filters see them within minutes.
   * @default - to the bucket only
   */
  readonly logGroup?: ILogGroup;

  /**
   * What must exist before: the bucket's policy and the key, where they are in the same stack.
   * @default - nothing
   */
  readonly dependsOn?: readonly IDependable[];
}

/**
 * The audit trail: every management event, read and write, of every region, encrypted under the archive's key, with signed
 * digests by which a missing or altered file is found; and what is read, written and deleted in every bucket and table.
 *
 * Meets `8.2/operation-audit` and `8.4/operation-audit#data-access-events`.
 */
export class AuditTrail extends Construct {
  /** The name, of which the names of digests are made. */
  static trailName(name: string): string {
    return `${name}-trail`;
  }

  /** The ARN that bucket and key policies name before the trail exists. */
  static trailArn(scope: Construct, { name, region, account }: TrailAddress): string {
    const { partition } = Stack.of(scope);
    return `arn:${partition}:cloudtrail:${region}:${account}:trail/${AuditTrail.trailName(name)}`;
  }

  readonly trail: CfnTrail;
  /** In whose name events go to CloudWatch Logs, where they do. */
  readonly logRole: Role | undefined;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const { name, bucketName, keyArn, organizationId, logGroup, dependsOn = [] } = props;
    const own = [bucketName, ...(props.replicaBucketName === undefined ? [] : [props.replicaBucketName])];
    this.logRole = logGroup && this.role(logGroup, organizationId);

    this.trail = new CfnTrail(this, 'Trail', {
      trailName: AuditTrail.trailName(name),
      s3BucketName: bucketName,
      kmsKeyId: keyArn,
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      isOrganizationTrail: organizationId !== undefined,
      advancedEventSelectors: [
        // no `readOnly` and no `eventSource`: reads and writes, KMS and the RDS Data API included
        selector('Management events', { eventCategory: { equalTo: ['Management'] } }),
        ...this.dataEvents(own),
      ],
      cloudWatchLogsLogGroupArn: logGroup?.logGroupArn,
      cloudWatchLogsRoleArn: this.logRole?.roleArn,
    });
    this.node.addDependency(...dependsOn);

    meets(
      this.trail,
      '8.2/operation-audit#control-plane-coverage',
      '8.2/operation-audit#log-integrity',
      '8.6/log-collection#source-completeness',
      '8.6/log-storage#log-encryption',
      '8.4/operation-audit#key-use-audit',
      '8.4/operation-audit#data-access-events',
      '8.6/log-retention#auditor-access',
      '4.4/outsourced#third-party-traceability',
    );
  }

  /**
   * Of buckets and tables by whatever name, in every account and region of the trail: a third party's reach has no names. This is
   * also how access to the archive itself is recorded: S3's own access logs can be delivered neither into locked nor into
   * KMS-encrypted buckets.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
   */
  private dataEvents(own: readonly string[]): CfnTrail.AdvancedEventSelectorProperty[] {
    const { partition } = Stack.of(this);
    const events = (type: string) => ({ eventCategory: { equalTo: ['Data'] }, 'resources.type': { equalTo: [type] } });
    const files = own.map((name) => `arn:${partition}:s3:::${name}/`);
    return [
      selector('Objects', { ...events('AWS::S3::Object'), 'resources.ARN': { notStartsWith: files } }),
      selector('Files of the trail, but for their delivery', {
        ...events('AWS::S3::Object'),
        'resources.ARN': { startsWith: files },
        eventName: { notEquals: ['PutObject'] },
      }),
      selector('Items of tables', events('AWS::DynamoDB::Table')),
    ];
  }

  /** @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html */
  private role(logGroup: ILogGroup, organizationId: string | undefined): Role {
    const { account, partition, region } = Stack.of(this);
    const streams = [`${account}_CloudTrail_${region}*`, ...(organizationId ? [`${organizationId}_*`] : [])];
    const group = `arn:${partition}:logs:${region}:${account}:log-group:${logGroup.logGroupName}`;
    return new Role(this, 'LogRole', {
      description: 'CloudTrail sends events to CloudWatch Logs',
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com'),
      inlinePolicies: {
        Write: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: streams.map((stream) => `${group}:log-stream:${stream}`),
            }),
          ],
        }),
      },
    });
  }
}

/** Where a trail is made: its home region, and the management account for an organization's. */
export interface TrailAddress {
  /** The landing zone's name. */
  readonly name: string;
  /** Its home region. */
  readonly region: string;
  /** The account that has the trail. */
  readonly account: string;
}

type Field = Omit<CfnTrail.AdvancedFieldSelectorProperty, 'field'>;

const selector = (name: string, fields: Readonly<Record<string, Field>>): CfnTrail.AdvancedEventSelectorProperty => ({
  name,
  fieldSelectors: Object.entries(fields).map(([field, values]) => ({ field, ...values })),
});
