import { z } from 'zod';
import type { SessionEvent } from './cast';
import { type ContentKind, type Extent, KINDS } from './content-kinds';
import { OVERLAP } from './screen-lines';
import { type SessionLine, SessionText } from './session-text';

/** Something that was said or done in a session, and when: microseconds since it began. */
export interface Moment {
  readonly at: number;
  readonly text: string;
}

/** What an item of a table has room for, compressed. */
export const TABLE_EXTENT: Extent = { ran: 512 * 1024, entered: 256 * 1024, alerts: 64 * 1024, lines: 1024 * 1024 };

/** What of a session can be searched. */
export interface Contents extends Readonly<Record<ContentKind, readonly Moment[]>> {
  /** Kinds of which some did not fit. */
  readonly truncated: readonly ContentKind[];
}

/** In characters: what is longer is kept in pieces, of which the next begins with the end of the one before. */
const LONGEST = 4096;

/** What the kernel saw. What else is said of it is the recording's. */
const ran = z.object({ argv: z.array(z.string()), exe: z.string() });
const alert = z.object({ alert: z.string(), severity: z.string(), argv: z.array(z.string()).optional() });

/** Gathers what can be searched from a session's events, within bounds. */
export class SessionContents {
  private readonly kept: Readonly<Record<ContentKind, Kept>>;
  private readonly text = new SessionText((line) => this.line(line));
  private readonly seen = new Set<string>();

  constructor(extent: Extent) {
    const kept = (kind: ContentKind): Kept => new Kept(extent[kind]);
    this.kept = { ran: kept('ran'), entered: kept('entered'), alerts: kept('alerts'), lines: kept('lines') };
  }

  read(event: SessionEvent): void {
    if (event.code === 'e') this.kept.ran.add(event.at, () => ranIn(event.data));
    else if (event.code === 'a') this.kept.alerts.add(event.at, () => alertIn(event.data));
    // of a session of which nothing more fits, the screen need not be drawn
    else if (!(this.kept.lines.isFull && this.kept.entered.isFull)) this.text.read(event);
  }

  /** @param at when nothing more will come */
  end(at: number): Contents {
    this.text.end(at);
    const { ran, entered, alerts, lines } = this.kept;
    return {
      ran: ran.moments,
      entered: entered.moments,
      alerts: alerts.moments,
      // what somebody comes back to on a full screen is finished late
      lines: [...lines.moments].sort((one, other) => one.at - other.at),
      truncated: KINDS.filter((kind) => this.kept[kind].isFull),
    };
  }

  /** A line that comes again, as a full screen draws it again and again, is found where it came first. */
  private line({ at, text, isCommand }: SessionLine): void {
    if (isCommand) this.kept.entered.add(at, () => text);
    if (this.kept.lines.isFull || this.seen.has(text)) return;
    this.seen.add(text);
    this.kept.lines.add(at, () => text);
    if (this.kept.lines.isFull) this.seen.clear();
  }
}

/** Moments as long as there is room for them. */
class Kept {
  readonly moments: Moment[] = [];
  isFull = false;

  constructor(private room: number) {}

  add(at: number, text: () => string): void {
    if (this.isFull) return;
    for (const piece of piecesOf(text())) {
      const kept = oneLine(piece);
      this.room -= kept.length + 1;
      this.isFull = this.room < 0;
      if (this.isFull) return;
      this.moments.push({ at, text: kept });
    }
  }
}

function* piecesOf(text: string): Iterable<string> {
  for (let from = 0; from === 0 || from + OVERLAP < text.length; from += LONGEST - OVERLAP) {
    yield text.slice(from, from + LONGEST);
  }
}

/** Without what would end a line or command a terminal, which becomes a blank; half a character becomes U+FFFD. */
export const oneLine = (text: string): string =>
  Buffer.from(text.slice(0, LONGEST).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')).toString();

/** What the kernel ran, as one would enter it. */
export function ranIn(data: string): string {
  const { argv, exe } = parsed(ran, data) ?? { argv: [], exe: data };
  return argv.length > 0 ? argv.join(' ') : exe;
}

/** Which alert it was, and on what. */
export function alertIn(data: string): string {
  const found = parsed(alert, data);
  return found ? `${found.alert} (${found.severity}) ${(found.argv ?? []).join(' ')}`.trimEnd() : data;
}

/** @returns undefined for what the recorder would not write: it is then kept as it is */
function parsed<Shape>(shape: z.ZodType<Shape>, data: string): Shape | undefined {
  try {
    return shape.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
