import { IAMClient, paginateListAccessKeys, paginateListMFADevices } from '@aws-sdk/client-iam';
import type { Reader } from '../reader';

/** A user: how many access keys and second factors it has. No template has them: they are made and sealed by hand. */
export const userFacts: Reader = async ({ client: settings }, UserName) => {
  const client = new IAMClient(settings);
  let accessKeys = 0;
  let secondFactors = 0;
  for await (const { AccessKeyMetadata = [] } of paginateListAccessKeys({ client }, { UserName }))
    accessKeys += AccessKeyMetadata.length;
  for await (const { MFADevices = [] } of paginateListMFADevices({ client }, { UserName }))
    secondFactors += MFADevices.length;
  return { accessKeys, secondFactors };
};
