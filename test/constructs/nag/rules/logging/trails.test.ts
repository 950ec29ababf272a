import { verdictOf } from '../../../../../constructs/nag/rule';
import { trailDataEvents } from '../../../../../constructs/nag/rules/logging/trail-data-events';
import { trailDataEventsEverywhere } from '../../../../../constructs/nag/rules/logging/trail-data-events-everywhere';
import { trailEncrypted } from '../../../../../constructs/nag/rules/logging/trail-encrypted';
import { trailLogValidation } from '../../../../../constructs/nag/rules/logging/trail-log-validation';
import { trailManagementEvents } from '../../../../../constructs/nag/rules/logging/trail-management-events';
import { trailMultiRegion } from '../../../../../constructs/nag/rules/logging/trail-multi-region';
import { Estate, Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

describeRule(trailLogValidation, {
  compliant: { validation: { EnableLogFileValidation: true } },
  nonCompliant: {
    'none said': [{}, 'EnableLogFileValidation'],
    'it switched off': [{ EnableLogFileValidation: false }, 'EnableLogFileValidation'],
  },
  unknown: { 'a switch that a parameter decides': { EnableLogFileValidation: { Ref: 'Validate' } } },
});

const everywhere = { IsLogging: true, IsMultiRegionTrail: true, IncludeGlobalServiceEvents: true };

describeRule(trailMultiRegion, {
  compliant: { 'every region and global services': everywhere },
  nonCompliant: {
    'recording off': [{ ...everywhere, IsLogging: false }, 'IsLogging'],
    'one region': [{ ...everywhere, IsMultiRegionTrail: undefined }, 'IsMultiRegionTrail'],
    'global services left out': [{ ...everywhere, IncludeGlobalServiceEvents: false }, 'IncludeGlobalServiceEvents'],
    'all of it wrong': [{}, 'IsLogging', 'IsMultiRegionTrail', 'IncludeGlobalServiceEvents'],
  },
  unknown: { 'a switch that a parameter decides': { ...everywhere, IsLogging: { Ref: 'On' } } },
});

const selecting = (...EventSelectors: readonly object[]) => ({ EventSelectors });
const advanced = (...selectors: readonly (readonly object[])[]) => ({
  AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ FieldSelectors })),
});
const management = { Field: 'eventCategory', Equals: ['Management'] };
const data = [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
];

describeRule(trailManagementEvents, {
  compliant: {
    'no selectors, which keep them all': {},
    'a selector that says so': selecting({ IncludeManagementEvents: true, ReadWriteType: 'All' }),
    'a selector by its defaults': selecting({ DataResources: [] }),
    'one selector of several': selecting({ ReadWriteType: 'WriteOnly' }, { IncludeManagementEvents: true }),
    'an advanced selector beside one for data': advanced(data, [management]),
  },
  nonCompliant: {
    'management events left out': [
      selecting({ IncludeManagementEvents: false }),
      'EventSelectors.0.IncludeManagementEvents',
    ],
    'writes alone': [selecting({ ReadWriteType: 'WriteOnly' }), 'EventSelectors.0.ReadWriteType'],
    'KMS left out': [
      selecting({ ExcludeManagementEventSources: ['kms.amazonaws.com'] }),
      'EventSelectors.0.ExcludeManagementEventSources',
    ],
    'no selector': [selecting(), 'EventSelectors'],
    'an advanced selector for data alone': [advanced(data), 'AdvancedEventSelectors.0.FieldSelectors'],
    'an advanced selector for reads': [
      advanced([management, { Field: 'readOnly', Equals: ['true'] }]),
      'AdvancedEventSelectors.0.FieldSelectors.1',
    ],
    'an advanced selector without KMS': [
      advanced([management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }]),
      'AdvancedEventSelectors.0.FieldSelectors.1',
    ],
  },
  unknown: {
    'a selector that a parameter decides': selecting({ ReadWriteType: { Ref: 'Kind' } }),
    'selectors that a condition decides': { EventSelectors: { 'Fn::If': ['A', [], []] } },
  },
});

describeRule(trailEncrypted, {
  compliant: { 'a key by alias': { KMSKeyId: 'alias/main/logs' } },
  nonCompliant: {
    'no key': [{}, 'KMSKeyId'],
    "the provider's key": [{ KMSKeyId: 'alias/aws/cloudtrail' }, 'KMSKeyId'],
  },
  unknown: { 'a key that a parameter names': { KMSKeyId: { Ref: 'Key' } } },
});

