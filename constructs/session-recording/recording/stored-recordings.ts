import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { allPages } from '../../handler-function/runtime/pages';
import { retrying } from '../../handler-function/runtime/retry';
import type { RecordingFiles } from './recording-files';
import { LARGEST_FILE, SESSION_ID } from './recording-files';
import { SEGMENT_NAME } from './segment';

/** Where recordings are stored. */
export interface RecordingsPlace {
  readonly bucket: string;
  /** What the names of objects begin with, before the session's id; with a slash at its end, or empty. */
  readonly prefix: string;
}

/** How many segments are fetched ahead of the one that is read: each is small, and far away. */
const AHEAD = 16;

/** The ids of sessions of which there is anything, in the order in which they began. */
export async function storedSessions(
  client: S3Client,
  { bucket, prefix }: RecordingsPlace,
  /** Ids begin with the moment of the session: `20260301T` leaves out all before that day. */
  since = '',
): Promise<readonly string[]> {
  const folders = await allPages(async (ContinuationToken) => {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        Delimiter: '/',
        ...(since !== '' && { StartAfter: `${prefix}${since}` }),
        ContinuationToken,
      }),
    );
    return { items: page.CommonPrefixes, next: page.NextContinuationToken };
  });
  return folders
    .map(({ Prefix = '' }) => Prefix.slice(prefix.length).replace(/\/$/, ''))
    .filter((name) => SESSION_ID.test(name));
}

/** An object of a recording. */
export interface StoredFile {
  /** Without the session's folder. */
  readonly name: string;
  readonly size: number;
  readonly stored: Date;
}

/** What is stored of a session, by name. */
export async function storedFiles(
  client: S3Client,
  { bucket, prefix }: RecordingsPlace,
  session: string,
): Promise<readonly StoredFile[]> {
  const folder = `${prefix}${session}/`;
  const objects = await allPages(async (ContinuationToken) => {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: folder, ContinuationToken }));
    return { items: page.Contents, next: page.NextContinuationToken };
  });
  return objects.map(({ Key = '', Size = 0, LastModified = new Date(0) }) => ({
    name: Key.slice(folder.length),
    size: Size,
    stored: LastModified,
  }));
}

/**
 * Whether an object is the copy that S3 made of one in another bucket. Nobody but S3 says so.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 */
export async function isReplica(
  client: S3Client,
  { bucket, prefix }: RecordingsPlace,
  session: string,
  { name }: StoredFile,
): Promise<boolean> {
  const input = { Bucket: bucket, Key: `${prefix}${session}/${name}` };
  const { ReplicationStatus: status } = await retrying(() => client.send(new HeadObjectCommand(input)));
  return status === 'REPLICA';
}

/**
 * A recording in S3, fetched as it is read.
 * @param listed what is stored of it, where that is known already
 */
export function storedRecording(
  client: S3Client,
  place: RecordingsPlace,
  session: string,
  listed?: readonly StoredFile[],
): RecordingFiles {
  let ahead: FetchingAhead | undefined;
  const fetching = async (): Promise<FetchingAhead> => {
    const files = ahead ? [] : (listed ?? (await storedFiles(client, place, session)));
    ahead ??= new FetchingAhead(files, (name) => objectOf(client, place, `${session}/${name}`));
    return ahead;
  };
  return {
    session,
    names: async () => (await fetching()).names,
    read: async (name) => (await fetching()).read(name),
  };
}

function objectOf(client: S3Client, { bucket, prefix }: RecordingsPlace, name: string): Promise<Buffer> {
  return retrying(async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${prefix}${name}` }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  });
}

/** Fetches the segments that follow while one is read, which the verifier does in the order of their names. */
class FetchingAhead {
  readonly names: readonly string[];
  private readonly files: ReadonlyMap<string, number>;
  private readonly order: readonly StoredFile[];
  private readonly coming = new Map<string, Promise<Buffer | undefined>>();

  constructor(
    listed: readonly StoredFile[],
    private readonly fetch: (name: string) => Promise<Buffer>,
  ) {
    this.names = listed.map(({ name }) => name);
    this.order = listed.filter(({ name }) => SEGMENT_NAME.test(name));
    this.files = new Map(this.order.map(({ name }, index) => [name, index]));
  }

  async read(name: string): Promise<Buffer | undefined> {
    const at = this.files.get(name);
    if (at === undefined) return undefined;
    for (const file of this.order.slice(at, at + AHEAD)) this.begin(file);
    const bytes = this.coming.get(name);
    this.coming.delete(name);
    return bytes;
  }

  private begin({ name, size }: StoredFile): void {
    if (this.coming.has(name)) return;
    const bytes = size > LARGEST_FILE ? Promise.resolve(undefined) : this.fetch(name);
    // what fails is told when it is read, if it ever is
    bytes.catch(() => undefined);
    this.coming.set(name, bytes);
  }
}
