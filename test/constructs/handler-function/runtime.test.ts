import { respond } from '../../../constructs/handler-function/runtime/custom-resource';
import { note } from '../../../constructs/handler-function/runtime/note';
import { allPages } from '../../../constructs/handler-function/runtime/pages';
import { inParallel } from '../../../constructs/handler-function/runtime/parallel';
import { clock, retrying } from '../../../constructs/handler-function/runtime/retry';
import { serviceError } from '../../support/notes';
import { type Answer, customResourceEvent, responseUrl } from '../../support/response-url';

let waits: number[] = [];
beforeEach(() => {
  waits = [];
  jest.spyOn(clock, 'wait').mockImplementation(async (ms) => {
    waits.push(ms);
  });
});
afterEach(() => jest.restoreAllMocks());

/** Fails with each of the errors in turn, and then gives a result. */
const failing = (...errors: readonly Error[]): jest.Mock<Promise<string>> => {
  const call = jest.fn<Promise<string>, []>().mockResolvedValue('done');
  for (const error of errors) call.mockRejectedValueOnce(error);
  return call;
};

describe('retrying', () => {
  test.each([
    ['throttling', serviceError('ThrottlingException')],
    ['too many requests', serviceError('TooManyRequestsException')],
    ['another change under way', serviceError('ConflictException')],
    ['a failure of the service', serviceError('Whatever', 500)],
    ['an overloaded service', serviceError('Whatever', 503)],
  ])('calls again after %s', async (_, error) => {
    const call = failing(error, error);

    await expect(retrying(call)).resolves.toBe('done');
    expect(call).toHaveBeenCalledTimes(3);
  });

  test.each([
    ['a refusal', serviceError('AccessDeniedException', 403)],
    ['a wrong request', serviceError('ValidationException')],
    ['what is no error at all', 'no error' as never],
  ])('does not call again after %s', async (_, error) => {
    const call = failing(error);

    await expect(retrying(call)).rejects.toBe(error);
    expect(call).toHaveBeenCalledTimes(1);
  });

  test('gives up after eight calls, with the last error', async () => {
    const error = serviceError('ThrottlingException');
    const call = failing(...Array.from({ length: 20 }, () => error));

    await expect(retrying(call)).rejects.toBe(error);
    expect(call).toHaveBeenCalledTimes(8);
  });

  test('waits longer each time, and never longer than 20 seconds', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);

    await retrying(failing(...Array.from({ length: 7 }, () => serviceError('Throttling'))));

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000]);
  });

  test('waits at least half of that, so that callers do not come back together', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);

    await retrying(failing(serviceError('Throttling')));

    expect(waits).toEqual([250]);
  });
});

describe('allPages', () => {
  test('reads to the last page, and asks again where one is throttled', async () => {
    const pages: Readonly<Record<string, { items?: readonly number[]; next: string | undefined }>> = {
      '': { items: [1, 2], next: 'b' },
      b: { next: 'c' },
      c: { items: [3], next: undefined },
    };
    const ask = jest.fn(async (token: string | undefined) => ({
      items: undefined,
      ...pages[token ?? ''],
      next: pages[token ?? '']?.next,
    }));
    ask.mockRejectedValueOnce(serviceError('ThrottlingException'));

    await expect(allPages(ask)).resolves.toEqual([1, 2, 3]);
  });

  test('throws where a page leads back', async () => {
    await expect(allPages(async () => ({ items: [1], next: 'again' }))).rejects.toThrow('leads back');
  });
});

describe('inParallel', () => {
  test('does all work, no more at a time than allowed', async () => {
    let under = 0;
    let most = 0;
    const done: number[] = [];
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise((next) => setImmediate(next));
      under -= 1;
      done.push(item);
    });

    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  test('throws what fails, after what is under way has ended', async () => {
    const ended: number[] = [];
    const work = inParallel([1, 2], 2, async (item) => {
      if (item === 1) throw new Error('first');
      await new Promise((next) => setImmediate(next));
      ended.push(item);
    });

    await expect(work).rejects.toThrow('first');
    expect(ended).toEqual([2]);
  });
});

describe('note', () => {
  test('writes one line of JSON and nothing before it, as metric filters want', () => {
    const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    note('something', { count: 1 });

    expect(written.mock.calls).toEqual([['{"event":"something","count":1}\n']]);
  });
});

describe('respond', () => {
  const EVENT = customResourceEvent();

  test('puts the answer to the signed URL, without content type', async () => {
    const { bodies, requests } = responseUrl();

    await respond(EVENT, { status: 'SUCCESS', data: { Created: '1' } });

    expect(requests).toEqual([
      [
        EVENT.ResponseURL,
        expect.objectContaining({ method: 'PUT', headers: expect.objectContaining({ 'content-type': '' }) }),
      ],
    ]);
    expect(bodies[0]).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'Resource',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Resource',
      Data: { Created: '1' },
    });
  });

  test('keeps the id of a resource that has one', async () => {
    const { bodies } = responseUrl();

    await respond({ ...EVENT, RequestType: 'Update', PhysicalResourceId: 'before' }, { status: 'SUCCESS' });

    expect(bodies[0]).toMatchObject({ PhysicalResourceId: 'before' });
  });

  test('shortens a reason that CloudFormation would not take', async () => {
    const { bodies } = responseUrl();

    await respond(EVENT, { status: 'FAILED', reason: 'x'.repeat(10_000) });

    expect(bodies[0]?.['Reason']).toHaveLength(1000);
  });

  test.each<Answer>([503, 'timeout', 'reset'])('answers again after %s', async (answer) => {
    const { bodies } = responseUrl(answer);

    await respond(EVENT, { status: 'SUCCESS' });

    expect(bodies).toHaveLength(2);
  });

  test('throws when the answer is refused, so that Lambda runs again', async () => {
    responseUrl(403);

    await expect(respond(EVENT, { status: 'SUCCESS' })).rejects.toThrow('403');
  });
});
