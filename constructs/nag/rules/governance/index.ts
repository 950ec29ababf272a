import type { Rule } from '../../rule';
import { guardrailSparesPlatform } from './guardrail-spares-platform';
import { guardrailWithinQuota } from './guardrail-within-quota';
import { stackSetAutoDeployment } from './stack-set-auto-deployment';
import { stackSetBoundedFailure } from './stack-set-bounded-failure';

export const governanceRules: readonly Rule[] = [
  guardrailSparesPlatform,
  guardrailWithinQuota,
  stackSetAutoDeployment,
  stackSetBoundedFailure,
];
