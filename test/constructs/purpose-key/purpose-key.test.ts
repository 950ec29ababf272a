import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { keysRules } from '../../../constructs/nag/rules/keys';
import { dataRetained } from '../../../constructs/nag/rules/storage/data-retained';
import { KeyUse } from '../../../constructs/purpose-key/key-use';
import { PurposeKey, type PurposeKeyProps } from '../../../constructs/purpose-key/purpose-key';
import { declarationsOf } from '../../../constructs/standard';
import { faults } from '../../support/judged';

const ORGANIZATION = { organizationId: 'o-abcdefghij' };
const TRAIL = 'arn:aws:cloudtrail:eu-west-1:222222222222:trail/acme-trail';

function made(props: Partial<PurposeKeyProps> = {}, region = 'eu-west-1') {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region } });
  const key = new PurposeKey(stack, 'Logs', {
    name: 'acme',
    purpose: 'logs',
    uses: [KeyUse.cloudTrail(TRAIL)],
    ...props,
  });
  return { stack, key };
}

const synthesized = (props?: Partial<PurposeKeyProps>, region?: string): Template =>
  Template.fromStack(made(props, region).stack);

/** A statement of the key's policy, with pseudo parameters as text. */
function statement(sid: string, use: KeyUse, region?: string) {
  const [key] = Object.values(synthesized({ uses: [use] }, region).findResources('AWS::KMS::Key'));
  const text = JSON.stringify(key?.['Properties'].KeyPolicy.Statement).replace(
    /\{"Fn::Join":\["",(\[.*?\])\]\}/g,
    (_, parts: string) =>
      JSON.stringify(
        JSON.parse(parts)
          .map((part: string | { Ref: string }) => (typeof part === 'string' ? part : `{${part.Ref}}`))
          .join(''),
      ),
  );
  return JSON.parse(text).find((candidate: { Sid: string }) => candidate.Sid === sid);
}

describe('PurposeKey', () => {
  test('8.4/encryption-at-rest#key-rotation: changes its material once a year by default', () => {
    synthesized().hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true, RotationPeriodInDays: 365 });
  });

  test('8.4/encryption-at-rest: waits 30 days and outlives its stack', () => {
    synthesized().hasResource('AWS::KMS::Key', {
      Properties: { PendingWindowInDays: 30 },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('8.4/encryption-at-rest#key-duty-separation: the account administers and can never use the key', () => {
    const [key] = Object.values(synthesized().findResources('AWS::KMS::Key'));
    const [administration, ...uses] = key?.['Properties'].KeyPolicy.Statement ?? [];

    expect(administration).toMatchObject({ Sid: 'AccountAdministers', Effect: 'Allow' });
    expect(administration.Action).toContain('kms:PutKeyPolicy');
    expect(administration.Action.filter((action: string) => /crypt|DataKey|Grant$|\*/.test(action))).toEqual([
      'kms:RevokeGrant',
    ]);
    expect(uses.flatMap(({ Action }: { Action: string[] }) => Action)).toEqual([
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:GenerateDataKey*',
    ]);
  });

  test('tells statements apart where a use is named twice, as KMS wants it', () => {
    const uses = [KeyUse.cloudWatchLogs('/a'), KeyUse.cloudWatchLogs('/b'), KeyUse.cloudWatchLogs('/c')];
    const [key] = Object.values(synthesized({ uses }).findResources('AWS::KMS::Key'));

    expect(key?.['Properties'].KeyPolicy.Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      'AccountAdministers',
      'CloudWatchLogsEncryptsItsGroups',
      'CloudWatchLogsEncryptsItsGroups2',
      'CloudWatchLogsEncryptsItsGroups3',
    ]);
  });

  test('has an alias that can be written down before the key exists', () => {
    const { stack, key } = made();

    expect(key.aliasName).toBe('alias/acme/logs');
    expect(
      stack.resolve(PurposeKey.aliasArn(stack, { name: 'acme', purpose: 'logs', region: 'eu-central-1' })),
    ).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:eu-central-1:111111111111:alias/acme/logs']],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/acme/logs' });
  });

  const everyUse = [
    KeyUse.cloudTrail(TRAIL),
    KeyUse.config(ORGANIZATION),
    KeyUse.logDelivery({ accounts: ['111111111111'] }),
    KeyUse.cloudWatchLogs('/acme/*'),
    KeyUse.publishing('cloudwatch.amazonaws.com'),
    KeyUse.replicationSource('acme-log-replication'),
    KeyUse.replicationTarget('acme-log-replication'),
    KeyUse.writersThroughS3(ORGANIZATION, 'acme-session-host'),
    KeyUse.readersThroughS3('acme-auditor'),
    KeyUse.sessionManager(ORGANIZATION),
    KeyUse.backup('acme-backup*'),
    KeyUse.vaultCreation('cdk-*-cfn-exec-role-*'),
    KeyUse.autoScaling(),
    KeyUse.rolesThroughServices({ services: ['rds'], roleNames: ['acme-orders'] }),
  ];

  test.each(['eu-west-1', 'cn-northwest-1'])(
    '8.4/encryption-at-rest#key-duty-separation: passes the rules with every use it offers, in %s',
    (region) => {
      expect(faults([made({ uses: everyUse }, region).stack], [...keysRules, dataRetained])).toEqual([]);
    },
  );

  test('declares what it meets', () => {
    expect(declarationsOf(made().key.key)[0]?.requirements).toContain('8.4/encryption-at-rest#key-per-class');
  });

  test.each([
    ['89 days', 89],
    ['366 days', 366],
  ])('throws when the material would last %s', (_, days) => {
    expect(() => synthesized({ rotationPeriod: Duration.days(days) })).toThrow(
      `Stack/Logs: a rotation period of ${days} days is outside the 90 to 365 that 8.4/encryption-at-rest#key-rotation needs. Leave it out, or give one within.`,
    );
  });

  test.each([90, 365])('accepts a rotation period of %d days', (days) => {
    synthesized({ rotationPeriod: Duration.days(days) }).hasResourceProperties('AWS::KMS::Key', {
      RotationPeriodInDays: days,
    });
  });

  test('throws when nobody may use it', () => {
    expect(() => synthesized({ uses: [] })).toThrow(/nobody may use the key for logs; 8.4\/encryption-at-rest/);
  });
});

