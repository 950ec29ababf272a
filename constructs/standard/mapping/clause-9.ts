import type { ClauseMapping } from './checks';

export const mapping9 = {
  '9.1/a#objective-evaluation': { rules: ['objective-evaluation-schedule'], azureThroughAws: true },
  '9.1/a#off-target-alarm': { rules: ['objective-off-target-alarm'], azureThroughAws: true },
  '9.1/a#metric-integrity': { azureThroughAws: true },
  '9.1/b#continuous-compliance': {
    rules: ['config-recorder-complete', 'config-aggregator-organization', 'azure-policy-initiative-assigned'],
  },
  '9.1/b#control-effectiveness': {},
  '9.1/b#evidence-freshness': { azureThroughAws: true },
  '9.1/b#exception-control': { rules: ['exception-expiry-schedule'], azureThroughAws: true },
  '9.1/c#permission-deviations': { rules: ['access-finding-routed', 'azure-findings-forwarded'] },
  '9.1/c#log-audit-findings': { rules: ['log-audit-finding-routed', 'azure-findings-forwarded'] },
  '9.1/c#vulnerability-closure': { rules: ['vulnerability-finding-routed', 'azure-findings-forwarded'] },
  '9.3/input-c#performance-pack': { records: ['management-review-pack'], azureThroughAws: true },
  '9.3/input-c#pack-integrity': { azureThroughAws: true },
} as const satisfies ClauseMapping;
