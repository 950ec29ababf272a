import { EventEmitter } from 'node:events';
import https from 'node:https';
import type { CustomResourceEvent } from '../../constructs/handler-function/runtime/custom-resource';

/** What CloudFormation sends to the function behind a custom resource: here, when the resource is made. */
export const customResourceEvent = (
  properties: CustomResourceEvent['ResourceProperties'] = {},
  more: Partial<CustomResourceEvent> = {},
): CustomResourceEvent => ({
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example.com/answer?Signature=1',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Resource',
  ResourceProperties: properties,
  ...more,
});

/** What a server does: answer with a status code, not answer in time, or break off. */
export type Answer = number | 'timeout' | 'reset';

/**
 * Stands in for the server behind the response URLs of CloudFormation.
 * @param answers in turn; 200 when they are used up
 */
export function responseUrl(...answers: readonly Answer[]) {
  const left = [...answers];
  const bodies: Readonly<Record<string, unknown>>[] = [];
  const requests: (readonly [url: string, options: object])[] = [];
  jest.spyOn(https, 'request').mockImplementation(((
    url: string,
    options: object,
    answered: (response: object) => void,
  ) => {
    requests.push([url, options]);
    const answer = left.shift() ?? 200;
    const sent = Object.assign(new EventEmitter(), {
      destroy: (error: Error) => sent.emit('error', error),
      end: (body: string) => {
        bodies.push(JSON.parse(body) as Record<string, unknown>);
        if (answer === 'timeout') sent.emit('timeout');
        else if (answer === 'reset') sent.emit('error', Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
        else answered({ statusCode: answer, resume: () => undefined });
      },
    });
    return sent;
  }) as never);
  return { bodies, requests };
}
