import { GetInstanceProfileCommand, IAMClient } from '@aws-sdk/client-iam';
import { found } from '../missing';
import type { Reader } from '../reader';

/** An instance profile: the role that instances get by it. */
export const instanceProfile: Reader = async ({ client: settings }, id) => {
  // a name, where no emulator gives the ARN
  const name = id.split('/').at(-1) ?? id;
  const { InstanceProfile } = await new IAMClient(settings).send(
    new GetInstanceProfileCommand({ InstanceProfileName: name }),
  );
  return { Roles: (found(InstanceProfile, 'instance profile', id).Roles ?? []).map(({ RoleName }) => RoleName) };
};
