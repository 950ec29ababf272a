import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { visibleLine } from '../report/visible';
import { indexRowsIn } from '../trace/index-rows';
import { Joining, LINKS, type Link, type OperationRecord, type SessionRecord } from '../trace/record';
import { trailFilesIn } from '../trace/trail-files';
import { ExitCode, type Io, UsageError } from './io';
import { inertJson } from './sessions-text';

/** What is fetched: a folder `trail` with files of the trail, and `index.json` with the index of sessions. */
export const TRAIL = 'trail';
export const INDEX = 'index.json';

/** `isms trace`: joins what is known of an operation, and names each link that is missing. */
export async function traceCommand(id: string, { from }: { readonly from: string }, io: Io): Promise<number> {
  const [trail, index] = [join(from, TRAIL), join(from, INDEX)];
  requireFetched(trail, index);
  const { events, unreadable } = trailFilesIn(trail, id);
  const record = new Joining(indexRowsIn(readFileSync(index, 'utf8'), index), events).of(id);
  for (const file of unreadable)
    io.err(
      `${says(io, `Not read, no file of a trail: ${visibleLine(file)}`, `无法读取，不是跟踪文件：${visibleLine(file)}`)}\n`,
    );
  if (!record) {
    throw new UsageError({
      en: `nothing in ${from} has the id ${id}. It may be of an approval, a session, or an event in the trail.`,
      zh: `${from} 中没有编号 ${id}。可为审批、会话或跟踪事件的编号。`,
    });
  }
  io.out(io.json ? inertJson({ ...record, unreadable }) : recordText(record, io));
  return isComplete(record) && unreadable.length === 0 ? ExitCode.fine : ExitCode.findings;
}

const isComplete = ({ missing, sessions }: OperationRecord): boolean =>
  missing.length === 0 && sessions.every((session) => session.missing.length === 0);

export function requireFetched(trail: string, index: string): void {
  if (existsSync(trail) && statSync(trail).isDirectory() && existsSync(index)) return;
  throw new UsageError({
    en: `fetch first: files of the trail into ${trail} (aws s3 sync), and the index into ${index} (aws dynamodb scan --table-name <name>-session-index --output json)`,
    zh: `请先取得：跟踪文件存入 ${trail}（aws s3 sync），会话索引存入 ${index}（aws dynamodb scan --table-name <name>-session-index --output json）`,
  });
}

function recordText(record: OperationRecord, io: Io): string {
  const { id, person, chain, sessions, missing } = record;
  const lines = [
    `${id}: ${person ?? '–'}`,
    ...(chain.length > 1 ? [`  ${says(io, 'by way of', '经由')} ${chain.join(' ← ')}`] : []),
    ...missingLines(missing, io),
    ...sessions.flatMap((session) => sessionLines(session, io)),
  ];
  return `${lines.map(visibleLine).join('\n')}\n`;
}

function sessionLines(session: SessionRecord, io: Io): readonly string[] {
  const { approval, recordings, changes, missing } = session;
  const ended = session.ended || '…';
  return [
    `${says(io, 'session', '会话')} ${session.session}: ${session.person}, ${session.began} – ${ended}, ${session.target}, ${session.document}`,
    ...(session.request ? [`  ${says(io, 'request', '申请')}: ${session.request}`] : []),
    ...(approval ? [`  ${says(io, 'approval', '审批')}: ${approval.id}, ${approval.by}, ${approval.reason}`] : []),
    ...(session.start ? [`  ${says(io, 'start', '启动')}: ${session.start}`] : []),
    ...recordings.flatMap(({ session: id, integrity, began, ended: until, commands }) => [
      `  ${says(io, 'recording', '录像')}: ${id}, ${integrity}, ${began} – ${until || '…'}`,
      `  ${says(io, 'commands', '命令')}: ${commands.length}`,
      ...commands.map(({ at, text }) => `    ${(at / 1_000_000).toFixed(1)} s  ${text}`),
    ]),
    `  ${says(io, 'changes', '变更')}: ${changes.length}`,
    ...changes.map(
      ({ at, action, resources, refused, by, event }) =>
        `    ${at}  ${action}  ${resources.join(' ')}  ${by === 'host' ? says(io, 'as the host', '以主机身份') : ''}${refused ? says(io, ' refused', ' 被拒绝') : ''}  ${event}`,
    ),
    ...missingLines(missing, io),
  ];
}

const missingLines = (missing: readonly Link[], io: Io): readonly string[] =>
  missing.map((link) => `  ${says(io, 'MISSING', '缺失')}: ${LINKS[link][io.lang]}`);

const says = ({ lang }: Pick<Io, 'lang'>, en: string, zh: string): string => (lang === 'zh' ? zh : en);
