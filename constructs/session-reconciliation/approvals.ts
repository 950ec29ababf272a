import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { allPages } from '../handler-function/runtime/pages';
import { callerIn } from '../sdk-client/assumed';
import { PATIENCE } from '../sdk-client/patience';
import { CONTROL_INDEX } from '../session-control/names';
import type { Place } from './listed';
import type { Approval, Recording } from './seen';

/** The approval that a recording names, where somebody gave it and it held when the session began. */
export async function approvalOf(recording: Recording, place: Place, table: string): Promise<Approval | undefined> {
  const { person, approval, managed, began } = recording;
  if (!approval || managed === undefined || person === '') return undefined;
  const client = new DynamoDBClient({ ...PATIENCE, ...(await callerIn(place, 'session-reconciliation')) });
  const entries = await allPages(async (start: string | undefined) => {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: CONTROL_INDEX,
        KeyConditionExpression: 'person = :person AND entry = :entry',
        ExpressionAttributeValues: { ':person': { S: person }, ':entry': { S: `approval#${approval.id}` } },
        ExclusiveStartKey: start === undefined ? undefined : JSON.parse(start),
      }),
    );
    return { items: page.Items, next: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
  });
  const moment = Date.parse(began) / 1000;
  return entries
    .map((item) => ({
      session: managed,
      began,
      id: approval.id,
      by: item['owner']?.S ?? '',
      person,
      since: Number(item['since']?.N),
      until: Number(item['until']?.N),
      reason: item['reason']?.S ?? '',
    }))
    .find(({ by, since, until }) => by === approval.by && since <= moment + SKEW_S && moment <= until);
}

/** In seconds, by how much clocks may differ. */
const SKEW_S = 60;
