import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ALERTS } from '../../constructs/session-recording/alerts/default-alerts';
import { PYTHON, Recorder, type Seen, type Step } from './recorder';
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

interface Ran {
  readonly programs: readonly Program[];
  readonly alerts: readonly { readonly alert: string; readonly severity: string; readonly argv: readonly string[] }[];
  readonly seen: Seen;
}

let recorder: Recorder;

beforeEach(async () => {
  recorder = new Recorder();
  await recorder.start();
});

afterEach(() => recorder.stop());

/** Types lines, each when the one before has been quiet. @returns what ran, as recorded, and what was seen */
async function ran(...lines: readonly string[]): Promise<Ran> {
  const seen = await recorder.visit([
    { until: '$ ' },
    ...lines.flatMap((line): readonly Step[] => [{ type: `${line}\r` }, { quiet: 0.4 }]),
    { type: 'exit\r' },
    { end: 10 },
  ]);
  const { verification, events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);
  expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'exited' } });
  const told = (wanted: string) => events.filter(({ code }) => code === wanted).map(({ data }) => JSON.parse(data));
  return { programs: told('e'), alerts: told('a'), seen };
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

/** A program that does nothing, with a number by which to find it. */
const TARGET = 'factor 4242';
const ALERT = { name: 'factored', pattern: '(^|[ /])factor 4242\\b', severity: 'notice' } as const;

/** Line by line what is typed, so that a filter of lines would not see what runs. */
const EVASIONS: Readonly<Record<string, readonly string[]>> = {
  'a script': ['printf "fact" > /tmp/isms-script; echo "or 4242" >> /tmp/isms-script; sh /tmp/isms-script'],
  'a script with an interpreter of its own': [
    `printf '#!/bin/sh\\nfac""tor 4242\\n' > /tmp/isms-script; chmod 700 /tmp/isms-script; /tmp/isms-script`,
  ],
  'a multiplexer': ['tmux -L isms-alert -f /dev/null new-session "fac""tor 4242"', ''],
  'what is pasted, in brackets': [`\u001b[200~${TARGET}\u001b[201~`],
  'after a semicolon': [`true;${TARGET}`],
  'after an ampersand': [`true&&${TARGET}`],
  'after an interrupted line': ['echo never run\u0003', TARGET],
  'an editor': ['vim -u NONE -n', `:!${TARGET}`, '', ':q!'],
  'an interpreter that becomes it': [`python3 -c 'import os; os.execv("/usr/bin/fac"+"tor", ["x", "4242"])'`],
  'a session of its own': ['setsid nohup fac""tor 4242'],
  'a process whose parents are gone': ['( ( sleep 0.2; fac""tor 4242 ) & ) ; sleep 0.5'],
  'an alias': ['alias f="factor"; n=4242', 'f $n'],
  'a function': ['f() { "fac""tor" "$@"; }; f 42""42'],
  'text that is decoded': ['echo ZmFjdG9yIDQyNDIK | base64 -d | sh'],
  'another name for itself': ['(exec -a ls factor 4242)'],
  'the loader of programs': ['/lib64/ld-linux-x86-64.so.2 /usr/bin/fac""tor 4242'],
  'a find that runs it': ['find /etc/hostname -exec fac""tor 4242 ";"'],
};

describe('8.6/traceability#command-events: no way round the screen is a way round the kernel', () => {
  test.each(Object.entries(EVASIONS))('%s', async (_, lines) => {
    recorder.alerts.push(ALERT);
    await recorder.restart();
    const { programs, alerts } = await ran(...lines);

    expect(programs.map(({ argv }) => argv.at(-1))).toContain('4242');
    expect(alerts.map(({ alert }) => alert)).toContain('factored');
  });
});

describe('8.6/traceability#command-events: a pattern sees names, the kernel what ran', () => {
  beforeEach(async () => {
    recorder.alerts.push(ALERT, { name: 'from-nowhere', pattern: '^(/memfd:|/tmp/)', severity: 'notice' });
    await recorder.restart();
  });

  test('a copy under another name is recorded as that, and told of for where it is', async () => {
    const { programs, alerts } = await ran('cp /usr/bin/factor /tmp/isms-copy; /tmp/isms-copy 4242; rm /tmp/isms-copy');

    expect(programs).toContainEqual(
      expect.objectContaining({ exe: '/tmp/isms-copy', argv: ['/tmp/isms-copy', '4242'] }),
    );
    expect(new Set(alerts.map(({ alert }) => alert))).toEqual(new Set(['from-nowhere']));
  });

  test('a file that is in memory alone is recorded as that, and told of for it', async () => {
    const { programs, alerts } = await ran(
      `python3 -c 'import os; f=os.memfd_create("x"); os.write(f,open("/usr/bin/factor","rb").read()); os.execve(f,["ls","4242"],{})'`,
    );

    expect(programs).toContainEqual(
      expect.objectContaining({ exe: expect.stringMatching(/^\/memfd:x/), argv: ['ls', '4242'] }),
    );
    expect(alerts.map(({ alert }) => alert)).toEqual(['from-nowhere']);
  });

  test('what a shell does by itself runs no program', async () => {
    const { programs } = await ran('cd /etc; echo factor 4242; [ -e /etc ]; printf x; kill -0 $$; read -t 0.1 X');

    expect(programs.flatMap(({ argv }) => argv)).not.toContain('4242');
    expect(programs.flatMap(({ cwd }) => cwd)).not.toContain('/etc');
  });

  test('what may not be run is told of as such', async () => {
    const { programs } = await ran('/etc/passwd');

    expect(programs).toContainEqual(expect.objectContaining({ exe: '/etc/passwd', argv: [], failed: 'EACCES' }));
  });

  test('long arguments come whole, and secrets masked', async () => {
    const { programs } = await ran(
      'true() { env true "$@"; }; true $(seq 3000)',
      'env true --password=hunter2 --api-key abc "-H X-Token: t0p" user=me',
    );

    const long = programs.find(({ argv }) => argv[0] === 'true' && argv.at(-1) === '3000');
    expect(long?.argv).toEqual(['true', ...Array.from({ length: 3000 }, (_, index) => String(index + 1))]);
    expect(programs).toContainEqual(
      expect.objectContaining({ argv: ['true', '--password=***', '--api-key', '***', '-H X-Token: ***', 'user=me'] }),
    );
  });
});

