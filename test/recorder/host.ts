import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchScript } from '../../constructs/bastion/launch';
import { packagesOf } from '../../constructs/bastion/patches';
import { archiveOf } from '../../constructs/session-recording/archive';
import { RECORDINGS_FOLDER } from '../../constructs/session-recording/names';
import { CLIENT_COMMAND, RECORDER_SOCKET, RECORDER_USER } from '../../constructs/session-recording/on-the-host';
import { RecorderCloud } from './cloud';
import { PYTHON, type Seen, type Step } from './recorder';

const SOURCES = resolve(__dirname, '../../constructs/session-recording/recorder');
const PERSON = join(__dirname, 'terminal.py');

/** A session of Session Manager, as the agent names it. */
export const MANAGED = 'li-wei-0123456789abcdef0';

/** As the agent does: asks for the user first, then opens a terminal for it. */
const WORKER = `import runpy, subprocess, sys
if subprocess.run(["sh", "-c", "id " + sys.argv[2]], stdout=subprocess.DEVNULL).returncode != 0:
    sys.exit(1)
runpy.run_path("${PERSON}", run_name="__main__")
`;

/**
 * The kernel answers nobody about audit within a namespace of processes, though it tells what is run there: the rules are set from
 * outside. This follows `kernel_audit.py`.
 */
const ASKS_NOTHING = `

class KernelAudit:
    def watch_executions(self, least_uid: int) -> None:
        pass

    def verify(self, least_uid: int) -> None:
        pass

    def lost(self) -> int:
        return 0
`;
const SETS_RULES = `import sys
sys.path.insert(0, "${SOURCES}")
from kernel_audit import KernelAudit
KernelAudit().watch_executions(1000)
`;

/** What goes wrong while a host is launched: commands that stand for those of the image. */
export interface Sabotage {
  /** @default - what was asked for */
  readonly fetches?: 'nothing' | 'another archive';
  /** A folder that has room for so many kilobytes. */
  readonly full?: readonly [string, number];
  /** Commands of the image that fail, by their first words. */
  readonly fails?: string | readonly string[];
  /**
   * How many days ago the image was released.
   * @default 1
   */
  readonly age?: number;
  /** There are security updates. */
  readonly updates?: boolean;
}

/** What was seen of a launch and of what followed. */
export interface Launched {
  /** What the script ended with. */
  readonly status: number;
  /** What `systemctl` was told, a call each. */
  readonly told: readonly string[];
  /** Texts that the steps after the launch have written, by their name. */
  readonly notes: Readonly<Record<string, string>>;
}

/** A file of the recorder, as it is on a host that is tried. */
const contentOf = (name: string): Buffer =>
  Buffer.concat([readFileSync(join(SOURCES, name)), Buffer.from(name === 'kernel_audit.py' ? ASKS_NOTHING : '')]);

/**
 * A host of the bastion in namespaces of its own: the real launch script, and all of its real commands but those that would reach out
 * of the namespace (`systemctl`, `sysctl`, `aws`, `ip`) or are of another distribution (`dnf`, `rpm`). Its `/etc`, `/run`, `/opt`, `/home`, `/var/lib` and processes are its own.
 */
export class Host {
  readonly folder = mkdtempSync(join(tmpdir(), 'isms-host-'));
  readonly cloud = new RecorderCloud(join(this.folder, 'store'));
  private visits = 0;
  private url = '';

  async start(): Promise<void> {
    chmodSync(this.folder, 0o755);
    execFileSync(PYTHON, ['-B', '-c', SETS_RULES]);
    this.url = await this.cloud.start();
  }

