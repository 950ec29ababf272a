import type { Rule } from '../../rule';
import { kmsDeletionWindow } from './kms-deletion-window';
import { kmsDutySeparation } from './kms-duty-separation';
import { kmsKeyRotation } from './kms-key-rotation';
import { kmsNoOpenPolicy } from './kms-no-open-policy';
import { noSecretInTemplate } from './no-secret-in-template';
import { secretCustomerManagedKey } from './secret-customer-managed-key';

export const keysRules: readonly Rule[] = [
  kmsKeyRotation,
  kmsDeletionWindow,
  kmsDutySeparation,
  kmsNoOpenPolicy,
  noSecretInTemplate,
  secretCustomerManagedKey,
];