test('8.6/traceability#command-events: what follows commands that take long to look through is recorded and told of', async () => {
  recorder.alerts.push(...DEFAULT_ALERTS.map(({ name, pattern }) => ({ name, pattern, severity: 'notice' })), ALERT);
  await recorder.restart();
  const script = join(recorder.folder, 'long.py');
  writeFileSync(script, RUNS_LONG_COMMANDS);
  const { programs, alerts } = await ran(`python3 ${script}; ${TARGET}`, 'sleep 3');

  expect(programs.filter(({ exe }) => exe === '/usr/bin/true')).toHaveLength(36);
  expect(programs).toContainEqual(expect.objectContaining({ argv: ['factor', '4242'] }));
  expect(alerts).toContainEqual({ alert: 'factored', severity: 'notice', argv: ['factor', '4242'] });
});

/** Words that patterns begin with, and thousands of signs by chance: no two commands are looked through alike. */
const RUNS_LONG_COMMANDS = `import random, subprocess
source = random.Random(3)
for least, most in ((0x4E00, 0x9FA5), (0x21, 0x7E)):
    for number in range(18):
        noise = "".join(chr(source.randint(least, most)) for _ in range(16000))
        subprocess.run([f"{number} rm kill curl dnf ssh -zz ~/.ssh {noise}"], executable="/usr/bin/true")
`;

describe('a command that ends sessions', () => {
  test('ends this one, with a message, and the host log says so', async () => {
    recorder.alerts.push({ ...ALERT, severity: 'end' });
    await recorder.restart();
    const seen = await recorder.visit([{ until: '$ ' }, { type: `${TARGET}; sleep 8\r` }, { end: 6 }]);
    const { verification, events } = await readRecording(onlyRecording(recorder.recordings), recorder.cloud.publicKey);

    expect(Buffer.concat(seen.shown.map(([, hex]) => Buffer.from(hex, 'hex'))).toString()).toMatch(
      /触发了告警规则[\s\S]*a command was run that ends sessions/,
    );
    expect(seen).toMatchObject({ status: 1, restored: true });
    expect(verification).toMatchObject({ verdict: 'ok', closes: { reason: 'alerted' } });
    expect(events.filter(({ code }) => code === 'a').map(({ data }) => JSON.parse(data))).toEqual([
      { alert: 'factored', severity: 'end', argv: ['factor', '4242'] },
    ]);
    await recorder.logged('command-alert');
    expect(recorder.cloud.lines).toContainEqual({
      event: 'command-alert',
      alert: 'factored',
      severity: 'end',
      argv: ['factor', '4242'],
      person: 'nobody',
      session: verification.session,
    });
  });
});

test('the ready-made patterns are found by the recorder where JavaScript finds them', async () => {
  const alerts = DEFAULT_ALERTS.map(({ name, pattern, severity }) => ({ name, pattern, severity }));
  const commands = [
    '/usr/bin/su - root',
    'less /etc/shadow',
    'bash -c echo x | base64 -d | bash',
    'man su',
    'pkill -f service.py',
    '/tmp/x',
    'ssh -fNL 1:b:1 c',
  ];
  const source = `import json,sys; sys.path.insert(0, "constructs/session-recording/recorder"); from alerts import *
alerts, commands = json.load(sys.stdin); found = Alerts([Alert(**one) for one in alerts])
print(json.dumps([[alert.name for alert in found.of({"exe": "", "argv": [command]})] for command in commands]))`;
  const { stdout, status } = spawnSync(PYTHON, ['-B', '-W', 'ignore', '-c', source], {
    input: JSON.stringify([alerts, commands]),
    encoding: 'utf8',
  });

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(
    commands.map((command) =>
      alerts.filter(({ pattern }) => new RegExp(pattern, 'su').test(command)).map(({ name }) => name),
    ),
  );
});
