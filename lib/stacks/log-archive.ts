import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { AuditTrail } from '../../constructs/audit-trail/audit-trail';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { handlerRoleName } from '../../constructs/handler-function/names';
import { functionRolePatterns } from '../../constructs/job-functions/names';
import { LogArchive } from '../../constructs/log-archive/log-archive';
import { archiveBucketName } from '../../constructs/log-archive/names';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { SessionIndex } from '../../constructs/session-index/session-index';
import { TrailValidation } from '../../constructs/trail-validation/trail-validation';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { watchIdentities } from './identity-watch';
import { LandingZoneStack } from './landing-zone-stack';
import { logRetention } from './log-groups';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';
import { sendersOf } from './senders';
import { archiveSessions } from './session-archive';
import { watchedLog } from './trail-watch';

/** Job functions that read the archive: all of it, or recordings alone. */
const READERS = ['auditor', 'session-moderator'] as const;

/** The log archive of one region; in a single account also the trail that fills it, and the alarms on what it tells. */
export class LogArchiveStack extends LandingZoneStack {
  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Log archive: locked, encrypted and replicated records' });
    const { name, regions, retention, lock } = config;
    const { topic } = new AlertTopic(this, 'Alerts', { name, subject: 'logs', emails: alertEmails(config) });
    const archive = new LogArchive(this, 'Archive', {
      name,
      topic,
      senders: sendersOf(config),
      trail: {
        trailArn: AuditTrail.trailArn(this, { name, region: regions.home, account: accountFor(config, 'management') }),
        owners: trailOwners(config),
      },
      recorders: [`${name}-bastion*`],
      recorderAccounts: [accountFor(config, 'operations')],
      auditors: READERS.flatMap((reader) => functionRolePatterns(name, reader)),
      readers: [handlerRoleName(name, 'trail-validation')],
      indexer: SessionIndex.roleName(name, planned.region),
      replication: planned.regionRole === 'home' ? { to: regions.recovery } : { from: regions.home },
      retention: {
        trail: Duration.days(retention.logs),
        config: Duration.days(retention.logs),
        flow: Duration.days(retention.logs),
        recordings: Duration.days(retention.recordings),
      },
      lockMode: lock,
    });
    archiveSessions(this, { config, planned, archive, topic });
    if (planned.regionRole !== 'home') return;
    validateTrail(this, config, topic);
    if (config.profile === 'organization') return;
    const logGroup = watchedLog(this, config, topic);
    new AuditTrail(this, 'Trail', {
      ...trailProps(config, archive.key.aliasArn),
      logGroup,
      dependsOn: [archive],
    });
    watchIdentities(this, config, { logGroup, topic, assignments: [] });
  }
}

/** What a trail of this landing zone is made with, in whatever stack it stands. */
export function trailProps(config: LandingZoneConfig, keyArn: string) {
  const account = accountFor(config, 'log-archive');
  const { name, regions } = config;
  const bucketIn = (region: string): string => archiveBucketName('trail', { name, account, region });
  return {
    name,
    keyArn,
    bucketName: bucketIn(regions.home),
    replicaBucketName: bucketIn(regions.recovery),
  };
}

/** The digests of the trail are validated where it delivers them. */
function validateTrail(stack: LandingZoneStack, config: LandingZoneConfig, topic: ITopic): void {
  const { name, regions } = config;
  const { region, account } = stack;
  const { key } = new PurposeKey(stack, 'ValidationKey', {
    name,
    purpose: 'trail-validation',
    uses: HandlerFunction.keyUses(name),
  });
  new TrailValidation(stack, 'TrailValidation', {
    name,
    trail: {
      name: AuditTrail.trailName(name),
      region: regions.home,
      bucketName: archiveBucketName('trail', { name, account, region }),
      ...(config.profile === 'organization' && { organizationId: config.organization.id }),
    },
    accounts: [...new Set((['management', 'log-archive', 'operations'] as const).map((of) => accountFor(config, of)))],
    key,
    topic,
    retention: logRetention(config),
  });
}

const trailOwners = (config: LandingZoneConfig): readonly string[] =>
  config.profile === 'organization' ? [accountFor(config, 'management'), config.organization.id] : [config.account];
