import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { ConcurrentUse } from '../../constructs/concurrent-use/concurrent-use';
import { bundleOf, HANDLERS, type HandlerName } from '../../constructs/handler-function/bundle';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { IdentityAssignments } from '../../constructs/identity-assignments/identity-assignments';
import { LeaverReconciliation } from '../../constructs/leaver-reconciliation/leaver-reconciliation';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { s3Client } from '../../lib/collect/s3-client';
import { type Emulator, startEmulator, stopEmulator } from '../../lib/local/emulator';
import { clientOf, endpointOf } from '../../lib/local/environment';
import { localFolder } from '../../lib/local/folder';
import { emulatorPython } from '../../lib/local/python';
import { ASSIGNMENT, INSTANCE } from '../support/handler-stacks';
import { ROOT } from '../support/landing-zone';

export const ACCOUNT = '111111111111';
export const REGION = 'eu-central-1';
const CODE = 'handler-code';
const STACK = 'Handlers';

/** How a run of a function ended. */
export interface Ran {
  /** What Lambda says where the code threw or its time was up. */
  readonly error: string | null;
  readonly body: string;
}

/** An emulated cloud with the three handlers in it, deployed by CloudFormation from their constructs, with the bundles as their code. */
export class HandlerCloud {
  readonly client: ReturnType<typeof clientOf>;
  private readonly folder = localFolder(mkdtempSync(join(tmpdir(), 'isms-handlers-')));
  private emulator: Emulator | undefined;

  constructor(readonly port: number) {
    this.client = clientOf(port, ACCOUNT, REGION);
  }

  async up(): Promise<void> {
    const python = await emulatorPython(localFolder(ROOT));
    mkdirSync(this.folder.root, { recursive: true });
    symlinkSync(join(ROOT, '.local', 'venv'), this.folder.virtualEnvironment);
    const started = await startEmulator(this.folder, python, { port: this.port, config: 'none' });
    this.emulator = started;
    await s3Client(this.client).send(new CreateBucketCommand({ Bucket: CODE }));
    for (const name of HANDLERS) await this.upload(python, name);
    const logs = new CloudWatchLogsClient(this.client);
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/acme/trail' }));
    await this.deploy();
  }

  async down(): Promise<void> {
    if (this.emulator) await stopEmulator(this.folder, this.emulator);
    rmSync(join(this.folder.root, '..'), { recursive: true, force: true });
  }

  /** Runs a function and waits for its end. */
  async run(handler: HandlerName, event: object): Promise<Ran> {
    const answer = await this.lambda('POST', `/2015-03-31/functions/acme-${handler}/invocations`, event);
    return { error: answer.headers.get('x-amz-function-error'), body: await answer.text() };
  }

  /** Hands an event over, as services do: Lambda tries it three times, and keeps what failed. */
  async handOver(handler: HandlerName, event: object): Promise<void> {
    const path = `/2015-03-31/functions/acme-${handler}/invocations`;
    await this.lambda('POST', path, event, { 'x-amz-invocation-type': 'Event' });
  }

  /** Leads what a function calls through a port, and gives a run so many seconds. */
  async lead(handler: HandlerName, port: number, seconds: number): Promise<void> {
    const path = `/2015-03-31/functions/acme-${handler}/configuration`;
    const { Environment } = (await (await this.lambda('GET', path)).json()) as {
      readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
    };
    const Variables = { ...Environment?.Variables, AWS_ENDPOINT_URL: endpointOf(port) };
    await this.lambda('PUT', path, { Environment: { Variables }, Timeout: seconds });
  }

