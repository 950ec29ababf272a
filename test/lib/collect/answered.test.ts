import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetKeyRotationStatusCommand, KMSClient } from '@aws-sdk/client-kms';
import { isOfAws, noting } from '../../../lib/collect/answered';
import { PATIENCE } from '../../../lib/collect/auditor';
import { collect } from '../../../lib/collect/collect';
import type { Reach } from '../../../lib/collect/reader';

const REGION = 'eu-central-1';

const credentials = { accessKeyId: '111111111111', secretAccessKey: 'local' };

test.each([
  'https://kms.eu-central-1.amazonaws.com',
  'https://iam.amazonaws.com',
  'https://acme-trail.s3.eu-central-1.amazonaws.com',
  'https://kms.eu-central-1.api.aws',
  'https://kms.cn-north-1.amazonaws.com.cn',
  'https://kms.cn-northwest-1.api.amazonwebservices.com.cn',
])('AWS answers at %s', (origin) => {
  expect(isOfAws(origin)).toBe(true);
});

test.each([
  'http://127.0.0.1:4566',
  'http://kms.eu-central-1.amazonaws.com',
  'https://localhost',
  'https://amazonaws.com.example.org',
  'https://notamazonaws.com',
  'https://a1b2c3.execute-api.eu-central-1.amazonaws.com',
  'nothing',
])('somebody else answers at %s', (origin) => {
  expect(isOfAws(origin)).toBe(false);
});

describe('a service that is no AWS', () => {
  let server: Server;
  let endpoint: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      if (request.url?.startsWith('/nobody')) response.destroy();
      else response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end('{"__type":"Refused"}');
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  const ask = async (path: string): Promise<readonly string[]> => {
    const answered = new Set<string>();
    const reach = { region: REGION, client: { ...PATIENCE, region: REGION, credentials, endpoint: endpoint + path } };
    const client = new KMSClient({ ...noting(reach, answered).client, maxAttempts: 1 });
    await expect(client.send(new GetKeyRotationStatusCommand({ KeyId: 'k' }))).rejects.toThrow();
    return [...answered];
  };

  test('is noted when it answers, and not when it does not', async () => {
    await expect(ask('')).resolves.toEqual([endpoint]);
    await expect(ask('/nobody')).resolves.toEqual([]);
  });

  test('makes what is collected emulated, where the environment leads production clients to it', async () => {
    const reach = (): Reach => ({ region: REGION, client: { ...PATIENCE, region: REGION, credentials } });
    process.env['AWS_ENDPOINT_URL'] = endpoint;
    try {
      const places = [{ stack: 'acme', account: '111111111111', region: REGION }];
      await expect(collect({ places, reach, emulated: false })).resolves.toMatchObject({
        emulated: true,
        answeredBy: [endpoint],
      });
    } finally {
      delete process.env['AWS_ENDPOINT_URL'];
    }
  });
});
