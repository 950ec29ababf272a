import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { RecordingFiles } from '../../../constructs/session-recording/recording/recording-files';
import { FORMAT } from '../../../constructs/session-recording/recording/segment';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** Signs the recordings of tests. */
export const PUBLIC_KEY: KeyObject = pair.publicKey;

/** One that signs none of them. */
export const OTHER_KEY: KeyObject = createPublicKey(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);

export const SESSION = '20260301T080000Z-0123456789abcdef';
export const OTHER_SESSION = '20260301T090000Z-fedcba9876543210';

/** Files by name. */
export type Files = ReadonlyMap<string, Buffer>;

export type Cast = readonly (readonly [number, string, string])[];

export interface Made {
  readonly session?: string;
  /** Events of each segment but the one that closes the recording: interval in seconds, code, data. */
  readonly parts?: Iterable<Cast>;
  readonly user?: string;
  /** Whether the recording is closed. @default true */
  readonly closed?: boolean;
  /** What single headers say otherwise. */
  readonly header?: (sequence: number) => Readonly<Record<string, unknown>>;
}

const SECOND = 1_000_000;

const PARTS: readonly Cast[] = [
  [],
  [
    [0.1, 'o', '$ '],
    [0.5, 'i', 'ls\r'],
    [0.01, 'o', 'ls\r\n中文.txt\r\n$ '],
  ],
  [[0.4, 'r', '100x30']],
  [
    [0.9, 'm', 'input without echo'],
    [0.1, 'o', 'bye\r\n'],
    [0, 'x', '0'],
  ],
];

const LAST: Cast = [];

function* withLast(parts: Iterable<Cast>): Generator<Cast> {
  yield* parts;
  yield LAST;
}

export const nameOf = (sequence: number): string => `${String(sequence).padStart(8, '0')}.seg`;

/** Makes a recording as the recorder does, a second each segment. */
export function recording({
  session = SESSION,
  parts = PARTS,
  user = 'wang',
  closed = true,
  header,
}: Made = {}): Files {
  const files = new Map<string, Buffer>();
  let [previous, from] = ['', 0];
  let sequence = 0;
  for (const events of closed ? withLast(parts) : parts) {
    const cast = sequence === 0 ? [{ version: 3, term: { cols: 80, rows: 24 }, timestamp: 1772352000 }] : [];
    const text = Buffer.from([...cast, ...events].map((line) => `${JSON.stringify(line)}\n`).join(''));
    const payload = deflateSync(text);
    const head = {
      format: FORMAT,
      session,
      sequence,
      previous,
      since: sequence * SECOND,
      until: (sequence + 1) * SECOND,
      from,
      length: payload.length,
      size: text.length,
      confirmed: Math.max(0, sequence - 1),
      key: 'arn:aws:kms:eu-west-1:111111111111:key/recordings',
      ...(sequence === 0 && { opens: { user, uid: 1001, host: 'bastion', began: '2026-03-01T08:00:00.000000Z' } }),
      ...(events === LAST && { closes: { reason: 'exited', status: 0 } }),
      ...header?.(sequence),
    };
    const signed = Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), payload]);
    previous = createHash('sha256').update(signed).digest('hex');
    from += Math.round(events.reduce((sum, [interval]) => sum + interval, 0) * SECOND);
    files.set(nameOf(sequence), signedFile(signed, payload.length));
    sequence += 1;
  }
  return files;
}

/** Puts the signature between header and payload. */
export function signedFile(signed: Buffer, length: number, key: KeyObject = pair.privateKey): Buffer {
  const signature = sign('sha256', signed, key).toString('base64');
  const split = signed.length - length;
  return Buffer.concat([signed.subarray(0, split), Buffer.from(`${signature}\n`), signed.subarray(split)]);
}

/** Files as the verifier reads them, without a disk. */
export const inMemory = (files: Files, session = SESSION): RecordingFiles => ({
  session,
  names: async () => [...files.keys()].sort(),
  read: async (name) => files.get(name),
});

/** Writes a recording into its folder. */
export function writeRecording(folder: string, files: Files, session = SESSION): void {
  mkdirSync(join(folder, session), { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, session, name), bytes);
}
