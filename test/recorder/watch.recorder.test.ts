import { join } from 'node:path';
import { type AttributeValue, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SSMClient, TerminateSessionCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { watchCommand } from '../../lib/commands/sessions-watch';
import { recordingsIn } from '../../lib/sessions/recording-files';
import { RecordingIo } from '../lib/commands/recording-io';
import { folderWith, MINIMAL_ACCOUNT } from '../lib/config/scratch';
import { measured } from '../support/measured';
import { pause, Recorder, type Seen } from './recorder';
import { onlyRecording, readRecording } from './screens';

/** In seconds, by how much a watcher may see later than the person. */
const LONGEST_DELAY = 3;

const config = join(folderWith({ 'landing-zone.yaml': MINIMAL_ACCOUNT }), 'landing-zone.yaml');
const recorder = new Recorder();
const [dynamoDb, ssm] = [mockClient(DynamoDBClient), mockClient(SSMClient)];

/** What the command line writes is what the recorder reads. */
function written({ Item = {} }: { readonly Item?: Readonly<Record<string, AttributeValue>> | undefined }) {
  const text = (name: string): string => Item[name]?.S ?? '';
  const [since, until] = [Item['since']?.N, Number(Item['until']?.N)];
  const entry = { owner: text('owner'), entry: text('entry'), person: text('person'), until };
  recorder.cloud.control.put(since === undefined ? entry : { ...entry, since: Number(since) });
  return {};
}

beforeAll(async () => {
  mockClient(STSClient).on(GetCallerIdentityCommand).resolves({ UserId: 'AROAEXAMPLE:wang.wei@example.com' });
  dynamoDb.on(PutItemCommand).callsFake(written);
  // Session Manager does not obey: the recorder alone ends the session
  ssm.on(TerminateSessionCommand).rejects(Object.assign(new Error('not now'), { name: 'InternalServerError' }));
  await recorder.start({ watcher: 'required' });
});

afterAll(() => recorder.stop());

/** Keeps when what was written. */
class TimedIo extends RecordingIo {
  readonly written: [at: number, text: string][] = [];

  override readonly out = (text: string): void => {
    this.written.push([Date.now() / 1000, text]);
    this.stdout += text;
  };
}

/** In seconds since the epoch, when a text was there for the first time. */
function firstSeen(parts: readonly (readonly [number, string])[], text: string): number {
  let all = '';
  for (const [at, part] of parts) {
    all += part;
    if (all.includes(text)) return at;
  }
  return Number.POSITIVE_INFINITY;
}

const shownTo = ({ shown }: Seen) => shown.map(([at, hex]) => [at, Buffer.from(hex, 'hex').toString()] as const);

test('8.6/two-person#moderated-session: who watches lets the session begin, sees it while it runs, and ends it, whether Session Manager obeys or not', async () => {
  const visit = recorder.managedVisit([
    { until: '$ ' },
    { wait: 2 },
    { type: 'echo seen-$((40+2)); trap "" HUP TERM; sleep 300\r' },
    { end: 40 },
  ]);
  while (recorder.sessions().length === 0) await pause(100);
  const session = recordingsIn(recorder.recordings)[0]?.session ?? '';
  const io = new TimedIo();
  const code = await watchCommand(
    session,
    { config, from: recorder.recordings, key: [join(recorder.folder, 'key.pem')] },
    io,
    (pressed) => {
      const timer = setInterval(() => {
        if (!io.stdout.includes('seen-42')) return;
        clearInterval(timer);
        pressed('t');
        pressed('y');
      }, 100);
      return () => clearInterval(timer);
    },
  );
  const seen = await visit;
  const { verification } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);
  const delay = firstSeen(io.written, 'seen-42') - firstSeen(shownTo(seen), 'seen-42');
  measured({ what: { en: 'delay of who watches', zh: '监看延迟' }, value: delay, unit: 's', atMost: LONGEST_DELAY });
  process.stdout.write(`who watches sees it ${delay.toFixed(1)} s later\n`);

  expect(code).toBe(0);
  expect(delay).toBeLessThanOrEqual(LONGEST_DELAY);
  expect(io.stderr).toContain('InternalServerError: not now');
  expect(io.stderr).toContain('The session has ended: ended-by-other');
  expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'ended-by-other' } });
  expect(seen).toMatchObject({ status: 1, restored: true });
});
