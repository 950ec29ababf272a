import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from '../sdk-client/patience';
import type { Contents } from '../session-recording/recording/contents';
import {
  contentsIn,
  contentsItem,
  type IndexedSession,
  type Item,
  LATER,
  laterThan,
  recordingItem,
  sessionIn,
} from './index-item';
import { BY_DAY, BY_PERSON, ENTRY } from './names';

/** The index of sessions, in a table of DynamoDB. */
export class IndexTable {
  private readonly client: DynamoDBClient;

  /** @param region default: that of the surroundings */
  constructor(
    private readonly table: string,
    region?: string,
  ) {
    this.client = new DynamoDBClient({ ...PATIENCE, ...(region !== undefined && { region }) });
  }

  /**
   * Keeps what a look at a session found, unless a later look is there already. Contents come first: where the function ends between
   * the two, the session still counts as not looked at.
   */
  async keep(session: IndexedSession): Promise<'kept' | 'older'> {
    await this.putLater(contentsItem(session), session);
    return this.putLater(recordingItem(session), session);
  }

  /** Sessions that began on a day, such as `2026-03-01`. */
  async ofDay(day: string): Promise<readonly IndexedSession[]> {
    return this.sessions({
      IndexName: BY_DAY,
      KeyConditionExpression: '#day = :day',
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: { ':day': { S: day } },
    });
  }

  /** Sessions of a person. */
  async ofPerson(person: string): Promise<readonly IndexedSession[]> {
    return this.sessions({
      IndexName: BY_PERSON,
      KeyConditionExpression: 'person = :person',
      ExpressionAttributeValues: { ':person': { S: person } },
    });
  }

  /** @returns undefined of a session that is not in the index */
  async get(session: string): Promise<IndexedSession | undefined> {
    const item = await this.item(session, ENTRY.recording);
    return item && sessionIn(item);
  }

  /** @returns undefined where nothing of a session can be searched */
  async contents(session: string): Promise<Contents | undefined> {
    const item = await this.item(session, ENTRY.contents);
    return item && contentsIn(item);
  }

  private async item(session: string, entry: string): Promise<Item | undefined> {
    const key = { session: { S: session }, entry: { S: entry } };
    const { Item } = await retrying(() =>
      this.client.send(new GetItemCommand({ TableName: this.table, Key: key, ConsistentRead: true })),
    );
    return Item;
  }

  private async sessions(input: Omit<QueryCommandInput, 'TableName'>): Promise<readonly IndexedSession[]> {
    const items = await allPages(async (start: string | undefined) => {
      const page = await this.client.send(
        new QueryCommand({
          ...input,
          TableName: this.table,
          ExclusiveStartKey: start === undefined ? undefined : JSON.parse(start),
        }),
      );
      return { items: page.Items, next: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
    });
    // starts of sessions stand there as well
    return items.filter((item) => item['entry']?.S === ENTRY.recording).map(sessionIn);
  }

  private async putLater(item: Item, session: IndexedSession): Promise<'kept' | 'older'> {
    const input = { TableName: this.table, Item: item, ConditionExpression: LATER, ...laterThan(session) };
    try {
      await retrying(() => this.client.send(new PutItemCommand(input)));
      return 'kept';
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'older';
      throw error;
    }
  }
}
