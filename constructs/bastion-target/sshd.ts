import { writeFile } from '../bastion/hardening';

/** What a target needs to know when it first starts. */
export interface TargetLaunch {
  /** Where sshd listens. */
  readonly port: number;
  /** Who may come: users of the operating system, one a person. */
  readonly people: readonly string[];
  /** ARN of the key that certifies people on the bastion. */
  readonly authorityArn: string;
  readonly region: string;
}

/** Public half of the key that certifies people. */
const AUTHORITY = '/etc/ssh/isms_authority.pub';

/** Of the target's own; nothing that the image or a package says of SSH counts. */
export const SSHD_CONFIGURATION = '/etc/ssh/isms_sshd_config';

/** A shell at a terminal, which the bastion records: commands of their own carry files past the screen, as `scp -O` does. */
const TERMINAL_ALONE =
  'if [ -z "$SSH_ORIGINAL_COMMAND" ] && [ -t 0 ] && [ -t 1 ]; then exec "$SHELL" -l; fi; echo "isms: a terminal alone, and no command" >&2; exit 1';

/**
 * Takes certificates of the authority for the person's own name, and nothing else that anybody could know or have.
 * @see https://man.openbsd.org/sshd_config
 */
const sshdConfiguration = ({ port, people }: Pick<TargetLaunch, 'port' | 'people'>): string =>
  [
    `Port ${port}`,
    'HostKey /etc/ssh/ssh_host_ed25519_key',
    'HostKey /etc/ssh/ssh_host_ecdsa_key',
    `TrustedUserCAKeys ${AUTHORITY}`,
    'CASignatureAlgorithms ecdsa-sha2-nistp256',
    'PubkeyAcceptedAlgorithms ecdsa-sha2-nistp256-cert-v01@openssh.com',
    'AuthenticationMethods publickey',
    'AuthorizedKeysFile none',
    'AuthorizedPrincipalsFile none',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'HostbasedAuthentication no',
    'PermitRootLogin no',
    `AllowUsers ${people.join(' ')}`,
    'UsePAM yes',
    'DisableForwarding yes',
    'PermitTunnel no',
    'PermitUserEnvironment no',
    'PermitUserRC no',
    `ForceCommand ${TERMINAL_ALONE}`,
    'LoginGraceTime 30',
    'MaxAuthTries 3',
    'MaxSessions 1',
    // names the certificate's person, session and serial number at each login
    'LogLevel VERBOSE',
    '',
  ].join('\n');

/** Comes after what packages add to the service, such as the options of EC2 Instance Connect, and takes its place. */
const UNIT_SETTINGS = `[Service]
ExecStart=
ExecStart=/usr/sbin/sshd -D -f ${SSHD_CONFIGURATION}
`;

const user = (name: string): string =>
  `id -u ${name} >/dev/null 2>&1 || useradd --create-home --user-group --shell /bin/bash ${name}`;

/**
 * What a target does when it first starts. SSH is off until all of it has been done, and stays off where a step fails.
 *
 * Uses what Amazon Linux 2023 has: bash, coreutils, shadow, systemd, OpenSSH and the AWS CLI.
 */
export const targetCommands = ({ port, people, authorityArn, region }: TargetLaunch): readonly string[] => [
  '(',
  'set -euo pipefail',
  'umask 022',
  'systemctl mask --now sshd.service sshd.socket',
  ...writeFile(SSHD_CONFIGURATION, sshdConfiguration({ port, people })),
  ...writeFile('/etc/systemd/system/sshd.service.d/zz-isms.conf', UNIT_SETTINGS),
  `key=$(aws kms get-public-key --region ${region} --key-id ${authorityArn} --query PublicKey --output text)`,
  `printf -- '-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n' "$(fold -w 64 <<<"$key")" > ${AUTHORITY}.pem`,
  `ssh-keygen -i -m PKCS8 -f ${AUTHORITY}.pem > ${AUTHORITY}`,
  ...people.map(user),
  'ssh-keygen -A',
  `/usr/sbin/sshd -t -f ${SSHD_CONFIGURATION}`,
  'systemctl unmask sshd.service',
  'systemctl daemon-reload',
  'systemctl enable sshd.service',
  'systemctl restart sshd.service',
  ')',
];
