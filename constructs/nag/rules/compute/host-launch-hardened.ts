import { launchScript } from '../../../bastion/launch';
import { recorderConfiguration } from '../../../bastion/recorder-configuration';
import { RECORDER_CONFIGURATION } from '../../../session-recording/on-the-host';
import type { Bilingual } from '../../../standard';
import { finding } from '../../findings';
import { isObject } from '../../intrinsics';
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

/** A text of this release, with whatever differs from landing zone to landing zone. */
const patternOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(`\\["${VARIES}"\\]`, '\\[[\\w",-]*\\]')
      .replaceAll(VARIES, '[\\w.${}:/-]+')}$`,
  );

/** The recorder's configuration, whose patterns look like commands. */
const CONFIGURATION = new RegExp(`(${RECORDER_CONFIGURATION} <<'(\\w+)'\\n)([\\s\\S]*?)\\n\\2$`, 'm');

const linesOf = (script: string): readonly string[] => script.replace(CONFIGURATION, '$1$2').split('\n');

/** The scripts that this release makes: with and without ways on to targets, and packages to patch the host with. */
const RELEASED: readonly (readonly RegExp[])[] = [
  {},
  { authorityArn: VARIES },
  { packages: VARIES },
  { authorityArn: VARIES, packages: VARIES },
].map((chosen) =>
  linesOf(
    launchScript({
      recorder: { bucketName: VARIES, objectKey: VARIES, digest: VARIES },
      region: VARIES,
      configuration: '{}',
      operators: [VARIES],
      ...chosen,
    }),
  ).map(patternOf),
);

/** What the recorder is told, whatever the landing zone: by whom, from where and to where it records. */
const told: readonly (readonly [string, RegExp])[] = Object.entries(
  recorderConfiguration({
    place: { partition: VARIES, account: VARIES, region: VARIES, urlSuffix: VARIES },
    bucketName: VARIES,
    encryptionKeyArn: VARIES,
    signingKeyArn: VARIES,
    hostLogName: VARIES,
    alerts: [],
  }),
)
  .filter(([, value]) => !Array.isArray(value))
  .map(([key, value]) => [key, patternOf(String(value))]);

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
    const [script, path] = [userDataOf(resource), settingOf(resource, 'UserData')];
    const lines = linesOf(script);
    return verdictFromEach(
      [
        () => openFindings(lines, path),
        () => unlikeFindings(lines, path),
        () => toldFindings(script, path),
        () => undemandedFindings(script, resource, path),
        () => parameterFindings(lines, resource),
      ],
      (judge) => judge(),
    );
  },
};

const openFindings = (lines: readonly string[], path: string): readonly Finding[] =>
  OPENS.flatMap(({ line: pattern, en, zh }) => {
    const line = lines.find(
      (one) => pattern.test(one) && !RELEASED.some((made) => made.some((known) => known.test(one))),
    );
    return line === undefined ? [] : [finding(path, `${en}: ${shown(line)}`, `${zh}：${shown(line)}`)];
  });

/** What a script lacks of the one of this release that it is most like, and what it does beside. */
function unlikeFindings(lines: readonly string[], path: string): readonly Finding[] {
  const [closest] = RELEASED.map((made) => differences(lines, made)).sort((a, b) => sizeOf(a) - sizeOf(b));
  const [less, more] = [closest?.missing[0], closest?.added.find((line) => line.trim() !== '')];
  return [
    ...(less === undefined ? [] : [lacking(path, less, closest?.missing.length ?? 0)]),
    ...(more === undefined ? [] : [adding(path, more)]),
  ];
}

interface Differences {
  readonly missing: readonly RegExp[];
  readonly added: readonly string[];
}

const sizeOf = ({ missing, added }: Differences): number => missing.length + added.length;

/** Goes through both side by side: what is skipped of the release's is missing, what is skipped of the script's was added. */
function differences(lines: readonly string[], made: readonly RegExp[]): Differences {
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
  return { missing: [...missing, ...made.slice(next)], added };
}

function lacking(path: string, { source }: RegExp, count: number): Finding {
  const line = shown(source.slice(1, -1).replaceAll('[\\w.${}:/-]+', '…').replace(/\\(.)/g, '$1'));
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

/** Of a script without a configuration the lines that are missing tell. */
function toldFindings(script: string, path: string): readonly Finding[] {
  const [, , , text] = CONFIGURATION.exec(script) ?? [];
  if (text === undefined) return [];
  const configuration = parsed(text);
  const unlike = told.filter(([key, pattern]) => !pattern.test(String(configuration[key]))).map(([key]) => key);
  if (unlike.length === 0) return [];
  return [
    finding(
      path,
      `tells the recorder something else than this release does: ${unlike.join(', ')}`,
      `给录制器的配置与本版本不同：${unlike.join('、')}`,
    ),
  ];
}

/** What a configuration demands of sessions, the recorder has to be told: it lets everybody begin otherwise. */
function undemandedFindings(script: string, { template }: Resource, path: string): readonly Finding[] {
  const [, , , text] = CONFIGURATION.exec(script) ?? [];
  if (text === undefined) return [];
  const configuration = parsed(text);
  return Object.entries(template.estate.demands.sessions ?? {})
    .filter(([key, demanded]) => demanded === 'required' && configuration[key] !== 'required')
    .map(([key]) =>
      finding(
        path,
        `lets sessions begin without ${key}, which the configuration demands`,
        `允许在没有 ${key} 的情况下开始会话，而配置要求必须具备`,
      ),
    );
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** A parameter may hold any line. */
function parameterFindings(lines: readonly string[], resource: Resource): readonly Finding[] {
  const { parameters } = resource.template;
  const named = [...lines.join('\n').matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
  if (named.some((name) => Object.hasOwn(parameters, name))) throw new Unresolved(settingOf(resource, 'UserData'));
  return [];
}

/** A line, as far as a message holds it. */
const shown = (line: string): string => (line.length > 120 ? `${line.slice(0, 119)}…` : line);
