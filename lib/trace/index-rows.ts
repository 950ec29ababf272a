import { inflateRawSync } from 'node:zlib';
import { NOBODY_KNOWN } from '../../constructs/session-index/names';
import { UsageError } from '../commands/io';

/** What the index keeps of the start of a session. */
export interface StartRow {
  readonly managed: string;
  readonly began: string;
  readonly person: string;
  readonly target: string;
  readonly document: string;
  readonly reason: string;
  readonly event: string;
}

/** What the index keeps of an approval, once a session began with it. */
export interface ApprovalRow {
  readonly managed: string;
  readonly id: string;
  readonly by: string;
  readonly person: string;
  readonly reason: string;
}

/** What the index keeps of a recording. */
export interface RecordingRow {
  readonly session: string;
  readonly managed: string;
  readonly person: string;
  readonly began: string;
  readonly ended: string;
  readonly integrity: string;
  /** The approval that it names. */
  readonly approval: string;
}

/** A program that the kernel ran, and when: microseconds since the recording began. */
export interface Command {
  readonly at: number;
  readonly text: string;
}

/** What a recording holds of commands. */
export interface ContentsRow {
  readonly session: string;
  readonly commands: readonly Command[];
  /** What the recorder alarmed on. */
  readonly alerts: readonly Command[];
  /** Whether there were more than the index has room for. */
  readonly truncated: boolean;
}

/** Something of a session that did not fit the rest, and who has resolved it. */
export interface GapRow {
  /** `<kind>#<session>` */
  readonly gap: string;
  readonly person: string;
  readonly found: string;
  /** Empty while it is open. */
  readonly by: string;
  readonly reason: string;
}

/** What of the index of sessions is joined. */
export interface IndexRows {
  readonly starts: readonly StartRow[];
  readonly approvals: readonly ApprovalRow[];
  readonly recordings: readonly RecordingRow[];
  readonly contents: readonly ContentsRow[];
  readonly gaps: readonly GapRow[];
}

/** In bytes, what contents may unpack to. */
const LARGEST = 32 * 1024 * 1024;

type Attributes = Readonly<Record<string, { readonly S?: string; readonly B?: string; readonly M?: Attributes }>>;

/**
 * Reads the index as `aws dynamodb scan --output json` writes it.
 *
 * @throws UsageError when it is nothing of that kind
 */
export function indexRowsIn(json: string, file: string): IndexRows {
  try {
    const { Items } = JSON.parse(json) as { readonly Items: readonly Attributes[] };
    const of = (entry: string): readonly Attributes[] => Items.filter((item) => text(item, 'entry') === entry);
    return {
      starts: of('start').map((item) => ({ ...texts(item, START), managed: text(item, 'session') })),
      approvals: of('approval').map((item) => ({ ...texts(item, APPROVAL), managed: text(item, 'session') })),
      recordings: of('recording').map((item) => ({
        ...texts(item, RECORDING),
        ...(text(item, 'person') === NOBODY_KNOWN && { person: '' }),
        approval: text(item['approval']?.M ?? {}, 'id'),
      })),
      contents: of('contents').map(contentsIn),
      gaps: gapsIn(Items),
    };
  } catch {
    throw new UsageError({
      en: `${file} is no index of sessions. Fetch it: aws dynamodb scan --table-name <name>-session-index --output json`,
      zh: `${file} 不是会话索引。请用 aws dynamodb scan --table-name <name>-session-index --output json 取得。`,
    });
  }
}

const START = ['began', 'person', 'target', 'document', 'reason', 'event'] as const;
const APPROVAL = ['id', 'by', 'person', 'reason'] as const;
const RECORDING = ['session', 'managed', 'person', 'began', 'ended', 'integrity'] as const;

function contentsIn(item: Attributes): ContentsRow {
  const packed = Buffer.from(item['contents']?.B ?? '', 'base64');
  const { ran, alerts, truncated } = JSON.parse(inflateRawSync(packed, { maxOutputLength: LARGEST }).toString()) as {
    readonly ran: readonly Command[];
    readonly alerts: readonly Command[];
    readonly truncated: readonly string[];
  };
  const written = (moments: readonly Command[]): readonly Command[] =>
    moments.map(({ at, text: words }) => ({ at: Number(at), text: String(words) }));
  const known = { commands: written(ran), alerts: written(alerts), truncated: truncated.includes('ran') };
  return { session: text(item, 'session'), ...known };
}

function gapsIn(items: readonly Attributes[]): readonly GapRow[] {
  const of = (partition: string): readonly Attributes[] => items.filter((item) => text(item, 'session') === partition);
  const resolved = new Map(of('acknowledged').map((item) => [text(item, 'entry'), texts(item, ['by', 'reason'])]));
  return of('gaps').map((item) => ({
    gap: text(item, 'entry'),
    ...texts(item, ['person', 'found']),
    ...(resolved.get(text(item, 'entry')) ?? { by: '', reason: '' }),
  }));
}

const texts = <Name extends string>(item: Attributes, names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, text(item, name)])) as Record<Name, string>;

const text = (item: Attributes, name: string): string => String(item[name]?.S ?? '');
