import {
  attainable,
  azureLocations,
  azureLocationsOf,
  azureLocationsSource,
  gapOf,
  gaps,
  legalPeriods,
  organizationQuotas,
  partitionOf,
  regionsOf,
  regionsSource,
} from '../../../constructs/partition';

const DAY = /^20\d\d-\d\d-\d\d$/;

describe('regions', () => {
  test('China has two, and shares none with the rest of the world', () => {
    expect(regionsOf('aws-cn')).toEqual(['cn-north-1', 'cn-northwest-1']);
    expect(regionsOf('aws').filter((region) => region.startsWith('cn-'))).toEqual([]);
  });

  test.each([
    ['eu-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', undefined],
    ['toString', undefined],
  ])('%s belongs to %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});

describe('what aws-cn lacks', () => {
  test.each([
    ['service-managed-stack-sets', 'unproven'],
    ['resource-control-policies', 'unproven'],
    ['organization-backup-policies', 'lacking'],
    ['backup-restore-testing', 'lacking'],
    ['macie', 'lacking'],
  ] as const)('%s is %s', (capability, status) => {
    expect(gapOf('aws-cn', capability)?.status).toBe(status);
    expect(gapOf('aws', capability)).toBeUndefined();
  });

  test('each gap has a substitute in both languages, a source and a date', () => {
    for (const { name, substitute, source } of Object.values(gaps['aws-cn'])) {
      expect([name.en, name.zh, substitute.en, substitute.zh]).not.toContain('');
      expect(source.url).toMatch(/^https:/);
      expect(source.checked).toMatch(DAY);
    }
  });
});

describe('quotas', () => {
  test('China keeps the older limits of service control policies until it confirms the newer', () => {
    expect(organizationQuotas.aws).toMatchObject({
      serviceControlPoliciesPerNode: 10,
      serviceControlPolicySize: 10_240,
    });
    expect(organizationQuotas['aws-cn']).toMatchObject({
      serviceControlPoliciesPerNode: 5,
      serviceControlPolicySize: 5120,
    });
  });

  test('every table is dated', () => {
    for (const { checked } of [
      organizationQuotas.aws.source,
      organizationQuotas['aws-cn'].source,
      regionsSource,
      azureLocationsSource,
    ]) {
      expect(checked).toMatch(DAY);
    }
  });
});

describe('Azure locations', () => {
  test('pairs stay within their cloud', () => {
    for (const { cloud, pair } of Object.values(azureLocations)) {
      if (pair !== undefined) expect(azureLocations[pair]?.cloud).toBe(cloud);
    }
  });

  test('China has six', () => {
    expect([...azureLocationsOf('china')].sort()).toEqual([
      'chinaeast',
      'chinaeast2',
      'chinaeast3',
      'chinanorth',
      'chinanorth2',
      'chinanorth3',
    ]);
  });
});

describe('assumptions and periods', () => {
  test('a stronger strategy is never slower', () => {
    const order = ['backup-restore', 'pilot-light', 'warm-standby', 'active-active'] as const;
    const times = order.map((strategy) => attainable[strategy].rtoMinutes);

    expect([...times].sort((a, b) => b - a)).toEqual(times);
  });

  test('8.6/log-retention#minimum-period: logs are kept for 183 days at least, and the law is named', () => {
    expect(legalPeriods.logs.days).toBe(183);
    expect(legalPeriods.logs.law.zh).toContain('网络安全法');
  });
});
