import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { functionRolePatterns } from '../../constructs/job-functions/names';
import type { LogArchive } from '../../constructs/log-archive/log-archive';
import { archiveBucketName } from '../../constructs/log-archive/names';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { SessionIndex } from '../../constructs/session-index/session-index';
import { SessionReconciliation } from '../../constructs/session-reconciliation/session-reconciliation';
import { RECORDINGS_KEY, RECORDINGS_PREFIX } from '../../constructs/session-recording/names';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import type { LandingZoneStack } from './landing-zone-stack';
import { logRetention } from './log-groups';
import type { PlannedStack } from './plan';

/** Where sessions are archived. */
interface SessionArchive {
  readonly config: LandingZoneConfig;
  readonly planned: PlannedStack;
  readonly archive: LogArchive;
  /** Hears of what is wrong with sessions and their recordings. */
  readonly topic: ITopic;
}

/** The index of recorded sessions, and their reconciliation. Recordings of the home region have replicas in the other. */
export function archiveSessions(stack: LandingZoneStack, { config, planned, archive, topic }: SessionArchive): void {
  const { name, regions, network, sessions } = config;
  const { region, account } = planned;
  // without endpoints there is no bastion, and nobody signs recordings
  if (network.endpoints === 'none') return;
  const { key } = new PurposeKey(stack, 'SessionKey', {
    name,
    purpose: 'session-index',
    uses: [
      ...HandlerFunction.keyUses(name, region),
      KeyUse.publishing('s3.amazonaws.com'),
      KeyUse.readersThroughDynamoDb(...functionRolePatterns(name, 'auditor')),
      KeyUse.writersThroughDynamoDb(...functionRolePatterns(name, 'session-moderator')),
    ],
  });
  const operations = accountFor(config, 'operations');
  const retention = logRetention(config);
  const index = new SessionIndex(stack, 'SessionIndex', {
    name,
    recordings: archive.buckets.recordings.bucket,
    bucketName: archiveBucketName('recordings', { name, account, region }),
    prefix: RECORDINGS_PREFIX,
    signingKeys: [regions.home, regions.recovery].map((place) =>
      PurposeKey.aliasArn(stack, { name, purpose: RECORDINGS_KEY, region: place, account: operations }),
    ),
    key,
    topic,
    retention,
  });
  new SessionReconciliation(stack, 'SessionReconciliation', {
    name,
    table: index.table,
    accounts: [operations],
    document: `${name}-bastion`,
    approval: sessions.approval,
    key,
    topic,
    retention,
  });
}
