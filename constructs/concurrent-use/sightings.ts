import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from '../sdk-client/patience';
import { minuteAfter, type Sighting } from './sighting';

/** How long a sighting is kept, counted from the moment it was of: CloudTrail may deliver hours late. */
const KEPT_S = 24 * 3600;

/** The sightings of the last day, in a table of DynamoDB. */
export class Sightings {
  private readonly client = new DynamoDBClient(PATIENCE);

  constructor(private readonly table: string) {}

  /** Keeps a sighting. Kept twice, it is there once: events may come twice, and in any order. */
  async keep(sighting: Sighting): Promise<void> {
    const { identity, place, device, minute } = sighting;
    const item = {
      identity: { S: identity },
      seen: { S: [minute, place, device ?? ''].join('#') },
      minute: { S: minute },
      place: { S: place },
      ...(device !== undefined && { device: { S: device } }),
      expires: { N: String(Math.floor(momentOf(minute) / 1000) + KEPT_S) },
    };
    await retrying(() => this.client.send(new PutItemCommand({ TableName: this.table, Item: item })));
  }

  /** Sightings of the same person so many minutes before and after, the given one among them. As they are now, not as they were. */
  async around({ identity, minute }: Sighting, minutes: number): Promise<readonly Sighting[]> {
    const moment = momentOf(minute);
    const items = await allPages(async (ExclusiveStartKey: string | undefined) => {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          ConsistentRead: true,
          KeyConditionExpression: '#identity = :identity AND seen BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#identity': 'identity' },
          ExpressionAttributeValues: {
            ':identity': { S: identity },
            ':from': { S: minuteAfter(moment, -minutes) },
            // whatever begins with the last minute
            ':to': { S: `${minuteAfter(moment, minutes)}$` },
          },
          ExclusiveStartKey: ExclusiveStartKey === undefined ? undefined : JSON.parse(ExclusiveStartKey),
        }),
      );
      return { items: page.Items, next: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
    });
    return items.map((item) => ({
      identity,
      place: item['place']?.S ?? '',
      device: item['device']?.S,
      minute: item['minute']?.S ?? '',
    }));
  }
}

const momentOf = (minute: string): number => Date.parse(`${minute}Z`);
