import {
  bytesOf,
  type CastHeader,
  CastReader,
  type EventCode,
  type SessionEvent,
} from '../../constructs/session-recording/recording/cast';
import { alertIn, oneLine, ranIn } from '../../constructs/session-recording/recording/contents';
import type { Segment } from '../../constructs/session-recording/recording/segment';
import { type SessionLine, SessionText } from '../../constructs/session-recording/recording/session-text';
import { SafeOutput } from './safe-output';

/** What a part of a recording comes to. */
export interface ExportedPart {
  /** Lines of a file of asciicast v3. */
  readonly cast: string;
  /** The lines of the screen that were finished in it, and which were entered. */
  readonly lines: readonly SessionLine[];
}

/**
 * Makes of a recording a file of asciicast v3 that any player may show: without what would command the viewer's terminal. It keeps nothing
 * of a part that it has given away: a recording may be larger than the memory.
 */
export class ExportedCast {
  private lines: SessionLine[] = [];
  private readonly reader = new CastReader();
  private readonly decoder = new TextDecoder();
  private readonly safe = new SafeOutput();
  private readonly text = new SessionText((line) => this.line(line));
  private commands: SessionLine[] = [];
  private last = 0;
  private begun = false;

  /** @param title what players show above the recording */
  constructor(private readonly title: string) {}

  read(segment: Segment): ExportedPart {
    const cast: string[] = [];
    for (const event of this.reader.read(segment)) {
      const mark = markOf(event);
      if (mark !== undefined) {
        cast.push(this.event(event.at, 'm', mark));
        this.lines.push({ at: event.at, text: mark, isCommand: true });
        continue;
      }
      this.text.read(event);
      const { at, code } = event;
      const data = this.decoder.decode(bytesOf(event.data), { stream: code === 'o' });
      cast.push(this.event(at, code, code === 'o' ? this.safe.read(data) : data));
      // a command is known when its line is finished, which is when it began to run
      for (const { text } of this.commands) cast.push(this.event(at, 'm', text));
      this.commands = [];
    }
    if (!this.begun && this.reader.header) {
      cast.unshift(headerLine(this.reader.header, this.title));
      this.begun = true;
    }
    return { cast: cast.join(''), lines: this.finished() };
  }

  /** @param at when nothing more will come */
  end(at: number): ExportedPart {
    this.text.end(at);
    return { cast: '', lines: this.finished() };
  }

  private finished(): readonly SessionLine[] {
    const { lines } = this;
    this.lines = [];
    return lines;
  }

  private event(at: number, code: EventCode, data: string): string {
    const interval = ((at - this.last) / 1_000_000).toFixed(6);
    this.last = at;
    return `[${interval}, "${code}", ${JSON.stringify(data)}]\n`;
  }

  private line(line: SessionLine): void {
    this.lines.push(line);
    if (line.isCommand) this.commands.push(line);
  }
}

/** Players know no programs and alerts, but marks: one can jump to each. */
function markOf({ code, data }: SessionEvent): string | undefined {
  if (code === 'e') return `» ${oneLine(ranIn(data))}`;
  return code === 'a' ? `⚠ ${oneLine(alertIn(data))}` : undefined;
}

/** Nothing of the recorded header is taken but what players need. */
const headerLine = ({ term, timestamp }: CastHeader, title: string): string =>
  `${JSON.stringify({ version: 3, term: { cols: term.cols, rows: term.rows }, timestamp, title })}\n`;
