import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { ControlTable } from './control-table';
import { signDigest } from './ecdsa';

/** How the cloud answers; `lost` stores and does not say so, `slow to store` signs in time. */
export type Mood = 'well' | 'silent' | 'failing' | 'slow' | 'slow to store' | 'lost';

/** A request in the name of the host. */
const SIGNED = /^AWS4-HMAC-SHA256 Credential=AKID\/\d{8}\/eu-west-1\/(s3|kms|logs)\//;
/** In milliseconds, how long a slow cloud takes, and one that is slow to store does. */
const [SLOWNESS, SLOW_TO_STORE] = [600, 1300];

/**
 * What a recorder needs of AWS, on the loopback interface: a bucket that overwrites nothing, a key that signs, the metadata service.
 * Objects become files of a folder.
 */
export class RecorderCloud {
  mood: Mood = 'well';
  /** What people decide about sessions; it has moods of its own. */
  readonly control = new ControlTable();
  /** How the log answers. */
  logs: 'well' | 'failing' = 'well';
  /** What was asked, with the answers. */
  readonly requests: { readonly method: string; readonly path: string; readonly status: number }[] = [];
  /** What was logged. */
  readonly lines: Readonly<Record<string, unknown>>[] = [];
  private readonly streams = new Set<string>();
  readonly publicKey: string;
  /** Of the one key that stands for all:. */
  readonly privateKey: string;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  constructor(readonly folder: string) {
    const pair = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    this.publicKey = pair.publicKey;
    this.privateKey = pair.privateKey;
  }

  /** @returns its address */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (!body) return;
    const { method = '', url = '' } = request;
    const end = (status: number, text: string | object = ''): void => {
      this.requests.push({ method, path: url, status });
      response.writeHead(status).end(typeof text === 'string' ? text : JSON.stringify(text));
    };
    if (url.startsWith('/latest/')) return end(200, METADATA[url] ?? 'token');
    if (request.headers['x-amz-target'] === 'DynamoDB_20120810.Query') return this.decide(request, body, end);
    if (this.mood === 'silent') return;
    if (this.mood === 'failing') return end(503);
    if (this.mood === 'slow to store' && method === 'PUT')
      await new Promise((resolve) => setTimeout(resolve, SLOW_TO_STORE));
    if (this.mood === 'slow') await new Promise((resolve) => setTimeout(resolve, SLOWNESS));
    if (!SIGNED.test(request.headers.authorization ?? '')) return end(403);
    if (method === 'POST') return end(...this.asked(String(request.headers['x-amz-target'] ?? ''), body));
    const status = this.stored(url, body, request);
    if (this.mood === 'lost' && status === 200) return void request.socket.destroy();
    end(status);
  }

  /** What CloudWatch Logs and KMS are asked. */
  private asked(target: string, body: Buffer): [number, (string | object)?] {
    if (target === 'TrentService.GetPublicKey') return [200, { PublicKey: this.publicKeyInDer() }];
    if (!target.startsWith('Logs_20140328.')) return [200, this.signature(body)];
    return this.logs === 'failing' ? [503] : this.logged(target, body);
  }

  /** CloudWatch Logs takes lines for a stream that is there. */
  private logged(target: string, body: Buffer): [number, object] {
    const { logGroupName, logStreamName, logEvents } = JSON.parse(body.toString());
    const stream = `${logGroupName}:${logStreamName}`;
    if (target.endsWith('.CreateLogStream')) this.streams.add(stream);
    else if (!this.streams.has(stream)) return [400, { __type: 'ResourceNotFoundException' }];
    else this.lines.push(...logEvents.map(({ message }: { message: string }) => JSON.parse(message)));
    return [200, {}];
  }

  private decide(
    { headers, socket }: IncomingMessage,
    body: Buffer,
    end: (status: number, answer: string | object) => void,
  ): void {
    const answer = this.control.answer(headers.authorization ?? '', body);
    if (answer === 'gone') socket.destroy();
    else if (answer !== 'silent') end(...answer);
  }

  /** As KMS gives it, in base64. */
  publicKeyInDer(): string {
    return createPublicKey(this.publicKey).export({ type: 'spki', format: 'der' }).toString('base64');
  }

  /** KMS signs the digest that it is given. */
  private signature(body: Buffer): object {
    const { Message, MessageType, SigningAlgorithm } = JSON.parse(body.toString());
    if (MessageType !== 'DIGEST' || SigningAlgorithm !== 'ECDSA_SHA_256') throw new Error('not asked to sign a digest');
    return { Signature: signDigest(Buffer.from(Message, 'base64'), this.privateKey).toString('base64') };
  }

  private stored(url: string, body: Buffer, { headers }: IncomingMessage): number {
    if (headers['x-amz-checksum-sha256'] !== createHash('sha256').update(body).digest('base64')) return 400;
    if (headers['x-amz-server-side-encryption'] !== 'aws:kms' || headers['if-none-match'] !== '*') return 400;
    const file = join(this.folder, url);
    if (existsSync(file)) return 412;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
    return 200;
  }
}

/** Undefined where who asked has been ended meanwhile. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}

const METADATA: Readonly<Record<string, string>> = {
  '/latest/meta-data/iam/security-credentials/': 'acme-bastion',
  '/latest/meta-data/iam/security-credentials/acme-bastion': JSON.stringify({
    AccessKeyId: 'AKID',
    SecretAccessKey: 'secret',
    Token: 'token',
    Expiration: '2099-01-01T00:00:00Z',
  }),
};