  /** What a function has noted in its log so far. */
  async notes(handler: HandlerName): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { events = [] } = await new CloudWatchLogsClient(this.client).send(
      new FilterLogEventsCommand({ logGroupName: `/acme/handlers/${handler}` }),
    );
    return events.flatMap(({ message = '' }) => {
      const line = message.trim();
      return line.startsWith('{') ? [JSON.parse(line) as Record<string, unknown>] : [];
    });
  }

  /** Asks SQS, for which there is no client here: an operation and its input. The emulator checks no signature. */
  async queue<Answer>(operation: string, input: object): Promise<Answer> {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` };
    return (await (await this.ask('sqs', 'POST', '/', input, headers)).json()) as Answer;
  }

  /** The bodies of what waits in a queue; looks again for so many seconds while there is nothing. */
  async received(queueUrl: string, seconds = 30): Promise<readonly string[]> {
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await wait(200)) {
      const { Messages = [] } = await this.queue<{ readonly Messages?: readonly { readonly Body: string }[] }>(
        'ReceiveMessage',
        { QueueUrl: queueUrl, MaxNumberOfMessages: 10 },
      );
      if (Messages.length > 0) return Messages.map(({ Body }) => Body);
    }
    return [];
  }

  private lambda(method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
    return this.ask('lambda', method, path, body, headers);
  }

  private async ask(
    service: string,
    method: string,
    path: string,
    body: object | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const credential = `${ACCOUNT}/20260101/${REGION}/${service}/aws4_request`;
    const answer = await fetch(`${endpointOf(this.port)}${path}`, {
      method,
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=${credential}`, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${service} ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  private async upload(python: string, name: HandlerName): Promise<void> {
    const archive = join(this.folder.root, `${name}.zip`);
    execFileSync(python, ['-m', 'zipfile', '--create', archive, 'index.js'], { cwd: bundleOf(name) });
    await s3Client(this.client).send(
      new PutObjectCommand({ Bucket: CODE, Key: `${name}.zip`, Body: readFileSync(archive) }),
    );
  }

  private async deploy(): Promise<void> {
    const client = new CloudFormationClient(this.client);
    await client.send(new CreateStackCommand({ StackName: STACK, TemplateBody: JSON.stringify(template()) }));
    for (let status = 'CREATE_IN_PROGRESS'; status !== 'CREATE_COMPLETE'; await wait(100)) {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: STACK }));
      status = stack?.StackStatus ?? 'gone';
      if (!/^CREATE_(IN_PROGRESS|COMPLETE)$/.test(status)) throw new Error(`${status}: ${stack?.StackStatusReason}`);
    }
  }
}

interface Resources {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>>;
}

/** What the constructs make, the bundles taken from the bucket. */
function template(): Resources {
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const app = new App();
  const stack = new Stack(app, STACK, { env: { account: ACCOUNT, region: REGION }, synthesizer });
  const { key } = new PurposeKey(stack, 'Key', {
    name: 'acme',
    purpose: 'handlers',
    uses: HandlerFunction.keyUses('acme'),
  });
  const { topic } = new AlertTopic(stack, 'Alerts', { name: 'acme', subject: 'identity', emails: ['a@example.com'] });
  const common = { name: 'acme', key, topic };
  const logGroup = LogGroup.fromLogGroupName(stack, 'Trail', '/acme/trail');
  new ConcurrentUse(stack, 'ConcurrentUse', { ...common, logGroup });
  const sessions = [ACCOUNT, '222222222222'].map((account) => ({ account, regions: [REGION] }));
  new LeaverReconciliation(stack, 'Leavers', { ...common, people: ['alice'], sessions });
  new IdentityAssignments(stack, 'Assignments', {
    ...common,
    assignments: [ASSIGNMENT],
    instanceArn: INSTANCE,
    organizationId: 'o-abcdefghij',
    managementAccount: ACCOUNT,
  });
  const made = app.synth().getStackByName(STACK).template as Resources;
  for (const { Type, Properties } of Object.values(made.Resources)) {
    if (Type !== 'AWS::Lambda::Function') continue;
    const name = String(Properties['FunctionName']).replace(/^acme-/, '');
    Properties['Code'] = { S3Bucket: CODE, S3Key: `${name}.zip` };
  }
  return made;
}
