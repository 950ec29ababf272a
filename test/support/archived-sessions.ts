import { Readable } from 'node:stream';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { sdkStreamMixin } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';
import { LATER } from '../../constructs/session-index/index-item';
import type { Files } from '../constructs/session-recording/recordings';

type Item = Record<string, AttributeValue>;

/** An object, and when it was stored. */
interface Stored {
  readonly bytes: Buffer;
  readonly stored: Date;
  /** Whether S3 copied it from another bucket. */
  readonly isReplica: boolean;
}

/** A bucket of recordings in memory, two objects a page. */
export function archivedSessions() {
  const client = mockClient(S3Client);
  const objects = new Map<string, Stored>();
  return {
    client,
    objects,
    store(session: string, files: Files, stored = new Date(), prefix = 'sessions/', isReplica = false): void {
      for (const [name, bytes] of files) objects.set(`${prefix}${session}/${name}`, { bytes, stored, isReplica });
    },
    /** Empty again, and answering. */
    reset(): void {
      client.reset();
      objects.clear();
      client.on(ListObjectsV2Command).callsFake(({ Prefix = '', Delimiter, StartAfter = '', ContinuationToken }) => {
        const keys = [...objects.keys()].sort().filter((key) => key.startsWith(Prefix) && key > StartAfter);
        const found = Delimiter === undefined ? keys : foldersIn(keys, Prefix);
        const at = Number(ContinuationToken ?? 0);
        const page = found.slice(at, at + 2);
        return {
          ...(Delimiter === undefined
            ? { Contents: page.map((Key) => contentOf(Key, objects.get(Key))) }
            : { CommonPrefixes: page.map((each) => ({ Prefix: each })) }),
          ...(at + 2 < found.length && { NextContinuationToken: String(at + 2) }),
        };
      });
      client.on(GetObjectCommand).callsFake(({ Key }) => {
        const found = objects.get(Key);
        if (!found) throw Object.assign(new Error(`no ${Key}`), { name: 'NoSuchKey' });
        return { Body: sdkStreamMixin(Readable.from([found.bytes])) };
      });
      client
        .on(HeadObjectCommand)
        .callsFake(({ Key }) => (objects.get(Key)?.isReplica ? { ReplicationStatus: 'REPLICA' } : {}));
      client.on(PutObjectCommand).callsFake(({ Key, Body }) => {
        objects.set(Key, { bytes: Buffer.from(Body), stored: new Date(), isReplica: false });
        return {};
      });
    },
  };
}

const foldersIn = (keys: readonly string[], prefix: string): readonly string[] => [
  ...new Set(keys.map((key) => `${prefix}${key.slice(prefix.length).split('/')[0]}/`)),
];

const contentOf = (Key: string, found: Stored | undefined) => ({
  Key,
  Size: found?.bytes.length,
  LastModified: found?.stored,
});

/** A table of sessions in memory, one item a page. It knows one condition: that of the index. */
export function indexTable() {
  const client = mockClient(DynamoDBClient);
  const items = new Map<string, Item>();
  const keyOf = (key: Item): string => `${key['session']?.S} ${key['entry']?.S}`;
  return {
    client,
    items,
    /** Empty again, and answering. */
    reset(): void {
      client.reset();
      items.clear();
      client.on(PutItemCommand).callsFake(({ Item: item, ConditionExpression }) => {
        if (ConditionExpression !== LATER) throw new Error(`${ConditionExpression} is not known here`);
        const before = items.get(keyOf(item));
        if (before && isLater(before, item)) {
          throw new ConditionalCheckFailedException({ $metadata: {}, message: 'the item there is later' });
        }
        items.set(keyOf(item), item);
        return {};
      });
      client.on(GetItemCommand).callsFake(({ Key }) => ({ Item: items.get(keyOf(Key)) }));
      client.on(QueryCommand).callsFake(({ IndexName, ExpressionAttributeValues, ExclusiveStartKey }) => {
        const [wanted] = Object.values(ExpressionAttributeValues as Item).map(({ S }) => S);
        const name = String(IndexName).replace('by-', '');
        const found = [...items.values()].filter((item) => item[name]?.S === wanted);
        const at = Number(ExclusiveStartKey?.at?.N ?? 0);
        return {
          Items: found.slice(at, at + 1),
          ...(at + 1 < found.length && { LastEvaluatedKey: { at: { N: String(at + 1) } } }),
        };
      });
    },
  };
}

/** What the condition says, in this language; that it says so in DynamoDB's is for the emulator to show. */
function isLater(one: Item, other: Item): boolean {
  const order = (item: Item) => [Number(item['files']?.N), Number(item['rank']?.N), item['indexed']?.S ?? ''] as const;
  const [[files, rank, indexed], [otherFiles, otherRank, otherIndexed]] = [order(one), order(other)];
  if (files !== otherFiles) return files > otherFiles;
  return rank === otherRank ? indexed > otherIndexed : rank > otherRank;
}
