import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AuditTrail, type AuditTrailProps } from '../../../constructs/audit-trail/audit-trail';
import { trailDataEvents } from '../../../constructs/nag/rules/logging/trail-data-events';
import { trailDataEventsEverywhere } from '../../../constructs/nag/rules/logging/trail-data-events-everywhere';
import { trailEncrypted } from '../../../constructs/nag/rules/logging/trail-encrypted';
import { trailLogValidation } from '../../../constructs/nag/rules/logging/trail-log-validation';
import { trailManagementEvents } from '../../../constructs/nag/rules/logging/trail-management-events';
import { trailMultiRegion } from '../../../constructs/nag/rules/logging/trail-multi-region';
import { declarationsOf } from '../../../constructs/standard';
import { faults } from '../../support/judged';

const BUCKET = 'acme-trail-111111111111-eu-west-1';
const KEY = 'arn:aws:kms:eu-west-1:111111111111:alias/acme/logs';

const stackIn = (region = 'eu-west-1') => new Stack(new App(), 'Stack', { env: { account: '222222222222', region } });

function made(props: Partial<AuditTrailProps> = {}, stack = stackIn()) {
  const trail = new AuditTrail(stack, 'Trail', { name: 'acme', bucketName: BUCKET, keyArn: KEY, ...props });
  return { stack, trail };
}

const synthesized = (props?: Partial<AuditTrailProps>): Template => Template.fromStack(made(props).stack);

describe('AuditTrail', () => {
  test('8.2/operation-audit#control-plane-coverage: has every management event of every region', () => {
    synthesized().hasResourceProperties('AWS::CloudTrail::Trail', {
      TrailName: 'acme-trail',
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      IsOrganizationTrail: false,
      AdvancedEventSelectors: Match.arrayWith([
        Match.objectLike({ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }),
      ]),
    });
  });

  test('8.2/operation-audit#control-plane-coverage: an organization’s trail has every account', () => {
    synthesized({ organizationId: 'o-abcdefghij' }).hasResourceProperties('AWS::CloudTrail::Trail', {
      IsOrganizationTrail: true,
    });
  });

  test('8.2/operation-audit: signs digests', () => {
    synthesized().hasResourceProperties('AWS::CloudTrail::Trail', { EnableLogFileValidation: true });
  });

  test('8.6/log-storage#log-encryption: encrypts under the archive’s key, by its alias too', () => {
    synthesized().hasResourceProperties('AWS::CloudTrail::Trail', { KMSKeyId: KEY, S3BucketName: BUCKET });
  });

  test('8.4/operation-audit#data-access-events: records objects and items of every bucket and table, by whatever name', () => {
    const { stack, trail } = made();

    Template.fromStack(stack).hasResourceProperties('AWS::CloudTrail::Trail', {
      AdvancedEventSelectors: Match.arrayWith([
        {
          Name: 'Objects',
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
            { Field: 'resources.ARN', NotStartsWith: [bucketArn(`${BUCKET}/`)] },
          ],
        },
        {
          Name: 'Items of tables',
          FieldSelectors: [
            { Field: 'eventCategory', Equals: ['Data'] },
            { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
          ],
        },
      ]),
    });
    expect(declarationsOf(trail.trail).flatMap(({ requirements }) => requirements)).toContain(
      '8.4/operation-audit#data-access-events',
    );
  });

  test('8.4/operation-audit: records its own files and their replicas, all but the writing, which would go round', () => {
    const replicaBucketName = 'acme-trail-111111111111-eu-central-1';
    const own = [bucketArn(`${BUCKET}/`), bucketArn(`${replicaBucketName}/`)];

    synthesized({ replicaBucketName }).hasResourceProperties('AWS::CloudTrail::Trail', {
      AdvancedEventSelectors: Match.arrayWith([
        Match.objectLike({ FieldSelectors: Match.arrayWith([Match.objectLike({ NotStartsWith: own })]) }),
        Match.objectLike({
          FieldSelectors: Match.arrayWith([
            { Field: 'resources.ARN', StartsWith: own },
            { Field: 'eventName', NotEquals: ['PutObject'] },
          ]),
        }),
      ]),
    });
  });

  test('sends nothing to CloudWatch Logs by default', () => {
    const template = synthesized();

    template.resourceCountIs('AWS::IAM::Role', 0);
    template.hasResourceProperties('AWS::CloudTrail::Trail', { CloudWatchLogsLogGroupArn: Match.absent() });
  });

  test('sends events to a log group in the name of a role that writes into its own streams alone', () => {
    const stack = stackIn();
    const logGroup = new LogGroup(stack, 'Group', { encryptionKey: new Key(stack, 'Key') });
    made({ logGroup, organizationId: 'o-abcdefghij' }, stack);

    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
      Policies: [
        {
          PolicyDocument: {
            Statement: [
              {
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: [
                  { 'Fn::Join': ['', Match.arrayWith([':log-stream:222222222222_CloudTrail_eu-west-1*'])] },
                  { 'Fn::Join': ['', Match.arrayWith([':log-stream:o-abcdefghij_*'])] },
                ],
              },
            ],
          },
        },
      ],
    });
  });

  test('waits for what it is told to wait for', () => {
    const stack = stackIn();
    const bucket = new Bucket(stack, 'Bucket', { enforceSSL: true });
    const [policy] = bucket.policy ? [bucket.policy] : [];
    made({ dependsOn: policy ? [policy] : [] }, stack);

    Template.fromStack(stack).hasResource('AWS::CloudTrail::Trail', {
      DependsOn: [Match.stringLikeRegexp('^BucketPolicy')],
    });
  });

  test('has an ARN that policies can name before it exists', () => {
    const stack = stackIn();
    const trailArn = AuditTrail.trailArn(stack, { name: 'acme', region: 'eu-west-1', account: '222222222222' });

    expect(stack.resolve(trailArn)).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cloudtrail:eu-west-1:222222222222:trail/acme-trail']],
    });
  });

  test.each(['eu-west-1', 'cn-northwest-1'])('8.2/operation-audit: passes the rules in %s', (region) => {
    const { stack } = made({}, stackIn(region));

    expect(
      faults(
        [stack],
        [
          trailEncrypted,
          trailLogValidation,
          trailManagementEvents,
          trailDataEvents,
          trailDataEventsEverywhere,
          trailMultiRegion,
        ],
      ),
    ).toEqual([]);
  });
});

const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, rest]] });

const bucketArn = (name: string) => arn(`:s3:::${name}`);
