import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { Segment } from './segment';

/** In bytes, what the events of one segment may come to: the recorder closes one at a mebibyte. */
const MOST_EVENTS = 8 * 1024 * 1024;

/** Codes of asciicast v3: output, input, resize, marker, exit. Then of ours: a program that the kernel ran, an alert. */
export type EventCode = 'o' | 'i' | 'r' | 'm' | 'x' | 'e' | 'a';

/** Something that happened in a session. */
export interface SessionEvent {
  /** In microseconds since the session began. */
  readonly at: number;
  readonly code: EventCode;
  /** Bytes that were no UTF-8 stand as lone surrogates U+DC80 to U+DCFF. */
  readonly data: string;
}

/** In columns or rows: a larger terminal is shown as one of this size, which players bear. */
const LARGEST_SCREEN = 1000;

const size = z
  .int()
  .min(1)
  .transform((cells) => Math.min(cells, LARGEST_SCREEN));

const castHeader = z.object({ version: z.literal(3), term: z.object({ cols: size, rows: size }), timestamp: z.int() });

/** The first line of a recording: the size of the terminal, and when it began, in seconds since the epoch. */
export type CastHeader = z.infer<typeof castHeader>;

const CODES: ReadonlySet<string> = new Set(['o', 'i', 'r', 'm', 'x', 'e', 'a']);

/** A segment, perhaps a sound one, whose events cannot be read. */
export class Unplayable extends Error {}

/** Reads the events of segments, which must come in their order. */
export class CastReader {
  /** From the first segment. */
  header: CastHeader | undefined;
  private at = 0;

  /** @throws Unplayable when a payload unpacks to more than a segment holds, or is no asciicast */
  read(segment: Segment): readonly SessionEvent[] {
    try {
      return this.events(segment);
    } catch (error) {
      throw new Unplayable((error as Error).message);
    }
  }

  private events({ header, payload }: Segment): readonly SessionEvent[] {
    const lines = inflateSync(payload, { maxOutputLength: MOST_EVENTS }).toString('utf8').split('\n');
    lines.pop();
    if (header.opens) this.header = castHeader.parse(JSON.parse(lines.shift() ?? ''));
    this.at = header.from;
    return lines.map((line) => this.event(JSON.parse(line)));
  }

  private event(parsed: unknown): SessionEvent {
    const [interval, code, data] = Array.isArray(parsed) ? parsed : [];
    if (typeof interval !== 'number' || !(interval >= 0) || !CODES.has(code) || typeof data !== 'string') {
      throw new SyntaxError('no event of asciicast v3');
    }
    this.at += Math.round(interval * 1_000_000);
    return { at: this.at, code, data: code === 'r' ? sizeIn(data) : data };
  }
}

/** `100x30`, no larger than a screen may be. */
function sizeIn(data: string): string {
  if (!/^[1-9]\d{0,4}x[1-9]\d{0,4}$/.test(data)) throw new SyntaxError('no size of a terminal');
  return data
    .split('x')
    .map((cells) => Math.min(Number(cells), LARGEST_SCREEN))
    .join('x');
}

/** The very bytes of an event: lone surrogates are the bytes that they stand for. */
export function bytesOf(data: string): Buffer {
  if (!/[\udc80-\udcff]/.test(data)) return Buffer.from(data);
  const parts: Buffer[] = [];
  for (const sign of data) {
    const code = sign.codePointAt(0) ?? 0;
    parts.push(code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(sign));
  }
  return Buffer.concat(parts);
}
