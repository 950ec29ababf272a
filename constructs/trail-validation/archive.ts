import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from '../sdk-client/patience';
import { type Chain, type DigestFile, digestIn, folderOf, hashOf, type TrailPlace } from './digest';

/** In bytes and inflated, what no digest and no log file comes near: a larger one is none, and none fills the memory. */
const LARGEST = { digest: 64 * 1024 * 1024, log: 2 * 1024 * 1024 * 1024 } as const;

const DAY_MS = 86_400_000;

/** The bucket of a trail. */
export class Archive {
  private readonly client = new S3Client(PATIENCE);

  constructor(private readonly place: TrailPlace) {}

  /** Every account and region that has ever had digests. */
  async chains(): Promise<readonly Chain[]> {
    const chains: Chain[] = [];
    for (const account of await this.folders(this.place.prefix)) {
      // of an account's own trail, beside the folder of an organization
      if (!/^\d{12}$/.test(account)) continue;
      const regions = await this.folders(`${this.place.prefix}${account}/CloudTrail-Digest/`);
      chains.push(...regions.map((region) => ({ account, region })));
    }
    return chains;
  }

  /** The files in a chain's folders of the days from one moment to another, in the order of their names. */
  async keysBetween(chain: Chain, from: number, to: number): Promise<readonly string[]> {
    const days = Math.floor(to / DAY_MS) - Math.floor(from / DAY_MS) + 1;
    const keys: string[] = [];
    for (let index = 0; index < days; index += 1) {
      const day = new Date(from + index * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '/');
      keys.push(...(await this.keys(`${folderOf(this.place, chain)}${day}/`)));
    }
    return keys;
  }

  /** Whether a chain has anything before a file. */
  async hasBefore(chain: Chain, key: string): Promise<boolean> {
    const Prefix = folderOf(this.place, chain);
    const page = await retrying(() =>
      this.client.send(new ListObjectsV2Command({ Bucket: this.place.bucket, Prefix, MaxKeys: 1 })),
    );
    return page.Contents?.[0]?.Key !== key;
  }

  /** @returns undefined where there is none, or it is no digest */
  async digest(key: string): Promise<DigestFile | 'missing' | 'unreadable'> {
    const chunks: Buffer[] = [];
    const read = await this.read(key, LARGEST.digest, (chunk) => chunks.push(chunk));
    if (typeof read === 'string') return read;
    const inflated = Buffer.concat(chunks);
    const digest = digestIn(inflated);
    if (!digest) return 'unreadable';
    const { signature = '', 'signature-algorithm': algorithm = '' } = read;
    return { key, digest, hash: hashOf(inflated), signature, algorithm };
  }

  /** SHA-256 of a log file, inflated. */
  async logHash(key: string): Promise<string> {
    let hash = createHash('sha256');
    const read = await this.read(
      key,
      LARGEST.log,
      (chunk) => hash.update(chunk),
      () => {
        hash = createHash('sha256');
      },
    );
    return typeof read === 'string' ? read : hash.digest('hex');
  }

  /**
   * Reads an object piece by piece, again from its beginning where the way breaks off.
   *
   * @returns the object's metadata
   */
  private read(
    key: string,
    largest: number,
    take: (chunk: Buffer) => void,
    begin: () => void = () => undefined,
  ): Promise<Readonly<Record<string, string>> | 'missing' | 'unreadable'> {
    return retrying(async () => {
      begin();
      try {
        const { Body, Metadata = {} } = await this.client.send(
          new GetObjectCommand({ Bucket: this.place.bucket, Key: key }),
        );
        await inflate(Body as Readable, largest, take);
        return Metadata;
      } catch (error) {
        if (nameOf(error) === 'NoSuchKey') return 'missing';
        if (error instanceof NoFile) return 'unreadable';
        throw error;
      }
    });
  }

  private async folders(Prefix: string): Promise<readonly string[]> {
    const found = await allPages(async (ContinuationToken) => {
      const page = await this.client.send(
        new ListObjectsV2Command({ Bucket: this.place.bucket, Prefix, Delimiter: '/', ContinuationToken }),
      );
      return { items: page.CommonPrefixes, next: page.NextContinuationToken };
    });
    return found.map(({ Prefix: folder = '' }) => folder.slice(Prefix.length, -1));
  }

  private async keys(Prefix: string): Promise<readonly string[]> {
    const found = await allPages(async (ContinuationToken) => {
      const page = await this.client.send(
        new ListObjectsV2Command({ Bucket: this.place.bucket, Prefix, ContinuationToken }),
      );
      return { items: page.Contents, next: page.NextContinuationToken };
    });
    return found.flatMap(({ Key }) => Key ?? []);
  }
}

/** What was read is not what CloudTrail writes. */
class NoFile extends Error {}

async function inflate(body: Readable, largest: number, take: (chunk: Buffer) => void): Promise<void> {
  let size = 0;
  try {
    await pipeline(body, createGunzip(), async (inflated: AsyncIterable<Buffer>) => {
      for await (const chunk of inflated) {
        size += chunk.length;
        if (size > largest) throw new NoFile('larger than any that CloudTrail writes');
        take(chunk);
      }
    });
  } catch (error) {
    if (error instanceof NoFile) throw error;
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_')) throw new NoFile('not compressed as CloudTrail does');
    // the way broke off: worth another attempt
    throw Object.assign(new Error(String(error)), { name: 'ServiceException' });
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
