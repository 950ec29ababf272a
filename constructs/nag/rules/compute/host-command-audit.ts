import { recorderDigest } from '../../../session-recording/recorder-asset';
import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { settingOf, unlessBastion, userDataOf } from './launch';

/** `sha256sum` is told what the archive must be; then it is unpacked. */
const CHECKED = /^echo '([0-9a-f]{64}) {2}(\S+)' \| sha256sum --check --status$/m;
const UNPACKED = /^tar --extract --file=(\S+) --directory=(\S+) /m;
const STARTED = /^systemctl enable --now\b.*\bisms-recorder\.service\b/m;

/**
 * A host of the bastion runs the recorder of this release, which notes the commands that the kernel runs: it checks the archive against
 * the release's own checksum before it unpacks it, starts it as a service, and does not go on where a step fails. What that recorder
 * does, the tests of the release show.
 */
export const hostCommandAudit: Rule = {
  id: 'host-command-audit',
  demand: {
    en: "A host of the bastion starts the release's recorder, known by its checksum, or does not start.",
    zh: '堡垒机主机启动经校验和确认的本版本录制器，否则不予启动。',
  },
  types: ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Instance'],
  reference: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html',
  judge(resource) {
    const elsewhere = unlessBastion(resource);
    if (elsewhere) return elsewhere;
    const [script, path] = [userDataOf(resource), settingOf(resource, 'UserData')];
    return verdictFromEach([stopFindings, archiveFindings, serviceFindings], (judge) => judge(script, path));
  },
};

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
