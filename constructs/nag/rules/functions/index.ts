import type { Rule } from '../../rule';
import { concurrentUseAlarm } from './concurrent-use-alarm';
import { functionRoleExact } from './function-role-exact';
import { lambdaPermissionNamedSource } from './lambda-permission-named-source';
import { leaverReconciliationDaily } from './leaver-reconciliation-daily';

export const functionsRules: readonly Rule[] = [
  concurrentUseAlarm,
  functionRoleExact,
  lambdaPermissionNamedSource,
  leaverReconciliationDaily,
];
