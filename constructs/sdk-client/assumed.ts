import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from './patience';

/**
 * Where a client of the SDK calls, and in whose name: in that of a role, or of the function's own where there is none to assume.
 *
 * @param sessionName who calls, in the trail of the other account
 * @throws when the role gives no credentials.
 */
export async function callerIn(
  { region, roleArn }: { readonly region: string; readonly roleArn?: string },
  sessionName: string,
) {
  if (roleArn === undefined) return { region };
  const { Credentials: given } = await retrying(() =>
    new STSClient(PATIENCE).send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName })),
  );
  if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error(`no credentials for ${roleArn}`);
  return {
    region,
    credentials: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    },
  };
}
