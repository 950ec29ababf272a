import { route53FailoverRecord } from '../../../../../constructs/nag/rules/continuity/route53-failover-record';
import { route53HealthCheck } from '../../../../../constructs/nag/rules/continuity/route53-health-check';
import { describeRule } from '../../../../support/rule-cases';

const primary = { Failover: 'PRIMARY', TTL: '60', HealthCheckId: { Ref: 'Check' } };
const secondary = { Failover: 'SECONDARY', TTL: 30 };
const alias = (EvaluateTargetHealth: boolean) => ({
  Failover: 'PRIMARY',
  AliasTarget: { DNSName: 'a.example.com', EvaluateTargetHealth },
});
const group = (...RecordSets: readonly object[]) => ({
  template: { Subject: { Type: 'AWS::Route53::RecordSetGroup', Properties: { RecordSets } } },
});

describeRule(route53FailoverRecord, {
  compliant: {
    'a primary with a health check': primary,
    'a secondary without': secondary,
    'an alias that asks its target': alias(true),
    'an alias with a health check': { ...alias(false), HealthCheckId: 'abc' },
    'a group of both': group(primary, secondary, { Name: 'plain.example.com', TTL: '300' }),
  },
  nonCompliant: {
    'an answer that is remembered a second too long': [{ ...primary, TTL: '61' }, 'TTL'],
    'no time-to-live': [{ ...secondary, TTL: undefined }, 'TTL'],
    'a primary without a health check': [{ ...primary, HealthCheckId: undefined }, 'HealthCheckId'],
    'an alias that asks nobody': [alias(false), 'HealthCheckId'],
    'both wrong': [{ Failover: 'PRIMARY', TTL: '300' }, 'TTL', 'HealthCheckId'],
    'a wrong record in a group': [group(primary, { ...secondary, TTL: '300' }), 'RecordSets.1.TTL'],
  },
  notApplicable: {
    'a plain record': { TTL: '300' },
    'a group of plain records': group({ TTL: '300' }),
  },
  unknown: {
    'a time-to-live that a parameter decides': { ...primary, TTL: { Ref: 'Ttl' } },
    'records that deployment decides': {
      template: { Subject: { Type: 'AWS::Route53::RecordSetGroup', Properties: { RecordSets: { Ref: 'Sets' } } } },
    },
  },
});

const checking = (HealthCheckConfig: object) => ({ HealthCheckConfig });
const counting = (children: number, healthy?: unknown) =>
  checking({ Type: 'CALCULATED', ChildHealthChecks: Array(children).fill('id'), HealthThreshold: healthy });

describeRule(route53HealthCheck, {
  compliant: {
    'HTTPS by its defaults': checking({ Type: 'HTTPS' }),
    'a text over HTTPS': checking({ Type: 'HTTPS_STR_MATCH', RequestInterval: 10, FailureThreshold: 3 }),
    'exactly the longest detection': checking({ Type: 'HTTPS', RequestInterval: 10, FailureThreshold: 9 }),
    'two of three': counting(3, 2),
    'one of two, so that both must fail': counting(2, 1),
    'an alarm whose silence counts as failure': checking({
      Type: 'CLOUDWATCH_METRIC',
      InsufficientDataHealthStatus: 'Unhealthy',
    }),
  },
  nonCompliant: {
    'an open port': [checking({ Type: 'TCP' }), 'HealthCheckConfig.Type'],
    'clear text': [checking({ Type: 'HTTP' }), 'HealthCheckConfig.Type'],
    'a text in clear text': [checking({ Type: 'HTTP_STR_MATCH' }), 'HealthCheckConfig.Type'],
    'a late decision': [
      checking({ Type: 'HTTPS', RequestInterval: 30, FailureThreshold: 4 }),
      'HealthCheckConfig.FailureThreshold',
    ],
    'one vote of one': [counting(1, 1), 'HealthCheckConfig.HealthThreshold'],
    'all of three, so that one decides': [counting(3, 3), 'HealthCheckConfig.HealthThreshold'],
    'no threshold': [counting(3), 'HealthCheckConfig.HealthThreshold'],
    'a threshold of none': [counting(3, 0), 'HealthCheckConfig.HealthThreshold'],
    'a threshold that cannot be reached': [counting(3, 4), 'HealthCheckConfig.HealthThreshold'],
    'an alarm whose silence passes': [
      checking({ Type: 'CLOUDWATCH_METRIC', InsufficientDataHealthStatus: 'Healthy' }),
      'HealthCheckConfig.InsufficientDataHealthStatus',
    ],
  },
  notApplicable: { 'a switch that people throw': checking({ Type: 'RECOVERY_CONTROL' }) },
  unknown: {
    'a kind that a parameter decides': checking({ Type: { Ref: 'Type' } }),
    'a threshold that a parameter decides': counting(3, { Ref: 'Healthy' }),
    'children that deployment decides': checking({
      Type: 'CALCULATED',
      HealthThreshold: 2,
      ChildHealthChecks: { Ref: 'Children' },
    }),
  },
});
