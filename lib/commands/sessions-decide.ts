import Table from 'cli-table3';
import { OWN_USER_NAME } from '../../constructs/bastion/user-names';
import type { Bilingual } from '../../constructs/standard/bilingual';
import type { LandingZoneConfig } from '../config';
import { today } from '../project';
import { visibleLine } from '../report/visible';
import { Decisions, type DecisionsPlace } from '../sessions/decisions';
import { loadForCommand } from './configuration';
import { ExitCode, type Io, UsageError } from './io';
import { inertJson } from './sessions';

/** What every command takes that decides about running sessions. */
export interface DecidingOptions {
  /** @default 'landing-zone.yaml' */
  readonly config?: string;
  /** Of the bastion. @default - the home region */
  readonly region?: string;
  /** A profile of the AWS configuration. @default - as usual */
  readonly profile?: string;
}

export interface ApproveOptions extends DecidingOptions {
  readonly person: string;
  /** In seconds. */
  readonly for: number;
  readonly reason: string;
}

/** `isms sessions approve`: lets a person start sessions for a time, in the name of who is signed in. */
export async function approveCommand(options: ApproveOptions, io: Io): Promise<number> {
  const { config, decisions } = decidingOf(options, io);
  const reason = needed(options.reason, '--reason');
  requirePerson(options.person, config);
  const given = await decided(decisions.approve(options.person, options.for, reason));
  const until = new Date(given.until * 1000).toISOString();
  io.out(
    io.json
      ? inertJson({ ...given, person: options.person, reason })
      : `${said(io, {
          en: `${options.person} may start sessions until ${until}: approval ${given.id}, by ${given.by}`,
          zh: `${options.person} 可在 ${until} 前启动会话：批准 ${given.id}，批准人 ${given.by}`,
        })}\n`,
  );
  return ExitCode.fine;
}

export interface TerminateOptions extends DecidingOptions {
  readonly reason: string;
}

/** What Session Manager calls a session: who signed in, and a random part. */
const MANAGED = /^[\w+=,.@-]+-(?:[0-9a-f]{17}|[0-9a-z]{26})$/;

/**
 * `isms sessions terminate`: ends a session in two ways, of which either is enough. Session Manager closes the channel; the recorder ends the
 * session and every process of it, within seconds, whatever becomes of the channel.
 */
export async function terminateCommand(managed: string, options: TerminateOptions, io: Io): Promise<number> {
  const { decisions } = decidingOf(options, io);
  const reason = needed(options.reason, '--reason');
  if (!MANAGED.test(managed)) {
    throw new UsageError({
      en: `${managed} is no id of Session Manager, such as li.na@example.com-0123456789abcdef0. isms sessions live tells those that run.`,
      zh: `${managed} 不是 Session Manager 会话 ID（例如 li.na@example.com-0123456789abcdef0）。可用 isms sessions live 查看。`,
    });
  }
  const [recorder, channel] = await Promise.allSettled([
    decisions.end(managed, managed, reason),
    decisions.terminate(managed),
  ]);
  const outcomes = { recorder: whyNot(recorder), channel: whyNot(channel) };
  if (io.json) io.out(inertJson({ session: managed, reason, ...outcomes }));
  else for (const [way, why] of Object.entries(outcomes)) io.out(`${told(way as keyof typeof WAYS, why, io)}\n`);
  return Object.values(outcomes).every((why) => why !== null) ? ExitCode.findings : ExitCode.fine;
}

const WAYS = {
  recorder: { en: 'the recorder is told to end it', zh: '已通知录制器终止会话' },
  channel: { en: 'Session Manager closes its channel', zh: 'Session Manager 正在关闭通道' },
} as const;

const told = (way: keyof typeof WAYS, why: string | null, io: Io): string =>
  why === null
    ? WAYS[way][io.lang]
    : `${said(io, { en: 'failed', zh: '失败' })}: ${WAYS[way][io.lang]} (${visibleLine(why)})`;

const whyNot = (outcome: PromiseSettledResult<void>): string | null =>
  outcome.status === 'fulfilled' ? null : nameOf(outcome.reason);

/** `isms sessions live`: the sessions on the bastion that Session Manager holds to be running. */
export async function liveCommand(options: DecidingOptions, io: Io): Promise<number> {
  const { decisions } = decidingOf(options, io);
  const running = await decided(decisions.running());
  const rows = running.map(({ SessionId = '', Owner = '', Target = '', StartDate }) => ({
    session: SessionId,
    owner: Owner,
    host: Target,
    began: StartDate?.toISOString() ?? '',
  }));
  if (io.json) {
    io.out(inertJson(rows));
    return ExitCode.fine;
  }
  const table = new Table({ head: [...HEAD[io.lang]], style: { head: [], border: [] } });
  for (const row of rows) table.push([row.session, row.owner, row.host, row.began].map(visibleLine));
  io.out(`${table.toString()}\n`);
  return ExitCode.fine;
}

const HEAD = { en: ['session', 'owner', 'host', 'began'], zh: ['会话', '所有者', '主机', '开始'] } as const;

/** @throws UsageError for a configuration that cannot be used, and a region without a bastion */
export function decidingOf(options: DecidingOptions, io: Io) {
  const { config } = loadForCommand(options, io, today());
  return { config, decisions: new Decisions(placeIn(config, options)) };
}

/** Of a configuration, where decisions are kept. */
export const placeOf = (options: DecidingOptions, io: Io): DecisionsPlace =>
  placeIn(loadForCommand(options, io, today()).config, options);

/** @throws UsageError for a region without a bastion */
function placeIn(config: LandingZoneConfig, options: DecidingOptions): DecisionsPlace {
  const { home, recovery } = config.regions;
  const region = options.region ?? home;
  if (region !== home && region !== recovery) {
    throw new UsageError({
      en: `there is no bastion in ${region}: give ${home} or ${recovery}`,
      zh: `${region} 没有堡垒机：请给出 ${home} 或 ${recovery}`,
    });
  }
  const { profile } = options;
  return { name: config.name, region, ...(profile !== undefined && { profile }) };
}

function requirePerson(person: string, { identity }: LandingZoneConfig): void {
  const { operators } = identity;
  if (OWN_USER_NAME.test(person) && (operators.length === 0 || operators.includes(person))) return;
  throw new UsageError({
    en: `${person} is nobody's user on the bastion${operators.length > 0 ? `: identity.operators has ${operators.join(', ')}` : ''}`,
    zh: `${person} 不是堡垒机的个人用户${operators.length > 0 ? `：identity.operators 中有 ${operators.join('、')}` : ''}`,
  });
}

/** @throws UsageError for nothing but blanks */
export function needed(given: string, option: string): string {
  const trimmed = given.trim();
  if (trimmed !== '') return trimmed;
  throw new UsageError({ en: `${option}: say why`, zh: `${option}：请说明原因` });
}

/** What a service refuses is told in one sentence. */
async function decided<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    const why = nameOf(error);
    throw new UsageError({
      en: `not done: ${why}. Sign in as a session moderator in the account of the bastion.`,
      zh: `未完成：${why}。请以堡垒机所在账号的会话监看员身份登录。`,
    });
  }
}

/** Without what would command a terminal. */
export const nameOf = (error: unknown): string =>
  error instanceof Error ? visibleLine(`${error.name}: ${error.message}`) : String(error);

const said = ({ lang }: Io, words: Bilingual): string => words[lang];
