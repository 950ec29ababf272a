import { azureLogAnalyticsRetention } from '../../cdktf/nag/azure-log-analytics-retention';
import { type Rule, verdictOf } from '../../constructs/nag/rule';
import { logGroupRetention } from '../../constructs/nag/rules/logging/log-group-retention';
import { Estate, Template } from '../../constructs/nag/template';
import { observedEvidence } from '../../lib/evidence/observed';
import { MINIMAL_ACCOUNT, problemsOf, told } from '../lib/config/scratch';
import { landingZoneOf } from '../support/landing-zone';

const DEMANDED = 400;

const landingZone = landingZoneOf(`${MINIMAL_ACCOUNT}identity: { operators: [alice] }
retention: { minimum: ${DEMANDED} }
azure:
  environment: global
  tenantId: 00000000-0000-0000-0000-000000000001
  regions: { home: westeurope, recovery: northeurope }
  subscriptions: [{ name: main, id: 00000000-0000-0000-0000-000000000002, environment: production }]
  network: 10.2.0.0/16
`);

/** What keeps logs, recordings and records, and which of its properties say for how long. */
const KEEPERS: readonly (readonly [rule: string, type: string])[] = [
  ['log-group-retention', 'AWS::Logs::LogGroup'],
  ['s3-log-retention', 'AWS::S3::Bucket'],
  ['azure-log-analytics-retention', 'azurerm_log_analytics_workspace'],
  ['azure-storage-immutability', 'azurerm_storage_container_immutability_policy'],
];

const findings = (leastRetentionDays: number): readonly string[] =>
  landingZone
    .ledger({ config: { ...landingZone.assessConfig(), demands: { leastRetentionDays } } })
    .evidence.filter(({ kind, outcome }) => kind === 'rule' && outcome === 'non-compliant')
    .map(({ check, subject }) => `${check} ${subject?.type}`);

describe('a configuration that keeps everything for longer than the law', () => {
  test('8.6/log-retention#minimum-period: is obeyed by whatever keeps logs, in both clouds', () => {
    expect(findings(DEMANDED)).toEqual([]);
  });

  test.each(KEEPERS)('is what %s judges by, not the law alone', (rule, type) => {
    expect(findings(700)).toContain(`${rule} ${type}`);
  });

  test.each<[Rule, Template]>([
    [logGroupRetention, template({ Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } })],
    [azureLogAnalyticsRetention, workspace(365)],
  ])('tells the period that is demanded', (rule, { resources: [resource] }) => {
    const verdict = resource && verdictOf(rule, resource);

    expect(verdict?.outcome === 'non-compliant' && verdict.findings[0]?.message.en).toBe('is 365, less than 400');
  });

  test('is what a live log group is judged by as well', () => {
    const estate = landingZone.estate({ leastRetentionDays: 700 });
    const [group] = estate.estate.ofType('AWS::Logs::LogGroup');
    if (!group) throw new Error('no log group');
    const { stack, account, region } = estate.originOf(group.template);
    const seen = { stack, account, region, logicalId: group.id, type: group.type, physicalId: 'group' };
    const observation = { ...seen, at: '2026-11-23T00:00:00.000Z', properties: { RetentionInDays: 400 } };
    const all = { emulated: false, observations: [observation], probes: [] };

    const evidence = observedEvidence(estate, [logGroupRetention], all);

    expect(evidence.filter(({ check }) => check === 'log-group-retention')).toEqual([
      expect.objectContaining({ outcome: 'ineffective', property: 'RetentionInDays' }),
    ]);
  });

  test('asks of a workspace no more than Azure offers: the rest is in sealed storage', () => {
    const { resources } = workspace(730, 1200);

    expect(resources[0] && verdictOf(azureLogAnalyticsRetention, resources[0])).toEqual({ outcome: 'compliant' });
  });
});

test('networks are looked at beside a section that is beyond repair', () => {
  const text = MINIMAL_ACCOUNT.replace('recovery: 10.1.0.0/16', 'recovery: 10.0.0.0/16');

  expect(told(problemsOf(`${text}azure: { environment: china }\n`))).toContain('overlapping-ranges network.recovery');
});

function template(resource: object): Template {
  return Template.cloudFormation(
    { Resources: { Subject: resource } },
    { estate: new Estate({ leastRetentionDays: DEMANDED }) },
  );
}

function workspace(days: number, demanded = DEMANDED): Template {
  const resource = { azurerm_log_analytics_workspace: { subject: { retention_in_days: days } } };
  return Template.terraform({ resource }, { estate: new Estate({ leastRetentionDays: demanded }) });
}