  async stop(): Promise<void> {
    await this.cloud.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Where recordings are, a folder each. */
  get recordings(): string {
    return join(this.folder, 'store', RECORDINGS_FOLDER);
  }

  /**
   * Launches a host and runs commands on it. Each `note NAME` keeps its standard input under that name.
   * @param authorityArn the key that certifies people for targets, if they may go on
   */
  async launch(
    after: readonly string[],
    sabotage: Sabotage = {},
    operators: readonly string[] = [],
    authorityArn?: string,
  ): Promise<Launched> {
    const archive = archiveOf(
      readdirSync(SOURCES)
        .filter((name) => /\.(py|json)$/.test(name))
        .map((name) => ({ name, content: contentOf(name) })),
    );
    writeFileSync(join(this.folder, 'archive'), archive);
    const script = launchScript({
      recorder: {
        bucketName: 'assets',
        objectKey: 'recorder.tar',
        digest: createHash('sha256').update(archive).digest('hex'),
      },
      region: 'eu-west-1',
      configuration: JSON.stringify(this.configuration()),
      operators,
      ...(authorityArn !== undefined && { authorityArn }),
      packages: packagesOf({ region: 'eu-west-1', urlSuffix: 'amazonaws.com' }),
    });
    writeFileSync(join(this.folder, 'launch.sh'), script);
    writeFileSync(join(this.folder, 'worker.py'), WORKER);
    mkdirSync(join(this.folder, 'notes'), { recursive: true });
    mkdirSync(join(this.folder, 'bin'), { recursive: true });
    for (const [name, body] of Object.entries(this.commands(sabotage))) {
      writeFileSync(join(this.folder, 'bin', name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
    }
    writeFileSync(join(this.folder, 'host.sh'), this.host(after, sabotage));
    const host = spawn(
      'unshare',
      [
        '--mount',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount-proc',
        '--uts',
        '--ipc',
        'bash',
        join(this.folder, 'host.sh'),
      ],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const [code] = await once(host, 'exit');
    if (code !== 0) throw new Error(`the host ended with ${code}`);
    return {
      status: Number(this.note('launch')),
      told: this.note('systemctl').split('\n').filter(Boolean),
      notes: Object.fromEntries(readdirSync(join(this.folder, 'notes')).map((name) => [name, this.note(name)])),
    };
  }

  /** A command of a host: a person's session, as the agent starts it, and what is seen of it under a name. */
  session(name: string, user: string, steps: readonly Step[], command: string = CLIENT_COMMAND): string {
    const file = join(this.folder, `steps-${this.visits++}.json`);
    writeFileSync(file, JSON.stringify(steps));
    return `(cd /run/agent && ssm-session-worker ${MANAGED} ${this.folder}/notes/${name} ${user} sh -c '${command}' < ${file})`;
  }

  /** What a person saw in a session. */
  seen(name: string): Seen {
    return JSON.parse(this.note(name));
  }

  private note(name: string): string {
    const file = join(this.folder, 'notes', name);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  }

  private configuration(): object {
    return {
      user: RECORDER_USER,
      shell: '/bin/bash',
      least_uid: 1000,
      socket: RECORDER_SOCKET,
      region: 'eu-west-1',
      store_url: this.url,
      store_prefix: RECORDINGS_FOLDER,
      encryption_key: 'arn:aws:kms:eu-west-1:222222222222:key/archive',
      signing_url: this.url,
      signing_key: 'arn:aws:kms:eu-west-1:111111111111:key/recordings',
      metadata_url: this.url,
      log_url: this.url,
      log_group: '/acme/bastion/host',
      alerts: [],
    };
  }

  /** Stand-ins for what would reach out of the namespaces. `systemctl` starts what a unit says, with the capabilities that it leaves. */
  private commands({ fetches, fails, age = 1, updates = false }: Sabotage): Readonly<Record<string, string>> {
    const failures = [fails ?? []].flat().map((words) => `"${words}"*`);
    const failing = failures.length === 0 ? '' : `case "$(basename "$0") $*" in ${failures.join('|')}) exit 1;; esac`;
    const fetching = {
      nothing: 'exit 254',
      'another archive': 'echo other > "${@: -1}"',
    };
    return {
      sysctl: failing,
      curl: `${failing}\necho "\${@: -1}" >> ${this.folder}/notes/curl; echo https://packages.s3.dualstack.eu-west-1.amazonaws.com/core/`,
      rpm: [
        `[ "$1" = -qa ] || exec date -d '${age} days ago' +2023.9.%Y%m%d`,
        `echo system-release; cat /run/installed 2>/dev/null || true`,
      ].join('\n'),
      dnf: [
        `echo "$*" >> ${this.folder}/notes/dnf; cat /etc/yum.repos.d/isms.repo > ${this.folder}/notes/repository`,
        failing,
        updates ? 'case "$*" in *--cacheonly*) echo openssl-3.2 > /run/installed;; esac' : '',
      ].join('\n'),
      'systemd-run': `${failing}\necho "$*" >> ${this.folder}/notes/systemd-run`,
      ip: `echo "$*" >> ${this.folder}/notes/ip\n${failing}`,
      aws: `${failing}\n${fetches === undefined ? `cp ${this.folder}/archive "\${@: -1}"` : fetching[fetches]}`,
      systemctl: [
        `echo "$*" >> ${this.folder}/notes/systemctl`,
        failing,
        '[ "$1 $2" = "enable --now" ] || exit 0',
        'for unit in "${@:3}"; do',
        '  [ -f "/etc/systemd/system/$unit" ] || continue',
        '  mkdir -p /run/isms-recorder /run/isms-certificates',
        `  left=$(sed -n 's/^CapabilityBoundingSet=//p' "/etc/systemd/system/$unit" | tr 'A-Z ' 'a-z,' | sed 's/cap_/+/g')`,
        `  sed -n 's/^ExecStart=//p' "/etc/systemd/system/$unit" | while read -r command; do`,
        `    setsid \${left:+setpriv --bounding-set=-all,$left} $command >> ${this.folder}/notes/$unit 2>&1 < /dev/null &`,
        '  done',
        'done',
      ].join('\n'),
    };
  }

  private host(after: readonly string[], { full }: Sabotage): string {
    return [
      'set -u',
      // nothing that is written here is seen outside
      `mkdir ${this.folder}/etc && cp -a /etc/. ${this.folder}/etc`,
      `mount --bind ${this.folder}/etc /etc`,
      'for folder in /run /opt /home /var/lib /usr/local/bin /usr/local/sbin; do mount -t tmpfs tmpfs $folder; done',
      `cp ${this.folder}/bin/* /usr/local/sbin`,
      // the network is that of the machine
      `mount --bind ${this.folder}/bin/ip "$(readlink -f /usr/sbin/ip)"`,
      'mkdir -p /etc/yum.repos.d /var/lib/cloud/instance/sem',
      'id ec2-user >/dev/null 2>&1 || useradd ec2-user',
      ...(full ? [`mkdir -p ${full[0]} && mount -t tmpfs -o size=${full[1]}k tmpfs ${full[0]}`] : []),
      // what opens sessions: a process of root by the name of the agent's worker, with the session's id
      `cp "$(readlink -f ${PYTHON})" /usr/local/sbin/ssm-session-worker`,
      `mkdir /run/agent && cp ${this.folder}/worker.py /run/agent/${MANAGED}`,
      `note() { cat > ${this.folder}/notes/$1; }`,
      `bash ${this.folder}/launch.sh; echo $? | note launch`,
      ...after,
      'exit 0',
      '',
    ].join('\n');
  }
}
