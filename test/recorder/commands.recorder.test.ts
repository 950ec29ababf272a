import { Recorder, type Seen, type Step } from './recorder';
import { onlyRecording, readRecording } from './screens';

/** A program that the kernel ran, as a recording has it. */
interface Program {
  readonly exe: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly pid: number;
  readonly ppid: number;
  readonly user: string;
  readonly failed?: string;
}

let recorder: Recorder;

beforeEach(async () => {
  recorder = new Recorder();
  await recorder.start();
});

afterEach(() => recorder.stop());

/** Types lines, each when the one before has been quiet. @returns what ran, as recorded, and what was seen */
async function ran(...lines: readonly string[]): Promise<{ programs: readonly Program[]; seen: Seen }> {
  const seen = await recorder.visit([
    { until: '$ ' },
    ...lines.flatMap((line): readonly Step[] => [{ type: `${line}\r` }, { quiet: 0.4 }]),
    { type: 'exit\r' },
    { end: 10 },
  ]);
  const { verification, events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);
  expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'exited' } });
  return { programs: events.filter(({ code }) => code === 'e').map(({ data }) => JSON.parse(data)), seen };
}

describe('8.6/traceability#command-events: what runs in a session is recorded from the kernel', () => {
  test('with user, folder and arguments', async () => {
    const { programs } = await ran('cd /tmp; ls -d "a b" 中文; ls --color=no /');

    expect(programs[0]).toMatchObject({ exe: '/usr/bin/bash', argv: ['-bash'], user: 'nobody' });
    expect(programs).toContainEqual(
      expect.objectContaining({ exe: '/usr/bin/ls', argv: ['ls', '-d', 'a b', '中文'], cwd: '/tmp', user: 'nobody' }),
    );
    expect(programs.at(-1)?.argv).toEqual(['ls', '--color=no', '/']);
  });
});