/** A trail whose own files are in a bucket of another template. */
const trailOf = (...selectors: readonly (readonly object[])[]) => ({
  Type: 'AWS::CloudTrail::Trail',
  Properties: {
    S3BucketName: 'acme-trail',
    IsMultiRegionTrail: true,
    AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ FieldSelectors })),
  },
});
const kept = (type: string, arn?: object, ...more: readonly object[]) => [
  { Field: 'eventCategory', Equals: ['Data'] },
  { Field: 'resources.type', Equals: [type] },
  ...(arn ? [{ Field: 'resources.ARN', ...arn }] : []),
  ...more,
];
const objects = (arn?: object, ...more: readonly object[]) => kept('AWS::S3::Object', arn, ...more);
const items = (arn?: object, ...more: readonly object[]) => kept('AWS::DynamoDB::Table', arn, ...more);
const OWN = 'arn:aws:s3:::acme-trail/';
const others = objects({ StartsWith: ['arn:aws:s3:::acme-'], NotStartsWith: [OWN] });
const ownFiles = objects({ StartsWith: [OWN] }, { Field: 'eventName', NotEquals: ['PutObject'] });
const environment = { partition: 'aws', account: '111111111111', region: 'eu-central-1' };
const named = (BucketName?: unknown) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName } });
const tableNamed = (TableName?: unknown, Type = 'AWS::DynamoDB::Table') => ({ Type, Properties: { TableName } });
const withStores = (Subject: object, stores: Readonly<Record<string, object>> = {}) =>
  ({ template: { ...stores, Subject }, environment }) as never;
const reads = { Field: 'readOnly', Equals: ['true'] };
const writes = { Field: 'readOnly', Equals: ['false'] };
const basicTrail = (...EventSelectors: readonly object[]) => ({
  Type: 'AWS::CloudTrail::Trail',
  Properties: { S3BucketName: 'acme-trail', EventSelectors },
});
const replicated = {
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: 'acme-trail',
    ReplicationConfiguration: { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::acme-replica' } }] },
  },
};

