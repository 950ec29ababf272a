import { randomUUID } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { DeployedResource } from '../../collect/observe';
import type { Raised } from './alarms';
import { WatchedLog } from './logs';
import { type Played, type Scene, type Stage, standing } from './scene';
import { sessionOf, trailEvent } from './trail-events';

/** Addresses for documentation, of networks that do not belong together. */
const HOME = '203.0.113.7';
const ABROAD = '198.51.100.9';

const HALF_AN_HOUR_MS = 30 * 60_000;

const concurrentUse: Scene = {
  id: 'double-use-alarmed',
  title: { en: 'A person is used from two places at once', zh: '同一身份同时在两地使用' },
  expected: {
    en: 'those on call hear of it; not of one who is in one place',
    zh: '值班人员收到告警；仅在一地使用时不告警',
  },
  facets: ['8.2/no-shared-accounts#concurrent-use-detection'],
  async play(stage): Promise<Played> {
    const table = standing(stage, 'AWS::DynamoDB::Table', /-sightings$/);
    const once = await usedFrom(stage, table, [HOME, HOME]);
    const twice = await usedFrom(stage, table, [HOME, ABROAD]);
    const heard = twice.filter(({ metric }) => metric === 'ConcurrentUse');
    const good = once.length === 0 && heard.length > 0 && heard.every((alarm) => alarm.heard);
    return {
      ending: good ? 'as-expected' : 'wrong',
      happened: {
        en: `one place: ${alarmsIn(once).en}; two places: ${alarmsIn(twice).en}. The deployed function decided; deployed filters were matched by isms`,
        zh: `一地：${alarmsIn(once).zh}；两地：${alarmsIn(twice).zh}。由已部署的函数判定，已部署的过滤器由 isms 匹配`,
      },
      subject: table,
    };
  },
};

/** Lets a person call from each of the addresses, half an hour apart, and gives the alarms that went off. */
async function usedFrom(
  stage: Stage,
  table: DeployedResource,
  addresses: readonly string[],
): Promise<readonly Raised[]> {
  const person = `isms-demo-${randomUUID()}`;
  const began = Date.now();
  const events = addresses.map((from, index) =>
    trailEvent(table, {
      service: 's3',
      name: 'ListBuckets',
      at: new Date(began - index * HALF_AN_HOUR_MS),
      from,
      userIdentity: sessionOf(table.account, person, 'developer'),
    }),
  );
  const trail = WatchedLog.of(stage, /\/trail$/);
  const own = WatchedLog.of(stage, /\/handlers\/concurrent-use$/);
  try {
    const runs = await trail.handOver(events);
    if (runs.length === 0) throw new Error('no deployed subscription takes the events of a person');
    for (const { error, body } of runs) if (error) throw new Error(`the function ended with ${error}: ${body}`);
    return await own.count((await own.since(began)).filter((line) => line.includes(person)));
  } finally {
    await forget(stage, table, person);
  }
}

/** Takes what the function has kept of the person out of its table. */
async function forget(stage: Stage, { account, region, physicalId }: DeployedResource, person: string): Promise<void> {
  const client = new DynamoDBClient(stage.client(account, region));
  const ofPerson = {
    TableName: physicalId,
    KeyConditionExpression: '#identity = :identity',
    ExpressionAttributeNames: { '#identity': 'identity' },
    ExpressionAttributeValues: { ':identity': { S: `person ${person}` } },
  };
  for await (const { Items = [] } of paginateQuery({ client }, ofPerson)) {
    for (const { identity, seen } of Items) {
      if (!identity || !seen) continue;
      await client.send(new DeleteItemCommand({ TableName: physicalId, Key: { identity, seen } }));
    }
  }
}

const alarmsIn = (raised: readonly Raised[]) => {
  const heard = raised.filter((alarm) => alarm.heard).length;
  if (raised.length === 0) return { en: 'no alarm', zh: '无告警' };
  return {
    en: `${raised.length} alarm${raised.length > 1 ? 's' : ''}, ${heard} heard`,
    zh: `告警 ${raised.length} 条，送达 ${heard} 条`,
  };
};

export const CONCURRENT_USE_SCENES: readonly Scene[] = [concurrentUse];
