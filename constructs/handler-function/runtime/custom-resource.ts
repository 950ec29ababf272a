import https from 'node:https';
import { retrying } from './retry';

/** What CloudFormation sends to the function behind a custom resource. */
export interface CustomResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** Missing on `Create`. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  /** On `Update` alone. */
  readonly OldResourceProperties?: Readonly<Record<string, unknown>>;
}

/** How it ended, and what a stack may read of it. */
export interface Outcome {
  readonly status: 'SUCCESS' | 'FAILED';
  /** What people read where it failed. */
  readonly reason?: string;
  readonly data?: Readonly<Record<string, string>>;
}

/** What CloudFormation takes of a reason and of data together is 4096 bytes; a reason may become long. */
const LONGEST_REASON = 1000;

const ANSWER_WITHIN_MS = 10_000;

/**
 * Tells CloudFormation how it ended. The resource keeps its id, so that no update ever takes for another resource what is the same.
 *
 * @throws when the answer does not arrive: CloudFormation then waits until its own time is up.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export async function respond(event: CustomResourceEvent, { status, reason, data }: Outcome): Promise<void> {
  const body = JSON.stringify({
    Status: status,
    Reason: reason?.slice(0, LONGEST_REASON),
    PhysicalResourceId: event.PhysicalResourceId ?? event.LogicalResourceId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
    Data: data,
  });
  await retrying(() => put(event.ResponseURL, body));
}

/** The URL is signed for a request without content type. */
function put(url: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const sent = https.request(url, { method: 'PUT', headers, timeout: ANSWER_WITHIN_MS }, (response) => {
      response.resume();
      const { statusCode = 0 } = response;
      if (statusCode < 300) resolve();
      else reject(named(statusCode >= 500 ? 'ServiceException' : 'Error', `CloudFormation's answer is ${statusCode}`));
    });
    sent.on('timeout', () => sent.destroy(named('TimeoutError', 'no answer from the response URL')));
    sent.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ECONNRESET' ? named('ServiceException', error.message) : error),
    );
    sent.end(body);
  });
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
