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

/** Makes of a recording a file of asciicast v3 that any player may show: without what would command the viewer's terminal. */
export class ExportedCast {
  /** The lines of the screen, and which were entered, for as long as they are wanted. */
  readonly lines: SessionLine[] = [];
  private keepsLines = true;
  private readonly reader = new CastReader();
  private readonly decoder = new TextDecoder();
  private readonly safe = new SafeOutput();
  private readonly text = new SessionText((line) => this.line(line));
  private commands: SessionLine[] = [];
  private last = 0;
  private begun = false;

  /** @param title what players show above the recording */
  constructor(private readonly title: string) {}

  /** @returns the lines of the file that a segment comes to */
  read(segment: Segment): string {
    const lines: string[] = [];
    for (const event of this.reader.read(segment)) {
      const mark = markOf(event);
      if (mark !== undefined) {
        lines.push(this.event(event.at, 'm', mark));
        this.keep({ at: event.at, text: mark, isCommand: true });
        continue;
      }
      this.text.read(event);
      const { at, code } = event;
      const data = this.decoder.decode(bytesOf(event.data), { stream: code === 'o' });
      lines.push(this.event(at, code, code === 'o' ? this.safe.read(data) : data));
      // a command is known when its line is finished, which is when it began to run
      for (const { text } of this.commands) lines.push(this.event(at, 'm', text));
      this.commands = [];
    }
    if (!this.begun && this.reader.header) {
      lines.unshift(headerLine(this.reader.header, this.title));
      this.begun = true;
    }
    return lines.join('');
  }

  /** No page is made of it: a recording may be larger than the memory. */
  forgetLines(): void {
    this.keepsLines = false;
    this.lines.length = 0;
  }

  /** @param at when nothing more will come */
  end(at: number): void {
    this.text.end(at);
  }

  private event(at: number, code: EventCode, data: string): string {
    const interval = ((at - this.last) / 1_000_000).toFixed(6);
    this.last = at;
    return `[${interval}, "${code}", ${JSON.stringify(data)}]\n`;
  }

  private keep(line: SessionLine): void {
    if (this.keepsLines) this.lines.push(line);
  }

  private line(line: SessionLine): void {
    this.keep(line);
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
