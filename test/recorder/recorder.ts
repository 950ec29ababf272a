import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RecorderCloud } from './cloud';

const RECORDER = resolve(__dirname, '../../constructs/session-recording/recorder');
const PERSON = join(__dirname, 'terminal.py');
/** The system's: users who are not root must be able to read it. */
export const PYTHON = '/usr/bin/python3';

/** Who records, and who is recorded: users that every Linux has. */
const RECORDER_USER = 'daemon';
export const RECORDED_USER = 'nobody';

/** What a person does at the terminal; `terminal.py` tells what each is. */
export type Step =
  | { readonly type: string }
  | { readonly bytes: string }
  | { readonly wait: number }
  | { readonly until: string }
  | { readonly resize: readonly [number, number] }
  | { readonly mark: string }
  | { readonly quiet: number }
  | { readonly hang: true }
  | { readonly end: number };

/** What the person saw. */
export interface Seen {
  /** Seconds since the epoch, and the bytes in hexadecimal. */
  readonly shown: readonly (readonly [number, string])[];
  readonly marks: readonly { readonly name: string; readonly size: number; readonly at: number }[];
  readonly status: number | null;
  /** Seconds since the epoch. */
  readonly ended: number | null;
  /** Whether the terminal's settings and owner are what they were. */
  readonly restored: boolean | null;
}

/** What Session Manager calls the session of a visit: here, one person signed in as who the operating system knows by another name. */
export const MANAGED = 'no.body@example.com-0123456789abcdef0';

/** Runs a program as a child of what looks like the agent's worker for a session. */
const WORKER = `import runpy, sys
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
`;

/** The recording service as real processes, on a cloud of its own. */
export class Recorder {
  readonly folder = mkdtempSync(join(tmpdir(), 'isms-recorder-'));
  readonly cloud = new RecorderCloud(join(this.folder, 'store'));
  readonly socket = join(this.folder, 'socket');
  /** Commands that are told of. */
  readonly alerts: { readonly name: string; readonly pattern: string; readonly severity: string }[] = [];
  private service: ChildProcess | undefined;
  private people = 0;
  private url = '';
  private settings: Readonly<Record<string, string>> = {};

