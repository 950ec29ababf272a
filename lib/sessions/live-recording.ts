import type { KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Finding, type FindingKind, finding } from '../../constructs/session-recording/recording/findings';
import { readSegment, type Segment } from '../../constructs/session-recording/recording/segment';

/** A recording that may still grow: segments by their number, as they are stored. */
export interface SegmentSource {
  /** The id of the session. */
  readonly session: string;
  /** @returns undefined for what is not there, or not yet */
  readonly read: (sequence: number) => Promise<Buffer | undefined>;
}

/** In milliseconds between looks for the next segment. */
const LOOK = 400;
/** How many looks for it, before one for those after it. */
const LOOKS = 5;
/** In milliseconds, how long a segment may be late when a later one is there: several are on their way at a time. */
const LATE = 4_000;
/** How many segments are on their way at a time. */
const ON_THEIR_WAY = 4;

/** A segment as it arrived. */
export interface Arrived {
  readonly segment: Segment;
  /** Whether the next one was there already: who watches is behind, and need not be shown it at its pace. */
  readonly isBehind: boolean;
}

/**
 * Follows a recording while it grows, and verifies each segment as it comes: its signature, that it follows the one before, and that it is
 * of this session and stands where it says. What is not sound is told and not shown.
 */
export class LiveRecording {
  /** When the last segment came, sound or not; milliseconds. */
  arrivedAt = Date.now();
  private previous: string | undefined = '';
  private sequence = 0;
  private stopped = false;

  constructor(
    private readonly source: SegmentSource,
    private readonly keys: readonly KeyObject[],
    private readonly note: (finding: Finding) => void,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  /** Segments in their order, until the one that closes the recording or until it is stopped. */
  async *segments(): AsyncGenerator<Arrived> {
    let bytes = await this.await(this.sequence);
    while (!this.stopped) {
      const sequence = this.sequence++;
      this.arrivedAt = Date.now();
      const segment = bytes && this.sound(bytes, sequence);
      const closes = segment?.header.closes !== undefined;
      const following = closes ? undefined : await this.source.read(this.sequence);
      if (segment) yield { segment, isBehind: following !== undefined };
      if (closes) return;
      bytes = following ?? (await this.await(this.sequence));
    }
  }

  /** Waits for a segment. @returns undefined for one that is missing although later ones are there */
  private async await(sequence: number): Promise<Buffer | undefined> {
    let lateSince: number | undefined;
    for (let looks = 1; !this.stopped; looks++) {
      const bytes = await this.source.read(sequence);
      if (bytes) return bytes;
      if (looks % LOOKS === 0 && (await this.isLaterThere(sequence))) lateSince ??= Date.now();
      if (lateSince !== undefined && Date.now() - lateSince > LATE) {
        this.tell('missing', sequence);
        return undefined;
      }
      await sleep(LOOK);
    }
    return undefined;
  }

  private async isLaterThere(sequence: number): Promise<boolean> {
    for (let ahead = 1; ahead <= ON_THEIR_WAY; ahead++) {
      if (await this.source.read(sequence + ahead)) return true;
    }
    return false;
  }

  private sound(bytes: Buffer, sequence: number): Segment | undefined {
    const segment = readSegment(bytes);
    const fault = typeof segment === 'string' ? segment : this.faultOf(segment, sequence);
    this.previous = typeof segment === 'string' || fault ? undefined : segment.digest;
    if (fault) this.tell(fault, sequence);
    return typeof segment === 'string' || fault ? undefined : segment;
  }

  private faultOf({ header, isSignedBy }: Segment, sequence: number): FindingKind | undefined {
    if (header.session !== this.source.session) return 'other-session';
    if (header.sequence !== sequence) return 'misplaced';
    if (this.keys.length > 0 && !isSignedBy(this.keys)) return 'signature';
    return this.previous !== undefined && header.previous !== this.previous ? 'chain' : undefined;
  }

  private tell(kind: FindingKind, sequence: number): void {
    if (kind === 'missing') this.previous = undefined;
    this.note(finding(kind, { segments: [sequence, sequence] }));
  }
}
