import { launchScript } from '../../../bastion/launch';
import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { type Finding, type Rule, verdictFromEach } from '../../rule';
import { type Resource, Unresolved } from '../../template';
import { settingOf, unlessBastion, userDataOf } from './launch';

/** What a launch script does that lets people be root, share a login, or come in past the recorder, however it is written. */
const OPENS: readonly (Bilingual & { readonly line: RegExp })[] = [
  {
    line: /NOPASSWD|!authenticate|(?:>|\b(?:cp|install|ln|mv|sed|tee)\b).*\/etc\/(?:sudoers|polkit-1)/,
    en: 'lets somebody become root, without a password or by a rule of its own',
    zh: '使人员可免密或凭自设规则成为 root',
  },
  {
    line: /\b(?:adduser|gpasswd|groupmems|useradd|usermod)\b.*(?:\b(?:admin|root|sudo|wheel)\b|(?:--uid|-u)[ =]?0\b)/,
    en: 'makes somebody an administrator',
    zh: '使人员成为管理员',
  },
  {
    line: /\b(?:chpasswd|newusers)\b|\bpasswd +(?:-d|-u|--delete|--stdin|--unlock)|\busermod\b.*(?:-U|--unlock|--password)/,
    en: 'gives somebody a password, whoever knows it',
    zh: '为用户设置口令，知悉者均可登录',
  },
  {
    line: /authorized_keys|\bsshd\b(?!\.s)|\bsystemctl +(?:(?:enable|(?:re)?start|reload|unmask)\b.*\bssh|unmask\b)/,
    en: 'opens SSH, or starts what has to stand still',
    zh: '开启 SSH，或启动应保持停用的服务',
  },
];

const VARIES = 'ISMS-VARIES';

/** Configurations, in JSON: what they say, other rules and tests judge, and their patterns look like commands. */
const CONFIGURATION = /(\/\S+\.json <<'(\w+)'\n)[\s\S]*?\n\2$/gm;

const linesOf = (script: string): readonly string[] => script.replace(CONFIGURATION, '$1$2').split('\n');

/** The lines of the script of this release, with whatever differs from landing zone to landing zone. */
const made: readonly RegExp[] = linesOf(
  launchScript({
    recorder: { bucketName: VARIES, objectKey: VARIES, digest: VARIES },
    region: VARIES,
    configuration: '{}',
    operators: [],
  }),
).map((line) => new RegExp(`^${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(VARIES, '[\\w.${}:-]+')}$`));

/**
 * The launch script of a host that people enter: it lets nobody be root, opens no login that people share, and no way past the recorder.
 * It hardens the host line by line as this release does, and does nothing else: what a further line lets people do, nobody has shown.
 */
export const hostLaunchHardened: Rule = {
  id: 'host-launch-hardened',
  demand: {
    en: "A launch script of a bastion's host hardens it as this release does and does no more: no root without a password, no shared login, no SSH.",
    zh: '堡垒机主机的启动脚本须按本版本加固且不含其他内容：无免密 root，无共享登录，无 SSH。',
  },
  types: ['AWS::EC2::LaunchTemplate', 'AWS::EC2::Instance'],
  reference:
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started-ssm-user-permissions.html',
  judge(resource) {
    const elsewhere = unlessBastion(resource);
    if (elsewhere) return elsewhere;
    const [lines, path] = [linesOf(userDataOf(resource)), settingOf(resource, 'UserData')];
    return verdictFromEach(
      [() => openFindings(lines, path), () => unlikeFindings(lines, path), () => parameterFindings(lines, resource)],
      (judge) => judge(),
    );
  },
};

const openFindings = (lines: readonly string[], path: string): readonly Finding[] =>
  OPENS.flatMap(({ line: pattern, en, zh }) => {
    const line = lines.find((one) => pattern.test(one) && !made.some((known) => known.test(one)));
    return line === undefined ? [] : [finding(path, `${en}: ${shown(line)}`, `${zh}：${shown(line)}`)];
  });

/** Goes through both side by side: what is skipped of the release's is missing, what is skipped of the script's was added. */
function unlikeFindings(lines: readonly string[], path: string): readonly Finding[] {
  const added: string[] = [];
  const missing: RegExp[] = [];
  let next = 0;
  for (const line of lines) {
    const ahead = made.findIndex((known, index) => index >= next && known.test(line));
    if (ahead < 0) added.push(line);
    else {
      missing.push(...made.slice(next, ahead));
      next = ahead + 1;
    }
  }
  missing.push(...made.slice(next));
  const [more, less] = [added.find((line) => line.trim() !== ''), missing[0]];
  return [
    ...(less === undefined ? [] : [lacking(path, less, missing.length)]),
    ...(more === undefined ? [] : [adding(path, more)]),
  ];
}

function lacking(path: string, { source }: RegExp, count: number): Finding {
  const line = shown(source.slice(1, -1).replaceAll('[\\w.${}:-]+', '…').replace(/\\(.)/g, '$1'));
  return finding(
    path,
    `lacks ${count} lines of the launch of this release in their place, the first being: ${line}`,
    `缺少本版本启动脚本应有的 ${count} 行，首行为：${line}`,
  );
}

const adding = (path: string, line: string): Finding =>
  finding(
    path,
    `does more than the launch of this release, and nobody has shown what that lets people do: ${shown(line)}`,
    `超出本版本启动脚本的内容，其影响未经验证：${shown(line)}`,
  );

/** A parameter may hold any line. */
function parameterFindings(lines: readonly string[], resource: Resource): readonly Finding[] {
  const { parameters } = resource.template;
  const named = [...lines.join('\n').matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  if (named.some((name) => Object.hasOwn(parameters, name))) throw new Unresolved(settingOf(resource, 'UserData'));
  return [];
}

/** A line, as far as a message holds it. */
const shown = (line: string): string => (line.length > 120 ? `${line.slice(0, 119)}…` : line);
