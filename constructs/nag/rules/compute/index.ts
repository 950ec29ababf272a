import type { Rule } from '../../rule';
import { autoScalingGroupReplaces } from './auto-scaling-group-replaces';
import { bastionNoInbound } from './bastion-no-inbound';
import { bastionRoleMinimal } from './bastion-role-minimal';
import { hostCommandAudit } from './host-command-audit';
import { hostLaunchHardened } from './host-launch-hardened';
import { hostTimeSynchronised } from './host-time-synchronised';
import { instanceMetadataV2 } from './instance-metadata-v2';
import { instanceNoKeyPair } from './instance-no-key-pair';
import { instanceNoPublicAddress } from './instance-no-public-address';
import { instanceVolumesEncrypted } from './instance-volumes-encrypted';

export const computeRules: readonly Rule[] = [
  autoScalingGroupReplaces,
  bastionNoInbound,
  bastionRoleMinimal,
  hostCommandAudit,
  hostLaunchHardened,
  hostTimeSynchronised,
  instanceMetadataV2,
  instanceNoKeyPair,
  instanceNoPublicAddress,
  instanceVolumesEncrypted,
];
