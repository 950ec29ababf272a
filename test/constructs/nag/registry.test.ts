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
    expect(awsRules.flatMap(({ types }) => types).filter((type) => !/^(AWS|Custom)::/.test(type))).toEqual([]);
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
        's3-bucket-named-principals',
        's3-recordings-write-only',
        'bucket-policy-data-perimeter',
        'data-retained',
        'replication-lag-alarm',
      ],
    ],
    ['Classification', ['data-class-tag']],
    [
      'Keys',
      [
        'kms-key-rotation',
        'kms-deletion-window',
        'kms-duty-separation',
        'kms-no-open-policy',
        'no-secret-in-template',
        'secret-customer-managed-key',
      ],
    ],
    [
      'Logging and alerting',
      [
        'trail-multi-region',
        'trail-management-events',
        'trail-data-events',
        'trail-data-events-everywhere',
        'trail-log-validation',
        'trail-encrypted',
        'log-group-retention',
        'log-group-customer-managed-key',
        'config-recorder-complete',
        'alarm-metric-counted',
        'alarm-notifies',
        'sns-topic-customer-managed-key',
        'sns-topic-tls-only',
        'sns-topic-named-principals',
        'sns-subscription-encrypted',
        'identity-change-alarm',
        'log-metric-alarmed',
        'root-use-alarm',
        'break-glass-use-alarm',
        'audit-change-alarm',
        'key-deletion-alarm',
        'detection-enabled',
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
        'backup-job-alarm',
      ],
    ],
    [
      'Databases and file systems',
      [
        'database-customer-managed-key',
        'database-managed-master-password',
        'database-not-public',
        'database-tls-enforced',
        'file-system-customer-managed-key',
        'search-domain-https-only',
      ],
    ],
    [
      'Messaging',
      [
        'event-bus-named-principals',
        'sqs-queue-customer-managed-key',
        'sqs-queue-named-principals',
        'sqs-queue-tls-only',
      ],
    ],
    [
      'Network',
      [
        'data-zone-unroutable',
        'default-network-removed',
        'default-route-inspected',
        'default-security-group-empty',
        'dhcp-resolver-own',
        'dns-firewall-associated',
        'dns-firewall-fails-closed',
        'dns-forwarding-private',
        'dns-query-logged',
        'endpoint-service-named-principals',
        'flow-log-complete',
        'hybrid-attachment-own-table',
        'hybrid-link-strong-suites',
        'resource-share-organization-only',
        'security-group-egress',
        'security-group-flow-declared',
        'security-group-ingress',
        'security-group-narrow-ports',
        'security-group-no-plaintext-ports',
        'subnet-network-acl',
        'subnet-no-public-address',
        'transit-attachment-appliance-mode',
        'transit-gateway-no-default-tables',
        'vpc-endpoint-policy',
        'vpc-endpoint-private-dns',
        'vpc-flow-logs',
        'vpc-peering-declared',
        'vpc-zones',
      ],
    ],
    [
      'Firewalls and threat detection',
      [
        'firewall-domain-allow-list',
        'firewall-every-zone',
        'firewall-intrusion-drop',
        'firewall-logged',
        'firewall-signature-source',
        'firewall-strict-default-drop',
        'host-runtime-sensor',
        'threat-detector-complete',
        'threat-findings-kept',
        'threat-findings-told',
      ],
    ],
    [
      'Interfaces and APIs',
      [
        'api-access-logged',
        'api-domain-tls-policy',
        'api-method-authorized',
        'api-request-validated',
        'api-throttled',
        'certificate-not-exportable',
        'certificate-renews-or-alarms',
        'distribution-tls-policy',
        'listener-http-redirect',
        'listener-strict-transport',
        'listener-tls-policy',
        'load-balancer-access-logged',
        'load-balancer-ingress-zone',
        'load-balancer-target-tls',
        'public-listener-web-firewall',
        'web-firewall-blocks',
        'web-firewall-logged',
      ],
    ],
    [
      'Compute',
      [
        'auto-scaling-group-replaces',
        'bastion-no-inbound',
        'bastion-role-minimal',
        'host-command-audit',
        'host-launch-hardened',
        'host-time-synchronised',
        'instance-metadata-v2',
        'instance-no-key-pair',
        'instance-no-public-address',
        'instance-volumes-encrypted',
      ],
    ],
    [
      'Functions',
      [
        'concurrent-use-alarm',
        'digest-validation-daily',
        'event-rule-reaches',
        'failed-events-alarmed',
        'function-role-exact',
        'leaver-reconciliation-daily',
        'route-domain-handler',
        'session-reconciliation-schedule',
      ],
    ],
    [
      'Sessions',
      [
        'session-control-sealed',
        'session-decisions-own',
        'session-document-fixed',
        'session-document-limits',
        'session-document-no-forwarding',
        'session-document-recorded',
        'session-document-run-as',
        'session-recordings-kept',
        'session-start-guarded',
        'session-starts-told',
      ],
    ],
    [
      'Identity',
      [
        'access-analyzer-organization',
        'auditor-role-read-only',
        'break-glass-mfa-required',
        'break-glass-session-limit',
        'external-principal-registered',
        'federation-single-provider',
        'human-role-source-identity',
        'iam-managed-policies',
        'iam-mfa-where-testable',
        'iam-no-access-keys',
        'iam-no-inline-user-policies',
        'iam-no-users',
        'iam-no-wildcard-grants',
        'iam-pass-role-bounded',
        'iam-source-identity-own',
        'iam-role-permission-boundary',
        'iam-role-session-limit',
        'iam-trust-exact',
        'lambda-function-url-authorized',
        'lambda-permission-source',
        'permission-set-assigned-to-groups',
        'permission-set-session-limit',
        'privileged-role-fresh-mfa',
        'resource-policy-named-principals',
        'third-party-role-expiry',
        'third-party-source-identity',
        'third-party-actions-recorded',
        'third-party-admits-nobody',
        'third-party-resources-named',
      ],
    ],
    [
      'Governance',
      [
        'ec2-settings-decided',
        'guardrail-spares-platform',
        'guardrail-within-quota',
        'guardrail-words-known',
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
      'Databases and file systems',
      'Messaging',
      'Network',
      'Firewalls and threat detection',
      'Interfaces and APIs',
      'Compute',
      'Functions',
      'Sessions',
      'Identity',
      'Governance',
    ]);
  });
});
