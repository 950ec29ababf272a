import { ARCHIVE_SCENES } from './archive';
import { BREAK_GLASS_SCENES } from './break-glass';
import { CONCURRENT_USE_SCENES } from './concurrent-use';
import { CONTINUITY_SCENES } from './continuity';
import { DENIED_SCENES } from './denied';
import { FAILOVER_SCENES } from './failover';
import { HANDLER_SCENES } from './handlers';
import { OPENED_GROUP_SCENES } from './opened-group';
import { SABOTAGE_SCENES } from './sabotage';
import type { Scene } from './scene';
import { TAMPERING_SCENES } from './tampering';

/** A day in the landing zone, in the order in which it is lived. Each capability adds its scenes here. */
export const SCENES: readonly Scene[] = [
  ...ARCHIVE_SCENES,
  ...DENIED_SCENES,
  ...TAMPERING_SCENES,
  ...OPENED_GROUP_SCENES,
  ...CONCURRENT_USE_SCENES,
  ...BREAK_GLASS_SCENES,
  ...HANDLER_SCENES,
  ...CONTINUITY_SCENES,
  ...FAILOVER_SCENES,
  ...SABOTAGE_SCENES,
];
