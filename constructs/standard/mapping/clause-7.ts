import type { ClauseMapping } from './checks';

export const mapping7 = {
  '7.1/c#identity-and-bastion-tools': {},
  '7.1/c#encryption-and-masking-tools': {},
  '7.1/c#log-audit-and-monitoring-tools': {},
  '7.1/c#backup-and-recovery-tools': {},
  '7.5.1/b#asset-inventory': {},
  '7.5.1/b#classification-list': { records: ['data-classification-list'] },
  '7.5.1/b#risk-register': { records: ['risk-register'], azureThroughAws: true },
  '7.5.1/d#access-records': {},
  '7.5.1/d#encryption-records': {},
  '7.5.1/d#audit-log-records': {},
  '7.5.1/d#backup-and-restore-records': {},
  '7.5.2/control#identification-and-approval': { records: ['document-register'], azureThroughAws: true },
  '7.5.2/control#change-and-hash-control': { records: ['document-register'], azureThroughAws: true },
  '7.5.2/control#protection-and-disposal': { rules: ['record-store-protected'], azureThroughAws: true },
} as const satisfies ClauseMapping;
