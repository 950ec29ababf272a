import type { Rule } from '../../rule';
import { alarmNotifies } from './alarm-notifies';
import { configRecorderComplete } from './config-recorder-complete';
import { logGroupCustomerManagedKey } from './log-group-customer-managed-key';
import { logGroupRetention } from './log-group-retention';
import { snsSubscriptionEncrypted } from './sns-subscription-encrypted';
import { snsTopicCustomerManagedKey } from './sns-topic-customer-managed-key';
import { snsTopicNamedPrincipals } from './sns-topic-named-principals';
import { snsTopicTlsOnly } from './sns-topic-tls-only';
import { trailEncrypted } from './trail-encrypted';
import { trailLogValidation } from './trail-log-validation';
import { trailManagementEvents } from './trail-management-events';
import { trailMultiRegion } from './trail-multi-region';

export const loggingRules: readonly Rule[] = [
  trailMultiRegion,
  trailManagementEvents,
  trailLogValidation,
  trailEncrypted,
  logGroupRetention,
  logGroupCustomerManagedKey,
  configRecorderComplete,
  alarmNotifies,
  snsTopicCustomerManagedKey,
  snsTopicTlsOnly,
  snsTopicNamedPrincipals,
  snsSubscriptionEncrypted,
];
