import type { ClauseMapping } from './checks';

export const mapping8_7 = {
  '8.7/supervision#supplier-access-analysis': {
    rules: ['access-analyzer-organization', 'azure-delegation-registered', 'azure-entra-logs-exported'],
  },
  '8.7/supervision#provider-events': { rules: ['provider-events-routed', 'azure-service-health-alert'] },
  '8.7/supervision#expiry-alarms': { rules: ['supplier-expiry-schedule'], azureThroughAws: true },
  '8.7/audit#audit-schedule': { records: ['supplier-audit'], azureThroughAws: true },
  '8.7/audit#attestation-scope': { records: ['attestation-scope-review'] },
  '8.7/audit#finding-follow-up': { records: ['supplier-findings'], azureThroughAws: true },
  '8.7/exit#exit-plan': { records: ['supplier-exit-plan'], azureThroughAws: true },
  '8.7/exit#no-residual-access': {},
  '8.7/exit#secrets-and-data-closure': { records: ['supplier-exit-record'] },
  '8.7/multi-cloud#common-requirements': { azureThroughAws: true },
  '8.7/multi-cloud#central-visibility': { rules: ['findings-aggregated', 'azure-findings-forwarded'] },
  '8.7/multi-cloud#parity-gaps': { records: ['cloud-parity-table'] },
} as const satisfies ClauseMapping;
