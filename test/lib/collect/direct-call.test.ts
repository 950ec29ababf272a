import { ask } from '../../../lib/collect/direct-call';
import { signed } from '../../../lib/collect/signed-request';

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

const SETTINGS = { region: 'eu-central-1', credentials: CREDENTIALS };

const web = jest.spyOn(globalThis, 'fetch');
beforeEach(() => web.mockReset());

const fault = (status: number, name: string) => () =>
  Promise.resolve(new Response(JSON.stringify({ __type: `com.amazonaws.sqs#${name}`, message: 'no' }), { status }));

const queue = (settings: Parameters<typeof ask>[2] = SETTINGS) =>
  ask('sqs:GetQueueAttributes', { QueueUrl: 'https://q' }, settings);

describe('a request is signed', () => {
  // of the suite that AWS publishes for its signature
  test.each([
    ['GET', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    ['POST', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  ] as const)('as the published example of a plain %s', (method, signature) => {
    const request = { method, url: new URL('https://example.amazonaws.com/'), headers: {}, body: '' };
    const at = new Date('2015-08-30T12:36:00Z');

    expect(signed(request, { service: 'service', region: 'us-east-1', credentials: CREDENTIALS, at })).toEqual({
      host: 'example.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${signature}`,
    });
  });

  test('with the token of a session', () => {
    const request = { method: 'GET', url: new URL('https://example.amazonaws.com/'), headers: {}, body: '' } as const;
    const credentials = { ...CREDENTIALS, sessionToken: 'token' };
    const headers = signed(request, { service: 's', region: 'r', credentials, at: new Date() });

    expect(headers['x-amz-security-token']).toBe('token');
    expect(headers['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token,');
  });
});

describe('a service without a client', () => {
  test.each([
    ['eu-central-1', 'https://sqs.eu-central-1.amazonaws.com/'],
    ['cn-north-1', 'https://sqs.cn-north-1.amazonaws.com.cn/'],
  ])('is asked in %s', async (region, url) => {
    web.mockResolvedValue(Response.json({ Attributes: {} }));

    expect(await queue({ ...SETTINGS, region })).toEqual({ Attributes: {} });
    expect(String(web.mock.calls[0]?.[0])).toBe(url);
  });

  test('is asked with credentials that are fetched when they are needed', async () => {
    web.mockResolvedValue(Response.json({}));
    await queue({ region: 'eu-central-1', credentials: async () => ({ ...CREDENTIALS, accessKeyId: 'ASIA' }) });

    expect(new Headers(web.mock.calls[0]?.[1]?.headers).get('authorization')).toContain('Credential=ASIA/');
    await expect(queue({ region: 'eu-central-1' })).rejects.toThrow('no credentials');
  });

  test.each([
    [400, 'ThrottlingException'],
    [400, 'RequestThrottled'],
    [429, 'TooManyRequestsException'],
    [500, 'InternalFailure'],
    [503, 'ServiceUnavailable'],
  ])('that says %i %s is asked again, and given up in the end', async (status, name) => {
    web.mockImplementationOnce(fault(status, name)).mockImplementationOnce(async () => Response.json({ a: 1 }));
    expect(await queue()).toEqual({ a: 1 });

    web.mockReset().mockImplementation(fault(status, name));
    await expect(queue({ ...SETTINGS, maxAttempts: 2 })).rejects.toMatchObject({ name, message: 'no' });
    expect(web).toHaveBeenCalledTimes(2);
  });

  test('that breaks the line is asked again; an answer that is cut off is none', async () => {
    web.mockRejectedValueOnce(new TypeError('fetch failed')).mockResolvedValueOnce(Response.json({ a: 1 }));
    expect(await queue()).toEqual({ a: 1 });

    web.mockResolvedValue(new Response('{"a":'));
    await expect(queue()).rejects.toThrow(SyntaxError);
  });

  test.each([
    [400, 'AccessDeniedException'],
    [400, 'QueueDoesNotExist'],
  ])('that says %i %s is not asked again', async (status, name) => {
    web.mockImplementation(fault(status, name));

    await expect(queue()).rejects.toMatchObject({ name });
    expect(web).toHaveBeenCalledTimes(1);
  });

  test('that answers a fault without a name is told by its status', async () => {
    web.mockImplementation(async () => new Response('<html>', { status: 403 }));

    await expect(queue()).rejects.toMatchObject({ name: 'Http403' });
  });
});
