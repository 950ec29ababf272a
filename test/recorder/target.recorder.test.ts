import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecorderCloud } from './cloud';
import { Host, MANAGED } from './host';
import type { Seen } from './recorder';
import { onlyRecording, readRecording } from './screens';
import { type Attempt, Target } from './target';

const AUTHORITY = 'arn:aws:kms:eu-west-1:111111111111:key/targets';

const textOf = ({ shown }: Seen): string =>
  Buffer.concat(shown.map(([, hex]) => Buffer.from(hex, 'hex'))).toString('utf8');

let host: Host;

const issued = () => host.cloud.lines.filter(({ event }) => event === 'certificate-issued');

const launched = (...after: readonly string[]) => host.launch(after, {}, [], AUTHORITY);

async function targetOf(cloud: RecorderCloud): Promise<Target> {
  const target = new Target(cloud, ['li-wei']);
  await target.start();
  return target;
}

describe('a target lets in', () => {
  const cloud = new RecorderCloud(join(tmpdir(), 'isms-target-cloud'));
  let target: Target;

  beforeAll(async () => {
    target = await targetOf(cloud);
  });

  afterAll(() => target.stop());

  test('who has a certificate of the authority, in their own name, that is in force', () => {
    const { status, out } = target.attempt({ ssh: ['-tt'], command: '', input: 'id -un; exit\n' });

    expect(out).toMatch(/^li-wei\r?$/m);
    expect(status).toBe(0);
  });

  const another = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;
  /** Another name of as many letters: what the signature is for is no longer there. */
  const renamed = (line: string): string => {
    const [type = '', blob = ''] = line.split(' ');
    const bytes = Buffer.from(blob, 'base64');
    bytes.write('li-wei', bytes.indexOf('jo-wei'));
    return `${type} ${bytes.toString('base64')}\n`;
  };

  const REFUSED: Readonly<Record<string, Attempt>> = {
    'an expired certificate': { validity: '-10m:-1m' },
    'one that is not in force yet': { validity: '+1m:+4m' },
    'one of another person': { principal: 'jane' },
    'one of another authority': { authority: another },
    'one that was altered': { principal: 'jo-wei', altered: renamed },
    'one for another address': { options: ['-O', 'clear', '-O', 'source-address=192.0.2.1/32'] },
    'a key without a certificate': { bare: true },
    'who may not come, with a certificate in that name': { principal: 'root', user: 'root' },
    'a user of the system, with a certificate in that name': { principal: 'nobody', user: 'nobody' },
  };

  test.each(Object.entries(REFUSED))('8.2/bastion#single-entry-path: not %s', (_, attempt) => {
    const { status, out, said } = target.attempt(attempt);

    expect(said).toContain('Permission denied (publickey)');
    expect({ status, out }).toEqual({ status: 255, out: '' });
  });

  test('8.2/bastion#named-os-users: not a key that the person has written to their own home', () => {
    const { status, said } = target.attempt({ bare: true, authorized: true });

    expect(said).toContain('Permission denied (publickey)');
    expect(status).toBe(255);
  });

  test('8.2/bastion#named-os-users: not a password, and offers to take none', () => {
    const { said } = target.attempt({
      bare: true,
      ssh: ['-o', 'PreferredAuthentications=password,keyboard-interactive', '-v'],
    });

    expect(said).toMatch(/Authentications that can continue: publickey\r?\n/);
    expect(said).toContain('Permission denied');
  });

  // with a certificate that has all permissions, so that it is the target that refuses
  const EVERYTHING = ['-O', 'permit-port-forwarding', '-O', 'permit-agent-forwarding', '-O', 'permit-X11-forwarding'];

  test('no connection through it, whatever the certificate permits', () => {
    const { status, said } = target.attempt({
      options: EVERYTHING,
      ssh: ['-W', `127.0.0.1:${target.port}`],
      command: '',
    });

    expect(said).toContain('administratively prohibited');
    expect(status).toBe(255);
  });

  test('no listening for others, and no file transfer', () => {
    const listening = target.attempt({
      options: EVERYTHING,
      ssh: ['-o', 'ExitOnForwardFailure=yes', '-R', '0:127.0.0.1:22'],
    });
    const transfer = target.attempt({ options: EVERYTHING, ssh: ['-s'], command: 'sftp' });

    expect(listening.said).toContain('remote port forwarding failed');
    expect(listening.status).toBe(255);
    expect(transfer.said).toContain('subsystem request failed');
    expect(transfer.status).not.toBe(0);
  });

  test.each([
    ['a command', { command: 'cat /etc/hostname' }],
    ['a command at a terminal', { ssh: ['-tt'], command: 'cat /etc/hostname' }],
    ['a shell without a terminal', { ssh: ['-T'], command: '', input: 'cat /etc/hostname\n' }],
    ['what scp runs', { command: 'scp -f /etc/hostname' }],
  ])('%s is not run: it would carry files past the screen', (_, attempt) => {
    const { status, out, said } = target.attempt(attempt);

    expect(`${out}${said}`).toContain('isms: a terminal alone, and no command');
    expect(out).not.toContain(hostname());
    expect(status).toBe(1);
  });

  test('SSH is off until a target has all that it needs', () => {
    expect(target.told()).toEqual([
      'mask --now sshd.service sshd.socket',
      'unmask sshd.service',
      'daemon-reload',
      'enable sshd.service',
      'restart sshd.service',
    ]);
  });
});

