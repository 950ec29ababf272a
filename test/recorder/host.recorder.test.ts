import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CERTIFICATES_UNIT, certificatesUnit, UNITS } from '../../constructs/bastion/units';
import { Host, MANAGED, type Sabotage } from './host';
import type { Seen, Step } from './recorder';
import { onlyRecording, readRecording } from './screens';

let host: Host;

beforeEach(async () => {
  host = new Host();
  await host.start();
});

afterEach(() => host.stop());

const textOf = ({ shown }: Seen): string =>
  Buffer.concat(shown.map(([, hex]) => Buffer.from(hex, 'hex'))).toString('utf8');

/** A person who types what would tell of a shell, whether there is one or not. */
const TYPING: readonly Step[] = [{ wait: 0.5 }, { type: 'echo in$((1+1))side\r' }, { end: 4 }];

test('a host that was launched records the session of a person whom it did not know', async () => {
  const { status, told } = await host.launch([
    host.session('seen', 'li-wei', [{ until: '$ ' }, { type: 'id -un; umask; exit\r' }, { end: 10 }]),
  ]);
  const { verification } = await readRecording(onlyRecording(host.recordings), host.cloud.publicKey);

  expect(status).toBe(0);
  expect(told).not.toContain('poweroff');
  expect(textOf(host.seen('seen'))).toMatch(/\sli-wei\s/);
  expect(verification).toMatchObject({ verdict: 'ok', opens: { user: 'li-wei', managed: MANAGED } });
});

const INSTALLS =
  'dnf --assumeyes --quiet --disablerepo=* --enablerepo=isms --releasever=latest --cacheonly upgrade --security';

const SABOTAGE: Readonly<Record<string, Sabotage>> = {
  'the archive is missing': { fetches: 'nothing' },
  'the archive is another': { fetches: 'another archive' },
  'there is no room for the archive': { full: ['/var/lib', 8] },
  'there is no room for the recorder': { full: ['/opt', 8] },
  'the kernel refuses a setting': { fails: 'sysctl' },
  'SSH cannot be masked': { fails: 'systemctl mask' },
  'the clock has no service': { fails: 'systemctl restart chronyd' },
  'services do not start': { fails: 'systemctl enable --now' },
  'no patches can be had, and the image is a month old': { fails: 'curl', age: 30 },
  'none can be fetched, and the image is a month old': { fails: 'dnf', age: 31 },
  'patches cannot be installed': { fails: INSTALLS, updates: true },
  'it cannot be seen to that a host does not grow too old': { fails: ['curl', 'systemd-run'], age: 3 },
};

test.each(Object.entries(SABOTAGE))(
  '8.2/session-recording#fail-closed: nobody gets into a host, and it switches itself off, where %s',
  async (_, sabotage) => {
    const { status, told } = await host.launch(
      [
        host.session('stranger', 'li-wei', TYPING),
        // one who has a user there already
        'useradd --create-home jane',
        host.session('known', 'jane', TYPING),
        '[ -e /opt/isms-recorder ] && note left < /dev/null',
      ],
      sabotage,
    );

    expect(status).not.toBe(0);
    expect(told.at(-1)).toBe('poweroff');
    // no user was made, so that no session was opened at all
    expect(existsSync(`${host.folder}/notes/stranger`)).toBe(false);
    expect(existsSync(`${host.folder}/notes/left`)).toBe(false);
    expect(textOf(host.seen('known'))).not.toContain('in2side');
    expect(host.seen('known').status).not.toBe(0);
    expect(existsSync(host.recordings)).toBe(false);
  },
);

describe('8.2/bastion#hardened-host: patches', () => {
  test('are those of the latest release, signed, from the bucket of the region, by its name without dualstack', async () => {
    const { status, told, notes } = await host.launch([]);

    expect(notes['curl']).toMatch(
      /^https:\/\/al2023-repos-eu-west-1-de612dc2\.s3\.eu-west-1\.amazonaws\.com\/core\/mirrors\/latest\/\w+\/mirror\.list$/,
    );
    expect(notes['repository']).toContain(
      'baseurl=https://packages.s3.eu-west-1.amazonaws.com/core/\ngpgcheck=1\ngpgkey=',
    );
    expect(notes['dnf']?.split('\n')).toEqual([
      INSTALLS.replace('--cacheonly', '--downloadonly').slice('dnf '.length),
      INSTALLS.slice('dnf '.length),
    ]);
    // there were none, so that nothing has to be started anew
    expect(status).toBe(0);
    expect(told.join()).not.toMatch(/reboot|poweroff/);
    expect(notes['systemd-run']).toBeUndefined();
  });

  test('are in force before anybody can enter: the host starts anew, runs the script once more, and is not patched again', async () => {
    const semaphore = '/var/lib/cloud/instance/sem/config_scripts_user';
    const { told, notes } = await host.launch(
      [
        'cp /run/installed /dev/stdout | note installed',
        `ls ${semaphore} 2>&1 | note semaphore`,
        host.session('before', 'li-wei', TYPING),
        `bash ${host.folder}/launch.sh`,
        host.session('after', 'li-wei', TYPING),
      ],
      { updates: true },
    );

    expect(notes).toMatchObject({ launch: '0', installed: 'openssl-3.2' });
    expect(notes['semaphore']).toContain('No such file');
    expect(told[0]).toBe('reboot');
    expect(notes['before']).toBeUndefined();
    expect(textOf(host.seen('after'))).toContain('in2side');
    expect(notes['dnf']?.split('\n')).toHaveLength(2);
  });

  test('may be missing on a host whose image is young, which switches itself off before it is a month old', async () => {
    const { status, notes } = await host.launch([], { fails: 'curl', age: 12 });

    expect(status).toBe(0);
    expect(notes['systemd-run']).toBe('--on-active=18d systemctl poweroff');
  });
});

