import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { meets } from '../standard';

/** Twice within the day in which a digest must have been validated: one run may fail. */
const INTERVAL = Duration.hours(12);

/** The trail whose digests are validated. */
export interface ValidatedTrail {
  readonly name: string;
  /** Its home region. */
  readonly region: string;
  /** Of this account and region. The key of the bucket must let the handler's role decrypt through S3. */
  readonly bucketName: string;
  /**
   * The organization of an organization's trail, `o-…`.
   * @default - none: the trail of one account
   */
  readonly organizationId?: string;
}

/** What a `TrailValidation` needs to know. */
export interface TrailValidationProps {
  /** The landing zone's name. */
  readonly name: string;

  readonly trail: ValidatedTrail;

  /** Accounts whose digests must be there. All others that have any are validated as well. */
  readonly accounts: readonly string[];

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses`. */
  readonly key: IKey;

  /** Hears of changed and missing files, and of a day without a run that finds all whole. */
  readonly topic: ITopic;

  /**
   * Ends the role's name, where the handlers of the account have a place.
   * @default - none
   */
  readonly place?: string;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Validates, twice a day and in the account of the log archive, the digests that CloudTrail has signed and the log files that they name,
 * of every account and region. Whatever is changed, missing, out of its place or not signed alarms, and so does a day without a run.
 *
 * Meets `8.2/operation-audit#log-integrity`.
 *
 * @throws when no account is named.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export class TrailValidation extends Construct {
  readonly handler: HandlerFunction;

  constructor(scope: Construct, id: string, props: TrailValidationProps) {
    super(scope, id);
    const { name, trail, accounts, key, topic, place, retention } = props;
    if (accounts.length === 0) {
      throw new Error(
        `${this.node.path}: no account is named whose digests must be there, and 8.2/operation-audit#log-integrity wants gaps to be seen. Name the account of the trail.`,
      );
    }
    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'trail-validation',
      description: 'Validates the digests of the trail and the log files that they name',
      timeout: Duration.minutes(15),
      // hashing is what takes the time, and CPU comes with memory
      memory: 1769,
      concurrency: 1,
      key,
      topic,
      ...(place && { place }),
      ...(retention && { retention }),
      grants: this.grants(trail),
    });
    this.handler.runEvery(INTERVAL, {
      trail: {
        name: trail.name,
        region: trail.region,
        bucket: trail.bucketName,
        prefix: trail.organizationId === undefined ? 'AWSLogs/' : `AWSLogs/${trail.organizationId}/`,
      },
      accounts,
    });
    this.alarms();

    meets(this.handler.function, '8.2/operation-audit#log-integrity');
  }

  private grants({ bucketName }: ValidatedTrail): readonly PolicyStatement[] {
    const { partition } = Stack.of(this);
    const bucket = `arn:${partition}:s3:::${bucketName}`;
    return [
      new PolicyStatement({ sid: 'FindFiles', actions: ['s3:ListBucket'], resources: [bucket] }),
      new PolicyStatement({ sid: 'ReadFiles', actions: ['s3:GetObject'], resources: [`${bucket}/AWSLogs/*`] }),
      // knows no resources, and each region has its own keys
      new PolicyStatement({ sid: 'ReadPublicKeys', actions: ['cloudtrail:ListPublicKeys'], resources: ['*'] }),
    ];
  }

  private alarms(): void {
    this.handler.alarmOn(
      'trail-gap',
      'TrailGaps',
      'Files of the trail are changed, missing or not signed by CloudTrail; the log says which',
    );
    this.handler.alarmOn(
      'could-not-look',
      'TrailUnseen',
      'The files of the trail could not be validated; the log says why',
    );
    this.handler.alarmWithout(
      'validated',
      'TrailValidated',
      'For a day no validation of the trail has come to its end without finding something',
    );
  }
}
