import type { ClauseMapping } from './checks';

export const mapping8_1 = {
  '8.1/c#baseline-coverage': {
    rules: [
      'stack-set-auto-deployment',
      'stack-set-bounded-failure',
      'new-account-trigger',
      'azure-policy-deploys-baseline',
    ],
  },
  '8.1/c#hardened-images': { rules: ['instance-approved-image', 'azure-vm-approved-image'] },
  '8.1/c#baseline-tamper-protection': {},
  '8.1/c#configuration-monitoring': {},
  '8.1/d#life-cycle-plan': {},
  '8.1/d#store-and-use': {},
  '8.1/d#transfer-and-backup': {},
  '8.1/d#delete-and-anonymise': {},
} as const satisfies ClauseMapping;