describe('users', () => {
  test('8.2/bastion#named-os-users: are made when the agent asks for one, without a password and of no group but their own', async () => {
    const { notes } = await host.launch([
      host.session('seen', 'li-wei', [{ until: '$ ' }, { type: 'exit\r' }, { end: 10 }]),
      'grep ^li-wei: /etc/shadow | cut -d: -f2 | note password',
      'id -Gn li-wei | note groups',
      'stat -c "%U %a" /home/li-wei | note home',
    ]);

    expect(notes['password']).toMatch(/^!/);
    expect(notes).toMatchObject({ groups: 'li-wei', home: 'li-wei 700' });
  });

  test('8.2/bastion#named-os-users: are not made for whoever else asks, nor of a name that is shared or none', async () => {
    const { notes } = await host.launch([
      'id jane 2>&1 | note by-root',
      'useradd --create-home joe',
      `setpriv --reuid=joe --regid=joe --clear-groups id jane 2>&1 | note by-person`,
      ...['admin', 'ssm-user', 'Jane', '0abc', 'a'.repeat(32)].map((name) => host.session('shared', name, TYPING)),
      'cut -d: -f1 /etc/passwd | note users',
    ]);

    expect(notes['by-root']).toMatch(/no such user/);
    expect(notes['by-person']).toMatch(/no such user/);
    expect(notes['users']?.split('\n')).toContain('joe');
    expect(notes['users']?.split('\n')).toEqual(
      expect.not.arrayContaining(['jane', 'admin', 'ssm-user', 'Jane', '0abc']),
    );
    expect(existsSync(`${host.folder}/notes/shared`)).toBe(false);
  });

  test('8.2/bastion#named-os-users: are those of the list where there is one', async () => {
    const { notes } = await host.launch(
      [host.session('jane', 'jane', TYPING), host.session('li-wei', 'li-wei', TYPING)],
      {},
      ['li-wei'],
    );

    expect(notes['li-wei']).toBeDefined();
    expect(notes['jane']).toBeUndefined();
  });

  test('are one each where many sessions of one begin at once', async () => {
    const sessions = Array.from({ length: 6 }, (_, index) => `${host.session(`seen-${index}`, 'li-wei', TYPING)} &`);
    const { notes } = await host.launch([...sessions, 'wait $(jobs -p)', 'grep -c ^li-wei: /etc/passwd | note count']);

    expect(notes['count']).toBe('1');
    for (const index of sessions.keys()) expect(textOf(host.seen(`seen-${index}`))).toContain('in2side');
  });
});

describe('processes of people', () => {
  test('8.2/session-recording#fail-closed: end within seconds where they run outside a recorded session', async () => {
    const { notes } = await host.launch([
      'useradd --create-home jane',
      'setpriv --reuid=jane --regid=jane --clear-groups sleep 60 & sleep 3',
      'pgrep -u jane sleep | note left',
      // a shell that another document opens is none of the recorder's, and is given no longer than a session takes to start
      host.session('shell', 'jane', [{ wait: 8 }, { type: 'echo in$((1+1))side\r' }, { end: 4 }], 'exec bash'),
    ]);

    expect(notes['left']).toBe('');
    expect(textOf(host.seen('shell'))).not.toContain('in2side');
    const told = String(notes['isms-warden.service'])
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told).toEqual([
      expect.objectContaining({ event: 'unrecorded-process', person: 'jane', argv: ['sleep', '60'] }),
      expect.objectContaining({ event: 'unrecorded-process', person: 'jane', argv: ['bash'] }),
    ]);
  });

  test('go on where they are of a session, those that have left their parents too', async () => {
    const { notes } = await host.launch([
      host.session('seen', 'li-wei', [
        { until: '$ ' },
        { type: '(setsid sleep 30 &); sleep 3; pgrep -c -u li-wei sleep; echo still\r' },
        { until: 'still' },
        { type: 'exit\r' },
        { end: 10 },
      ]),
    ]);

    expect(textOf(host.seen('seen'))).toMatch(/\n1\s+still/);
    expect(notes['isms-warden.service']).toBe('');
  });
});

test('8.2/bastion#hardened-host: no person reaches the credentials of the host, and the system does', async () => {
  const { notes } = await host.launch([]);
  const { stdout } = spawnSync(
    'unshare',
    [
      '--net',
      'bash',
      '-c',
      `ip link set lo up; ip route add 169.254.169.0/24 dev lo; ip ${notes['ip']}
      for uid in 0 999 1000 60000; do ip route get 169.254.169.254 uid $uid >/dev/null 2>&1 && echo $uid; done`,
    ],
    { encoding: 'utf8' },
  );

  expect(stdout.split('\n')).toEqual(['0', '999', '']);
});

test('the units are what systemd understands', () => {
  const folder = join(host.folder, 'units');
  mkdirSync(folder);
  const units = { ...UNITS, [CERTIFICATES_UNIT]: certificatesUnit('arn:aws:kms:eu-west-1:111111111111:key/targets') };
  for (const [name, unit] of Object.entries(units)) writeFileSync(join(folder, name), unit);
  const { status, stderr } = spawnSync(
    'systemd-analyze',
    ['verify', ...Object.keys(units).map((name) => join(folder, name))],
    { encoding: 'utf8' },
  );

  expect(stderr).toBe('');
  expect(status).toBe(0);
});
