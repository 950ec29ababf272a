import { changed, checked, MINIMAL_ACCOUNT } from '../lib/config/scratch';
import { EXAMPLES, example } from '../support/landing-zone';
import {
  at,
  listOf,
  type Placed,
  placeOf,
  rendered,
  resourcesIn,
  resourcesOf,
  tagOf,
  templatesOf,
} from '../support/templates';
import { records } from '../support/trail-selectors';

/** The id that a reference leads to, or undefined where it is none. */
function referent(value: unknown): string | undefined {
  const reference = value as { Ref?: string; 'Fn::GetAtt'?: string[] } | undefined;
  return reference?.Ref ?? reference?.['Fn::GetAtt']?.[0];
}

/** Where a type of store names its key. */
const KEY_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'EncryptionKeyArn',
  'AWS::EC2::LaunchTemplate': 'LaunchTemplateData.BlockDeviceMappings.0.Ebs.KmsKeyId',
  'AWS::Logs::LogGroup': 'KmsKeyId',
  'AWS::S3::Bucket':
    'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
  'AWS::SNS::Topic': 'KmsMasterKeyId',
};

const days = (value: unknown): number => Number(value ?? Number.POSITIVE_INFINITY);

/** Load balancers write into buckets under keys of S3 alone. */
const isOfLoadBalancers = ({ properties }: Placed): boolean =>
  String(properties['BucketName']).includes('-load-balancers-');

