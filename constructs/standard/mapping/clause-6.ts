import type { ClauseMapping } from './checks';

export const mapping6 = {
  '6.1/measures#risk-treatment-trace': { records: ['risk-register', 'responsibility-matrix'] },
  '6.1/measures#access-and-encryption': {},
  '6.1/measures#audit-and-response': {},
  '6.1/measures#multi-cloud-control': {},
  '6.2/a#control-coverage': { records: ['security-objectives'], azureThroughAws: true },
  '6.2/a#risk-closure': { records: ['security-objectives', 'risk-register'], azureThroughAws: true },
  '6.2/b#authentication-permission-rate': { records: ['security-objectives', 'directory-reconciliation'] },
  '6.2/b#least-privilege-rate': { records: ['security-objectives'] },
  '6.2/c#encryption-coverage': {},
  '6.2/c#audit-log-completeness': {},
  '6.2/d#incident-rate': { records: ['incident-register'], azureThroughAws: true },
  '6.2/d#response-time-attainment': { azureThroughAws: true },
  '6.2/e#supplier-compliance-rate': {
    records: ['supplier-register', 'supplier-contract', 'supplier-assessment'],
    azureThroughAws: true,
  },
  '6.2/f#drill-coverage': { azureThroughAws: true },
  '6.2/f#rto-rpo-attainment': { azureThroughAws: true },
  '6.3/change-planning#security-impact-statement': {},
  '6.3/change-planning#no-security-regression': { azureThroughAws: true },
  '6.3/change-planning#new-service-admission': {},
  // A locked log bucket says nothing of the pipeline: only a rule about what the pipeline writes, and where, does
  '6.3/change-planning#change-record': {
    rules: ['change-record-write-once'],
    records: ['change-register'],
    azureThroughAws: true,
  },
} as const satisfies ClauseMapping;
