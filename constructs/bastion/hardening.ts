import { PEOPLE } from '../session-recording/on-the-host';
import { OWN_USER_NAME } from './user-names';

/** The provider's time source, on a link-local address of every instance. */
const TIME_SOURCE = '169.254.169.123';

/** What could start something for a person outside a session, or let one in past it. */
const NEVER_STARTED = [
  'sshd',
  'crond',
  'atd',
  'user@',
  'getty@',
  'serial-getty@',
  // asked directly, the service that makes users sees who asks
  'systemd-userdbd',
];
const MASKED = [...NEVER_STARTED.map((name) => `${name}.service`), 'sshd.socket', 'systemd-userdbd.socket'];
/** Those that run, instances of templates among them. */
const STOPPED = MASKED.map((unit) => `'${unit.replace('@', '@*')}'`);

/** Files of the host, with their content. */
const FILES: Readonly<Record<string, string>> = {
  // nobody traces another process, the client of a session among them; no user is root of a namespace of its own
  '/etc/sysctl.d/90-isms.conf': `kernel.yama.ptrace_scope = 2
kernel.dmesg_restrict = 1
user.max_user_namespaces = 0
`,
  // the provider's source and no other
  '/etc/chrony.conf': `server ${TIME_SOURCE} prefer iburst minpoll 4 maxpoll 4
driftfile /var/lib/chrony/drift
makestep 1.0 3
rtcsync
`,
  // leaves the rule that keeps the host's credentials from people where it is
  '/etc/systemd/networkd.conf.d/90-isms.conf': `[Network]
ManageForeignRoutingPolicyRules=no
`,
};

/** Writes a file as it stands. Root alone writes it; who may read it, `mode` says. */
export const writeFile = (path: string, content: string, mode = '0644'): readonly string[] => [
  `install -D --mode=${mode} /dev/stdin ${path} <<'END_OF_FILE'`,
  `${content.trimEnd()}`,
  'END_OF_FILE',
];

/**
 * What a host does when it first starts, before anybody can enter: no shared user that could become root, no SSH, nothing that starts
 * programs for people by itself, the provider's time in UTC. It needs no network.
 */
export const hardening = (): readonly string[] => [
  'rm -f /etc/sudoers.d/90-cloud-init-users /etc/sudoers.d/ssm-agent-users',
  'usermod --lock --shell /sbin/nologin ec2-user',
  ...Object.entries(FILES).flatMap(([path, content]) => writeFile(path, content)),
  'sysctl --quiet --load=/etc/sysctl.d/90-isms.conf',
  'ln -sf ../usr/share/zoneinfo/UTC /etc/localtime',
  `sed -i -E 's/^UID_(MIN|MAX).*//' /etc/login.defs`,
  `printf 'UID_MIN ${PEOPLE.least}\\nUID_MAX ${PEOPLE.greatest}\\n' >> /etc/login.defs`,
  `sed -i --follow-symlinks -E '/^(passwd|group):/{/systemd/!s/$/ systemd/}' /etc/nsswitch.conf`,
  `systemctl mask ${MASKED.join(' ')}`,
  `systemctl stop ${STOPPED.join(' ')}`,
  'systemctl enable chronyd.service',
  'systemctl restart chronyd.service systemd-networkd.service',
];

/** @throws when a name is none of the operating system, stands twice, or is nobody's own. */
export function requireOperators(operators: readonly string[], path: string): void {
  const wrong = operators.find((user, index) => !OWN_USER_NAME.test(user) || operators.indexOf(user) !== index);
  if (wrong === undefined) return;
  throw new Error(
    `${path}: '${wrong}' cannot be one person's own user, which 8.2/bastion#named-os-users needs. Give each person a name of its own: small letters, digits and '-', up to 31.`,
  );
}
