import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import type { TrailPlace } from '../../constructs/trail-validation/digest';
import { serviceError } from './notes';

export const HOUR_MS = 3_600_000;

/** A key pair with its fingerprint, as CloudTrail tells it. */
export interface Signer {
  readonly fingerprint: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function signer(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ format: 'der', type: 'pkcs1' });
  return { fingerprint: createHash('md5').update(der).digest('hex'), privateKey, publicKey };
}

interface Stored {
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** How a digest is made: everything that may be made wrong. */
export interface Making {
  readonly chain: { readonly account: string; readonly region: string };
  readonly from: number;
  readonly to: number;
  /** Contents of log files. */
  readonly logs?: readonly string[];
  readonly by: Signer;
  readonly late?: boolean;
  /** Written over what would be in it. */
  readonly with?: Readonly<Record<string, unknown>>;
}

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** A bucket with chains of digests and log files, made as CloudTrail makes them, behind clients that answer as S3 and CloudTrail do. */
export function trailArchive(place: TrailPlace) {
  const s3 = mockClient(S3Client);
  const trail = mockClient(CloudTrailClient);
  const objects = new Map<string, Stored>();
  const signers = new Map<string, readonly Signer[]>();
  const ends = new Map<string, { readonly key: string; readonly hash: string; readonly signature: string }>();

  function put(key: string, text: string, metadata: Readonly<Record<string, string>> = {}): void {
    objects.set(key, { bytes: gzipSync(text), metadata });
  }

  return {
    s3,
    trail,
    objects,
    put,
    signers,
    /** Empty again, and answering. */
    reset(): void {
      for (const map of [objects, signers, ends]) map.clear();
      s3.reset();
      trail.reset();
      s3.on(GetObjectCommand).callsFake(({ Key }) => {
        const stored = objects.get(Key);
        if (!stored) throw serviceError('NoSuchKey', 404);
        return { Body: Readable.from([stored.bytes]), Metadata: stored.metadata };
      });
      s3.on(ListObjectsV2Command).callsFake(({ Prefix, Delimiter, ContinuationToken = '', MaxKeys = 2 }) => {
        const below = [...objects.keys()].filter((key) => key.startsWith(Prefix)).sort();
        const folders = below.flatMap((key) => {
          const end = key.indexOf('/', Prefix.length);
          return end < 0 ? [] : [key.slice(0, end + 1)];
        });
        const all = Delimiter ? [...new Set(folders)] : below;
        const at = Number(ContinuationToken);
        const page = all.slice(at, at + MaxKeys);
        return {
          ...(Delimiter
            ? { CommonPrefixes: page.map((folder) => ({ Prefix: folder })) }
            : { Contents: page.map((Key) => ({ Key })) }),
          ...(at + MaxKeys < all.length && { NextContinuationToken: String(at + MaxKeys) }),
        };
      });
      trail.on(ListPublicKeysCommand).callsFake(async (_, client) => {
        const known = signers.get(await client().config.region()) ?? [];
        return {
          PublicKeyList: known.map(({ fingerprint, publicKey }) => ({
            Fingerprint: fingerprint,
            Value: new Uint8Array(publicKey.export({ format: 'der', type: 'pkcs1' })),
          })),
        };
      });
    },
    /** Makes the next digest of a chain, with its log files. @returns its key */
    digest({ chain, from, to, logs = [], by, late = false, with: wrong = {} }: Making): string {
      const { account, region } = chain;
      const [day, stamp] = [iso(to).slice(0, 10).replaceAll('-', '/'), iso(to).replace(/[-:]/g, '')];
      const folder = (kind: string) => `${place.prefix}${account}/${kind}/${region}/${day}`;
      const key = `${folder('CloudTrail-Digest')}/${account}_CloudTrail-Digest_${region}_${place.name}_${place.region}_${stamp}${late ? '_backfill' : ''}.json.gz`;
      const logFiles = logs.map((content, index) => {
        const s3Object = `${folder('CloudTrail')}/${account}_CloudTrail_${region}_${stamp}_${index}${late}.json.gz`;
        put(s3Object, content);
        return { s3Bucket: place.bucket, s3Object, hashValue: sha256(content), hashAlgorithm: 'SHA-256' };
      });
      const before = ends.get(`${account} ${region} ${late}`);
      const digest = {
        awsAccountId: account,
        digestStartTime: iso(from),
        digestEndTime: iso(to),
        digestS3Bucket: place.bucket,
        digestS3Object: key,
        digestPublicKeyFingerprint: by.fingerprint,
        digestSignatureAlgorithm: 'SHA256withRSA',
        previousDigestS3Bucket: before ? place.bucket : null,
        previousDigestS3Object: before?.key ?? null,
        previousDigestHashValue: before?.hash ?? null,
        previousDigestHashAlgorithm: 'SHA-256',
        previousDigestSignature: before?.signature ?? null,
        logFiles,
        ...wrong,
      };
      const text = JSON.stringify(digest);
      const hash = sha256(text);
      const signed = `${digest.digestEndTime}\n${digest.digestS3Bucket}/${digest.digestS3Object}\n${hash}\n${digest.previousDigestSignature ?? 'null'}`;
      const signature = sign('sha256', Buffer.from(signed), by.privateKey).toString('hex');
      put(key, text, { signature, 'signature-algorithm': 'SHA256withRSA' });
      ends.set(`${account} ${region} ${late}`, { key, hash, signature });
      return key;
    },
    /** Leaves out what the next digest of a chain would follow. */
    breakChain(): void {
      ends.clear();
    },
  };
}
