import * as z from 'zod';
import { days, duration, email, strict, text } from '../fields';

export const strategies = ['backup-restore', 'pilot-light', 'warm-standby', 'active-active'] as const;

export const DEFAULT_BACKUP_RETENTION_DAYS = 365;

const tier = strict({
  name: text('record-id').describe('Name of the tier: the value of the tag `isms:backup-tier`.'),
  rto: duration().describe('Recovery time objective: within which the service runs again, such as `4h`.'),
  rpo: duration().describe('Recovery point objective: how much of the newest data may be lost, such as `1h`.'),
  strategy: z
    .enum(strategies)
    .describe('How the recovery region stands by. It bounds which RTO and RPO can be reached.'),
  backupEvery: duration().describe('Time between backups: 1h (the shortest AWS Backup offers) to 1d.'),
  backupRetention: days()
    .default(DEFAULT_BACKUP_RETENTION_DAYS)
    .describe(
      'Days for which backups are kept and locked in the vault. Left out: 365, or `retention.minimum` if longer; never below that.',
    ),
});

/** What is ready-made: three tiers, each within reach of its strategy. */
export const defaultTiers: z.input<typeof tier>[] = [
  { name: 'tier-1', rto: '30m', rpo: '15m', strategy: 'warm-standby', backupEvery: '1h' },
  { name: 'tier-2', rto: '8h', rpo: '4h', strategy: 'backup-restore', backupEvery: '1h' },
  { name: 'tier-3', rto: '1d', rpo: '1d', strategy: 'backup-restore', backupEvery: '12h' },
];

const failover = strict({
  zoneId: text('hosted-zone-id').describe('Id of the public hosted zone in Route 53.'),
  zoneName: text('host-name').describe('Name of the hosted zone, such as `example.com`.'),
  recordName: text('host-name').describe('Name that users call. It lies in the zone.'),
  primary: text('host-name').describe('Host that answers in the home region.'),
  recovery: text('host-name').describe('Host that answers in the recovery region.'),
  healthPaths: z
    .array(text('url-path'))
    .min(2)
    .max(5)
    .default(['/healthz', '/readyz'])
    .describe(
      'Paths, two to five, that answer 2xx or 3xx over HTTPS on each host while the service and what it depends on work. ' +
        'A side is well while half of them, rounded up, are.',
    ),
}).describe('Health check and failover records in Route 53. Needed where the RTO is too short for people to switch.');

const service = strict({
  name: text('record-id').describe('Name of the service.'),
  tier: text('record-id').describe('Continuity tier, by name.'),
  dataClass: text('record-id').default('general').describe('Gravest class of data it holds, by name.'),
  owner: email().optional().describe('Who answers for its objectives. Left out: `owner` of the landing zone.'),
  failover: failover.optional(),
});

export const continuity = strict({
  tiers: z
    .array(tier)
    .min(1)
    .max(20)
    .prefault(defaultTiers)
    .describe('Tiers with their objectives. Left out: tier-1 (30m/15m), tier-2 (8h/4h) and tier-3 (1d/1d).'),
  services: z.array(service).max(1000).default([]).describe('Services that must be recovered, and the tier of each.'),
}).describe('Continuity: objectives, and what must meet them.');
