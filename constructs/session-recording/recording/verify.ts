import type { KeyObject } from 'node:crypto';
import { CastReader, Unplayable } from './cast';
import { type Finding, type FindingKind, finding } from './findings';
import type { RecordingFiles } from './recording-files';
import { readSegment, SEGMENT_NAME, type Segment, type SegmentHeader } from './segment';

/** `unverified` where no key was given: nothing is known of who has signed. */
export type Verdict = 'ok' | 'unverified' | 'incomplete' | 'tampered';

/** What is known of a recording. */
export interface Verification {
  readonly session: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Who, where and when: from the first segment, where that is sound. */
  readonly opens: SegmentHeader['opens'];
  /** How it ended, where the last segment says so. */
  readonly closes: SegmentHeader['closes'];
  /** How many sound segments there are. */
  readonly segments: number;
  /** In microseconds, how long it is as far as it is sound. */
  readonly duration: number;
  /** In bytes, the events of all sound segments. */
  readonly size: number;
  /** The digest of the last sound segment, which stands for all before it. */
  readonly digest: string;
}

/**
 * Gets segments that are sound, and reads their events: what it throws of the kind `Unplayable` becomes a finding, so that the verdict is the
 * same whatever a recording is read for.
 */
export type Visit = (segment: Segment) => void | Promise<void>;

/** Reads events for no other purpose than to know that they can be read. */
function readingAlone(): Visit {
  const reader = new CastReader();
  return (segment) => {
    reader.read(segment);
  };
}

/**
 * Verifies a recording offline: that each segment is signed by one of the keys, follows the one before, belongs to this session and
 * stands where it says, that its events can be read, and that none is missing. Files are read one at a time.
 *
 * @param visit gets each segment that is sound, in order; its answer is awaited. @default - its events are read all the same
 */
export async function verify(
  files: RecordingFiles,
  keys: readonly KeyObject[],
  visit: Visit = readingAlone(),
): Promise<Verification> {
  const state = new Verifying(files, keys);
  for (const [sequence, names] of await state.inOrder()) {
    const segment = await state.take(sequence, names);
    if (segment) await state.show(segment, visit);
  }
  return state.conclude();
}

/** What the verification of one recording remembers from segment to segment. */
class Verifying {
  private readonly findings: Finding[] = [];
  private readonly gaps: [number, number][] = [];
  private expected = 0;
  /** Undefined where the segment before is missing or not sound: then nothing can be said of the chain. */
  private previous: string | undefined = '';
  private confirmed = 0;
  private opens: SegmentHeader['opens'];
  private closes: SegmentHeader['closes'];
  private segments = 0;
  private duration = 0;
  private size = 0;
  private digest = '';

  constructor(
    private readonly files: RecordingFiles,
    private readonly keys: readonly KeyObject[],
  ) {}

  /** Names by the segment that they claim to be. */
  async inOrder(): Promise<readonly (readonly [number, readonly string[]])[]> {
    const bySequence = new Map<number, string[]>();
    for (const name of await this.files.names()) {
      const claimed = SEGMENT_NAME.exec(name)?.[1];
      if (claimed === undefined) {
        this.note(name.endsWith('.seg') ? 'unreadable' : 'not-a-segment-file', { file: name });
        continue;
      }
      const sequence = Number(claimed);
      bySequence.set(sequence, [...(bySequence.get(sequence) ?? []), name]);
    }
    return [...bySequence].sort(([one], [other]) => one - other);
  }

  /** @returns the segment, where it is sound */
  async take(sequence: number, names: readonly string[]): Promise<Segment | undefined> {
    if (sequence > this.expected) {
      this.gaps.push([this.expected, sequence - 1]);
      this.previous = undefined;
    }
    this.expected = sequence + 1;
    const sound: Segment[] = [];
    for (const name of names) {
      const segment = await this.read(name, sequence);
      if (segment) sound.push(segment);
    }
    const [segment] = sound;
    const alike = sound.every(({ digest }) => digest === segment?.digest);
    if (!alike) this.note('conflicting', { segments: [sequence, sequence] });
    if (!segment || !alike || !this.follows(segment, names[0])) {
      this.previous = undefined;
      return undefined;
    }
    this.keep(segment);
    return segment;
  }

  async show(segment: Segment, visit: Visit): Promise<void> {
    try {
      await visit(segment);
    } catch (error) {
      if (!(error instanceof Unplayable)) throw error;
      const { sequence } = segment.header;
      this.note('unplayable', { segments: [sequence, sequence] });
    }
  }

  conclude(): Verification {
    for (const [first, last] of this.gaps) {
      const known = Math.min(last, this.confirmed - 1);
      if (known >= first) this.note('removed', { segments: [first, known] });
      if (known < last) this.note('missing', { segments: [Math.max(first, known + 1), last] });
    }
    if (this.closes === undefined) this.note('unclosed', { since: this.duration });
    const { findings, opens, closes, segments, duration, size, digest } = this;
    const { session } = this.files;
    return { session, verdict: this.verdict(), findings, opens, closes, segments, duration, size, digest };
  }

  private verdict(): Verdict {
    const found = (weight: Finding['weight']): boolean => this.findings.some((one) => one.weight === weight);
    if (found('tampered')) return 'tampered';
    if (found('incomplete')) return 'incomplete';
    return this.keys.length > 0 ? 'ok' : 'unverified';
  }

  /** @returns the segment of a file, where it is what its name says and signed */
  private async read(name: string, sequence: number): Promise<Segment | undefined> {
    const bytes = await this.files.read(name);
    const segment = bytes ? readSegment(bytes) : 'no-plain-file';
    const fault = typeof segment === 'string' ? segment : this.faultOf(segment, sequence);
    if (fault) this.note(fault, { file: name });
    return typeof segment === 'string' || fault ? undefined : segment;
  }

  private faultOf({ header, isSignedBy }: Segment, sequence: number): FindingKind | undefined {
    if (header.session !== this.files.session) return 'other-session';
    if (header.sequence !== sequence) return 'misplaced';
    return this.keys.length > 0 && !isSignedBy(this.keys) ? 'signature' : undefined;
  }

  private follows({ header }: Segment, file: string | undefined): boolean {
    const place = { ...(file !== undefined && { file }) };
    if (this.closes !== undefined) this.note('after-end', place);
    else if (this.previous !== undefined && header.previous !== this.previous) this.note('chain', place);
    else return true;
    return false;
  }

  private keep({ header, digest }: Segment): void {
    this.previous = digest;
    this.digest = digest;
    this.confirmed = Math.max(this.confirmed, Math.min(header.confirmed, header.sequence));
    this.opens ??= header.opens;
    this.closes = header.closes;
    this.segments += 1;
    this.duration = header.until;
    this.size += header.size;
  }

  private note(kind: FindingKind, where: Pick<Finding, 'file' | 'segments' | 'since'>): void {
    this.findings.push(finding(kind, where));
  }
}
