import type { Rule } from '../../rule';
import { ec2SettingsDecided } from './ec2-settings-decided';
import { guardrailSparesPlatform } from './guardrail-spares-platform';
import { guardrailWithinQuota } from './guardrail-within-quota';
import { guardrailWordsKnown } from './guardrail-words-known';
import { resourceControlEffective } from './resource-control-effective';
import { stackSetAutoDeployment } from './stack-set-auto-deployment';
import { stackSetBoundedFailure } from './stack-set-bounded-failure';

export const governanceRules: readonly Rule[] = [
  ec2SettingsDecided,
  guardrailSparesPlatform,
  guardrailWithinQuota,
  guardrailWordsKnown,
  resourceControlEffective,
  stackSetAutoDeployment,
  stackSetBoundedFailure,
];
