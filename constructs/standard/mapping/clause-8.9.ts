import type { ClauseMapping } from './checks';

/** One incident workflow serves all clouds; what each cloud must do itself is to send its incidents and to be containable. */
export const mapping8_9 = {
  '8.9/grading#grade-scheme': { records: ['incident-grade-scheme'], azureThroughAws: true },
  '8.9/grading#automatic-grading': { azureThroughAws: true },
  '8.9/grading#regrade-control': { azureThroughAws: true },
  '8.9/activation#automatic-activation': { rules: ['incident-workflow-trigger', 'azure-sentinel-incidents-forwarded'] },
  '8.9/activation#on-call-roster': { records: ['on-call-roster'], azureThroughAws: true },
  '8.9/activation#storm-tolerance': { azureThroughAws: true },
  '8.9/process#process-states': { azureThroughAws: true },
  '8.9/process#runbook-per-detection': { rules: ['runbook-own-role', 'azure-runbook-own-identity'] },
  '8.9/process#case-record': { rules: ['case-records-append-only'], azureThroughAws: true },
  '8.9/drill#scenario-drills': { records: ['incident-drill-programme'], azureThroughAws: true },
  '8.9/drill#measured-and-followed-up': { records: ['incident-drill-report'], azureThroughAws: true },
  '8.9/handling#response-deadlines': { azureThroughAws: true },
  '8.9/handling#response-readiness': { rules: ['response-role-in-baseline', 'azure-response-role-assigned'] },
  '8.9/handling#responder-access': {},
  '8.9/containment#isolate-compute': { rules: ['isolation-group-empty', 'azure-isolation-group-denies-all'] },
  '8.9/containment#disable-credentials': {
    rules: ['credential-containment-role', 'azure-credential-containment-role'],
  },
  '8.9/containment#quarantine-data': { rules: ['data-quarantine-role', 'azure-data-quarantine-role'] },
  '8.9/containment#block-network-indicator': {
    rules: ['indicator-rule-group-attached', 'azure-indicator-group-attached'],
  },
  '8.9/containment#containment-guard': { azureThroughAws: true },
  '8.9/tracing#forensic-capture': { rules: ['forensic-copy-own-account', 'azure-forensic-copy-own-subscription'] },
  '8.9/tracing#chain-of-custody': { rules: ['evidence-store-locked', 'azure-evidence-store-locked'] },
  '8.9/tracing#timeline-reconstruction': { azureThroughAws: true },
  '8.9/tracing#evidence-isolation': { rules: ['evidence-own-key', 'azure-evidence-own-key'] },
  '8.9/notification#legal-deadlines': { records: ['notification-deadlines'], azureThroughAws: true },
  '8.9/notification#affected-parties': { records: ['notification-contacts'], azureThroughAws: true },
  '8.9/notification#delivery-proof': { rules: ['notice-delivery-logged'], azureThroughAws: true },
  '8.9/rectification#actions-before-closing': { azureThroughAws: true },
  '8.9/rectification#prevention-added': { records: ['corrective-action-register'], azureThroughAws: true },
  '8.9/rectification#closing-report': { records: ['incident-closing-reports'], azureThroughAws: true },
} as const satisfies ClauseMapping;