  /** @param settings what the configuration says beside what every test needs */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    chmodSync(this.folder, 0o755);
    const url = await this.cloud.start();
    writeFileSync(join(this.folder, 'key.pem'), this.cloud.publicKey);
    writeFileSync(join(this.folder, MANAGED), WORKER);
    copyFileSync(PYTHON, join(this.folder, 'ssm-session-worker'));
    this.settings = {
      ...(Object.keys(settings).length > 0 && { control_url: url, control_table: 'acme-session-control' }),
      ...settings,
    };
    await this.startService(url);
  }

  /** Starts the service once more, with what has been changed. */
  async restart(settings: Readonly<Record<string, string>> = this.settings): Promise<void> {
    this.settings = settings;
    await this.endService();
    rmSync(this.socket, { force: true });
    await this.startService(this.url);
  }

  /** Starts the service once more, without the right to tell the kernel's audit anything. */
  async withoutAuditControl(): Promise<void> {
    await this.endService();
    rmSync(this.socket, { force: true });
    await this.startService(this.url, ['capsh', '--drop=cap_audit_control', '--', '-c', 'exec "$0" "$@"']);
  }

  private async startService(url: string, through: readonly string[] = []): Promise<void> {
    this.url = url;
    const configuration = join(this.folder, 'recorder.json');
    writeFileSync(
      configuration,
      JSON.stringify({
        user: RECORDER_USER,
        shell: '/bin/bash',
        least_uid: 1000,
        socket: this.socket,
        region: 'eu-west-1',
        store_url: url,
        store_prefix: 'bastion',
        encryption_key: 'arn:aws:kms:eu-west-1:222222222222:key/archive',
        signing_url: url,
        signing_key: 'arn:aws:kms:eu-west-1:111111111111:key/recordings',
        metadata_url: url,
        log_url: url,
        log_group: '/acme/bastion/host',
        alerts: this.alerts,
        managed: 'none',
        ...this.settings,
      }),
    );
    const [command = '', ...args] = [...through, PYTHON, '-B', join(RECORDER, 'service.py'), configuration];
    this.service = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    for (const end = Date.now() + 10_000; !existsSync(this.socket); ) {
      if (Date.now() > end) throw new Error('the service does not start');
      await pause(20);
    }
  }

  async stop(): Promise<void> {
    await this.endService();
    await this.cloud.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async endService(): Promise<void> {
    const { service } = this;
    if (service?.exitCode === null && service.signalCode === null && service.kill('SIGKILL'))
      await once(service, 'exit');
  }

  /** The folder with the recordings, a folder each. */
  get recordings(): string {
    return join(this.folder, 'store', 'bastion');
  }

  /** Has a person do something, as another user. @returns what was seen */
  visit(steps: readonly Step[], user: string = RECORDED_USER): Promise<Seen> {
    return this.recorded(PYTHON, steps, user);
  }

  /** The same, within a session of Session Manager. */
  managedVisit(steps: readonly Step[]): Promise<Seen> {
    return this.recorded(join(this.folder, 'ssm-session-worker'), steps, RECORDED_USER, [MANAGED]);
  }

  /** The same with a shell that nobody records. */
  visitUnrecorded(steps: readonly Step[]): Promise<Seen> {
    return this.atTerminal(PYTHON, [], ['/bin/bash'], steps, RECORDED_USER);
  }

  private recorded(program: string, steps: readonly Step[], user: string, before: readonly string[] = []) {
    const client = [PYTHON, '-B', join(RECORDER, 'isms_shell.py'), this.socket];
    return this.atTerminal(program, before, client, steps, user);
  }

  /** @param program runs `terminal.py`, with what stands before */
  private async atTerminal(
    program: string,
    before: readonly string[],
    client: readonly string[],
    steps: readonly Step[],
    user: string,
  ): Promise<Seen> {
    const result = join(this.folder, `person-${this.people++}.json`);
    const person = spawn(program, [...before, PERSON, result, user, ...client], {
      cwd: this.folder,
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    person.stdin.end(JSON.stringify(steps));
    const [code] = await once(person, 'exit');
    if (code !== 0) throw new Error(`the person ended with ${code}`);
    return JSON.parse(readFileSync(result, 'utf8'));
  }

  /** Waits until the host log has told of something. @returns what it told */
  async logged(event: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    for (const end = Date.now() + 5000; ; await pause(50)) {
      const told = this.cloud.lines.filter((line) => line['event'] === event);
      if (told.length > 0) return told;
      if (Date.now() > end) throw new Error(`the host log tells of no ${event}`);
    }
  }

  /** Ids of the sessions that are stored. */
  sessions(): readonly string[] {
    return existsSync(this.recordings) ? readdirSync(this.recordings).sort() : [];
  }

  /** The processes that hear from the kernel: children of the service as keepers are, but there before any session. */
  witnesses(): readonly Process[] {
    return processes()
      .filter(({ parent }) => parent === this.service?.pid)
      .slice(0, 1);
  }

  /** The processes of this service that record, by the user that they run as. */
  recorderProcesses(): readonly number[] {
    const service = this.service?.pid ?? 0;
    const keepers = processes().filter(({ parent }) => parent === service);
    return processes()
      .filter(({ parent, uid }) => keepers.some(({ pid }) => pid === parent) && uid === uidOf(RECORDER_USER))
      .map(({ pid }) => pid);
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly uid: number;
  readonly command: string;
}

/** All processes of the machine. */
export function processes(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const field = (key: string): number => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ').trim();
        return [{ pid: Number(name), parent: field('PPid'), uid: field('Uid'), command }];
      } catch {
        return [];
      }
    });
}

/** The number of a user. */
export function uidOf(user: string): number {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${user}:`));
  return Number(line?.split(':')[2]);
}
