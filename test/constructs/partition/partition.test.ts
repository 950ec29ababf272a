import { RegionInfo } from 'aws-cdk-lib/region-info';
import { callsOfCreation } from '../../../constructs/guardrails/deployment-calls';
import { actionsOf } from '../../../constructs/nag/service-reference';
import {
  attainable,
  attainableSource,
  azureLocationOf,
  azureLocations,
  azureLocationsOf,
  azureLocationsSources,
  gapOf,
  gaps,
  legalPeriods,
  loadBalancerAccounts,
  loadBalancerAccountsSource,
  organizationQuotas,
  partitionOf,
  RESOURCE_CONTROLLED_SERVICES,
  regions,
  regionsOf,
  regionsSource,
  requireLogRetention,
  resourceControlledSource,
  type Source,
  servicesMissing,
  servicesSource,
  zoneRedundancySources,
} from '../../../constructs/partition';

const DAY = /^20\d\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/;

describe('regions', () => {
  test('China has two, and shares none with the rest of the world', () => {
    expect(regionsOf('aws-cn')).toEqual(['cn-north-1', 'cn-northwest-1']);
    expect(regionsOf('aws').filter((region) => region.startsWith('cn-'))).toEqual([]);
  });

  test.each(Object.entries({ ...regions.aws, ...regions['aws-cn'] }))(
    '%s is of the opt-in kind or not as the library has it',
    (name, { optIn = false }) => {
      const known = RegionInfo.get(name);
      expect([known.partition, known.isOptInRegion]).toEqual([partitionOf(name), optIn]);
    },
  );

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

  test('each gap has a substitute in both languages', () => {
    for (const { name, substitute } of Object.values(gaps['aws-cn'])) {
      expect([name.en, name.zh, substitute.en, substitute.zh]).not.toContain('');
    }
  });
});

describe('services', () => {
  test('that aws-cn lacks are services of aws', () => {
    const { 'aws-cn': missing, aws } = servicesMissing;

    expect(missing.filter((service) => actionsOf(service).length === 0)).toEqual([]);
    expect(missing.length).toBeGreaterThan(10);
    expect(aws).toEqual([]);
  });

  test('that aws-cn lacks are none in which it is deployed', () => {
    const deployed = callsOfCreation({ partition: 'aws-cn', name: 'acme' }).map(({ action }) => action.split(':')[0]);

    expect(servicesMissing['aws-cn'].filter((service) => deployed.includes(service))).toEqual([]);
    expect(deployed).toContain('iam');
  });

  test('say where they stand', () => {
    expect(servicesSource.checked).toMatch(DAY);
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
});

describe('resource control policies', () => {
  test('take four places more at each node, and 5,120 characters, in both partitions', () => {
    for (const quotas of Object.values(organizationQuotas)) {
      expect(quotas).toMatchObject({ resourceControlPoliciesPerNode: 5, resourceControlPolicySize: 5120 });
    }
  });

  test('reach what they were made for, and no compute', () => {
    expect(RESOURCE_CONTROLLED_SERVICES).toEqual(expect.arrayContaining(['kms', 's3', 'secretsmanager', 'sqs', 'sts']));
    expect(RESOURCE_CONTROLLED_SERVICES).not.toContain('ec2');
    expect(new Set(RESOURCE_CONTROLLED_SERVICES).size).toBe(RESOURCE_CONTROLLED_SERVICES.length);
  });
});

describe('sources', () => {
  const sources: Readonly<Record<string, Source>> = {
    regions: regionsSource,
    'accounts of load balancers': loadBalancerAccountsSource,
    'recovery strategies': attainableSource,
    'locations of Azure': azureLocationsSources.global,
    'locations of Azure China': azureLocationsSources.china,
    'zones of Azure': zoneRedundancySources.global,
    'zones of Azure China': zoneRedundancySources.china,
    'resource control policies': resourceControlledSource,
    ...labelled('quotas', organizationQuotas),
    ...labelled('period', legalPeriods),
    ...labelled('gap', gaps['aws-cn']),
  };
  const unverified = Object.keys(sources).filter((name) => sources[name]?.checked === 'unverified');

  test.each(Object.entries(sources).filter(([name]) => !unverified.includes(name)))(
    '%s: compared on a day',
    (_, { url, checked }) => {
      expect(url).toMatch(/^https:/);
      expect(checked).toMatch(DAY);
    },
  );

  test('what nobody has compared yet is known', () => {
    expect(unverified.sort()).toEqual(['gap backup-cross-account-copy', 'period logs', 'quotas aws-cn']);
  });
});

describe('Azure locations', () => {
  test('8.4/cross-border: pairs stay within their cloud', () => {
    for (const { cloud, pair } of Object.values(azureLocations)) {
      if (pair !== undefined) expect(azureLocations[pair]?.cloud).toBe(cloud);
    }
  });

  test('are known by the name that people read, too', () => {
    expect(azureLocationOf('China North 3')).toEqual({ cloud: 'china', pair: 'chinaeast3', zoneRedundant: true });
    expect(azureLocationOf('constructor')).toBeUndefined();
  });

  test.each([
    ['chinanorth3', true],
    ['chinaeast3', false],
    ['North Europe', true],
    ['ukwest', false],
  ])('%s offers zone-redundant storage: %s', (location, offered) => {
    expect(azureLocationOf(location)?.zoneRedundant).toBe(offered);
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

  test.each([182, 365.5, Number.NaN])('throws when logs are to be kept for %s days', (days) => {
    expect(() => requireLogRetention(days, 'Stack/Trail')).toThrow(
      `Stack/Trail: retention of ${days} days is shorter than the 183 that 8.6/log-retention#minimum-period needs.`,
    );
  });
});

function labelled(kind: string, rows: Readonly<Record<string, { readonly source: Source }>>) {
  return Object.fromEntries(Object.entries(rows).map(([name, { source }]) => [`${kind} ${name}`, source]));
}

test('accounts of load balancers are those that the CDK knows in both partitions', () => {
  const known = RegionInfo.regions
    .filter(({ name }) => !/^us-(gov|iso)/.test(name))
    .flatMap(({ elbv2Account }) => (elbv2Account === undefined ? [] : [elbv2Account]));

  expect(loadBalancerAccounts).toEqual([...known].sort());
});
