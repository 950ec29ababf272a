import { createHash, type KeyObject, verify } from 'node:crypto';

/** A trail whose digests are validated, and where they lie. */
export interface TrailPlace {
  readonly name: string;
  /** The trail's home region. */
  readonly region: string;
  readonly bucket: string;
  /** `AWSLogs/`, and for an organization's trail `AWSLogs/o-…/`. */
  readonly prefix: string;
}

/** Digests of one account and region follow one another; those that come later for logs that were late are a chain of their own. */
export interface Chain {
  readonly account: string;
  readonly region: string;
}

/** What a log file was when it was delivered. */
export interface LogFile {
  readonly s3Bucket: string;
  readonly s3Object: string;
  readonly hashValue: string;
}

/**
 * A digest as CloudTrail writes it, as far as it is needed.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export interface Digest {
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  readonly previousDigestS3Bucket: string | null;
  readonly previousDigestS3Object: string | null;
  readonly previousDigestHashValue: string | null;
  readonly previousDigestSignature: string | null;
  readonly logFiles: readonly LogFile[];
}

/** A digest's file: what is in it, its hash, and the signature that lies beside it. */
export interface DigestFile {
  readonly key: string;
  readonly digest: Digest;
  /** SHA-256 of the inflated file, in hexadecimal. */
  readonly hash: string;
  /** In hexadecimal; empty where there is none. */
  readonly signature: string;
  readonly algorithm: string;
}

/** The folder of a chain. */
export const folderOf = ({ prefix }: Pick<TrailPlace, 'prefix'>, { account, region }: Chain): string =>
  `${prefix}${account}/CloudTrail-Digest/${region}/`;

/** When a digest ends, by its name; undefined where it is none of this trail's chain. */
export function endIn(
  key: string,
  place: TrailPlace,
  chain: Chain,
): { readonly end: number; readonly late: boolean } | undefined {
  const file = `${chain.account}_CloudTrail-Digest_${chain.region}_${place.name}_${place.region}_`;
  const [day = '', name = ''] = [key.slice(folderOf(place, chain).length, -1), key.split('/').at(-1)];
  const [, stamp, late] = /^(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/.exec(name.slice(file.length)) ?? [];
  if (!key.startsWith(folderOf(place, chain)) || !name.startsWith(file) || stamp === undefined) return undefined;
  const [, year, month, date, hour, minute, second] = /(....)(..)(..)T(..)(..)(..)/.exec(stamp) ?? [];
  if (!day.startsWith(`${year}/${month}/${date}/`)) return undefined;
  return { end: Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`), late: late !== undefined };
}

/** @returns undefined for what is no digest */
export function digestIn(inflated: Buffer): Digest | undefined {
  try {
    const digest = JSON.parse(inflated.toString('utf8')) as Partial<Record<keyof Digest, unknown>>;
    const isText = TEXTS.every((field) => typeof digest[field] === 'string');
    const isLinked = LINKS.every((field) => typeof digest[field] === 'string' || digest[field] === null);
    const { logFiles } = digest;
    return isText && isLinked && Array.isArray(logFiles) && logFiles.every(isLogFile) ? (digest as Digest) : undefined;
  } catch {
    return undefined;
  }
}

const TEXTS = [
  'digestStartTime',
  'digestEndTime',
  'digestS3Bucket',
  'digestS3Object',
  'digestPublicKeyFingerprint',
] as const satisfies readonly (keyof Digest)[];

const LINKS = [
  'previousDigestS3Bucket',
  'previousDigestS3Object',
  'previousDigestHashValue',
  'previousDigestSignature',
] as const satisfies readonly (keyof Digest)[];

const isLogFile = (file: Partial<LogFile> | null): boolean =>
  [file?.s3Bucket, file?.s3Object, file?.hashValue].every((field) => typeof field === 'string');

/**
 * What CloudTrail signs of a digest.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export const signedText = ({ digest, hash }: Pick<DigestFile, 'digest' | 'hash'>): string =>
  [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    hash,
    digest.previousDigestSignature ?? 'null',
  ].join('\n');

/** Whether the signature is that of the key. */
export const isSignedBy = (file: DigestFile, key: KeyObject): boolean =>
  file.algorithm === 'SHA256withRSA' &&
  /^(?:[0-9a-f]{2})+$/i.test(file.signature) &&
  verify('sha256', Buffer.from(signedText(file)), key, Buffer.from(file.signature, 'hex'));

/** SHA-256 in hexadecimal. */
export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
