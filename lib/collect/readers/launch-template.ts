import { DescribeLaunchTemplateVersionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { found } from '../missing';
import type { Reader } from '../reader';

/** A launch template: what the newest version makes instances of. */
export const launchTemplate: Reader = async ({ client: settings }, id) => {
  const newest = { LaunchTemplateId: id, Versions: ['$Latest'] };
  const { LaunchTemplateVersions = [] } = await new EC2Client(settings).send(
    new DescribeLaunchTemplateVersionsCommand(newest),
  );
  const { LaunchTemplateData } = found(LaunchTemplateVersions[0], 'launch template', id);
  // no rule judges the script, and it may hold what is nobody's to read
  const { UserData: _, ...data } = LaunchTemplateData ?? {};
  return { LaunchTemplateData: data };
};
