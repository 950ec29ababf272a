import { ownerIn, plain } from '../../constructs/session-reconciliation/people';
import type { Bilingual } from '../../constructs/standard/bilingual';
import type { ApprovalRow, Command, ContentsRow, GapRow, IndexRows, RecordingRow } from './index-rows';
import { type Doer, People } from './person';
import type { TrailEvent } from './trail-files';

/** Links of the chain from the request to what was changed. */
export const LINKS = {
  person: { en: 'the person behind it', zh: '操作人' },
  session: { en: 'a session in which it was done', zh: '所属会话' },
  request: { en: 'the reason that was given', zh: '申请事由' },
  approval: {
    en: 'an approval by another person, as it was found where it was given',
    zh: '审批记录（他人作出，取自审批处）',
  },
  start: { en: "the trail's event of its start", zh: '跟踪中的会话启动事件' },
  recording: { en: 'a recording', zh: '录像' },
  whole: { en: 'a recording that is whole', zh: '完整的录像' },
  commands: { en: 'commands as the kernel saw them', zh: '内核记录的命令' },
  'all-commands': { en: 'commands that did not fit into the index', zh: '索引未能容纳的命令' },
  resolved: { en: 'a resolution of what did not fit together', zh: '对不相符之处的处理结论' },
  'one-person': {
    en: 'which of several people on the host made changes in its name',
    zh: '以主机身份所做变更对应的人员（主机上同时有多人）',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type Link = keyof typeof LINKS;

/** Something that was changed in a session. */
export interface Change {
  readonly at: string;
  readonly event: string;
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly refused: boolean;
  /** In whose name: the person's, or the host's on which the person was. */
  readonly by: 'person' | 'host';
}

/** One recording of a session, and what the kernel ran while it lasted. */
export interface RecordedPart extends Pick<RecordingRow, 'session' | 'integrity' | 'began' | 'ended'> {
  readonly commands: readonly Command[];
}

/** A session, with what belongs to it. */
export interface SessionRecord {
  /** Session Manager's id. */
  readonly session: string;
  readonly person: string;
  readonly began: string;
  /** When its last recording ended. Empty where that is not known. */
  readonly ended: string;
  readonly target: string;
  readonly document: string;
  readonly request: string;
  readonly approval: Pick<ApprovalRow, 'id' | 'by' | 'reason'> | null;
  /** The trail's event. */
  readonly start: string | null;
  /** In the order in which they began: after one has ended, or failed, a session may have another. */
  readonly recordings: readonly RecordedPart[];
  readonly changes: readonly Change[];
  readonly missing: readonly Link[];
}

/** What an operation's id leads to. */
export interface OperationRecord {
  readonly id: string;
  readonly person: string | null;
  /** The identities through which the event of this id was made; empty of any other id. */
  readonly chain: readonly string[];
  readonly sessions: readonly SessionRecord[];
  /** What is missing of the operation itself; each session says what it lacks. */
  readonly missing: readonly Link[];
}

/** Joins what is known of an operation. One instance for one index and one trail. */
export class Joining {
  private readonly people: People;
  private readonly doers = new Map<TrailEvent, Doer>();

  constructor(
    private readonly rows: IndexRows,
    private readonly events: readonly TrailEvent[],
  ) {
    this.people = new People(events);
  }

  /**
   * @param id of an approval, a session by either of its ids, or an event in the trail
   * @returns undefined where nothing has that id
   */
  of(id: string): OperationRecord | undefined {
    const event = this.events.find((one) => one.id === id);
    const sessions = (event ? this.sessionsOf(event) : this.sessionsNamed(id)).map((one) => this.session(one));
    if (!event && sessions.length === 0) return undefined;
    const doer = event && this.doerOf(event);
    // what the host did in its own name, the one person on it has done
    const inSession = sessions.length === 1 || !event ? sessions[0]?.person : undefined;
    const person = doer?.person ?? (inSession || null);
    const missing: readonly Link[] = [
      ...(person ? [] : (['person'] as const)),
      ...(sessions.length > 0 ? [] : (['session'] as const)),
    ];
    return { id, person, chain: doer?.chain ?? [], sessions, missing };
  }

  private sessionsNamed(id: string): readonly string[] {
    const { approvals, recordings, starts } = this.rows;
    const named = [
      ...approvals.filter((one) => one.id === id).map(({ managed }) => managed),
      ...recordings
        .filter((one) => [one.session, one.managed, one.approval].includes(id))
        .map(({ managed, session }) => managed || session),
      ...starts.filter(({ managed }) => managed === id).map(({ managed }) => managed),
      ...this.events.filter(({ session }) => session === id).map(() => id),
    ];
    return [...new Set(named)];
  }

  /** The session that an event is about, or in which it was made. */
  private sessionsOf(event: TrailEvent): readonly string[] {
    if (event.session !== undefined) return [event.session];
    return this.allSessions().filter((id) => this.changesIn(id).some(({ event: changed }) => changed === event.id));
  }

  private allSessions(): readonly string[] {
    const { recordings, starts } = this.rows;
    return [
      ...new Set([
        ...starts.map(({ managed }) => managed),
        ...recordings.map(({ managed, session }) => managed || session),
      ]),
    ];
  }

  private session(id: string): SessionRecord {
    const { start, event, person, began, ended, target } = this.partsOf(id);
    const approval = this.rows.approvals.find((one) => one.managed === id && !isOwn(one, id, person));
    const recordings = this.recordedPartsOf(id);
    const changes = this.changesIn(id);
    const request = start?.reason || event?.reason || approval?.reason || '';
    const sharesHost = this.allSessions().some((other) => other !== id && this.overlapsOnHost(id, other));
    const lacks: readonly (readonly [Link, boolean])[] = [
      ['person', person === ''],
      ['request', request === ''],
      ['approval', approval === undefined],
      ['start', event === undefined],
      ['recording', recordings.length === 0],
      ['whole', recordings.some(({ integrity }) => integrity !== 'ok')],
      ['commands', recordings.length === 0 || recordings.some(({ commands }) => commands.length === 0)],
      ['all-commands', recordings.some((one) => this.contentsOf(one)?.truncated)],
      [
        'resolved',
        this.rows.gaps.some((one) => one.by === '' && isOf(one, [id, ...recordings.map((part) => part.session)])),
      ],
      ['one-person', sharesHost && changes.some(({ by }) => by === 'host')],
    ];
    return {
      session: id,
      person,
      began,
      ended,
      target,
      document: start?.document || event?.document || '',
      request,
      approval: approval ? { id: approval.id, by: approval.by, reason: approval.reason } : null,
      start: event?.id ?? null,
      recordings,
      changes,
      missing: lacks.filter(([, lacking]) => lacking).map(([link]) => link),
    };
  }

  private recordedPartsOf(id: string): readonly RecordedPart[] {
    return this.recordingsOf(id).map((row) => {
      const { session, integrity, began, ended } = row;
      return { session, integrity, began, ended, commands: this.contentsOf(row)?.commands ?? [] };
    });
  }

  private recordingsOf(id: string): readonly RecordingRow[] {
    return this.rows.recordings
      .filter(({ managed, session }) => (managed || session) === id)
      .sort((one, other) => Date.parse(one.began) - Date.parse(other.began));
  }

  private contentsOf(recording: Pick<RecordingRow, 'session'>): ContentsRow | undefined {
    return this.rows.contents.find(({ session }) => session === recording.session);
  }

  private partsOf(id: string) {
    const start = this.rows.starts.find(({ managed }) => managed === id);
    const recordings = this.recordingsOf(id);
    const [recording] = recordings;
    const event = this.events.find(
      ({ session, action, refused }) => session === id && action === 'ssm:StartSession' && !refused,
    );
    return {
      start,
      event,
      person: (event && this.doerOf(event).person) || start?.person || recording?.person || '',
      began: event?.at || start?.began || recording?.began || '',
      ended: lastEnd(recordings),
      target: start?.target || event?.target || '',
    };
  }

  /** What the person changed while the session lasted, and what was changed in the name of its host. */
  private changesIn(id: string): readonly Change[] {
    const { person, began, ended, target } = this.partsOf(id);
    if (began === '') return [];
    const [from, to] = [Date.parse(began), ended === '' ? Number.POSITIVE_INFINITY : Date.parse(ended)];
    return this.events
      .filter(({ at, readOnly, session }) => !readOnly && session === undefined && within(Date.parse(at), from, to))
      .flatMap((event): readonly Change[] => {
        const by = this.inWhoseName(event, person, target);
        if (!by) return [];
        const { at, action, account, region, resources, refused } = event;
        return [{ at, event: event.id, action, account, region, resources, refused, by }];
      });
  }

  private inWhoseName(event: TrailEvent, person: string, target: string): Change['by'] | undefined {
    if (person !== '' && this.doerOf(event).person === person) return 'person';
    // the role session of an instance is called as the instance is
    return target !== '' && event.identity.principal.endsWith(`:${target}`) ? 'host' : undefined;
  }

  private overlapsOnHost(one: string, other: string): boolean {
    const [first, second] = [this.partsOf(one), this.partsOf(other)];
    const end = ({ ended }: { readonly ended: string }): number =>
      ended === '' ? Number.POSITIVE_INFINITY : Date.parse(ended);
    return (
      first.target !== '' &&
      first.target === second.target &&
      Date.parse(first.began) <= end(second) &&
      Date.parse(second.began) <= end(first)
    );
  }

  private doerOf(event: TrailEvent): Doer {
    const known = this.doers.get(event) ?? this.people.of(event);
    this.doers.set(event, known);
    return known;
  }
}

/** Empty where one of them goes on. */
function lastEnd(recordings: readonly RecordingRow[]): string {
  const ends = recordings.map(({ ended }) => ended).sort();
  return ends[0] === '' ? '' : (ends.at(-1) ?? '');
}

/** Nobody approves a session of their own, under whatever name. */
const isOwn = ({ by, person }: ApprovalRow, session: string, of: string): boolean =>
  [person, ownerIn(session), of].map(plain).includes(plain(by));

/** A gap is called `<kind>#<session>`, by either of the session's ids. */
const isOf = ({ gap }: GapRow, ids: readonly string[]): boolean => ids.includes(gap.slice(gap.indexOf('#') + 1));

const within = (moment: number, from: number, to: number): boolean => moment >= from && moment <= to;
