/** A command that is told of when it runs on the bastion, as the configuration has it. */
export interface DefaultAlert {
  readonly name: string;
  readonly pattern: string;
  readonly severity: 'notice' | 'alarm' | 'end';
  readonly reason: string;
}

/** What stands before a program's name: its folder, perhaps the loader. What a shell or `env` starts is a command of its own. */
const PROGRAM = '^([^ ]*/ld[^ ]*\\.so[^ ]* )?([^ ]*/)?';

const program = (names: string): string => `${PROGRAM}(${names})( |$)`;

/** As ssh takes its keywords. */
const inAnyCase = (word: string): string =>
  [...word].map((letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`).join('');

/** Options of ssh that take no value, after which another may stand: `-fNL`, but not `-oLogLevel`. */
const BARE = '[1246AaCfGgKkMNnqsTtVvXxYy]';

/** Where there is no `sessions.alerts` in the configuration. One's own list takes the place of all of these. */
export const DEFAULT_ALERTS: readonly DefaultAlert[] = [
  {
    name: 'become-another-user',
    pattern: program('sudo|su|pkexec|doas|runuser|setpriv|machinectl'),
    severity: 'alarm',
    reason: 'Whoever becomes another user acts as somebody else. 切换为其他用户后，操作将以他人身份进行。',
  },
  {
    name: 'home-of-others',
    pattern: '/(root|home/[^/ ]+)/(\\.?/)*\\.(ssh|aws|azure|kube|gnupg|netrc|git-credentials|bash_history)',
    severity: 'alarm',
    reason: 'Keys, credentials and histories are read where people keep them. 涉及个人目录中的密钥、凭证或历史记录。',
  },
  {
    name: 'system-secrets',
    pattern: '/etc/(\\.?/)*(shadow|gshadow|sudoers|ssh/ssh_host_[a-z0-9]+_key)',
    severity: 'alarm',
    reason: 'Password hashes and host keys. 涉及口令散列或主机密钥。',
  },
  {
    name: 'instance-credentials',
    pattern: '169\\.254\\.169\\.254|\\[?fd00:ec2::254|meta-data/iam',
    severity: 'alarm',
    reason: 'The credentials of the host itself are asked for. 请求主机自身的凭证。',
  },
  {
    name: 'fetched-and-run',
    pattern: '(curl|wget|base64|xxd|openssl) .*\\| *(/[a-z/]*/)?(ba|da|z|k)?sh( |"|$)',
    severity: 'alarm',
    reason: 'What is fetched or decoded is run unseen. 下载或解码的内容未经查看即被执行。',
  },
  {
    name: 'file-transfer',
    pattern: program('scp|sftp|rsync|ftp|tftp|nc|ncat|socat|curl|wget'),
    severity: 'alarm',
    reason: 'Files leave through the export gate alone. 文件仅可经导出闸门传出。',
  },
  {
    name: 'tunnel',
    pattern: [
      `${PROGRAM}ssh (.* )?-${BARE}*[LRDWw]`,
      // a terminal where there is none: what goes in and out is a file's, and on no screen
      `${PROGRAM}ssh (.* )?-${BARE}*t(${BARE}*|.* -${BARE}*)t`,
      ['RequestTTY', 'LocalForward', 'RemoteForward', 'DynamicForward', 'ProxyCommand'].map(inAnyCase).join('|'),
      program('chisel|frpc|gost|iodine|ngrok'),
    ].join('|'),
    severity: 'alarm',
    reason:
      'What goes through a tunnel, or a terminal that is none, no recording shows. 隧道或伪造终端中的内容无法录制。',
  },
  {
    name: 'traces-removed',
    pattern:
      '(rm|shred|unlink|truncate|tee|mv) .*(/var/log|/var/lib/amazon|_history)|history -c|journalctl .*--(vacuum|rotate)',
    severity: 'alarm',
    reason: 'Logs and histories are evidence. 日志与历史记录属于证据。',
  },
  {
    name: 'recorder-attacked',
    pattern: `${PROGRAM}((auditctl|augenrules) (.* )?(-e ?0|-D)|(gdb|strace|kill|pkill|killall) .*(isms-recorder|service\\.py|auditd|amazon-ssm))|isms-recorder\\.json`,
    severity: 'end',
    reason: 'What records and what audits is to be switched off. 试图停用录制或审计。',
  },
  {
    name: 'recorder-stopped',
    pattern: `${PROGRAM}(systemctl|service) (.* )?(stop|kill|disable|mask|restart|freeze|edit|revert|set-property)( .*)?(isms-|auditd|amazon-ssm)|${PROGRAM}service (isms-|auditd|amazon-ssm)[^ ]* (stop|restart)`,
    severity: 'end',
    reason: 'What records and what audits is to be switched off. 试图停用录制或审计。',
  },
  {
    name: 'kernel-changed',
    pattern: program('auditctl|augenrules|insmod|modprobe|rmmod|kexec|bpftool|bpftrace|setenforce'),
    severity: 'alarm',
    reason: 'Under the kernel nothing is seen. 更改内核或审计后，其下行为不可见。',
  },
  {
    name: 'packages',
    pattern: '(dnf|yum|rpm|pip3?|npm|gem|cpan|snap|flatpak) .*(install|localinstall|-i|-U|update|upgrade)',
    severity: 'alarm',
    reason: 'The host is an image: nothing is installed on it. 主机由镜像构建，不得自行安装软件。',
  },
  {
    name: 'runs-later',
    pattern: program('at|batch|crontab|systemd-run|atd|crond'),
    severity: 'alarm',
    reason: 'What runs later runs in no session. 延后执行的任务不属于任何会话。',
  },
  {
    name: 'brought-along',
    pattern: '^(/memfd:|/tmp/|/var/tmp/|/dev/shm/|/run/user/)',
    severity: 'notice',
    reason: 'Programs that were brought along. 运行自带程序。',
  },
];
