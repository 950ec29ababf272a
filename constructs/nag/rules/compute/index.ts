import type { Rule } from '../../rule';
import { autoScalingGroupReplaces } from './auto-scaling-group-replaces';
import { bastionNoInbound } from './bastion-no-inbound';
import { instanceMetadataV2 } from './instance-metadata-v2';
import { instanceNoPublicAddress } from './instance-no-public-address';
import { instanceVolumesEncrypted } from './instance-volumes-encrypted';

export const computeRules: readonly Rule[] = [
  autoScalingGroupReplaces,
  bastionNoInbound,
  instanceMetadataV2,
  instanceNoPublicAddress,
  instanceVolumesEncrypted,
];
