import type { DeployedResource } from '../../collect/observe';

/** What a scene says of a call; the rest of the event is as CloudTrail writes it. */
export interface Call {
  readonly service: string;
  readonly name: string;
  readonly at: Date;
  readonly from: string;
  readonly userIdentity: object;
  readonly requestParameters?: object;
  /** Of a call that was answered. */
  readonly responseElements?: object;
  /** Of a call that was refused. */
  readonly errorCode?: string;
}

/**
 * An event of CloudTrail, as it stands in the log group.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const trailEvent = (
  { account, region }: Pick<DeployedResource, 'account' | 'region'>,
  { service, name, at, from, userIdentity, requestParameters = {}, responseElements, errorCode }: Call,
): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity,
    eventTime: at.toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: from,
    userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/macos#24.1.0',
    requestParameters,
    responseElements: responseElements ?? null,
    errorCode,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  });

/** A session of a person in a role, under the person's own name. */
export const sessionOf = (account: string, person: string, role: string) => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:${person}`,
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${person}`,
  accountId: account,
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role },
    sourceIdentity: person,
  },
});
