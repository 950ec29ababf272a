import { UserData } from 'aws-cdk-lib/aws-ec2';
import { OWN_USER_NAME } from './user-names';

/**
 * What a host does when it first starts: a user for each person, without a password and without sudo; no shared user that
 * could become root; no SSH. It needs no network.
 */
export function hardening(operators: readonly string[]): string {
  const userData = UserData.forLinux();
  userData.addCommands(
    'set -eu',
    ...operators.map((user) => `id ${user} >/dev/null 2>&1 || useradd --create-home --shell /bin/bash ${user}`),
    ...operators.map((user) => `passwd --lock ${user}`),
    'rm -f /etc/sudoers.d/90-cloud-init-users /etc/sudoers.d/ssm-agent-users',
    'usermod --lock --shell /sbin/nologin ec2-user',
    'systemctl disable --now sshd',
    'systemctl mask sshd',
  );
  return userData.render();
}

/** @throws when a name is none of the operating system, stands twice, or is nobody's own. */
export function requireOperators(operators: readonly string[], path: string): void {
  const wrong = operators.find((user, index) => !OWN_USER_NAME.test(user) || operators.indexOf(user) !== index);
  if (wrong === undefined) return;
  throw new Error(
    `${path}: '${wrong}' cannot be one person's own user, which 8.2/bastion#named-os-users needs. Give each person a name of its own: small letters, digits and '-', up to 31.`,
  );
}
