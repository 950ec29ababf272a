import { randomUUID } from 'node:crypto';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeSessionsCommand, type Session, SSMClient, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { PATIENCE } from '../../constructs/sdk-client/patience';
import { sessionControlTable } from '../../constructs/session-control/names';

/** Where decisions about sessions are kept, and by whom they are made. */
export interface DecisionsPlace {
  /** The landing zone's name. */
  readonly name: string;
  /** Of the bastion. */
  readonly region: string;
  /** The profile of the AWS configuration that signs in to the account of the bastion. @default - as usual */
  readonly profile?: string;
}

/** In seconds, how long an end is kept: no session lasts as long. */
const KEPT = 24 * 3600;

/** In seconds, how far ahead a sign of life says that it holds: the recorder watches whether it rises, and not how far. */
const AHEAD = 15;

/** An approval, as it was written. */
export interface Given {
  readonly id: string;
  readonly by: string;
  /** Seconds since the epoch. */
  readonly since: number;
  readonly until: number;
}

const seconds = (): number => Math.floor(Date.now() / 1000);

/** What one person decides about sessions of others, in the name of who is signed in. Methods throw what the services throw. */
export class Decisions {
  private readonly table: string;
  private readonly name: string;
  private readonly dynamoDb: DynamoDBClient;
  private readonly ssm: SSMClient;
  private readonly sts: STSClient;
  private own: Promise<string> | undefined;

  constructor({ name, region, profile }: DecisionsPlace) {
    const settings = { ...PATIENCE, region, ...(profile !== undefined && { profile }) };
    this.name = name;
    this.table = sessionControlTable(name);
    this.dynamoDb = new DynamoDBClient(settings);
    this.ssm = new SSMClient(settings);
    this.sts = new STSClient(settings);
  }

  /** `aws:userid` of who is signed in: entries stand under it, and under no other. */
  owner(): Promise<string> {
    this.own ??= this.sts.send(new GetCallerIdentityCommand({})).then(({ UserId }) => UserId ?? '');
    return this.own;
  }

  /** @param duration in seconds, from now on */
  async approve(person: string, duration: number, reason: string): Promise<Given> {
    const [id, since] = [randomUUID(), seconds()];
    const until = since + duration;
    await this.put(`approval#${id}`, {
      person: { S: person },
      since: number(since),
      until: number(until),
      reason: { S: reason },
    });
    return { id, by: await this.owner(), since, until };
  }

  /** A sign that somebody watches a session. */
  watch(session: string, person: string): Promise<void> {
    return this.put(`watch#${session}`, { person: { S: person }, until: number(seconds() + AHEAD) });
  }

  /** What holds no longer than now is less than was told before: a farewell. */
  leave(session: string, person: string): Promise<void> {
    return this.put(`watch#${session}`, { person: { S: person }, until: number(seconds() - AHEAD) });
  }

  /** Has the recorder end a session. @param session the id of the recording, or of Session Manager, which then is whom it is about */
  end(session: string, person: string, reason: string): Promise<void> {
    const now = seconds();
    const held = { person: { S: person }, since: number(now), until: number(now + KEPT), reason: { S: reason } };
    return this.put(`end#${session}`, held);
  }

  /** Has Session Manager end a session: the channel to the host. */
  async terminate(managed: string): Promise<void> {
    await this.ssm.send(new TerminateSessionCommand({ SessionId: managed }));
  }

  /** Sessions with the bastion's document that Session Manager holds to be running. */
  async running(): Promise<readonly Session[]> {
    const found: Session[] = [];
    let NextToken: string | undefined;
    do {
      const page = await this.ssm.send(
        new DescribeSessionsCommand({ State: 'Active', ...(NextToken && { NextToken }) }),
      );
      found.push(...(page.Sessions ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return found.filter(({ DocumentName }) => DocumentName === `${this.name}-bastion`);
  }

  private async put(entry: string, held: Readonly<Record<string, AttributeValue>>): Promise<void> {
    const Item = { owner: { S: await this.owner() }, entry: { S: entry }, ...held };
    await this.dynamoDb.send(new PutItemCommand({ TableName: this.table, Item }));
  }
}

const number = (value: number): AttributeValue.NMember => ({ N: String(value) });
