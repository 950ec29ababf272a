import { inParallel } from '../handler-function/runtime/parallel';
import type { Archive } from './archive';
import { type Chain, type Digest, type DigestFile, endIn, isSignedBy, type LogFile, type TrailPlace } from './digest';
import type { PublicKeys } from './public-keys';

/** A digest is delivered within the hour after its own; one that is so late is missing. */
const LATEST_MS = 3 * 3_600_000;

/** Log files of a chain that are read side by side. */
const WIDTH = 6;

export type FindingKind =
  | 'not-a-digest'
  | 'digest-unreadable'
  | 'digest-moved'
  | 'digest-key-unknown'
  | 'digest-signature'
  | 'digest-missing'
  | 'digest-link'
  | 'digest-elsewhere'
  | 'time-gap'
  | 'chain-restarted'
  | 'chain-stopped'
  | 'log-elsewhere'
  | 'log-missing'
  | 'log-changed';

/** Something that CloudTrail did not leave so. */
export interface Finding {
  readonly kind: FindingKind;
  /** The file, or the last that there is. */
  readonly file: string;
}

/** What a chain was found to be. */
export interface Validated {
  readonly findings: readonly Finding[];
  readonly digests: number;
  readonly logs: number;
}

/** From when to when digests end that are looked at; in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Validates the digests of one account and region that end within a span, each with what it follows and with the log files that it
 * names. One digest and its predecessor are in memory at a time.
 */
export async function validateChain(
  chain: Chain,
  place: TrailPlace,
  span: Span,
  { archive, keys }: { readonly archive: Archive; readonly keys: PublicKeys },
): Promise<Validated> {
  const validation = new Validation(chain, place, archive, keys);
  const [hourly, late] = validation.sort(await archive.keysBetween(chain, span.from, span.to), span);
  await validation.follow(hourly);
  await validation.follow(late);
  validation.expectRecent(hourly.at(-1), span.to);
  return validation;
}

interface Dated {
  readonly key: string;
  readonly end: number;
  readonly late: boolean;
}

class Validation implements Validated {
  readonly findings: Finding[] = [];
  digests = 0;
  logs = 0;

  constructor(
    private readonly chain: Chain,
    private readonly place: TrailPlace,
    private readonly archive: Archive,
    private readonly keys: PublicKeys,
  ) {}

  /** Digests by the hour, and those for logs that came late, in the order of their ends. What is neither has no business there. */
  sort(keys: readonly string[], { from, to }: Span): readonly [readonly Dated[], readonly Dated[]] {
    const found = keys.flatMap((key) => {
      const dated = endIn(key, this.place, this.chain);
      if (!dated) this.note('not-a-digest', key);
      return dated && dated.end > from && dated.end <= to ? [{ key, ...dated }] : [];
    });
    found.sort((one, other) => one.end - other.end);
    return [found.filter(({ late }) => !late), found.filter(({ late }) => late)];
  }

  async follow(chain: readonly Dated[]): Promise<void> {
    let before: DigestFile | undefined;
    for (const [index, dated] of chain.entries()) {
      const file = await this.read(dated);
      if (file) {
        await this.link(file, dated, { before, keyBefore: chain[index - 1]?.key });
        await inParallel(file.digest.logFiles, WIDTH, (log) => this.log(log));
      }
      before = file;
    }
  }

  /** The chain of a trail that logs goes on. One that had nothing in the whole span was told of when it stopped. */
  expectRecent(last: Dated | undefined, now: number): void {
    if (last && now - last.end > LATEST_MS) this.note('chain-stopped', last.key);
  }

  /** @returns the digest, where it is in its place and signed */
  private async read({ key, end }: Dated): Promise<DigestFile | undefined> {
    this.digests += 1;
    const file = await this.archive.digest(key);
    const fault = typeof file === 'string' ? DIGEST_FAULTS[file] : await this.faultOf(file, end);
    if (fault) this.note(fault, key);
    return typeof file === 'string' || fault ? undefined : file;
  }

  private async faultOf(file: DigestFile, end: number): Promise<FindingKind | undefined> {
    const { digest, key } = file;
    const inPlace =
      digest.digestS3Bucket === this.place.bucket &&
      digest.digestS3Object === key &&
      Date.parse(digest.digestEndTime) === end;
    if (!inPlace) return 'digest-moved';
    const { region } = this.chain;
    const signer = await this.keys.find(digest.digestPublicKeyFingerprint, region, this.place.region);
    if (!signer) return 'digest-key-unknown';
    return isSignedBy(file, signer) ? undefined : 'digest-signature';
  }

  /** Holds a digest against the one that it says it follows, and that against the one which lies before it. */
  private async link(
    { digest }: DigestFile,
    { key, late }: Dated,
    { before, keyBefore }: { readonly before: DigestFile | undefined; readonly keyBefore: string | undefined },
  ): Promise<void> {
    const { previousDigestS3Object: named, previousDigestS3Bucket: bucket } = digest;
    if (named === null) return late ? undefined : this.expectFirst(key);
    if (bucket !== this.place.bucket || endIn(named, this.place, this.chain)?.late !== late) {
      return this.note('digest-elsewhere', key);
    }
    if (keyBefore !== undefined && keyBefore !== named) this.note('digest-link', key);
    const previous = before?.key === named ? before : await this.archive.digest(named);
    if (typeof previous === 'string') return this.note(DIGEST_FAULTS[previous], named);
    if (!follows(digest, previous)) return this.note('digest-link', key);
    const lies = Date.parse(digest.digestStartTime) - Date.parse(previous.digest.digestEndTime);
    if (!late && lies > 0) this.note('time-gap', key);
  }

  /** Only the first digest that there ever was follows none; after that, logging had been off. */
  private async expectFirst(key: string): Promise<void> {
    if (await this.archive.hasBefore(this.chain, key)) this.note('chain-restarted', key);
  }

  private async log({ s3Bucket, s3Object, hashValue }: LogFile): Promise<void> {
    this.logs += 1;
    if (s3Bucket !== this.place.bucket) return this.note('log-elsewhere', s3Object);
    const hash = await this.archive.logHash(s3Object);
    if (hash === hashValue) return;
    this.note(hash === 'missing' ? 'log-missing' : 'log-changed', s3Object);
  }

  private note(kind: FindingKind, file: string): void {
    this.findings.push({ kind, file });
  }
}

const DIGEST_FAULTS = { missing: 'digest-missing', unreadable: 'digest-unreadable' } as const;

const follows = (digest: Digest, previous: DigestFile): boolean =>
  digest.previousDigestHashValue === previous.hash && digest.previousDigestSignature === previous.signature;
