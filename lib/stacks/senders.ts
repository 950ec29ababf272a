import type { Senders } from '../../constructs/purpose-key/senders';
import type { LandingZoneConfig } from '../config/schema';

/** On whose behalf services may write into the landing zone: its organization, or its one account. */
export const sendersOf = (config: LandingZoneConfig): Senders =>
  config.profile === 'organization' ? { organizationId: config.organization.id } : { accounts: [config.account] };
