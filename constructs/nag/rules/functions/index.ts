import type { Rule } from '../../rule';
import { concurrentUseAlarm } from './concurrent-use-alarm';
import { digestValidationDaily } from './digest-validation-daily';
import { eventRuleReaches } from './event-rule-reaches';
import { failedEventsAlarmed } from './failed-events-alarmed';
import { functionRoleExact } from './function-role-exact';
import { leaverReconciliationDaily } from './leaver-reconciliation-daily';
import { routeDomainHandler } from './route-domain-handler';
import { sessionReconciliationSchedule } from './session-reconciliation-schedule';

export const functionsRules: readonly Rule[] = [
  concurrentUseAlarm,
  digestValidationDaily,
  eventRuleReaches,
  failedEventsAlarmed,
  functionRoleExact,
  leaverReconciliationDaily,
  routeDomainHandler,
  sessionReconciliationSchedule,
];
