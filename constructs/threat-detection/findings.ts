/**
 * Findings as GuardDuty tells EventBridge of them, whatever their severity.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-guardduty.html
 */
export const FINDINGS = { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] };
