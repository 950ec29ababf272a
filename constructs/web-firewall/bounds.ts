/**
 * The core rules that AWS keeps, against what the OWASP lists.
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
 */
export const CORE_RULES = 'AWSManagedRulesCommonRuleSet';

/** Seconds in which the requests of an address are counted, unless a rule says otherwise. */
export const WINDOW = 300;

/** Requests of an address in five minutes: 333 a second. A limit above that holds nobody back who attacks from one address. */
export const HIGHEST_RATE = 100_000;

/** Of two dozen core rules. Who needs more exceptions has no core rules left to speak of. */
export const MOST_EXCEPTIONS = 5;