describeRule(trailDataEvents, {
  compliant: {
    'objects by the beginning of names, and its own files but for deliveries': withStores(trailOf(others, ownFiles), {
      Data: named('acme-data'),
      Trail: named('acme-trail'),
    }),
    'every object but its own files, where none of their bucket is in the templates': withStores(
      trailOf(objects({ NotStartsWith: [OWN] })),
      { Data: named('data') },
    ),
    'reads by one selector and writes by another': withStores(
      trailOf(
        objects({ StartsWith: ['arn:aws:s3:::data/'] }, reads),
        objects({ StartsWith: ['arn:aws:s3:::data/'] }, writes),
      ),
      { Data: named('data') },
    ),
    'a bucket without a name, by reference': withStores(
      trailOf(objects({ StartsWith: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Data', 'Arn'] }, '/']] }] })),
      { Data: named() },
    ),
    'items by region and account': withStores(
      trailOf(items({ StartsWith: ['arn:aws:dynamodb:eu-central-1:111111111111:table/acme-'] })),
      { Table: tableNamed('acme-orders'), Global: tableNamed('acme-global', 'AWS::DynamoDB::GlobalTable') },
    ),
    'basic selectors': withStores(
      basicTrail({
        DataResources: [
          { Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::data/'] },
          { Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] },
        ],
      }),
      { Data: named('data'), Table: tableNamed('orders') },
    ),
    'its replica but for deliveries': withStores(
      trailOf(
        objects({ StartsWith: ['arn:aws:s3:::acme-'], NotStartsWith: [OWN, 'arn:aws:s3:::acme-replica/'] }),
        objects({ StartsWith: [OWN, 'arn:aws:s3:::acme-replica/'] }, { Field: 'eventName', NotEquals: ['PutObject'] }),
      ),
      { Trail: replicated, Replica: named('acme-replica') },
    ),
  },
  nonCompliant: {
    'no selectors': [{}, 'AdvancedEventSelectors'],
    'management events alone': [advanced([management]), 'AdvancedEventSelectors'],
    'basic selectors without data': [selecting({ IncludeManagementEvents: true }), 'EventSelectors'],
    'data events of some operations alone': [
      advanced([...data, { Field: 'eventName', Equals: ['DeleteObject'] }]),
      'AdvancedEventSelectors',
    ],
    'data events of some callers alone': [
      advanced([...data, { Field: 'userIdentity.arn', StartsWith: ['arn:aws:sts::111111111111:'] }]),
      'AdvancedEventSelectors',
    ],
    'a bucket left out': [withStores(trailOf(others), { Data: named('data') }), 'AdvancedEventSelectors'],
    'a bucket excluded': [
      withStores(trailOf(objects({ NotStartsWith: [OWN, 'arn:aws:s3:::data/'] })), { Data: named('data') }),
      'AdvancedEventSelectors',
    ],
    'a bucket in part': [
      withStores(trailOf(objects({ StartsWith: ['arn:aws:s3:::data/private/'] })), { Data: named('data') }),
      'AdvancedEventSelectors',
    ],
    'reads left out': [
      withStores(trailOf(objects({ StartsWith: ['arn:aws:s3:::data/'] }, writes)), { Data: named('data') }),
      'AdvancedEventSelectors',
    ],
    'writes left out by a basic selector': [
      withStores(
        basicTrail({
          ReadWriteType: 'ReadOnly',
          DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::data/'] }],
        }),
        { Data: named('data') },
      ),
      'EventSelectors',
    ],
    'deletions left out': [
      withStores(
        trailOf(objects({ StartsWith: ['arn:aws:s3:::data/'] }, { Field: 'eventName', NotEquals: ['DeleteObject'] })),
        { Data: named('data') },
      ),
      'AdvancedEventSelectors',
    ],
    'writes of a bucket that is not its own left out': [
      withStores(
        trailOf(objects({ StartsWith: ['arn:aws:s3:::data/'] }, { Field: 'eventName', NotEquals: ['PutObject'] })),
        { Data: named('data') },
      ),
      'AdvancedEventSelectors',
    ],
    'a table left out': [withStores(trailOf(others), { Table: tableNamed('acme-orders') }), 'AdvancedEventSelectors'],
    'its own files as it writes them': [
      withStores(trailOf(objects()), { Data: named('data') }),
      'AdvancedEventSelectors.0.FieldSelectors',
    ],
    'replicas of its own files as they are written': [
      withStores(trailOf(others, ownFiles), { Trail: replicated, Replica: named('acme-replica') }),
      'AdvancedEventSelectors.0.FieldSelectors',
    ],
  },
  notApplicable: {
    'a trail beside one that records data': withStores(
      { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'acme-second' } },
      { Main: trailOf(others) },
    ),
  },
  unknown: {
    'a bucket whose name a parameter decides': withStores(trailOf(objects({ StartsWith: ['arn:aws:s3:::data/'] })), {
      Data: named({ Ref: 'Name' }),
    }),
    'selectors that a condition decides': { AdvancedEventSelectors: { 'Fn::If': ['A', [], []] } },
    'a field that a parameter decides': advanced([{ Field: { Ref: 'Field' }, Equals: ['Data'] }]),
    'data resources that a condition decides': basicTrail({ DataResources: { 'Fn::If': ['A', [], []] } }).Properties,
  },
});

describeRule(trailDataEventsEverywhere, {
  environment,
  compliant: {
    'all but its own files': trailOf(objects({ NotStartsWith: [OWN] }), ownFiles, items()).Properties,
    'everything by kinds of calls': trailOf(objects(undefined, reads), objects(undefined, writes), items()).Properties,
    'basic selectors of everything': basicTrail({
      DataResources: [
        { Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] },
        { Type: 'AWS::DynamoDB::Table', Values: ['arn:aws:dynamodb'] },
      ],
    }).Properties,
  },
  nonCompliant: {
    'nothing selected': [{}, 'AdvancedEventSelectors', 'AdvancedEventSelectors'],
    'buckets by the beginning of their names': [
      trailOf(others, ownFiles, items()).Properties,
      'AdvancedEventSelectors',
    ],
    'tables by the beginning of their names': [
      trailOf(objects({ NotStartsWith: [OWN] }), items({ StartsWith: ['arn:aws:dynamodb:eu-central-1:111111111111:'] }))
        .Properties,
      'AdvancedEventSelectors',
    ],
    'no tables': [trailOf(objects({ NotStartsWith: [OWN] })).Properties, 'AdvancedEventSelectors'],
    'reads alone': [trailOf(objects(undefined, reads), items()).Properties, 'AdvancedEventSelectors'],
    'some operations left out': [
      trailOf(objects(undefined, { Field: 'eventName', NotEquals: ['GetObject'] }), items()).Properties,
      'AdvancedEventSelectors',
    ],
  },
  notApplicable: {
    'a trail beside one that records data': withStores(
      { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'acme-second' } },
      { Main: trailOf(others) },
    ),
  },
  unknown: {
    'selectors that a condition decides': { AdvancedEventSelectors: { 'Fn::If': ['A', [], []] } },
  },
});

describe('trail-data-events over accounts', () => {
  const verdictWith = (more: object) => {
    const estate = new Estate();
    const archive = { ...environment, account: '222222222222' };
    Template.cloudFormation(
      { Resources: { Data: named('acme-data') } },
      { estate, name: 'archive', environment: archive },
    );
    const { Type, Properties } = trailOf(others);
    const template = Template.cloudFormation(
      { Resources: { Trail: { Type, Properties: { ...Properties, ...more } } } },
      { estate, name: 'management', environment },
    );
    const trail = template.find('Trail');
    return trail && verdictOf(trailDataEvents, trail);
  };

  test('an organization’s trail records the stores of other accounts', () => {
    expect(verdictWith({ IsOrganizationTrail: true })).toEqual({ outcome: 'compliant' });
  });

  test.each([false, undefined])('a store that no trail reaches is told of (%s)', (IsOrganizationTrail) => {
    expect(verdictWith({ IsOrganizationTrail })).toMatchObject({
      outcome: 'non-compliant',
      findings: [{ property: 'IsOrganizationTrail' }],
    });
  });
});
