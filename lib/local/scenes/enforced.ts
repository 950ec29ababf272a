import {
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';
import type { ClientSettings } from '../../collect/reader';
import { s3Client } from '../../collect/s3-client';

/** Rights to everything: what is refused to them, something other than the lack of rights refuses. */
export const EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** A user to be made where policies are enforced. */
export interface Somebody {
  readonly UserName: string;
  readonly policies: Readonly<Record<string, string>>;
  /**
   * The document of a permissions boundary.
   * @default - none
   */
  readonly boundary?: string;
}

/** Makes a user, and gives the settings for clients with an access key of hers. */
export async function somebody(
  root: ClientSettings,
  { UserName, policies, boundary }: Somebody,
): Promise<ClientSettings> {
  const iam = new IAMClient(root);
  const PermissionsBoundary = boundary && (await boundaryOf(iam, boundary));
  await iam.send(new CreateUserCommand({ UserName, PermissionsBoundary }));
  for (const [PolicyName, PolicyDocument] of Object.entries(policies)) {
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }));
  }
  const { AccessKey: { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = {} } = await iam.send(
    new CreateAccessKeyCommand({ UserName }),
  );
  return { ...root, credentials: { accessKeyId, secretAccessKey } };
}

async function boundaryOf(iam: IAMClient, PolicyDocument: string): Promise<string | undefined> {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument }));
  return Policy?.Arn;
}

/** A client whose requests the emulator takes for encrypted ones: it listens in clear text, as behind what ends TLS. */
export function overTls(settings: ClientSettings): S3Client {
  const client = s3Client(settings);
  client.middlewareStack.add(
    (next) => (args) => {
      (args.request as { readonly headers: Record<string, string> }).headers['x-forwarded-proto'] = 'https';
      return next(args);
    },
    { step: 'build', name: 'overTls' },
  );
  return client;
}
