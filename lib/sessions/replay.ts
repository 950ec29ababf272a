import { setTimeout as sleep } from 'node:timers/promises';
import { bytesOf, CastReader, type SessionEvent } from '../../constructs/session-recording/recording/cast';
import type { Segment } from '../../constructs/session-recording/recording/segment';
import { AFTERWARDS, SafeOutput } from './safe-output';

/** How fast a recording is replayed. */
export interface Pace {
  /** How many times as fast as it was. */
  readonly speed: number;
  /** In seconds, the longest pause that is kept. */
  readonly idle: number;
  /** In microseconds since the session began: what was before is drawn at once. */
  readonly at: number;
}

const MICROSECONDS = 1_000_000;

/** Plays a recording on a terminal, at its pace. Nothing of it commands the terminal. */
export class Replay {
  private readonly reader = new CastReader();
  private readonly decoder = new TextDecoder();
  private readonly safe = new SafeOutput();
  private at = 0;

  constructor(
    private readonly pace: Pace,
    private readonly out: (text: string) => void,
  ) {}

  async play(segment: Segment): Promise<void> {
    for (const event of this.reader.read(segment)) await this.show(event);
  }

  end(): void {
    this.out(AFTERWARDS);
  }

  private async show({ at, code, data }: SessionEvent): Promise<void> {
    const since = Math.max(this.at, this.pace.at);
    const passed = Math.min((at - since) / MICROSECONDS, this.pace.idle);
    this.at = at;
    if (passed > 0) await sleep((passed / this.pace.speed) * 1000);
    if (code === 'o') this.out(this.safe.read(this.decoder.decode(bytesOf(data), { stream: true })));
  }
}
