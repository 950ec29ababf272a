import { GAP_KINDS, type GapKind } from '../../constructs/session-reconciliation/gaps';
import { isOfSession } from '../../constructs/session-reconciliation/people';
import { visibleLine } from '../report/visible';
import { type Known, Resolutions } from '../sessions/resolutions';
import { ExitCode, type Io, UsageError } from './io';
import { inertJson } from './sessions';
import { type DecidingOptions, nameOf, needed, placeOf } from './sessions-decide';

export interface ResolveOptions extends DecidingOptions {
  readonly reason: string;
}

/** Open gaps that are named to somebody who asked for none of them. */
const MOST_NAMED = 5;

/** `isms sessions resolve`: says of a gap that another person than the session's has looked into it, and why it is none any more. */
export async function resolveCommand(kind: string, session: string, options: ResolveOptions, io: Io): Promise<number> {
  const resolutions = new Resolutions(placeOf(options, io));
  const reason = needed(options.reason, '--reason');
  requireKind(kind);
  const by = await asked(resolutions.caller());
  const wanted = openGap(`${kind}#${session}`, await asked(resolutions.gaps()));
  requireOther(by, wanted);
  if (!(await asked(resolutions.resolve(wanted, by, reason)))) throw alreadyResolved(wanted.gap.id);
  const { id } = wanted.gap;
  const told = { en: `${id} is resolved, by ${by}`, zh: `${id} 已处置，处置人 ${by}` };
  io.out(io.json ? inertJson({ kind, session, by, reason }) : `${visibleLine(told[io.lang])}\n`);
  return ExitCode.fine;
}

function requireKind(kind: string): asserts kind is GapKind {
  if ((GAP_KINDS as readonly string[]).includes(kind)) return;
  const [en, zh] = [GAP_KINDS.join(', '), GAP_KINDS.join('、')];
  throw new UsageError({ en: `${kind} is no kind of gap: ${en}`, zh: `${kind} 不是缺口类型：${zh}` });
}

/** @throws UsageError when there is no such gap, or it is resolved */
function openGap(id: string, known: readonly Known[]): Known {
  const wanted = known.find(({ gap }) => gap.id === id);
  if (wanted?.isResolved) throw alreadyResolved(id);
  if (wanted) return wanted;
  const open = known.filter(({ isResolved }) => !isResolved).map(({ gap }) => gap.id.replace('#', ' '));
  const named = open.slice(0, MOST_NAMED);
  const more = open.length - named.length;
  throw new UsageError({
    en: `nothing to resolve: there is no gap ${id}. ${open.length === 0 ? 'None is open' : `Open: ${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}`}.`,
    zh: `无可处置：没有缺口 ${id}。${open.length === 0 ? '没有未处置的缺口' : `未处置：${named.join('、')}${more > 0 ? `，另有 ${more} 个` : ''}`}。`,
  });
}

const alreadyResolved = (id: string): UsageError =>
  new UsageError({ en: `nothing to resolve: ${id} is resolved already`, zh: `无可处置：${id} 已处置` });

/** The reconciliation would not count it. */
function requireOther(by: string, { gap }: Known): void {
  if (by !== '' && !isOfSession(by, gap)) return;
  throw new UsageError({
    en: `${by} may be whose session it is: another person resolves ${gap.id}`,
    zh: `${by} 可能为该会话本人：${gap.id} 须由他人处置`,
  });
}

/** What a service refuses is told in one sentence. */
async function asked<Result>(answer: Promise<Result>): Promise<Result> {
  try {
    return await answer;
  } catch (error) {
    const why = nameOf(error);
    throw new UsageError({
      en: `not done: ${why}. Sign in as a session moderator in the account of the archive.`,
      zh: `未完成：${why}。请以归档账号的会话监看员身份登录。`,
    });
  }
}
