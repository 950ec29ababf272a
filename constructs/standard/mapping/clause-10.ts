import type { ClauseMapping } from './checks';

export const mapping10 = {
  '10.2/a#automatic-registration': { rules: ['finding-registered', 'azure-findings-forwarded'] },
  '10.2/a#immediate-correction': { rules: ['deviation-corrected', 'azure-policy-remediation'] },
  '10.2/c#cause-linked-action': { azureThroughAws: true },
  '10.2/c#similar-occurrence-search': {},
  '10.2/d#independent-verification': { azureThroughAws: true },
  '10.2/d#recurrence-reopens': { azureThroughAws: true },
} as const satisfies ClauseMapping;