describe('KeyUse', () => {
  test('lets CloudTrail encrypt for one trail', () => {
    expect(statement('CloudTrailEncryptsItsFiles', KeyUse.cloudTrail(TRAIL))).toMatchObject({
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceArn': [TRAIL] } },
    });
  });

  test.each([
    ['an organization', ORGANIZATION, { 'aws:SourceOrgID': 'o-abcdefghij' }],
    ['accounts', { accounts: ['111111111111'] }, { 'aws:SourceAccount': ['111111111111'] }],
  ])('lets log delivery encrypt on behalf of %s', (_, senders, condition) => {
    expect(statement('LogDeliveryEncryptsItsFiles', KeyUse.logDelivery(senders))).toMatchObject({
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Condition: { StringEquals: condition, ArnLike: { 'aws:SourceArn': 'arn:{AWS::Partition}:logs:*:*:*' } },
    });
  });

  test('lets CloudWatch Logs encrypt named groups, by its regional principal', () => {
    expect(statement('CloudWatchLogsEncryptsItsGroups', KeyUse.cloudWatchLogs('/acme/*'), 'cn-north-1')).toMatchObject({
      Principal: { Service: 'logs.cn-north-1.{AWS::URLSuffix}' },
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': ['arn:{AWS::Partition}:logs:cn-north-1:111111111111:log-group:/acme/*'],
        },
      },
    });
  });

  test('lets replication use the key through S3 alone, by the name of its role', () => {
    expect(statement('ReplicationWrites', KeyUse.replicationTarget('acme-log-replication'))).toMatchObject({
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringEquals: { 'kms:CallerAccount': '111111111111', 'kms:ViaService': ['s3.eu-west-1.{AWS::URLSuffix}'] },
        ArnLike: { 'aws:PrincipalArn': ['arn:{AWS::Partition}:iam::111111111111:role/acme-log-replication'] },
      },
    });
  });

  test('lets sessions be encrypted, and nothing that is no session', () => {
    expect(statement('SessionsAreEncrypted', KeyUse.sessionManager(ORGANIZATION)).Condition).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' },
      Null: { 'kms:EncryptionContext:aws:ssm:SessionId': 'false' },
    });
  });

  test.each([
    ['AWS Backup', 'BackupGrantsToServices', KeyUse.backup('acme-backup*')],
    ['Auto Scaling', 'AutoScalingGrantsToServices', KeyUse.autoScaling()],
  ])('lets %s grant the use on to AWS services only', (_, sid, use) => {
    expect(statement(sid, use)).toMatchObject({
      Action: 'kms:CreateGrant',
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  });

  test('lets each publisher publish on behalf of the key’s account', () => {
    const uses = [KeyUse.publishing('cloudwatch.amazonaws.com', 'budgets.amazonaws.com')];

    synthesized({ uses }).hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'BudgetsPublishes',
            Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
          }),
        ]),
      },
    });
  });
});
