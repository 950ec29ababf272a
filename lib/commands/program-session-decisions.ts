import { type Command, InvalidArgumentError } from 'commander';
import type { Bilingual } from '../../constructs/standard/bilingual';
import type { Language } from './io';
import { command, type Surroundings, text } from './program-options';

/** In seconds: a day, which is as long as the recorder takes an approval for one. */
const LONGEST = 24 * 3600;

/** Commands of `isms sessions` on those that run: they ask AWS, in the name of who is signed in. */
export function addSessionDecisions(sessions: Command, { lang, ioOf, finish }: Surroundings): void {
  // loaded when needed: the SDK's clients take long
  const decide = () => require('./sessions-decide') as typeof import('./sessions-decide');
  deciding(sessions, 'approve', lang, {
    en: 'let a person start sessions on the bastion for a time',
    zh: '批准某人在一段时间内启动堡垒机会话',
  })
    .requiredOption('--person <user>', text(lang, 'the user on the bastion', '堡垒机上的用户'))
    .requiredOption('--for <duration>', text(lang, 'such as 2h, 90m or 1h30m', '如 2h、90m 或 1h30m'), duration(lang))
    .requiredOption('--reason <text>', text(lang, 'why', '原因'))
    .action(async (options) => finish(await decide().approveCommand(options, ioOf(options))));
  deciding(sessions, 'live', lang, { en: 'list running sessions', zh: '列出正在进行的会话' }).action(async (options) =>
    finish(await decide().liveCommand(options, ioOf(options))),
  );
  deciding(sessions, 'watch', lang, {
    en: 'watch a session while it lasts; where a watcher is required it goes on only as long as somebody does',
    zh: '实时监看会话；要求监看时，无人监看则会话不得进行',
  })
    .argument('<id>', text(lang, 'id of the recording, which the waiting session shows', '录像 ID，等待中的会话会显示'))
    .requiredOption(
      '--from <place>',
      text(lang, 'folder of recordings, or s3://<bucket>/<prefix>', '录像目录或 s3://<存储桶>/<前缀>'),
    )
    .option('--key <file...>', text(lang, 'public keys of who signed, PEM or DER', '签名公钥，PEM 或 DER'))
    .action(async (session, options) =>
      finish(
        await (require('./sessions-watch') as typeof import('./sessions-watch')).watchCommand(
          session,
          options,
          ioOf(options),
        ),
      ),
    );
  deciding(sessions, 'terminate', lang, { en: 'end a running session at once', zh: '立即终止正在进行的会话' })
    .argument('<id>', text(lang, 'id of the session in Session Manager', 'Session Manager 会话 ID'))
    .requiredOption('--reason <text>', text(lang, 'why', '原因'))
    .action(async (session, options) => finish(await decide().terminateCommand(session, options, ioOf(options))));
  deciding(sessions, 'resolve', lang, {
    en: 'say of a gap that the reconciliation found why it is resolved; not in the account of the bastion, but of the archive',
    zh: '说明对账所发现缺口的处置原因；须在归档账号（而非堡垒机账号）中执行',
  })
    .argument('<kind>', text(lang, "kind of the gap, as the alarm's log tells it", '缺口类型，见告警日志'))
    .argument('<session>', text(lang, 'id of the session, as the log tells it', '会话 ID，见告警日志'))
    .requiredOption('--reason <text>', text(lang, 'why', '原因'))
    .action(async (kind, session, options) =>
      finish(
        await (require('./sessions-resolve') as typeof import('./sessions-resolve')).resolveCommand(
          kind,
          session,
          options,
          ioOf(options),
        ),
      ),
    );
}

const deciding = (sessions: Command, name: string, lang: Language, description: Bilingual): Command =>
  command(sessions, name, lang, description)
    .option(
      '--region <region>',
      text(lang, 'of the bastion (default: the home region)', '堡垒机所在区域（默认：主区域）'),
    )
    .option(
      '--profile <name>',
      text(
        lang,
        'AWS profile for the account of the bastion (default: as usual)',
        '堡垒机所在账号的 AWS 配置文件（默认：按惯例）',
      ),
    );

/** Seconds, from `1h30m`. */
const duration =
  (lang: Language) =>
  (given: string): number => {
    const [, hours = 0, minutes = 0] = /^(?=\d)(?:(\d{1,2})h)?(?:(\d{1,4})m)?$/.exec(given) ?? [];
    const seconds = Number(hours) * 3600 + Number(minutes) * 60;
    if (seconds > 0 && seconds <= LONGEST) return seconds;
    throw new InvalidArgumentError(
      text(lang, 'It is no time of up to 24h, such as 2h or 90m.', '应为不超过 24h 的时长，如 2h 或 90m。'),
    );
  };
