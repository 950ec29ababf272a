import type { Rule } from '../../rule';
import { concurrentUseAlarm } from './concurrent-use-alarm';
import { functionRoleExact } from './function-role-exact';
import { handlerEventsAlarmed } from './handler-events-alarmed';
import { leaverReconciliationDaily } from './leaver-reconciliation-daily';

export const functionsRules: readonly Rule[] = [
  concurrentUseAlarm,
  functionRoleExact,
  handlerEventsAlarmed,
  leaverReconciliationDaily,
];
