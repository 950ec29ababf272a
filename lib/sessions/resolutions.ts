import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { allPages } from '../../constructs/handler-function/runtime/pages';
import { PATIENCE } from '../../constructs/sdk-client/patience';
import { PARTITION, sessionIndexName } from '../../constructs/session-index/names';
import { acknowledges, type Gap, gapOf } from '../../constructs/session-reconciliation/acknowledgement';
import type { DecisionsPlace } from './decisions';

type Item = Readonly<Record<string, AttributeValue>>;

/** A gap, and what somebody wrote of it, whether it counts or not. */
export interface Known {
  readonly gap: Gap;
  readonly isResolved: boolean;
  readonly by: string | undefined;
}

/** The gaps of the reconciliation, in the name of who is signed in. Methods throw what the services throw. */
export class Resolutions {
  private readonly table: string;
  private readonly dynamoDb: DynamoDBClient;
  private readonly sts: STSClient;

  constructor({ name, region, profile }: DecisionsPlace) {
    const settings = { ...PATIENCE, region, ...(profile !== undefined && { profile }) };
    this.table = sessionIndexName(name);
    this.dynamoDb = new DynamoDBClient(settings);
    this.sts = new STSClient(settings);
  }

  /** `aws:userid` of who is signed in: it ends in the name of sign-in. */
  async caller(): Promise<string> {
    const { UserId = '' } = await this.sts.send(new GetCallerIdentityCommand({}));
    return UserId;
  }

  async gaps(): Promise<readonly Known[]> {
    const said = new Map((await this.partition(PARTITION.acknowledged)).map((item) => [item['entry']?.S, item]));
    return (await this.partition(PARTITION.gaps)).map(gapOf).map((gap) => {
      const acknowledgement = said.get(gap.id);
      return { gap, isResolved: acknowledges(acknowledgement, gap), by: acknowledgement?.['by']?.S };
    });
  }

  /**
   * Writes that a gap is resolved, over an acknowledgement that does not count, and over no other.
   * @returns whether it was written; another may have been faster
   */
  async resolve({ gap, by: before }: Known, by: string, reason: string): Promise<boolean> {
    const Item = {
      session: { S: PARTITION.acknowledged },
      entry: { S: gap.id },
      by: { S: by },
      reason: { S: reason },
      at: { S: new Date().toISOString() },
    };
    const unchanged =
      before === undefined
        ? { ConditionExpression: 'attribute_not_exists(entry)' }
        : {
            ConditionExpression: '#by = :before',
            ExpressionAttributeNames: { '#by': 'by' },
            ExpressionAttributeValues: { ':before': { S: before } },
          };
    try {
      await this.dynamoDb.send(new PutItemCommand({ TableName: this.table, Item, ...unchanged }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  private partition(session: string): Promise<readonly Item[]> {
    return allPages(async (start: string | undefined) => {
      const page = await this.dynamoDb.send(
        new QueryCommand({
          TableName: this.table,
          ConsistentRead: true,
          KeyConditionExpression: '#session = :session',
          ExpressionAttributeNames: { '#session': 'session' },
          ExpressionAttributeValues: { ':session': { S: session } },
          ExclusiveStartKey: start === undefined ? undefined : JSON.parse(start),
        }),
      );
      return { items: page.Items, next: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
    });
  }
}
