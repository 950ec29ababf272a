import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DescribeSecurityGroupRulesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { HANDLERS } from '../../../constructs/handler-function/bundle';
import { PATIENCE } from '../../../constructs/sdk-client/patience';
import { filesFrom } from '../../support/handler-rights';
import { ROOT } from '../../support/landing-zone';

const CLIENT = /new \w+Client\((?:\{\s*)?/g;

describe('a service that does not answer', () => {
  let server: Server;
  beforeAll((done) => {
    server = createServer(() => undefined).listen(0, '127.0.0.1', done);
  });
  afterAll((done) => {
    server.closeAllConnections();
    server.close(done);
  });

  test('fails the call, and by a name that is tried again', async () => {
    const client = new EC2Client({
      requestHandler: { ...PATIENCE.requestHandler, requestTimeout: 20 },
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
      maxAttempts: 1,
    });

    await expect(client.send(new DescribeSecurityGroupRulesCommand({}))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });

  test.each(HANDLERS)('is not waited for by %s: each client has its patience', (handler) => {
    const sources = filesFrom(join(ROOT, 'constructs', handler, `${handler}.handler.ts`)).map((file) =>
      readFileSync(file, 'utf8'),
    );
    const made = sources.flatMap((source) =>
      [...source.matchAll(CLIENT)].map(({ 0: found, index }) => source.slice(index + found.length)),
    );

    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((rest) => !/^(\.\.\.)?PATIENCE[,)]/.test(rest))).toEqual([]);
  });
});
