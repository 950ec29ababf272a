import type { Bilingual } from '../standard';
import type { Detection, DetectionPlace } from './detection';
import { auditDetections } from './detections-audit';
import { identityDetections } from './detections-identity';
import { workloadDetections } from './detections-workloads';

/**
 * What the trail is searched for, in the order of the catalogue (`docs/detections.md`, which is made from this).
 *
 * Names of events and fields are those of the services' CloudTrail documentation and of events recorded in attacks.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html
 * @see https://stratus-red-team.cloud/attack-techniques/AWS/ (its detonation logs, commit 7c9a7a5)
 */
export const DETECTIONS: readonly Detection[] = [...identityDetections, ...auditDetections, ...workloadDetections];

/** Those that a partition can have. */
export const detectionsIn = (partition: DetectionPlace['partition']): readonly Detection[] =>
  DETECTIONS.filter(({ partitions }) => partitions?.includes(partition) ?? true);

/** The detection whose alarm an attack raises, by the technique's id in Stratus Red Team; undefined where none does. */
export const detectionFor = (techniqueId: string): Detection | undefined =>
  DETECTIONS.find(({ techniques }) => techniques?.includes(techniqueId));

/**
 * What every alarm of the trail has in common.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
 */
export const DELIVERY_DELAY: Bilingual = {
  en: 'AWS delivers an event to the log group about 5 minutes after the call on average, and guarantees no time',
  zh: 'AWS 平均在调用约 5 分钟后将事件送达日志组，且不保证时限',
};
