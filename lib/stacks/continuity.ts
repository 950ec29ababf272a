import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LockedVault } from '../../constructs/backup-vault/locked-vault';
import { scheduleFor } from '../../constructs/tiered-backup/schedule';
import { LONGEST_CONTINUOUS } from '../../constructs/tiered-backup/tiered-backup';
import type { LandingZoneConfig, OrganizationConfig } from '../config/schema';
import { LandingZoneStack } from './landing-zone-stack';
import type { PlannedStack } from './plan';

/** The vault of the backup account in one region: out of reach of those whose data it holds. */
export class ContinuityStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Locked backup vault, apart from what it protects' });
    new LockedVault(this, 'Vault', {
      // members have a vault of the plain name, this account too
      name: `${config.name}-central`,
      lockMode: config.lock,
      minimumRetention: shortestBackup(config),
      acceptCopiesFrom: acceptsCopies(config) ? config.organization.id : undefined,
    });
  }
}

/**
 * What a lock may demand at least: no more than the tier whose points are kept shortest. A tier whose objective only
 * continuous backup reaches keeps its points no longer than AWS Backup keeps those.
 */
export function shortestBackup({ continuity }: LandingZoneConfig): Duration {
  const longestKept = continuity.tiers.map(({ backupEvery, backupRetention }) =>
    scheduleFor(Duration.minutes(backupEvery))?.continuous
      ? Math.min(backupRetention, LONGEST_CONTINUOUS.toDays())
      : backupRetention,
  );
  return Duration.days(Math.min(...longestKept));
}

/** AWS Backup does not copy between accounts in China. */
export const acceptsCopies = (config: LandingZoneConfig): config is OrganizationConfig =>
  config.profile === 'organization' && config.partition === 'aws';
