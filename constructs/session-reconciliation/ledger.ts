import {
  type AttributeValue,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from '../sdk-client/patience';
import { NOBODY_KNOWN, PARTITION } from '../session-index/names';
import { UNDATED } from '../session-recording/recording/session-row';
import { acknowledges, gapId, gapOf, type Item, type Gap as KeptGap } from './acknowledgement';
import { BY_DAY } from './by-day';
import type { Gap } from './gaps';
import type { Approval, Recording, Start } from './seen';

/** What items of recordings are called in the index, and those of starts: what is said of a session stands together. */
export const ENTRY = { recording: 'recording', start: 'start', approval: 'approval' } as const;

const DAY_MS = 86_400_000;

type Plain = Readonly<Record<string, string | number>>;

/** What the index of sessions holds for the reconciliation. */
export class Ledger {
  private readonly client = new DynamoDBClient(PATIENCE);

  constructor(private readonly table: string) {}

  /** Keeps a start. The same event twice is the same item. */
  async keepStart(start: Start): Promise<void> {
    const { at, ...known } = start;
    await this.put({ ...known, entry: ENTRY.start, began: at, day: dayOf(Date.parse(at)) });
  }

  /** Keeps an approval beside the start that it was for. */
  async keepApproval(approval: Approval): Promise<void> {
    await this.put({ ...approval, entry: ENTRY.approval, day: dayOf(Date.parse(approval.began)) });
  }

  /** What is kept of sessions of the days from one moment to another, and of no day. */
  async sessionsBetween(from: number, to: number) {
    const starts: Start[] = [];
    const recordings: Recording[] = [];
    const approvals: Approval[] = [];
    for (const day of [dayOf(Date.parse(UNDATED)), ...daysBetween(from, to)]) {
      const items = await this.query({
        IndexName: BY_DAY,
        KeyConditionExpression: '#day = :day',
        ExpressionAttributeNames: { '#day': 'day' },
        ExpressionAttributeValues: { ':day': { S: day } },
      });
      for (const item of items) {
        if (text(item, 'entry') === ENTRY.start) starts.push(startOf(item));
        if (isOwnRecording(item)) recordings.push(recordingOf(item));
        if (text(item, 'entry') === ENTRY.approval) approvals.push(approvalOf(item));
      }
    }
    return { starts, recordings, approvals };
  }

  /** Keeps a gap, unless it is there: since when it is known does not change. */
  async keepGap(gap: Gap, now: number): Promise<void> {
    const item = { session: PARTITION.gaps, entry: gapId(gap), of: gap.session, kind: gap.kind };
    await this.putOnce({
      ...item,
      person: gap.person,
      people: gap.people.join(' '),
      at: gap.at,
      found: new Date(now).toISOString(),
    });
  }

  /** Gaps that nobody has resolved. An acknowledgement counts with a name, of nobody whose session it may have been, and a reason. */
  async openGaps(): Promise<readonly KeptGap[]> {
    const resolved = new Map((await this.partition(PARTITION.acknowledged)).map((item) => [text(item, 'entry'), item]));
    return (await this.partition(PARTITION.gaps)).map(gapOf).filter((gap) => !acknowledges(resolved.get(gap.id), gap));
  }

  /** Keeps the result of a run. */
  async keepResult(result: Plain, now: number): Promise<void> {
    await this.put({ session: PARTITION.reconciled, entry: new Date(now).toISOString(), ...result });
  }

  /** When the last run began that came to its end; not a number where nothing tells. */
  async lastRun(): Promise<number> {
    const newest = { ...partition(PARTITION.reconciled), ScanIndexForward: false, Limit: 1 };
    const { Items = [] } = await this.client.send(new QueryCommand({ ...newest, TableName: this.table }));
    return Date.parse(text(Items[0] ?? {}, 'entry'));
  }

  private partition(session: string): Promise<readonly Item[]> {
    return this.query(partition(session));
  }

  private query(input: Omit<QueryCommandInput, 'TableName'>): Promise<readonly Item[]> {
    return allPages(async (start: string | undefined) => {
      const ExclusiveStartKey = start === undefined ? undefined : JSON.parse(start);
      const page = await this.client.send(new QueryCommand({ ...input, TableName: this.table, ExclusiveStartKey }));
      return { items: page.Items, next: page.LastEvaluatedKey && JSON.stringify(page.LastEvaluatedKey) };
    });
  }

  private async put(item: Plain): Promise<void> {
    await retrying(() => this.client.send(new PutItemCommand({ TableName: this.table, Item: attributes(item) })));
  }

  private async putOnce(item: Plain): Promise<void> {
    const input = { TableName: this.table, Item: attributes(item), ConditionExpression: 'attribute_not_exists(entry)' };
    try {
      await retrying(() => this.client.send(new PutItemCommand(input)));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
    }
  }
}

const partition = (session: string): Omit<QueryCommandInput, 'TableName'> => ({
  ConsistentRead: true,
  KeyConditionExpression: '#session = :session',
  ExpressionAttributeNames: { '#session': 'session' },
  ExpressionAttributeValues: { ':session': { S: session } },
});

const startOf = (item: Item): Start => ({
  session: text(item, 'session'),
  at: text(item, 'began'),
  person: text(item, 'person'),
  arn: text(item, 'arn'),
  account: text(item, 'account'),
  region: text(item, 'region'),
  target: text(item, 'target'),
  document: text(item, 'document'),
  reason: text(item, 'reason'),
  event: text(item, 'event'),
});

/** Of the copy of another region's, start, approval and session are there, where they are held against the original. */
const isOwnRecording = (item: Item): boolean =>
  text(item, 'entry') === ENTRY.recording && item['replica']?.BOOL !== true;

function recordingOf(item: Item): Recording {
  const approval = item['approval']?.M;
  const person = text(item, 'person');
  return {
    session: text(item, 'session'),
    managed: text(item, 'managed') || undefined,
    person: person === NOBODY_KNOWN ? '' : person,
    host: text(item, 'host'),
    began: text(item, 'began') === UNDATED ? '' : text(item, 'began'),
    ended: text(item, 'ended') || undefined,
    integrity: text(item, 'integrity'),
    approval: approval && { id: text(approval, 'id'), by: text(approval, 'by') },
  };
}

const approvalOf = (item: Item): Approval => ({
  session: text(item, 'session'),
  began: text(item, 'began'),
  id: text(item, 'id'),
  by: text(item, 'by'),
  person: text(item, 'person'),
  since: Number(item['since']?.N),
  until: Number(item['until']?.N),
  reason: text(item, 'reason'),
});

const text = (item: Item, name: string): string => item[name]?.S ?? '';

/** Without empty texts, which no key of an index may be. */
const attributes = (item: Plain): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, typeof value === 'number' ? { N: `${value}` } : { S: value }]),
  );

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

function daysBetween(from: number, to: number): readonly string[] {
  const days = Math.floor(to / DAY_MS) - Math.floor(from / DAY_MS) + 1;
  return Array.from({ length: days }, (_, index) => dayOf(from + index * DAY_MS));
}
