import {
  DescribeKeyCommand,
  KMSClient,
  paginateListAliases,
  paginateListGrants,
  paginateListKeyRotations,
} from '@aws-sdk/client-kms';
import type { Reader } from '../reader';

/** A key: in which state it is, its names, whom grants let use it, since when it exists, and when its material was last rotated, where that can be told. */
export const keyFacts: Reader = async ({ client: settings }, id) => {
  const client = new KMSClient(settings);
  const { KeyMetadata: key } = await client.send(new DescribeKeyCommand({ KeyId: id }));
  const rotations = await rotationsOf(client, id).catch(() => undefined);
  return {
    aliases: await aliasesOf(client, id),
    account: key?.Arn?.split(':')[4],
    grantees: await granteesOf(client, id),
    state: key?.KeyState,
    created: key?.CreationDate?.toISOString(),
    lastRotated: rotations?.at(-1),
    rotationsRead: rotations !== undefined,
  };
};

async function aliasesOf(client: KMSClient, KeyId: string): Promise<readonly object[]> {
  const names: object[] = [];
  for await (const { Aliases = [] } of paginateListAliases({ client }, { KeyId })) {
    for (const { AliasName } of Aliases) names.push({ AliasName });
  }
  return names;
}

/** Whom grants let use the key, beside its policy. */
async function granteesOf(client: KMSClient, KeyId: string): Promise<readonly string[]> {
  const grantees = new Set<string>();
  for await (const { Grants = [] } of paginateListGrants({ client }, { KeyId })) {
    for (const { GranteePrincipal } of Grants) if (GranteePrincipal) grantees.add(GranteePrincipal);
  }
  return [...grantees].sort();
}

/** In the order of time. */
async function rotationsOf(client: KMSClient, KeyId: string): Promise<readonly string[]> {
  const rotations: string[] = [];
  for await (const { Rotations = [] } of paginateListKeyRotations({ client }, { KeyId })) {
    for (const { RotationDate } of Rotations) if (RotationDate) rotations.push(RotationDate.toISOString());
  }
  return rotations.sort();
}