describe.each(EXAMPLES)('%s', (name) => {
  const landingZone = example(name);
  const { config } = landingZone;

  test('8.4/classification: every store says its class, and the class is one of the configuration', () => {
    const classes = config.dataClasses.map(({ name: known }) => known);
    const stores = ['AWS::S3::Bucket', 'AWS::Logs::LogGroup'].flatMap((type) => resourcesOf(landingZone, type));
    const vaults = resourcesOf(landingZone, 'AWS::Backup::BackupVault');

    expect(stores.length).toBeGreaterThan(10);
    for (const store of stores) expect(classes).toContain(tagOf(store, 'isms:data-class'));
    for (const { properties } of vaults) expect(classes).toContain(at(properties, 'BackupVaultTags.isms:data-class'));
  });

  test('8.4/encryption-at-rest: every store is encrypted with a customer key of its own template', () => {
    const stores = Object.entries(KEY_PROPERTY).flatMap(([type, property]) =>
      resourcesOf(landingZone, type).map((store) => ({ store, key: referent(at(store.properties, property)) ?? '' })),
    );

    expect(stores.length).toBeGreaterThan(15);
    for (const { store, key } of stores.filter((one) => !isOfLoadBalancers(one.store)))
      expect([placeOf(store), store.template.resources[key]?.Type]).toEqual([placeOf(store), 'AWS::KMS::Key']);
  });

  test('8.4/operation-audit#data-access-events: reads, writes and deletions of every bucket and table are recorded, but for the writing of the trail’s own files', () => {
    const [trail] = resourcesOf(landingZone, 'AWS::CloudTrail::Trail');
    const buckets = resourcesOf(landingZone, 'AWS::S3::Bucket');
    const tables = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap((type) =>
      resourcesOf(landingZone, type),
    );
    if (!trail) throw new Error('no trail');
    const { name: zone, partition } = config;

    expect(buckets.length).toBeGreaterThan(7);
    for (const { properties } of buckets) {
      const bucket = String(properties['BucketName']);
      const own = bucket.startsWith(`${zone}-trail-`);
      const object = { type: 'AWS::S3::Object', arn: `arn:${partition}:s3:::${bucket}/some/object` };
      const operations = ['GetObject', 'PutObject', 'DeleteObject', 'DeleteObjects', 'CopyObject'];
      const recorded = operations.filter((operation) => records(trail, { ...object, name: operation }));

      expect([bucket, recorded]).toEqual([
        bucket,
        own ? operations.filter((operation) => operation !== 'PutObject') : operations,
      ]);
    }
    expect(tables.length).toBeGreaterThan(0);
    for (const { properties, template } of tables) {
      const arn = `arn:${partition}:dynamodb:${template.region}:${template.account}:table/${properties['TableName']}`;
      for (const operation of ['GetItem', 'Query', 'PutItem', 'DeleteItem'])
        expect([operation, records(trail, { type: 'AWS::DynamoDB::Table', arn, name: operation })]).toEqual([
          operation,
          true,
        ]);
    }
    const stranger = `arn:${partition}:s3:::another-bucket/some/object`;
    expect(records(trail, { type: 'AWS::S3::Object', arn: stranger, name: 'GetObject' })).toBe(true);
  });

  test('8.4/encryption-at-rest: keys change their material every year, wait 30 days for deletion, and have a purpose each', () => {
    // those that sign cannot change theirs: who verifies must know it
    const all = resourcesOf(landingZone, 'AWS::KMS::Key');
    const keys = all.filter(({ properties }) => properties['KeyUsage'] !== 'SIGN_VERIFY');
    const aliases = resourcesOf(landingZone, 'AWS::KMS::Alias').map(
      ({ template, properties }) =>
        `${template.name} ${referent(properties['TargetKeyId'])} ${properties['AliasName']}`,
    );

    expect(keys.length).toBeGreaterThan(10);
    for (const { properties } of keys) {
      expect(properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
      expect(days(properties['RotationPeriodInDays'])).toBeLessThanOrEqual(365);
    }
    for (const { properties } of all) expect(properties).toMatchObject({ PendingWindowInDays: 30 });
    expect(aliases).toHaveLength(all.length);
    expect(new Set(aliases.map((alias) => alias.split(' ').slice(0, 2).join(' '))).size).toBe(all.length);
  });

  test('8.4/encryption-in-transit: every bucket and topic refuses what does not come over TLS', () => {
    const guarded = [
      ...resourcesOf(landingZone, 'AWS::S3::BucketPolicy'),
      ...resourcesOf(landingZone, 'AWS::SNS::TopicPolicy'),
    ];
    const refusing = guarded.filter(({ properties }) =>
      (at(properties, 'PolicyDocument.Statement') as unknown[]).some(
        (statement) =>
          at(statement, 'Effect') === 'Deny' && at(statement, 'Condition.Bool.aws:SecureTransport') === 'false',
      ),
    );
    const stores = ['AWS::S3::Bucket', 'AWS::SNS::Topic'].flatMap((type) => resourcesOf(landingZone, type));

    expect(refusing.map(placeOf)).toEqual(guarded.map(placeOf));
    expect(guarded).toHaveLength(stores.length);
  });

  test('8.4/leak-prevention: every bucket blocks public access, and has no access lists', () => {
    for (const { properties } of resourcesOf(landingZone, 'AWS::S3::Bucket')) {
      expect(properties['PublicAccessBlockConfiguration']).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(at(properties, 'OwnershipControls.Rules')).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
      expect(properties).not.toHaveProperty('AccessControl');
    }
  });

  test('8.4/backup: every tier has a plan, which copies to the other region and keeps the copy as long as it says', () => {
    const homes = templatesOf(landingZone).filter(
      (template) => resourcesIn(template, 'AWS::Backup::BackupPlan').length > 0,
    );

    expect(homes.length).toBeGreaterThanOrEqual(1);
    for (const template of homes) {
      const plans = resourcesIn(template, 'AWS::Backup::BackupPlan');
      expect(plans.map(({ properties }) => at(properties, 'BackupPlan.BackupPlanName'))).toEqual(
        config.continuity.tiers.map((tier) => `${config.name}-${tier.name}`),
      );
      for (const [index, { properties }] of plans.entries()) {
        const rules = listOf(at(properties, 'BackupPlan.BackupPlanRule'));
        expect(rules.length).toBeGreaterThanOrEqual(1);
        for (const rule of rules) {
          expect(rendered(at(rule, 'CopyActions.0.DestinationBackupVaultArn'), template)).toContain(
            `:backup:${config.regions.recovery}:`,
          );
          expect(at(rule, 'CopyActions.0.Lifecycle.DeleteAfterDays')).toBe(
            config.continuity.tiers[index]?.backupRetention,
          );
        }
      }
    }
  });

  test('8.4/backup: every vault is locked in compliance mode, for no longer than the shortest backup is kept', () => {
    const vaults = resourcesOf(landingZone, 'AWS::Backup::BackupVault');
    const kept = resourcesOf(landingZone, 'AWS::Backup::BackupPlan').flatMap(({ properties }) =>
      listOf(at(properties, 'BackupPlan.BackupPlanRule')).flatMap((rule) => [
        Number(at(rule, 'Lifecycle.DeleteAfterDays')),
        Number(at(rule, 'CopyActions.0.Lifecycle.DeleteAfterDays')),
      ]),
    );

    expect(vaults.length).toBeGreaterThanOrEqual(2);
    for (const { properties } of vaults) {
      const lock = properties['LockConfiguration'] as Record<string, number>;
      expect(lock['ChangeableForDays']).toBeGreaterThanOrEqual(3);
      expect(lock['MinRetentionDays']).toBeGreaterThanOrEqual(7);
      expect(lock['MinRetentionDays']).toBeLessThanOrEqual(Math.min(...kept));
      expect(lock).not.toHaveProperty('MaxRetentionDays');
    }
  });

  test('8.4/cross-border: no template names a region that is not allowed, or another partition', () => {
    const allowed = new Set([...config.regions.allowed, ...(config.partition === 'aws' ? ['us-east-1'] : [])]);
    for (const { name: stack, template } of landingZone.stacks) {
      // what guardrails spare or refuse is named in them, and is no place where anything goes
      const deployed = Object.values(template.Resources).filter(
        ({ Type: type }) => type !== 'AWS::Organizations::Policy',
      );
      const text = JSON.stringify(deployed);
      const regions = new Set(
        text.match(/\b(?:[a-z]{2}|us-gov)-(?:north|south|east|west|central|northeast|southeast|northwest)-\d\b/g),
      );

      expect([stack, [...regions].filter((region) => !allowed.has(region))]).toEqual([stack, []]);
      expect([stack, text.match(config.partition === 'aws' ? /arn:aws-cn:|\.com\.cn/ : /arn:aws:/)]).toEqual([
        stack,
        null,
      ]);
    }
  });

  test('8.4/retention#technical-enforcement: locks, lifecycles, log groups and backups equal the schedule, and contradictions do not pass', () => {
    const scheduled = (bucket: Placed): number =>
      tagOf(bucket, 'isms:holds') === 'recordings' ? config.retention.recordings : config.retention.logs;
    const buckets = resourcesOf(landingZone, 'AWS::S3::Bucket');
    const locked = buckets.filter(({ properties }) => properties['ObjectLockConfiguration'] !== undefined);

    // AWS Config delivers to no locked bucket: its landing place has none, nor has that of load balancers
    const open = buckets.filter((bucket) => !locked.includes(bucket) && !isOfLoadBalancers(bucket));
    expect(open).toHaveLength(1);
    for (const bucket of locked)
      expect(at(bucket.properties, 'ObjectLockConfiguration.Rule.DefaultRetention.Days')).toBe(scheduled(bucket));
    for (const bucket of buckets) {
      for (const rule of listOf(at(bucket.properties, 'LifecycleConfiguration.Rules'))) {
        expect(days(at(rule, 'ExpirationInDays'))).toBeGreaterThanOrEqual(scheduled(bucket));
        expect(days(at(rule, 'NoncurrentVersionExpiration.NoncurrentDays'))).toBeGreaterThanOrEqual(scheduled(bucket));
      }
    }
    // CloudWatch Logs offers periods of its own: the next longer one
    const offered = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827];
    for (const { properties } of resourcesOf(landingZone, 'AWS::Logs::LogGroup'))
      expect(properties['RetentionInDays']).toBe(offered.find((period) => period >= config.retention.recordings));
    const copies = resourcesOf(landingZone, 'AWS::Backup::BackupPlan').map(({ properties }) =>
      at(properties, 'BackupPlan.BackupPlanRule.0.CopyActions.0.Lifecycle.DeleteAfterDays'),
    );
    expect(new Set(copies)).toEqual(new Set(config.continuity.tiers.map(({ backupRetention }) => backupRetention)));

    for (const contradiction of [
      'retention: { minimum: 400, logs: 365 }',
      'retention: { minimum: 400, recordings: 365 }',
      'retention: { records: 30 }',
      'dataClasses: [{ name: a, level: important, handling: { retention: 30, tier: tier-1 } }]',
      'dataClasses: [{ name: a, level: personal, handling: { retention: 365, longest: 200, tier: tier-1 } }]',
    ]) {
      const { config: usable, problems } = checked(changed(MINIMAL_ACCOUNT, 'account:', `${contradiction}\naccount:`));
      expect([contradiction, usable]).toEqual([contradiction, undefined]);
      expect(problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThanOrEqual(1);
    }
  });
});
