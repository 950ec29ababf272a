import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Bilingual } from '../../constructs/standard/bilingual';
import { isDay } from '../project';
import { examples } from './help';
import type { Language } from './io';
import { type Adding, languageOption, text } from './program-options';
import { addSessionDecisions } from './program-session-decisions';

/** `isms sessions`: recordings of the bastion's sessions. */
export const addSessions: Adding = (program, surroundings) => {
  const { lang, ioOf, finish } = surroundings;
  const sessions = program
    .command('sessions')
    .description(text(lang, 'find, verify and replay recorded sessions', '检索、校验与回放会话录像'))
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .helpCommand('help [command]', text(lang, 'display help for a command', '显示命令的帮助'));
  const commands = () => require('./sessions') as typeof import('./sessions');
  const id = text(lang, 'id of the session, as list tells it', '会话 ID，由 list 给出');

  sessionsCommand(sessions, 'list', lang, {
    en: 'list recordings with their integrity: exit code 1 where one is not whole',
    zh: '列出录像及其完整性：有不完整的录像时退出码为 1',
  }).action(async (options) => finish(await commands().listCommand(options, ioOf(options))));
  sessionsCommand(sessions, 'show', lang, {
    en: 'tell of one recording, and what was entered in it',
    zh: '说明一个录像及其中输入的命令',
  })
    .argument('<id>', id)
    .action(async (session, options) => finish(await commands().showCommand(session, options, ioOf(options))));
  sessionsCommand(sessions, 'replay', lang, {
    en: 'replay a recording on this terminal; nothing in it commands the terminal',
    zh: '在本终端回放录像；录像内容无法控制终端',
  })
    .argument('<id>', id)
    .option('--speed <factor>', text(lang, 'how many times as fast', '回放速度倍数'), positive(lang))
    .option('--idle <seconds>', text(lang, 'longest pause that is kept', '保留的最长停顿（秒）'), positive(lang))
    .option(
      '--at <time>',
      text(
        lang,
        'where to begin, such as 0:01:02.5; what was before is drawn at once',
        '起始位置，如 0:01:02.5；此前画面立即绘出',
      ),
      position(lang),
    )
    .action(async (session, options) => finish(await commands().replayCommand(session, options, ioOf(options))));
  sessionsCommand(sessions, 'verify', lang, {
    en: 'verify recordings by the public key of who signed them: exit code 1 where one is not whole',
    zh: '用签名公钥校验录像：有不完整的录像时退出码为 1',
  })
    .argument('[id...]', text(lang, 'ids of sessions (default: all)', '会话 ID（默认：全部）'))
    .action(async (ids, options) => finish(await commands().verifyCommand(ids, options, ioOf(options))));
  sessionsCommand(sessions, 'export', lang, {
    en: 'write a recording as one file of asciicast and as a page that plays it, with its integrity and who it is for',
    zh: '将录像导出为单个 asciicast 文件及可播放的网页，附完整性结果与导出对象',
  })
    .argument('<id>', id)
    .option('--out <folder>', text(lang, 'where results go', '结果目录'), 'out')
    .option(
      '--viewer <name>',
      text(lang, 'who it is for (default: the user of this machine)', '导出对象（默认：本机用户）'),
    )
    .action(async (session, options) =>
      finish(
        await (require('./sessions-export') as typeof import('./sessions-export')).exportCommand(
          session,
          options,
          ioOf(options),
        ),
      ),
    );
  const search = () => require('./sessions-search') as typeof import('./sessions-search');
  sessionsCommand(sessions, 'index', lang, {
    en: 'make the index of a folder, of what is new or has changed; search does so by itself',
    zh: '为目录建立索引（仅处理新增或变化的录像）；search 会自动执行',
  }).action(async (options) => finish(await search().indexCommand(options, ioOf(options))));
  sessionsCommand(sessions, 'search', lang, {
    en: 'find sessions by what was run, entered or shown, by person, target and time: exit code 1 where one is not whole',
    zh: '按运行、输入或显示的内容以及人员、目标、时间检索会话：命中不完整的录像时退出码为 1',
  })
    .argument('[text]', text(lang, 'what stands in commands, alerts or on the screen', '命令、告警或屏幕中的文字'))
    .option('--person <name>', text(lang, 'whose sessions', '会话人员'))
    .option('--target <host>', text(lang, 'part of the name of the host', '主机名的一部分'))
    .option('--command <text>', text(lang, 'what stands in what was run or entered', '运行或输入的命令中的文字'))
    .option(
      '--since <time>',
      text(lang, 'a day or a moment, such as 2026-03-01', '日期或时刻，如 2026-03-01'),
      moment(lang, 'T00:00:00Z'),
    )
    .option('--until <time>', text(lang, 'a day or a moment', '日期或时刻'), moment(lang, 'T23:59:59.999Z'))
    .addOption(
      new Option('--verdict <verdict>', text(lang, 'integrity of the recording', '录像完整性')).choices([
        'ok',
        'unverified',
        'incomplete',
        'tampered',
      ]),
    )
    .action(async (words, options) => finish(await search().searchCommand(words, options, ioOf(options))));
  addSessionDecisions(sessions, surroundings);
  examples(sessions, lang, [
    'isms sessions list --from recordings --key recordings.pem',
    'isms sessions verify --from recordings --key recordings.pem',
    'isms sessions replay 20260301T080000Z-0123456789abcdef --from recordings --speed 2 --idle 1',
    'isms sessions search "rm -rf" --from recordings --person wang --since 2026-03-01',
    'isms sessions search --command sudo --from s3://acme-recordings-222222222222-eu-west-1/sessions --reason "audit 17"',
    'isms sessions approve --person li-na --for 2h --reason "change 4711"',
    'isms sessions watch 20260301T080000Z-0123456789abcdef --from s3://acme-recordings-222222222222-eu-west-1/sessions --profile operations',
    'isms sessions terminate li.na@example.com-0123456789abcdef0 --reason "not the change"',
    'isms sessions resolve unrecorded li.na@example.com-0123456789abcdef0 --reason "refused: no watcher" --profile archive',
    'isms sessions export 20260301T080000Z-0123456789abcdef --from recordings --key recordings.pem --viewer "Li Na"',
  ]);
};

