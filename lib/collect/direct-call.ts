import { setTimeout as pause } from 'node:timers/promises';
import { isObject } from '../../constructs/nag/intrinsics';
import type { DirectAction } from './permissions';
import type { ClientSettings, Credentials, LiveProperties } from './reader';
import { signed, type Unsigned } from './signed-request';

/** How each action is asked for: a path of the service, or an operation that takes its input as JSON. */
const CALLS: Readonly<
  Record<
    DirectAction,
    { readonly path: (input: Input) => string } | { readonly target: string; readonly version: string }
  >
> = {
  'events:DescribeRule': { target: 'AWSEvents.DescribeRule', version: '1.1' },
  'events:ListTargetsByRule': { target: 'AWSEvents.ListTargetsByRule', version: '1.1' },
  'lambda:GetFunctionConcurrency': { path: ({ FunctionName }) => `/2019-09-30/functions/${FunctionName}/concurrency` },
  'lambda:GetFunctionConfiguration': {
    path: ({ FunctionName }) => `/2015-03-31/functions/${FunctionName}/configuration`,
  },
  'lambda:GetPolicy': { path: ({ FunctionName }) => `/2015-03-31/functions/${FunctionName}/policy` },
  'sqs:GetQueueAttributes': { target: 'AmazonSQS.GetQueueAttributes', version: '1.0' },
};

type Input = Readonly<Record<string, string | readonly string[]>>;

/**
 * Asks a service for which this package carries no client of the SDK. Repeated as the clients repeat.
 * @throws Error with the name that the service gave
 */
export async function ask(action: DirectAction, input: Input, settings: ClientSettings): Promise<LiveProperties> {
  const { maxAttempts = 3 } = settings;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(action, input, settings);
    } catch (error) {
      if (attempt >= maxAttempts || !isPassing(error as Error)) throw error;
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

const FIRST_PAUSE_MS = 50;

/** Throttled, broken for a moment, silent or cut off: worth another try. */
const isPassing = ({ name }: Error): boolean =>
  /Throttl|TooManyRequests|LimitExceeded|Internal|Unavailable|ServiceException|^Http5|Timeout|^TypeError$/.test(name);

async function once(action: DirectAction, input: Input, settings: ClientSettings): Promise<LiveProperties> {
  const { region, requestHandler } = settings;
  const [service = ''] = action.split(':');
  const request = requestFor(action, input, settings);
  const headers = signed(request, { service, region, credentials: await credentialsOf(settings), at: new Date() });
  const response = await fetch(request.url, {
    method: request.method,
    headers,
    ...(request.method === 'POST' && { body: request.body }),
    signal: AbortSignal.timeout(requestHandler?.requestTimeout ?? PATIENCE_MS),
  });
  const text = await response.text();
  if (!response.ok) throw failure(response, text);
  const answer: unknown = JSON.parse(text);
  return isObject(answer) ? answer : {};
}

const PATIENCE_MS = 20_000;

function requestFor(action: DirectAction, input: Input, { endpoint, region }: ClientSettings): Unsigned {
  const [service = ''] = action.split(':');
  const host = `${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const base = endpoint ?? `https://${host}`;
  const call = CALLS[action];
  if ('path' in call) return { method: 'GET', url: new URL(call.path(input), base), headers: {}, body: '' };
  const headers = { 'content-type': `application/x-amz-json-${call.version}`, 'x-amz-target': call.target };
  return { method: 'POST', url: new URL('/', base), headers, body: JSON.stringify(input) };
}

async function credentialsOf({ credentials }: ClientSettings): Promise<Credentials> {
  const given = typeof credentials === 'function' ? await credentials() : credentials;
  if (given) return given;
  throw new Error('no credentials were given');
}

/** `com.amazonaws.sqs#QueueDoesNotExist`, or `ResourceNotFoundException:http://…` in a header. */
function failure(response: Response, text: string): Error {
  const body = jsonOf(text);
  const told = response.headers.get('x-amzn-errortype') ?? String(body['__type'] ?? `Http${response.status}`);
  const name = told.split(':')[0]?.split('#').at(-1) ?? told;
  return Object.assign(new Error(String(body['message'] ?? body['Message'] ?? response.statusText)), { name });
}

function jsonOf(text: string): LiveProperties {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}
