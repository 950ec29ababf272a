import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PATIENCE } from '../../../lib/collect/auditor';
import { deployedIn } from '../../../lib/collect/deployed';
import type { Reach } from '../../../lib/collect/reader';
import { kmsKey } from '../../../lib/collect/readers/kms-key';

type Answer = (response: ServerResponse) => void;

/** Answers requests one after the other as it is told; the last answer for all that follow. */
class Service {
  asked = 0;
  private server: Server | undefined;

  async start(answers: readonly Answer[]): Promise<Reach> {
    this.server = createServer((request, response) => {
      request.resume();
      request.on('end', () => answers[Math.min(this.asked++, answers.length - 1)]?.(response));
    });
    await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    const { port } = this.server.address() as AddressInfo;
    return {
      region: 'eu-central-1',
      client: {
        ...PATIENCE,
        maxAttempts: 3,
        requestHandler: { ...PATIENCE.requestHandler, requestTimeout: 300 },
        region: 'eu-central-1',
        endpoint: `http://127.0.0.1:${port}`,
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      },
    };
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((closed) => this.server?.close(closed));
  }
}

const json =
  (status: number, body: object): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));

const xml =
  (status: number, body: string): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);

const reset: Answer = (response) => response.socket?.destroy();
const never: Answer = () => undefined;
const throttled = json(400, { __type: 'ThrottlingException', message: 'Rate exceeded' });
const broken = json(500, { __type: 'InternalFailure', message: 'oops' });
const good = json(200, { KeyRotationEnabled: true, Policy: '{}' });

const page = (id: string, next = '') =>
  xml(
    200,
    `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries><member><LogicalResourceId>${id}</LogicalResourceId><PhysicalResourceId>${id}</PhysicalResourceId><ResourceType>AWS::KMS::Key</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member></StackResourceSummaries>${next && `<NextToken>${next}</NextToken>`}</ListStackResourcesResult></ListStackResourcesResponse>`,
  );

describe('over HTTP', () => {
  const service = new Service();

  beforeEach(() => {
    service.asked = 0;
  });
  afterEach(() => service.stop());

  test.each([
    ['throttled', throttled],
    ['broken', broken],
    ['reset', reset],
  ])('what is %s for a moment is asked again', async (_, fault) => {
    const reach = await service.start([fault, good]);

    await expect(kmsKey(reach, 'key')).resolves.toMatchObject({ EnableKeyRotation: true });
    expect(service.asked).toBe(3);
  });

  test.each([
    ['throttled', throttled, 'ThrottlingException'],
    ['broken', broken, 'InternalFailure'],
    ['silent', never, 'TimeoutError'],
  ])(
    'what stays %s is given up, and told',
    async (_, fault, name) => {
      const reach = await service.start([fault]);

      await expect(kmsKey(reach, 'key')).rejects.toMatchObject({ name });
    },
    30_000,
  );

  test('what is denied is not asked again', async () => {
    const reach = await service.start([json(400, { __type: 'AccessDeniedException', message: 'no' })]);

    await expect(kmsKey(reach, 'key')).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(service.asked).toBeLessThanOrEqual(2);
  });

  test('what is cut off is no answer', async () => {
    const reach = await service.start([(response) => response.writeHead(200).end('{"KeyRotationEnabled": tr')]);

    await expect(kmsKey(reach, 'key')).rejects.toThrow();
  });

  test('a page that is throttled keeps none from the list', async () => {
    const slow = xml(
      400,
      '<ErrorResponse><Error><Code>Throttling</Code><Message>slow</Message></Error></ErrorResponse>',
    );
    const reach = await service.start([page('One', 'more'), slow, page('Two')]);
    const found = await deployedIn({ stack: 'acme', account: '1', region: 'eu-central-1' }, reach);

    expect(found.map(({ logicalId }) => logicalId)).toEqual(['One', 'Two']);
  });
});
