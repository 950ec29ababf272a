import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { meets } from '../standard';
import { thirdPartyRolePrefix } from './names';

/** What a `ThirdPartyTrace` needs to know. */
export interface ThirdPartyTraceProps {
  /** The landing zone's name, with which the roles of suppliers begin. */
  readonly name: string;

  /** The log group to which the audit trail delivers. */
  readonly logGroup: ILogGroup;
}

/**
 * What is listed of each event, by the field of CloudTrail's record that says it.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
const COLUMNS = {
  time: 'eventTime',
  person: 'userIdentity.sessionContext.sourceIdentity',
  service: 'eventSource',
  action: 'eventName',
  account: 'recipientAccountId',
  region: 'awsRegion',
  target: 'resources.0.ARN',
  refused: 'errorCode',
  event: 'eventID',
} as const;

/** Rows that Logs Insights returns at most. */
const MOST_ROWS = 10_000;

/**
 * A saved query that lists what suppliers have done: supplier, person, ticket, time and target. Supplier and ticket stand in
 * the name of the assumed role and of the session, which `ThirdPartyRole` demands; the period is chosen when it is asked.
 * Where CloudTrail names no resource, the event's id leads to the parameters of the call.
 */
export class ThirdPartyTrace extends Construct {
  readonly query: CfnQueryDefinition;

  constructor(scope: Construct, id: string, { name, logGroup }: ThirdPartyTraceProps) {
    super(scope, id);
    this.query = new CfnQueryDefinition(this, 'Query', {
      name: `${name}/third-party-actions`,
      logGroupNames: [logGroup.logGroupName],
      queryString: queryFor(name),
    });
    meets(this.query, '4.4/outsourced#third-party-traceability');
  }
}

function queryFor(name: string): string {
  const session = String.raw`:assumed-role\/${thirdPartyRolePrefix(name)}(?<supplier>[^\/]+)\/(?<ticket>.+)$`;
  return [
    `parse userIdentity.arn /${session}/`,
    'filter ispresent(supplier)',
    `fields supplier, ticket, ${Object.entries(COLUMNS)
      .map(([column, field]) => `${field} as ${column}`)
      .join(', ')}`,
    'sort eventTime desc',
    `limit ${MOST_ROWS}`,
  ].join('\n| ');
}
