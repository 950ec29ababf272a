import { createPublicKey, type KeyObject } from 'node:crypto';
import { CloudTrailClient, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import { allPages } from '../handler-function/runtime/pages';
import { PATIENCE } from '../sdk-client/patience';

/** Keys are listed by when they signed; a digest is signed after it has ended. */
const MARGIN_MS = 2 * 3_600_000;

/**
 * The public keys of CloudTrail, the same for every account. Each region signs with keys of its own, and tells them alone.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
 */
export class PublicKeys {
  private readonly known = new Map<string, Promise<ReadonlyMap<string, KeyObject>>>();

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** The key of a fingerprint, where one of the regions has it. The later ones are asked only if need be. */
  async find(fingerprint: string, ...regions: readonly string[]): Promise<KeyObject | undefined> {
    for (const region of regions) {
      const key = (await this.of(region)).get(fingerprint);
      if (key) return key;
    }
    return undefined;
  }

  private of(region: string): Promise<ReadonlyMap<string, KeyObject>> {
    const keys = this.known.get(region) ?? this.list(region);
    this.known.set(region, keys);
    return keys;
  }

  private async list(region: string): Promise<ReadonlyMap<string, KeyObject>> {
    const client = new CloudTrailClient({ ...PATIENCE, region });
    const [StartTime, EndTime] = [new Date(this.from - MARGIN_MS), new Date(this.to + MARGIN_MS)];
    const listed = await allPages(async (NextToken) => {
      const page = await client.send(new ListPublicKeysCommand({ StartTime, EndTime, NextToken }));
      return { items: page.PublicKeyList, next: page.NextToken };
    });
    return new Map(
      listed.flatMap(({ Fingerprint, Value }) =>
        Fingerprint && Value
          ? [[Fingerprint, createPublicKey({ key: Buffer.from(Value), format: 'der', type: 'pkcs1' })]]
          : [],
      ),
    );
  }
}