describe('a certificate', () => {
  beforeEach(async () => {
    host = new Host();
    await host.start();
    writeFileSync(join(host.folder, 'ask.py'), ASKS);
  });

  afterEach(() => host.stop());

  test('8.2/bastion#single-entry-path: lets a person in a recorded session go on to a target in their own name, and is told of', async () => {
    const target = await targetOf(host.cloud);
    await launched(
      host.session('seen', 'li-wei', [
        { until: '$ ' },
        { type: `isms-ssh 127.0.0.1 ${target.port}\r` },
        { until: 'isms: certificate' },
        { wait: 2 },
        { type: 'echo on$((1+1))target; id -un; echo $SSH_CONNECTION; exit\r' },
        { until: 'on2target' },
        { wait: 1 },
        { type: 'ls -d /tmp/isms-ssh-* | wc -l; exit\r' },
        { end: 10 },
      ]),
    );
    const shown = textOf(host.seen('seen'));
    const { verification } = await readRecording(onlyRecording(host.recordings), host.cloud.publicKey);
    const [line, ...more] = issued();
    const log = target.log();
    await target.stop();

    expect(shown).toMatch(/on2target\r\nli-wei\r\n127\.0\.0\.1 /);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ person: 'li-wei', managed: MANAGED, target: '127.0.0.1', port: target.port });
    expect(shown).toContain(`isms: certificate ${line?.['serial']}, li-wei at 127.0.0.1:${target.port}, until `);
    expect(verification).toMatchObject({ verdict: 'ok' });
    // the target's own log names the session of the bastion
    expect(log).toContain(`ID li-wei@${MANAGED} (serial ${line?.['serial']})`);
  });

  /** Asks as the client does, and keeps what it is given. */
  const ASKS = `import sys
sys.path.insert(0, "/opt/isms-recorder")
from isms_ssh import asked
with open(sys.argv[1] + ".pub") as file:
    answer = asked("/run/isms-certificates/socket", {"target": "127.0.0.1", "port": 22, "publicKey": file.read().strip()})
with open(sys.argv[1] + "-cert.pub", "w") as file:
    file.write(answer.get("certificate", "refused: " + answer.get("refused", "")) + "\\n")
`;
  const makes = (file: string): string => `ssh-keygen -q -t ecdsa -N "" -f ${file}`;
  const shows = (file: string): string => `/usr/bin/python3 -B ${host.folder}/ask.py ${file}`;
  const asks = (file: string): string => `${makes(file)} && ${shows(file)}`;

  test('8.6/traceability#identity-propagation: is of the person and the session alone, for five minutes, this host and a terminal', async () => {
    const { notes } = await launched(
      host.session('seen', 'li-wei', [{ until: '$ ' }, { type: `${asks('key')}; exit\r` }, { end: 10 }]),
      'TZ=UTC ssh-keygen -L -f /home/li-wei/key-cert.pub | note certificate',
    );
    const said = String(notes['certificate']);
    const [from, to] = (/Valid: from (\S+) to (\S+)/.exec(said) ?? []).slice(1).map((at) => Date.parse(`${at}Z`));

    expect(said).toContain('Type: ecdsa-sha2-nistp256-cert-v01@openssh.com user certificate');
    expect(said).toContain(`Key ID: "li-wei@${MANAGED}"`);
    expect(said).toContain(`Serial: ${issued()[0]?.['serial']}`);
    expect(said).toMatch(/Principals: \n\s+li-wei\n\s+Critical Options: \n\s+source-address 127\.0\.0\.1\/32\n/);
    expect(said).toMatch(/Extensions: \n\s+permit-pty$/);
    expect((to ?? 0) - (from ?? 0)).toBe(5 * 60_000);
  });

  test('8.2/session-recording#fail-closed: is for nobody outside a recorded session, root included', async () => {
    const { notes } = await launched(
      `useradd --create-home jane && cd /home/jane && ${makes('key')} && chown jane key*`,
      // the host ends what runs in her name outside a session: she asks until she is answered before that
      `cd /home/jane && for try in $(seq 20); do [ -s key-cert.pub ] || setpriv --reuid=jane --regid=jane --clear-groups ${shows('key')}; done; cat key-cert.pub | note jane`,
      `cd /root && rm -f /run/key*; ${asks('/run/key')}; cat /run/key-cert.pub | note root`,
    );

    expect(notes).toMatchObject({ jane: 'refused: unrecorded', root: 'refused: unrecorded' });
    expect(issued()).toEqual([]);
    expect(host.cloud.lines).toContainEqual({ event: 'certificate-refused', person: 'jane', why: 'unrecorded' });
  });

  test('8.2/session-recording#fail-closed: is handed out to nobody where the host log does not confirm it', async () => {
    host.cloud.logs = 'failing';
    const { notes } = await launched(
      host.session('seen', 'li-wei', [{ until: '$ ' }, { type: `${asks('key')}; exit\r` }, { end: 20 }]),
      'cat /home/li-wei/key-cert.pub | note certificate',
    );

    expect(notes['certificate']).toBe('refused: untold');
    expect(textOf(host.seen('seen'))).not.toContain('isms: certificate');
  });

  test('is not to be had on a host from which nobody goes on', async () => {
    const { notes } = await host.launch(['ls /usr/local/bin/isms-ssh 2>&1 | note found']);

    expect(notes['found']).toContain('No such file');
    expect(notes['systemctl']).not.toContain('isms-certificates');
  });
});
