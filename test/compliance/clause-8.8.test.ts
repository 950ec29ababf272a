import { EXAMPLES, example } from '../support/landing-zone';
import { at, listOf, placeOf, rendered, resourcesOf, templatesOf } from '../support/templates';

/** Minutes between runs of a schedule such as `cron(0 * * * ? *)` or `cron(0 0/12 * * ? *)`. */
function minutesBetween(schedule: string): number {
  const [, minute = '', hour = ''] = /^cron\((\S+) (\S+) \* \* \? \*\)$/.exec(schedule) ?? [];
  const runs = hour.includes('/') ? 24 / Number(hour.split('/')[1]) : hour === '*' ? 24 : hour.split(',').length;
  return minute.split(',').length === 1 ? (24 * 60) / runs : Number.NaN;
}

describe.each(EXAMPLES)('%s', (name) => {
  const landingZone = example(name);
  const { config } = landingZone;
  const services = config.continuity.services.filter(({ failover }) => failover !== undefined);
  const checks = new Map(
    resourcesOf(landingZone, 'AWS::Route53::HealthCheck').map(({ id, properties }) => [
      id,
      properties['HealthCheckConfig'],
    ]),
  );
  const records = resourcesOf(landingZone, 'AWS::Route53::RecordSet');

  test('8.8/automatic-failover: each service that fails over has a record for either side, each with a health check', () => {
    const sides = records.map(
      ({ properties }) => `${properties['Name']} ${properties['Failover']} ${listOf(properties['ResourceRecords'])}`,
    );

    expect(services.length).toBeGreaterThanOrEqual(1);
    expect(sides).toEqual(
      services.flatMap(({ failover }) => [
        `${failover?.recordName}. PRIMARY ${failover?.primary}`,
        `${failover?.recordName}. SECONDARY ${failover?.recovery}`,
      ]),
    );
    for (const { properties } of records)
      expect(checks.has(String(at(properties, 'HealthCheckId.Fn::GetAtt.0')))).toBe(true);
  });

  test('8.8/automatic-failover: a minute after the decision nobody is sent to the failed side', () => {
    for (const { properties } of records) expect(Number(properties['TTL'])).toBeLessThanOrEqual(60);
  });

  test('8.8/automatic-failover: a side is judged by several observations over HTTPS, within half a minute', () => {
    for (const { properties } of records) {
      const quorum = checks.get(String(at(properties, 'HealthCheckId.Fn::GetAtt.0')));
      const children = listOf(at(quorum, 'ChildHealthChecks')).map((child) =>
        checks.get(String(at(child, 'Fn::GetAtt.0'))),
      );

      expect(at(quorum, 'Type')).toBe('CALCULATED');
      expect(children.length).toBeGreaterThanOrEqual(2);
      expect(Number(at(quorum, 'HealthThreshold'))).toBe(Math.ceil(children.length / 2));
      expect(new Set(children.map((child) => at(child, 'ResourcePath'))).size).toBe(children.length);
      for (const child of children) {
        expect(child).toMatchObject({
          Type: 'HTTPS',
          Port: 443,
          FullyQualifiedDomainName: listOf(properties['ResourceRecords'])[0],
        });
        expect(Number(at(child, 'RequestInterval')) * Number(at(child, 'FailureThreshold'))).toBeLessThanOrEqual(30);
      }
    }
  });

  test('8.8/automatic-failover: people on call are told of either side, and of silence too', () => {
    const alarms = resourcesOf(landingZone, 'AWS::CloudWatch::Alarm').filter(
      ({ properties }) => properties['Namespace'] === 'AWS/Route53',
    );

    expect(alarms).toHaveLength(2 * services.length);
    for (const { template, properties } of alarms) {
      expect(properties).toMatchObject({ MetricName: 'HealthCheckStatus', TreatMissingData: 'breaching' });
      expect(template.region).toBe(config.partition === 'aws' ? 'us-east-1' : config.regions.home);
      expect(listOf(properties['AlarmActions'])).toHaveLength(1);
    }
  });

  test('8.8/rto-rpo: backups run as often as each tier says, continuously where the objective is shorter than a snapshot', () => {
    const plans = templatesOf(landingZone).flatMap((template) => {
      const found = Object.values(template.resources).filter(({ Type: type }) => type === 'AWS::Backup::BackupPlan');
      return found.length > 0 ? [found] : [];
    });

    expect(config.continuity.tiers.some((tier) => tier.rpo < tier.backupEvery)).toBe(true);
    for (const found of plans) {
      expect(found).toHaveLength(config.continuity.tiers.length);
      for (const [index, tier] of config.continuity.tiers.entries()) {
        const [rule] = listOf(at(found[index]?.Properties, 'BackupPlan.BackupPlanRule'));
        expect([tier.name, minutesBetween(String(at(rule, 'ScheduleExpression')))]).toEqual([
          tier.name,
          expect.any(Number),
        ]);
        expect(minutesBetween(String(at(rule, 'ScheduleExpression')))).toBeLessThanOrEqual(tier.backupEvery);
        if (tier.rpo < tier.backupEvery)
          expect([tier.name, at(rule, 'EnableContinuousBackup')]).toEqual([tier.name, true]);
      }
    }
  });

  test('8.8/cross-region: what responders and restores need stands in the recovery region before it is needed', () => {
    const types = (region: string): ReadonlySet<string> =>
      new Set(
        templatesOf(landingZone)
          .filter((template) => template.region === region)
          .flatMap((template) => Object.values(template.resources).map(({ Type: type }) => type)),
      );
    const recovery = types(config.regions.recovery);

    for (const type of [
      'AWS::Backup::BackupVault',
      'AWS::EC2::VPC',
      'AWS::EC2::VPCEndpoint',
      'AWS::AutoScaling::AutoScalingGroup',
      'AWS::SSM::Document',
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::Config::ConfigurationRecorder',
    ]) {
      expect([type, recovery.has(type)]).toEqual([type, true]);
    }
  });

  test('8.8/cross-region: the recovery region uses no key of the home region', () => {
    const borrowed = resourcesOf(landingZone).filter(
      ({ template, properties }) =>
        template.region === config.regions.recovery &&
        keysIn(properties).some((key) => rendered(key, template).includes(`:kms:${config.regions.home}:`)),
    );

    expect(borrowed.map(placeOf)).toEqual([]);
  });
});

/** Values of properties that name a key to encrypt with. */
function keysIn(properties: unknown): readonly unknown[] {
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties).flatMap(([key, value]) =>
    /^(KmsKeyId|KMSKeyId|KMSMasterKeyID|KmsMasterKeyId|EncryptionKeyArn|ReplicaKmsKeyID)$/.test(key)
      ? [value]
      : keysIn(value),
  );
}
