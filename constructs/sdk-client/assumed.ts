import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { retrying } from '../handler-function/runtime/retry';
import { PATIENCE } from './patience';

/**
 * What a client of the SDK takes to call in a region in the name of a role; of the function's own where there is none to assume.
 *
 * @param sessionName who calls, in the trail of the other account
 * @throws when the role gives no credentials.
 */
export async function settingsFor(
  { region, roleArn }: { readonly region: string; readonly roleArn?: string },
  sessionName: string,
) {
  if (roleArn === undefined) return { ...PATIENCE, region };
  const { Credentials: given } = await retrying(() =>
    new STSClient(PATIENCE).send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: sessionName })),
  );
  if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error(`no credentials for ${roleArn}`);
  return {
    ...PATIENCE,
    region,
    credentials: {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    },
  };
}
