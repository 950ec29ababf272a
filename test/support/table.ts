import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';

type Item = Record<string, AttributeValue>;

/** A table of sessions in memory, with `session` and `entry` as its key and an index by `day`; one item a page. */
export function sessionTable() {
  const client = mockClient(DynamoDBClient);
  const items = new Map<string, Item>();
  const keyOf = (item: Item): string => `${item['session']?.S}\n${item['entry']?.S}`;

  return {
    client,
    /** What it holds, by `session` and `entry`. */
    items,
    put: (item: Record<string, string | boolean | Record<string, string>>): void => {
      const attributes = Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]));
      items.set(keyOf(attributes), attributes);
    },
    /** The texts of a partition's items. */
    partition: (session: string) =>
      [...items.values()]
        .filter((item) => item['session']?.S === session)
        .map((item) =>
          Object.fromEntries(Object.entries(item).map(([name, value]) => [name, value.S ?? Number(value.N)])),
        ),
    /** Empty again, and answering. */
    reset(): void {
      client.reset();
      items.clear();
      client.on(PutItemCommand).callsFake(({ Item: item, ConditionExpression }) => {
        if (ConditionExpression !== undefined && items.has(keyOf(item))) {
          throw new ConditionalCheckFailedException({ $metadata: {}, message: 'there already' });
        }
        items.set(keyOf(item), item);
        return {};
      });
      client.on(QueryCommand).callsFake((asked) => {
        const { IndexName, ExpressionAttributeValues, ExclusiveStartKey, ScanIndexForward = true } = asked;
        const [name] = IndexName === undefined ? ['session'] : ['day'];
        const [wanted] = Object.values(ExpressionAttributeValues as Item).map(({ S }) => S);
        const found = [...items.values()].filter((item) => item[name as string]?.S === wanted);
        if (!ScanIndexForward) found.sort((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1));
        const at = Number(ExclusiveStartKey?.at?.N ?? 0);
        return {
          Items: found.slice(at, at + 1),
          ...(at + 1 < found.length && { LastEvaluatedKey: { at: { N: String(at + 1) } } }),
        };
      });
    },
  };
}

function attribute(value: string | boolean | Record<string, string>): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'boolean') return { BOOL: value };
  return { M: Object.fromEntries(Object.entries(value).map(([name, text]) => [name, { S: text }])) };
}
