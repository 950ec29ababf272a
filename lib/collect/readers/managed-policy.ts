import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { found } from '../missing';
import { policyOf } from '../policy-document';
import type { Reader } from '../reader';

/** A managed policy: the document of the version that is in force. */
export const managedPolicy: Reader = async ({ client: settings }, arn) => {
  const client = new IAMClient(settings);
  const { Policy } = await client.send(new GetPolicyCommand({ PolicyArn: arn }));
  const { DefaultVersionId: VersionId } = found(Policy, 'policy', arn);
  const { PolicyVersion } = await client.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId }));
  return { PolicyDocument: policyOf(found(PolicyVersion, 'policy version', `${arn} ${VersionId}`).Document) };
};
