import type { CfnLaunchTemplate } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** Gigabytes: the root volume of Amazon Linux 2023 is 8. */
const DISK_SIZE = 10;

/** The disk of a host, which goes with it. */
export const rootVolume = (key: IKey): CfnLaunchTemplate.EbsProperty => ({
  encrypted: true,
  kmsKeyId: key.keyArn,
  volumeType: 'gp3',
  volumeSize: DISK_SIZE,
  deleteOnTermination: true,
});
