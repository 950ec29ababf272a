import { awsRuleAreas, awsRules, duplicateIds, ruleById } from '../../../constructs/nag/registry';
import { facetsShownBy } from '../../../constructs/standard/mapping';

const idsOf = (area: string): readonly string[] | undefined =>
  awsRuleAreas.find(({ title }) => title.en === area)?.rules.map(({ id }) => id);

describe('registry', () => {
  test('has no id twice', () => {
    expect(duplicateIds(awsRules)).toEqual([]);
  });

  test('the check sees an id that comes twice', () => {
    expect(duplicateIds([...awsRules, ...awsRules.slice(0, 1)])).toEqual([awsRules[0]?.id]);
  });

  test('finds a rule by its id', () => {
    expect(ruleById('kms-key-rotation')?.types).toEqual(['AWS::KMS::Key']);
    expect(ruleById('no-such-rule')).toBeUndefined();
  });

  test('has rules for AWS alone, each with types to judge', () => {
    expect(awsRules.filter(({ id }) => id.startsWith('azure-')).map(({ id }) => id)).toEqual([]);
    expect(awsRules.filter(({ types }) => types.length === 0).map(({ id }) => id)).toEqual([]);
    expect(awsRules.flatMap(({ types }) => types).filter((type) => !type.startsWith('AWS::'))).toEqual([]);
  });

  test('has rules each of which serves a facet: what serves none is judged in vain', () => {
    expect(awsRules.filter(({ id }) => facetsShownBy(id).length === 0).map(({ id }) => id)).toEqual([]);
  });

  test.each([
    [
      'Storage',
      [
        's3-object-lock',
        's3-object-lock-compliance',
        's3-log-retention',
        's3-versioning',
        's3-public-access-blocked',
        's3-customer-managed-key',
        's3-tls-only',
        's3-replication',
        's3-replication-key',
        's3-delivery-principals',
        'bucket-policy-data-perimeter',
        'data-retained',
      ],
    ],
    ['Classification', ['data-class-tag']],
    ['Keys', ['kms-key-rotation', 'kms-deletion-window', 'kms-duty-separation', 'kms-no-open-policy']],
    [
      'Logging and alerting',
      [
        'trail-multi-region',
        'trail-management-events',
        'trail-log-validation',
        'trail-encrypted',
        'log-group-retention',
        'log-group-customer-managed-key',
        'config-recorder-complete',
        'alarm-notifies',
        'sns-topic-customer-managed-key',
        'sns-topic-tls-only',
        'sns-topic-named-principals',
        'sns-subscription-encrypted',
      ],
    ],
    [
      'Continuity',
      [
        'backup-vault-locked',
        'backup-vault-lock-compliance',
        'backup-vault-customer-managed-key',
        'backup-vault-delete-denied',
        'backup-plan-copies',
        'backup-selection-by-tier',
        'route53-failover-record',
        'route53-health-check',
      ],
    ],
    [
      'Network',
      [
        'data-zone-unroutable',
        'flow-log-complete',
        'security-group-egress',
        'security-group-ingress',
        'security-group-narrow-ports',
        'subnet-network-acl',
        'subnet-no-public-address',
        'vpc-endpoint-policy',
        'vpc-endpoint-private-dns',
        'vpc-flow-logs',
        'vpc-zones',
      ],
    ],
    [
      'Compute',
      [
        'auto-scaling-group-replaces',
        'bastion-no-inbound',
        'instance-metadata-v2',
        'instance-no-public-address',
        'instance-volumes-encrypted',
      ],
    ],
    [
      'Sessions',
      [
        'session-document-fixed',
        'session-document-limits',
        'session-document-no-forwarding',
        'session-document-recorded',
        'session-document-run-as',
        'session-start-guarded',
      ],
    ],
    [
      'Identity',
      [
        'access-analyzer-organization',
        'iam-managed-policies',
        'iam-no-access-keys',
        'iam-no-users',
        'iam-no-wildcard-grants',
        'iam-pass-role-bounded',
        'iam-trust-exact',
      ],
    ],
    [
      'Governance',
      [
        'ec2-settings-decided',
        'guardrail-spares-platform',
        'guardrail-within-quota',
        'resource-control-effective',
        'stack-set-auto-deployment',
        'stack-set-bounded-failure',
      ],
    ],
  ])('has these rules on %s and no other', (area, ids) => {
    expect(idsOf(area)).toEqual(ids);
  });

  test('has these areas and no other', () => {
    expect(awsRuleAreas.map(({ title }) => title.en)).toEqual([
      'Storage',
      'Classification',
      'Keys',
      'Logging and alerting',
      'Continuity',
      'Network',
      'Compute',
      'Sessions',
      'Identity',
      'Governance',
    ]);
  });
});
