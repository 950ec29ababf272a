import type { ClauseMapping } from './checks';

export const mapping4 = {
  '4.4/outsourced#external-party-inventory': {
    rules: ['external-principal-registered', 'azure-delegation-registered'],
    records: ['supplier-register'],
  },
  '4.4/outsourced#third-party-access-conditions': {
    rules: [
      'iam-trust-exact',
      'iam-role-session-limit',
      'third-party-role-expiry',
      'third-party-admits-nobody',
      'azure-lighthouse-eligible',
    ],
  },
  '4.4/outsourced#third-party-traceability': {
    rules: [
      'third-party-source-identity',
      'trail-management-events',
      'trail-data-events',
      'trail-data-events-everywhere',
      'third-party-actions-recorded',
      'log-group-retention',
      'azure-activity-log-exported',
    ],
  },
  '4.4/outsourced#responsibility-boundary': { records: ['responsibility-matrix'] },
} as const satisfies ClauseMapping;
