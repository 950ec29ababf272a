import { recorderDigest } from '../../../session-recording/recorder-asset';
import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { type Heard, onSilence, onSomething, unheardIn } from '../functions/handlers';
import { firstMatchFindings, lateFindings } from '../logging/alarm-chain';
import { settingOf, unlessBastion, userDataOf } from './launch';

/** `sha256sum` is told what the archive must be; then it is unpacked. */
const CHECKED = /^echo '([0-9a-f]{64}) {2}(\S+)' \| sha256sum --check --status$/m;
const UNPACKED = /^tar --extract --file=(\S+) --directory=(\S+) /m;
const STARTED = /^systemctl enable --now\b.*\bisms-recorder\.service\b/m;

/**
 * A host of the bastion runs the recorder of this release, which notes the commands that the kernel runs: it checks the archive against
 * the release's own checksum before it unpacks it, starts it as a service, and does not go on where a step fails. What that recorder
 * does, the tests of the release show. Somebody hears of what it tells in the log of its host, and of its silence.
 */
export const hostCommandAudit: Rule = {
  id: 'host-command-audit',
  demand: {
    en: "A host of the bastion starts the release's recorder, known by its checksum, or does not start; what the recorder alerts to, and its silence, raise an alarm.",
    zh: '堡垒机主机启动经校验和确认的本版本录制器，否则不予启动；录制器的警示及其静默须触发告警。',
  },
  types: ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Instance'],
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  judge(resource) {
    const elsewhere = unlessBastion(resource);
    if (elsewhere) return elsewhere;
    const [script, path] = [userDataOf(resource), settingOf(resource, 'UserData')];
    return verdictFromEach(
      [
        ...[stopFindings, archiveFindings, serviceFindings].map((judge) => () => judge(script, path)),
        ...HEARD.map((one) => () => unheardOf(resource, script, one)),
      ],
      (judge) => judge(),
    );
  },
};

const LONGEST_SILENCE_MINUTES = 5;

const told = (event: string, en: string, zh: string, where?: string): Heard => ({
  event,
  by: onSomething,
  missing: finding('AWS::CloudWatch::Alarm', `on ${en} is missing: nobody hears of it`, `缺少针对${zh}的告警`),
  more: firstMatchFindings,
  ...(where !== undefined && { where }),
});

/** What the recorder tells in the log of its host, and people have to hear of. */
const HEARD: readonly Heard[] = [
  told('command-alert', 'commands that are alerted to', '命令警示', '(($.severity = "alarm") || ($.severity = "end"))'),
  told('unrecorded-process', 'processes that are not recorded', '未录制进程'),
  told('refused', 'sessions that are refused', '会话被拒绝'),
  told('heartbeat', 'records that the kernel lost', '内核记录丢失', '($.lostRecords > 0)'),
  {
    event: 'heartbeat',
    by: onSilence,
    missing: finding(
      'AWS::CloudWatch::Alarm',
      'on the silence of hosts is missing: nobody hears of a recorder that is gone',
      '缺少针对主机静默的告警：录制器消失无人知晓',
    ),
    more: (alarm) => lateFindings(alarm, LONGEST_SILENCE_MINUTES),
  },
];

/** @throws Unresolved where no template makes the log group that the recorder writes to. */
function unheardOf(host: Resource, script: string, heard: Heard): readonly Finding[] {
  const [, name] = /"log_group": "([^"]+)"/.exec(script) ?? [];
  if (name === undefined) return [];
  const groups = host.template.ofType('AWS::Logs::LogGroup').filter((group) => group.text('LogGroupName') === name);
  if (groups.length === 0) throw new Unresolved(settingOf(host, 'UserData'));
  return unheardIn(groups, heard);
}

const stopFindings = (script: string, path: string): readonly Finding[] =>
  /^set -e/m.test(script)
    ? []
    : [
        finding(
          path,
          'goes on where a step fails: a host without recorder stays',
          '步骤失败后继续执行：无录制器的主机仍会保留',
        ),
      ];

function archiveFindings(script: string, path: string): readonly Finding[] {
  const [checked, unpacked] = [CHECKED.exec(script), UNPACKED.exec(script)];
  if (!checked || !unpacked || checked[2] !== unpacked[1] || checked.index > unpacked.index) {
    return [
      finding(
        path,
        'unpacks no archive of the recorder whose checksum it has checked',
        '未在校验和核对之后解包录制器归档',
      ),
    ];
  }
  if (checked[1] === recorderDigest()) return [];
  return [
    finding(
      path,
      `takes an archive of checksum ${checked[1]?.slice(0, 12)}…, which is not the recorder of this release`,
      `接受校验和为 ${checked[1]?.slice(0, 12)}… 的归档，并非本版本的录制器`,
    ),
  ];
}

function serviceFindings(script: string, path: string): readonly Finding[] {
  const [unpacked, started] = [UNPACKED.exec(script), STARTED.exec(script)];
  const runs = unpacked !== null && script.includes(` ${unpacked[2]}/service.py `);
  if (runs && started !== null && started.index > unpacked.index) return [];
  return [finding(path, 'does not start the service of the recorder', '未启动录制服务')];
}
