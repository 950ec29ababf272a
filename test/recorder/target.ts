import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SSHD_CONFIGURATION, targetCommands } from '../../constructs/bastion-target/sshd';
import type { RecorderCloud } from './cloud';
import { pause } from './recorder';

/** Who asks with which certificate. */
export interface Attempt {
  readonly principal?: string;
  /** As `ssh-keygen -V` has it. */
  readonly validity?: string;
  /** PEM of the key that certifies. */
  readonly authority?: string;
  /** What is done to the certificate's line before it is shown. */
  readonly altered?: (certificate: string) => string;
  readonly user?: string;
  /** More options of `ssh-keygen -s`. */
  readonly options?: readonly string[];
  /** No certificate at all. */
  readonly bare?: boolean;
  /** Its key is among those that the person has written to their home. */
  readonly authorized?: boolean;
  /** More options of `ssh`. */
  readonly ssh?: readonly string[];
  readonly command?: string;
  /** What is typed. @default - nothing */
  readonly input?: string;
}

export interface Answer {
  readonly status: number | null;
  readonly out: string;
  readonly said: string;
}

/**
 * A host that people go on to, in namespaces of its own on the loopback interface: the commands of `BastionTarget`, and the real server
 * of OpenSSH with the configuration that they write. AWS and systemd are stand-ins.
 */
export class Target {
  readonly folder = mkdtempSync(join(tmpdir(), 'isms-target-'));
  port = 0;
  private server: ChildProcess | undefined;
  private attempts = 0;
  private readonly logged: Buffer[] = [];

  constructor(
    private readonly cloud: RecorderCloud,
    private readonly people: readonly string[],
  ) {}

  async start(): Promise<void> {
    chmodSync(this.folder, 0o755);
    mkdirSync(join(this.folder, 'bin'));
    this.port = await freePort();
    const stands = { aws: `echo '${this.cloud.publicKeyInDer()}'`, systemctl: `echo "$*" >> ${this.folder}/systemctl` };
    for (const [name, body] of Object.entries(stands)) {
      writeFileSync(join(this.folder, 'bin', name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
    }
    writeFileSync(join(this.folder, 'target.sh'), this.script());
    this.server = spawn(
      'unshare',
      ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--ipc', 'bash', join(this.folder, 'target.sh')],
      { stdio: ['ignore', 'inherit', 'pipe'] },
    );
    this.server.stderr?.on('data', (data: Buffer) => this.logged.push(data));
    await this.listening();
  }

  async stop(): Promise<void> {
    if (this.server?.exitCode === null && this.server.kill('SIGKILL')) await once(this.server, 'exit');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What the server has logged. */
  log(): string {
    return Buffer.concat(this.logged).toString('utf8');
  }

  /** What `systemctl` was told. */
  told(): readonly string[] {
    return readFileSync(join(this.folder, 'systemctl'), 'utf8').trim().split('\n');
  }

  /** Tries to get in with a certificate that is made for it. */
  attempt(attempt: Attempt = {}): Answer {
    const folder = join(this.folder, `attempt-${this.attempts++}`);
    mkdirSync(folder);
    const key = join(folder, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ecdsa', '-b', '256', '-N', '', '-f', key]);
    if (attempt.authorized) this.authorize(`${key}.pub`);
    if (!attempt.bare) this.certify(folder, attempt);
    const options = [
      '-F',
      'none',
      '-i',
      key,
      '-o',
      'IdentitiesOnly=yes',
      '-o',
      'BatchMode=yes',
      '-o',
      'LogLevel=VERBOSE',
    ];
    const known = ['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${folder}/known`];
    const where = ['-p', String(this.port), '-l', attempt.user ?? 'li-wei', ...(attempt.ssh ?? []), '127.0.0.1'];
    const { status, stdout, stderr } = spawnSync('ssh', [...options, ...known, ...where, attempt.command ?? 'id -un'], {
      encoding: 'utf8',
      timeout: 20_000,
      input: attempt.input ?? '',
    });
    return { status, out: stdout.trim(), said: stderr };
  }

  private authorize(key: string): void {
    const server = this.server?.pid ?? 0;
    // the first process within the namespaces
    const inside = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').trim();
    const file = '/home/li-wei/.ssh/authorized_keys';
    execFileSync(
      'nsenter',
      ['-t', inside, '--mount', 'sh', '-c', `cat > ${file} && chown -R li-wei /home/li-wei/.ssh && chmod 600 ${file}`],
      {
        input: readFileSync(key),
      },
    );
  }

  private certify(folder: string, attempt: Attempt): void {
    const { principal = 'li-wei', validity = '-1m:+4m', authority = this.cloud.privateKey, altered, options } = attempt;
    const signer = join(folder, 'authority');
    writeFileSync(signer, authority, { mode: 0o600 });
    const limits = options ?? ['-O', 'clear', '-O', 'permit-pty'];
    execFileSync('ssh-keygen', [
      '-q',
      '-s',
      signer,
      '-I',
      'test',
      '-n',
      principal,
      '-V',
      validity,
      ...limits,
      `${folder}/key.pub`,
    ]);
    const certificate = join(folder, 'key-cert.pub');
    if (altered) writeFileSync(certificate, altered(readFileSync(certificate, 'utf8')));
  }

  private script(): string {
    const commands = targetCommands({
      port: this.port,
      people: this.people,
      authorityArn: 'arn:aws:kms:eu-west-1:111111111111:key/targets',
      region: 'eu-west-1',
    });
    return [
      `mkdir ${this.folder}/etc && cp -a /etc/. ${this.folder}/etc && mount --bind ${this.folder}/etc /etc`,
      'for folder in /run /home; do mount -t tmpfs tmpfs $folder; done',
      'mkdir /run/sshd',
      `export PATH=${this.folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      ...commands,
      '[ $? -eq 0 ] || exit 1',
      // a password that fits, which is not to be of use
      `echo '${this.people[0]}:password' | chpasswd`,
      `mkdir -p /home/${this.people[0]}/.ssh`,
      `exec /usr/sbin/sshd -D -e -f ${SSHD_CONFIGURATION}`,
      '',
    ].join('\n');
  }

  private async listening(): Promise<void> {
    for (const end = Date.now() + 20_000; !(await connects(this.port)); await pause(50)) {
      if (Date.now() > end) throw new Error('the target does not listen');
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const connects = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
