import type { Rule } from '../../rule';
import { alarmMetricCounted } from './alarm-metric-counted';
import { alarmNotifies } from './alarm-notifies';
import { auditChangeAlarm } from './audit-change-alarm';
import { breakGlassUseAlarm } from './break-glass-use-alarm';
import { configRecorderComplete } from './config-recorder-complete';
import { detectionEnabled } from './detection-enabled';
import { identityChangeAlarm } from './identity-change-alarm';
import { keyDeletionAlarm } from './key-deletion-alarm';
import { logGroupCustomerManagedKey } from './log-group-customer-managed-key';
import { logGroupRetention } from './log-group-retention';
import { logMetricAlarmed } from './log-metric-alarmed';
import { rootUseAlarm } from './root-use-alarm';
import { snsSubscriptionEncrypted } from './sns-subscription-encrypted';
import { snsTopicCustomerManagedKey } from './sns-topic-customer-managed-key';
import { snsTopicNamedPrincipals } from './sns-topic-named-principals';
import { snsTopicTlsOnly } from './sns-topic-tls-only';
import { trailDataEvents } from './trail-data-events';
import { trailDataEventsEverywhere } from './trail-data-events-everywhere';
import { trailEncrypted } from './trail-encrypted';
import { trailLogValidation } from './trail-log-validation';
import { trailManagementEvents } from './trail-management-events';
import { trailMultiRegion } from './trail-multi-region';

export const loggingRules: readonly Rule[] = [
  trailMultiRegion,
  trailManagementEvents,
  trailDataEvents,
  trailDataEventsEverywhere,
  trailLogValidation,
  trailEncrypted,
  logGroupRetention,
  logGroupCustomerManagedKey,
  configRecorderComplete,
  alarmMetricCounted,
  alarmNotifies,
  snsTopicCustomerManagedKey,
  snsTopicTlsOnly,
  snsTopicNamedPrincipals,
  snsSubscriptionEncrypted,
  identityChangeAlarm,
  logMetricAlarmed,
  rootUseAlarm,
  breakGlassUseAlarm,
  auditChangeAlarm,
  keyDeletionAlarm,
  detectionEnabled,
];
