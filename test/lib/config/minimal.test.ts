import { join } from 'node:path';
import { accountFor, accountsOf, ConfigError, loadConfig } from '../../../lib/config';
import { checked, folderWith, MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION, TODAY } from './scratch';

describe('a minimal configuration', () => {
  test.each([
    ['single-account', MINIMAL_ACCOUNT],
    ['organization', MINIMAL_ORGANIZATION],
  ])('for %s has fewer than 30 lines and no problem', (profile, text) => {
    expect(text.trimEnd().split('\n').length).toBeLessThan(30);
    expect(checked(text).problems).toEqual([]);
    expect(checked(text).config?.profile).toBe(profile);
  });

  test('has the strict defaults', () => {
    const { config } = checked(MINIMAL_ACCOUNT);

    expect(config).toMatchObject({
      environment: 'production',
      regions: { allowed: ['eu-central-1', 'eu-west-1'] },
      network: { availabilityZones: 2, endpoints: 'minimal', flows: [], peerings: [] },
      retention: { minimum: 183, logs: 183, recordings: 183, records: 1095 },
      lock: 'compliance',
      identity: { source: 'identity-center', groups: [], operators: [] },
      exceptions: [],
    });
  });

  test('8.4/classification#scheme-defined: has a class for each level, each with its handling', () => {
    const classes = checked(MINIMAL_ACCOUNT).config?.dataClasses ?? [];

    expect(classes.map(({ level }) => level)).toEqual(['core', 'important', 'personal', 'general']);
    for (const { handling } of classes) {
      expect(handling).toMatchObject({ export: 'denied', key: 'data', regions: ['eu-central-1', 'eu-west-1'] });
    }
  });

  test('has three tiers, with durations in minutes', () => {
    const tiers = checked(MINIMAL_ACCOUNT).config?.continuity.tiers ?? [];

    expect(tiers.map(({ name, rto, rpo }) => [name, rto, rpo])).toEqual([
      ['tier-1', 30, 15],
      ['tier-2', 480, 240],
      ['tier-3', 1440, 1440],
    ]);
  });

  test('a raised minimum raises what is left out', () => {
    expect(
      checked(`${MINIMAL_ACCOUNT}retention: { minimum: 365 }\ndataClasses:\n${CLASSES_OF_A_YEAR}`).config?.retention,
    ).toEqual({
      minimum: 365,
      logs: 365,
      recordings: 365,
      records: 1095,
    });
  });
});

const CLASSES_OF_A_YEAR = ['core', 'important', 'personal', 'general']
  .map((level) => `  - { name: ${level}, level: ${level}, handling: { retention: 365, longest: 730, tier: tier-3 } }`)
  .join('\n');

describe('loadConfig', () => {
  const written = (text: string) => join(folderWith({ 'landing-zone.yaml': text }), 'landing-zone.yaml');

  test('gives the configuration', () => {
    expect(loadConfig(written(MINIMAL_ACCOUNT), { asOf: TODAY }).name).toBe('acme');
  });

  test('throws ConfigError with every problem when it cannot be used', () => {
    const file = written(MINIMAL_ACCOUNT.replace('name: acme', 'name: A').replace('eu-west-1', 'eu-central-1'));

    let problems: readonly string[] = [];
    try {
      loadConfig(file, { asOf: TODAY });
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems = error.problems.map(({ key }) => key);
    }
    expect(problems).toEqual(['name', 'regions.recovery']);
  });

  test('names what was read, with its hash', () => {
    const { inputs } = checked(MINIMAL_ORGANIZATION.replace(/ {4}- \{ name: Shop.*\n/, '    - include: more.csv\n'), {
      'more.csv': 'name,id,email,unit\nShop,777777777777,w@example.com,Production\n',
    });

    expect(inputs.map(({ path }) => path.split('/').at(-1))).toEqual(['landing-zone.yaml', 'more.csv']);
    for (const { sha256 } of inputs) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('accounts', () => {
  test('in one account every role is that account', () => {
    const { config } = checked(MINIMAL_ACCOUNT);
    if (!config) throw new Error('not valid');

    expect(accountFor(config, 'log-archive')).toBe('111111111111');
    expect(accountsOf(config)).toEqual(['111111111111']);
  });

  test('in an organization each role has its own', () => {
    const { config } = checked(MINIMAL_ORGANIZATION);
    if (!config) throw new Error('not valid');

    expect(accountFor(config, 'log-archive')).toBe('222222222222');
    expect(accountsOf(config)).toHaveLength(7);
  });
});
