import { bytesOf, type SessionEvent } from './cast';
import { type ScreenLine, ScreenLines } from './screen-lines';

/** A line of a session. */
export interface SessionLine extends ScreenLine {
  /** Whether Enter ended it: then `at` is when that was. */
  readonly isCommand: boolean;
}

/** Follows a session's events: the lines of its screen, and which of them somebody entered. */
export class SessionText {
  private readonly decoder = new TextDecoder();
  private readonly screen = new ScreenLines((line) => this.finished(line));
  private entered: number | undefined;

  constructor(private readonly take: (line: SessionLine) => void) {}

  read({ at, code, data }: SessionEvent): void {
    if (code === 'o') this.screen.read(this.decoder.decode(bytesOf(data), { stream: true }), at);
    else if (code === 'm' || (code === 'i' && /[\r\n]/.test(data))) this.enter(at);
  }

  end(at: number): void {
    this.screen.end(at);
  }

  private enter(at: number): void {
    if (!this.screen.isFullScreen) this.entered ??= at;
  }

  private finished(line: ScreenLine): void {
    this.take({ text: line.text, at: this.entered ?? line.at, isCommand: this.entered !== undefined });
    this.entered = undefined;
  }
}
