import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { PATIENCE as EACH_CALL } from '../../constructs/sdk-client/patience';
import type { ClientSettings, Credentials, Reach } from './reader';

/** Services throttle whole accounts: each client slows down as it is told to, and gives up after a while. */
export const PATIENCE = {
  maxAttempts: 6,
  retryMode: 'adaptive',
  ...EACH_CALL,
} as const;

/** The role that reads, in every account of a landing zone. */
export interface Auditor {
  readonly partition: string;
  /** Role name. */
  readonly role: string;
}

/** How accounts are reached in production: the credentials of whoever runs the command may assume the auditor's role in each. */
export function reachAs(auditor: Auditor): (account: string, region: string) => Reach {
  const sessions = new Map<string, () => Promise<Credentials>>();
  return (account, region) => {
    const credentials = sessions.get(account) ?? assuming(auditor, account, region);
    sessions.set(account, credentials);
    return { region, client: { ...PATIENCE, region, credentials } };
  };
}

/** How long before its end a session is replaced. */
const MARGIN_MS = 5 * 60 * 1000;

/** One session of the role in an account, shared by all clients until it nears its end. */
function assuming({ partition, role }: Auditor, account: string, region: string): () => Promise<Credentials> {
  const settings: ClientSettings = { ...PATIENCE, region };
  let session: Promise<Credentials> | undefined;
  let ends = 0;
  return async () => {
    if (!session || Date.now() > ends - MARGIN_MS) {
      ends = Number.POSITIVE_INFINITY;
      session = assume(settings, `arn:${partition}:iam::${account}:role/${role}`);
      session.then(
        ({ expiration }) => {
          ends = expiration?.getTime() ?? 0;
        },
        () => {
          ends = 0;
        },
      );
    }
    return session;
  };
}

async function assume(settings: ClientSettings, RoleArn: string): Promise<Credentials> {
  const command = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'isms-collect' });
  const { Credentials: given } = await new STSClient(settings).send(command);
  if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error(`${RoleArn}: STS gave no credentials`);
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    ...(given.SessionToken && { sessionToken: given.SessionToken }),
    ...(given.Expiration && { expiration: given.Expiration }),
  };
}
