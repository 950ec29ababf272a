import type { ClauseMapping } from './checks';

export const mapping8_8 = {
  '8.8/rto-rpo#objectives-set': { records: ['business-impact-analysis'] },
  '8.8/rto-rpo#objectives-attainable': {},
  '8.8/rto-rpo#dependency-alignment': {},
  '8.8/restore-drill#service-restore': {},
  '8.8/restore-drill#measured-objectives': {},
  '8.8/restore-drill#scenario-variety': { records: ['restore-drill-programme'], azureThroughAws: true },
  '8.8/restore-drill#failed-drill-handling': { rules: ['drill-failure-alarm', 'azure-drill-failure-alert'] },
  '8.8/cross-region#recovery-region': {
    rules: ['backup-plan-copies', 'azure-backup-vault-redundancy', 'azure-storage-replication'],
  },
  '8.8/cross-region#standby-capacity': { rules: ['standby-capacity', 'azure-standby-capacity'] },
  '8.8/cross-region#home-region-independence': {},
  // The health check of the other cloud's end and the record that switches to it are Route 53's
  '8.8/cross-region#multi-cloud-recovery': {
    rules: ['second-cloud-health-checked'],
    records: ['second-cloud-recovery'],
    azureThroughAws: true,
  },
  '8.8/automatic-failover#health-quorum': { rules: ['route53-health-check', 'azure-traffic-manager-probe'] },
  '8.8/automatic-failover#automatic-switch': { rules: ['route53-failover-record', 'azure-traffic-manager-failover'] },
  '8.8/automatic-failover#fencing': {},
  '8.8/automatic-failover#flapping-guards': {},
  '8.8/automatic-failover#controlled-failback': {},
} as const satisfies ClauseMapping;