const sessionsCommand = (sessions: Command, name: string, lang: Language, description: Bilingual): Command =>
  sessions
    .command(name)
    .description(description[lang])
    .helpOption('-h, --help', text(lang, 'display help', '显示帮助'))
    .requiredOption(
      '--from <place>',
      text(
        lang,
        'folder of recordings as they are stored, or s3://<bucket>/<prefix>',
        '录像目录（结构与存储时一致）或 s3://<存储桶>/<前缀>',
      ),
    )
    .option(
      '--reason <text>',
      text(lang, 'why you look; written down in the archive, which demands it', '查看原因；记入归档，查看归档时必填'),
    )
    .option('--key <file...>', text(lang, 'public keys of who signed, PEM or DER', '签名公钥，PEM 或 DER'))
    .option('--json', text(lang, 'results as JSON on standard output', '以 JSON 在标准输出给出结果'))
    .addOption(languageOption(lang));

/** Microseconds since the session began, from `0:01:02.5`, `1:02` or `62.5`. */
const position =
  (lang: Language) =>
  (given: string): number => {
    const parts = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(given);
    if (!parts)
      throw new InvalidArgumentError(text(lang, 'It is no time such as 0:01:02.5.', '应为 0:01:02.5 形式的时间。'));
    const [, hours = 0, minutes = 0, seconds] = parts;
    return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1_000_000);
  };

/** Milliseconds since the epoch; of a day, the end of it that is meant, in UTC. */
const moment =
  (lang: Language, ofDay: string) =>
  (given: string): number => {
    const [day = '', time] = given.split('T');
    const at = Date.parse(time === undefined ? `${day}${ofDay}` : given);
    if (isDay(day) && !Number.isNaN(at)) return at;
    throw new InvalidArgumentError(
      text(
        lang,
        'It is no day or moment such as 2026-03-01 or 2026-03-01T08:00Z.',
        '应为 2026-03-01 或 2026-03-01T08:00Z 形式。',
      ),
    );
  };

const positive =
  (lang: Language) =>
  (given: string): number => {
    const number = Number(given);
    if (number > 0) return number;
    throw new InvalidArgumentError(text(lang, 'It is no number above 0.', '应为大于 0 的数。'));
  };
