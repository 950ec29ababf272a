import type { DeployedResource } from '../../collect/observe';
import type { Stage } from './scene';

/** An account in a region. */
export type Place = Pick<DeployedResource, 'account' | 'region'>;

/** A request in the form that a service understands. */
interface Request {
  readonly service: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/**
 * Asks a service over HTTP alone: for the few things that scenes ask, no client is loaded. The emulator checks no signature, and
 * takes the account from the credential.
 *
 * @throws what the service answered, unless it did what was asked
 */
async function ask(stage: Stage, { account, region }: Place, request: Request): Promise<Response> {
  const { service, path, headers, body } = request;
  const { endpoint } = stage.client(account, region);
  if (!endpoint) throw new Error(`${service} is asked in the local cloud alone`);
  const credential = `${account}/20260101/${region}/${service}/aws4_request`;
  const answer = await fetch(`${endpoint}${path}`, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${credential}`, ...headers },
    body: JSON.stringify(body),
  });
  if (answer.ok) return answer;
  throw new Error(`${service} ${path}: ${answer.status} ${await answer.text()}`);
}

/** How a run of a function ended. */
export interface Ran {
  /** What Lambda says where the code threw; undefined where it did not. */
  readonly error: string | undefined;
  readonly body: string;
}

/** Runs a function and waits for its end. */
export async function runFunction(stage: Stage, place: Place, name: string, event: object): Promise<Ran> {
  const path = `/2015-03-31/functions/${name}/invocations`;
  const answer = await ask(stage, place, { service: 'lambda', path, body: event });
  return { error: answer.headers.get('x-amz-function-error') ?? undefined, body: await answer.text() };
}

/** Asks SQS: an operation and its input. */
export async function askQueue<Answer>(stage: Stage, place: Place, operation: string, input: object): Promise<Answer> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` };
  const answer = await ask(stage, place, { service: 'sqs', path: '/', headers, body: input });
  return JSON.parse((await answer.text()) || '{}') as Answer;
}

/** Asks EventBridge: an operation and its input. */
export async function askEvents<Answer>(stage: Stage, place: Place, operation: string, input: object): Promise<Answer> {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` };
  const answer = await ask(stage, place, { service: 'events', path: '/', headers, body: input });
  return (await answer.json()) as Answer;
}
