import { EXAMPLES, example } from '../support/landing-zone';
import {
  at,
  listOf,
  type Placed,
  placeOf,
  rendered,
  resourcesIn,
  resourcesOf,
  statementsAt,
  templatesOf,
} from '../support/templates';

const KINDS = ['trail', 'config', 'flow', 'recordings'];

/** What a bucket keeps, by its name: `<landing zone>-<kind>-<account>-<region>`. */
const kindOf = ({ properties }: Placed): string | undefined =>
  KINDS.find((kind) => String(properties['BucketName']).split('-').includes(kind));

describe.each(EXAMPLES)('%s', (name) => {
  const landingZone = example(name);
  const { config } = landingZone;
  // the network account keeps logs of load balancers, which cannot be delivered under a key of one's own
  const isOfArchive = ({ id }: Placed): boolean => !id.startsWith('IngressLogs');
  const buckets = resourcesOf(landingZone, 'AWS::S3::Bucket').filter(isOfArchive);
  const archives = templatesOf(landingZone).filter((template) =>
    resourcesIn(template, 'AWS::S3::Bucket').some(isOfArchive),
  );

  test('8.6/log-storage: the archive stands in both regions, in one account', () => {
    expect(new Set(archives.map(({ account }) => account)).size).toBe(1);
    expect(archives.map(({ region }) => region).sort()).toEqual([config.regions.home, config.regions.recovery].sort());
  });

  test('8.6/log-storage: each kind of log has its bucket in each region', () => {
    for (const archive of archives) {
      const kinds = resourcesIn(archive, 'AWS::S3::Bucket').map(kindOf);

      expect([...kinds].sort()).toEqual([...KINDS].sort());
    }
  });

  test('8.6/log-storage: every bucket but the landing place of AWS Config is locked in compliance mode, and keeps versions', () => {
    const unlocked = buckets.filter(({ properties }) => properties['ObjectLockEnabled'] !== true);

    expect(unlocked.map((bucket) => `${kindOf(bucket)} ${bucket.template.region}`)).toEqual([
      `config ${config.regions.home}`,
    ]);
    for (const { properties } of buckets) expect(properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
    for (const { properties } of buckets.filter((bucket) => !unlocked.includes(bucket)))
      expect(at(properties, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode')).toBe('COMPLIANCE');
  });

  test('8.6/log-storage: every bucket at home replicates all it holds to its counterpart, under the key there', () => {
    const home = buckets.filter(({ template }) => template.region === config.regions.home);

    expect(home).toHaveLength(KINDS.length);
    for (const bucket of home) {
      const [rule, second] = listOf(at(bucket.properties, 'ReplicationConfiguration.Rules'));
      const target = String(bucket.properties['BucketName']).replace(config.regions.home, config.regions.recovery);

      expect(second).toBeUndefined();
      expect(rule).toMatchObject({
        Status: 'Enabled',
        Filter: { Prefix: '' },
        DeleteMarkerReplication: { Status: 'Disabled' },
      });
      expect(rendered(at(rule, 'Destination.Bucket'), bucket.template)).toMatch(new RegExp(`:::${target}$`));
      expect(rendered(at(rule, 'Destination.EncryptionConfiguration.ReplicaKmsKeyID'), bucket.template)).toMatch(
        new RegExp(`:kms:${config.regions.recovery}:${bucket.template.account}:alias/${config.name}/logs$`),
      );
    }
  });

  test('8.6/log-storage: services write for the landing zone alone, each into its own bucket', () => {
    const writers = resourcesOf(landingZone, 'AWS::S3::BucketPolicy').flatMap((policy) =>
      statementsAt(policy.properties, 'PolicyDocument')
        .filter(({ Effect: effect }) => effect === 'Allow')
        .map((allow) => ({ place: placeOf(policy), allow })),
    );

    expect(writers.length).toBeGreaterThan(4);
    for (const { place, allow } of writers) {
      const keys = Object.values(allow.Condition ?? {}).flatMap((condition) => Object.keys(condition));
      const bound = keys.some((key) =>
        ['aws:SourceAccount', 'aws:SourceArn', 'aws:SourceOrgID', 'aws:PrincipalOrgID', 'aws:PrincipalArn'].includes(
          key,
        ),
      );
      expect([place, bound]).toEqual([place, true]);
    }
  });

  test('8.6/log-storage: nobody deletes, unlocks or opens an archive, whoever asks', () => {
    for (const { properties } of resourcesOf(landingZone, 'AWS::S3::BucketPolicy')) {
      const denied = statementsAt(properties, 'PolicyDocument')
        .filter(
          (statement) => statement.Effect === 'Deny' && at(statement.Principal, 'AWS') === '*' && !statement.Condition,
        )
        .flatMap(({ Action: actions }) => listOf(actions));

      expect(denied).toEqual(expect.arrayContaining(['s3:BypassGovernanceRetention', 's3:DeleteBucket']));
    }
  });

  test('8.6/log-retention: every log is kept for half a year at least, and for as long as is configured', () => {
    const locks = buckets.flatMap(({ properties }) =>
      listOf(at(properties, 'ObjectLockConfiguration.Rule.DefaultRetention.Days')).map(Number),
    );
    const groups = resourcesOf(landingZone, 'AWS::Logs::LogGroup').map(({ properties }) =>
      Number(properties['RetentionInDays']),
    );

    expect([locks.length, groups.length > 3]).toEqual([7, true]);
    for (const period of [...locks, ...groups])
      expect(period).toBeGreaterThanOrEqual(Math.max(183, config.retention.minimum));
  });

  test('8.6/log-collection: networks log every packet’s fate with all fields, minute by minute, into the archive', () => {
    const networks = resourcesOf(landingZone, 'AWS::EC2::VPC');
    const logs = resourcesOf(landingZone, 'AWS::EC2::FlowLog');

    expect(
      logs.map(({ template, properties }) => `${template.name} ${rendered(properties['ResourceId'], template)}`),
    ).toEqual(networks.map(({ template, id }) => `${template.name} \${${id}.VpcId}`));
    for (const { properties } of logs) {
      expect(properties).toMatchObject({ TrafficType: 'ALL', LogDestinationType: 's3', MaxAggregationInterval: 60 });
      for (const field of ['srcaddr', 'dstaddr', 'action', 'pkt-srcaddr', 'flow-direction', 'tcp-flags'])
        expect(properties['LogFormat']).toContain(`\${${field}}`);
    }
  });

  test('8.6/log-collection: every account records its configuration and delivers it into the archive', () => {
    const recorders = resourcesOf(landingZone, 'AWS::Config::ConfigurationRecorder');
    const channels = resourcesOf(landingZone, 'AWS::Config::DeliveryChannel');

    expect(channels.map(({ template }) => template.name)).toEqual(recorders.map(({ template }) => template.name));
    for (const { properties } of recorders) expect(at(properties, 'RecordingGroup.AllSupported')).toBe(true);
    for (const { properties } of channels)
      expect(properties['S3BucketName']).toMatch(new RegExp(`^${config.name}-config-`));
  });

  test('8.6/log-alerting: every alarm tells a topic that people on call have subscribed to', () => {
    const people = config.contacts
      .filter(({ name: contact }) => [config.onCall?.primary, config.onCall?.deputy].includes(contact))
      .map(({ email }) => email);

    expect(people).toHaveLength(2);
    for (const template of templatesOf(landingZone)) {
      const topics = resourcesIn(template, 'AWS::SNS::Topic').map(({ id }) => id);
      for (const alarm of resourcesIn(template, 'AWS::CloudWatch::Alarm')) {
        const told = listOf(alarm.properties['AlarmActions']).map((action) => at(action, 'Ref'));
        expect(told.length).toBeGreaterThanOrEqual(1);
        for (const topic of told) expect(topics).toContain(topic);
      }
      for (const topic of topics) {
        const subscribed = resourcesIn(template, 'AWS::SNS::Subscription').filter(
          ({ properties }) => at(properties, 'TopicArn.Ref') === topic,
        );
        expect(subscribed.map(({ properties }) => [properties['Protocol'], properties['Endpoint']])).toEqual(
          people.map((email) => ['email', email]),
        );
      }
    }
  });

  test('8.6/log-alerting: an alarm on something that may fall silent takes silence for a failure', () => {
    const alarms = resourcesOf(landingZone, 'AWS::CloudWatch::Alarm');
    const low = alarms.filter(({ properties }) => String(properties['ComparisonOperator']).startsWith('LessThan'));

    expect(alarms.length).toBeGreaterThan(10);
    for (const { properties } of low) expect(properties['TreatMissingData']).toBe('breaching');
  });
});

test.each(['organization', 'china'] as const)(
  '8.6/log-storage: the account of the archive in %s holds nothing else',
  (name) => {
    const templates = templatesOf(example(name));
    const [archive] = templates.filter((template) => resourcesIn(template, 'AWS::S3::Bucket').length > 0);
    const beside = templates.filter(
      (template) => template.account === archive?.account && resourcesIn(template, 'AWS::S3::Bucket').length === 0,
    );

    expect(archive?.account).toBe('222222222222');
    expect(beside.map((template) => template.name)).toEqual([]);
  },
);
