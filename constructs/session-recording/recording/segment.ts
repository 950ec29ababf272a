import { createHash, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

/** What the recorder writes; a recording of another version is refused and not guessed at. */
export const FORMAT = 'isms-session/1';

/** In bytes, what no segment of the recorder comes near: a larger file is none. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** `20261128T105600Z-9f5ea20f5930a857`: when the session began, and a random part. It is the folder's name. */
export const SESSION_ID = /^\d{8}T\d{6}Z-[0-9a-f]{16}$/;

/** `00000012.seg`, or with something in between where versions of an object were fetched apart. */
export const SEGMENT_NAME = /^(\d{8})(?:\.[\w.-]+)?\.seg$/;

const LINE_FEED = 10;
/** In bytes, the longest line of a header. */
const LONGEST_HEADER = 16 * 1024;

const count = z.int().nonnegative();

/** Who, where and when: `managed` is Session Manager's id of the session, `watcher` who has to look on. */
const opens = z.strictObject({
  user: z.string(),
  uid: count,
  host: z.string(),
  began: z.iso.datetime(),
  managed: z.string().optional(),
  approval: z.strictObject({ id: z.string(), by: z.string() }).optional(),
  watcher: z.string().optional(),
});

const header = z.strictObject({
  format: z.string(),
  session: z.string().regex(SESSION_ID),
  sequence: count.max(99_999_999),
  previous: z.string().regex(/^(?:[0-9a-f]{64})?$/),
  since: count,
  until: count,
  from: count,
  length: count.max(LARGEST_FILE),
  size: count,
  confirmed: count,
  key: z.string(),
  opens: opens.optional(),
  closes: z.strictObject({ reason: z.string(), status: z.int().nullable() }).optional(),
});

/**
 * What a segment says of itself. Times are microseconds since the session began: what it spans, and from when the interval of its
 * first event counts. `previous` is the digest of the segment before, `confirmed` how many segments, from the first, were known to
 * be stored when it was closed.
 */
export type SegmentHeader = z.infer<typeof header>;

/** A part of a recording. */
export interface Segment {
  readonly header: SegmentHeader;
  /** Compressed lines of asciicast v3. */
  readonly payload: Buffer;
  /** Of header and payload, in hexadecimal. */
  readonly digest: string;
  /** Whether one of these keys has signed it. */
  readonly isSignedBy: (keys: readonly KeyObject[]) => boolean;
}

/** Why a file is no segment. */
export type Unreadable = 'unreadable' | 'other-version';

/** Reads a file of a segment: a line of JSON, a line with the signature in base64, the payload. */
export function readSegment(bytes: Buffer): Segment | Unreadable {
  const head = bytes.subarray(0, LONGEST_HEADER).indexOf(LINE_FEED);
  const signatureEnd = head < 0 ? -1 : bytes.indexOf(LINE_FEED, head + 1);
  if (signatureEnd < 0) return 'unreadable';
  const raw = jsonOf(bytes.subarray(0, head));
  if (typeof raw !== 'object' || raw === null || !('format' in raw)) return 'unreadable';
  if (raw.format !== FORMAT) return 'other-version';
  const parsed = header.safeParse(raw);
  const payload = bytes.subarray(signatureEnd + 1);
  const signatureText = bytes.toString('latin1', head + 1, signatureEnd);
  const signature = Buffer.from(signatureText, 'base64');
  // One way to write a signature down. Of one of ECDSA there are two, (r, s) and (r, n − s), which anybody makes of each other, and KMS gives
  // either: what no byte can change of unnoticed are header and payload.
  const canonical = signature.toString('base64') === signatureText;
  if (!parsed.success || parsed.data.length !== payload.length || !canonical) return 'unreadable';
  const signed = Buffer.concat([bytes.subarray(0, head + 1), payload]);
  return {
    header: parsed.data,
    payload,
    digest: createHash('sha256').update(signed).digest('hex'),
    isSignedBy: (keys) => keys.some((key) => verify('sha256', signed, key, signature)),
  };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
