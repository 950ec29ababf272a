import { bucketPolicyDataPerimeter } from '../../../../../constructs/nag/rules/storage/bucket-policy-data-perimeter';
import { s3DeliveryPrincipals } from '../../../../../constructs/nag/rules/storage/s3-delivery-principals';
import { s3TlsOnly } from '../../../../../constructs/nag/rules/storage/s3-tls-only';
import { describeRule } from '../../../../support/rule-cases';

const own = [{ 'Fn::GetAtt': ['Subject', 'Arn'] }, { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Subject', 'Arn'] }, '/*']] }];

const clearText = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource: own,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const oldVersions = { ...clearText, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } };

const guardedBy = (
  statements: readonly object[],
  policy: object | string = { Ref: 'Subject' },
  bucket: object = {},
) => ({
  template: {
    Subject: { Type: 'AWS::S3::Bucket', Properties: bucket },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: policy, PolicyDocument: { Statement: statements } },
    },
  },
});

const STATEMENTS = 'BucketPolicy.PolicyDocument.Statement';

describeRule(s3TlsOnly, {
  compliant: {
    'both denials': guardedBy([clearText, oldVersions]),
    'denials for everyone, spelt otherwise': guardedBy([
      { ...clearText, Principal: '*', Action: '*', Resource: '*' },
      { ...oldVersions, Principal: { AWS: ['*'] }, Condition: { NumericLessThanIfExists: { 's3:TlsVersion': '1.3' } } },
    ]),
    'a policy by literal name': guardedBy(
      [clearText, oldVersions].map((statement) => ({
        ...statement,
        Resource: ['arn:aws-cn:s3:::main-data', 'arn:aws-cn:s3:::main-data/*'],
      })),
      'main-data',
      { BucketName: 'main-data' },
    ),
    'ARNs made of the name': guardedBy(
      [clearText, oldVersions].map((statement) => ({
        ...statement,
        Resource: [
          { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Subject}' },
          { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Subject}/*' },
        ],
      })),
    ),
    'a policy written as text': {
      template: {
        Subject: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: {
            Bucket: { Ref: 'Subject' },
            PolicyDocument: JSON.stringify({
              Statement: [clearText, oldVersions].map((statement) => ({ ...statement, Resource: '*' })),
            }),
          },
        },
      },
    },
  },
  nonCompliant: {
    'no policy': [{}, 'BucketPolicy'],
    'a policy of another bucket': [guardedBy([clearText, oldVersions], { Ref: 'Other' }), 'BucketPolicy'],
    'no denial at all': [guardedBy([]), STATEMENTS, STATEMENTS],
    'old versions let in': [guardedBy([clearText]), STATEMENTS],
    'clear text let in': [guardedBy([oldVersions]), STATEMENTS],
    'a version that is too low': [
      guardedBy([clearText, { ...oldVersions, Condition: { NumericLessThan: { 's3:TlsVersion': '1.1' } } }]),
      STATEMENTS,
    ],
    'a denial for one principal': [
      guardedBy([{ ...clearText, Principal: { AWS: 'arn:aws:iam::111111111111:root' } }, oldVersions]),
      STATEMENTS,
    ],
    'a denial of reading alone': [guardedBy([{ ...clearText, Action: 's3:GetObject' }, oldVersions]), STATEMENTS],
    'a denial of all but reading': [
      guardedBy([{ ...clearText, Action: undefined, NotAction: 's3:GetObject' }, oldVersions]),
      STATEMENTS,
    ],
    'a denial for objects alone': [guardedBy([{ ...clearText, Resource: own[1] }, oldVersions]), STATEMENTS],
    'a denial for the bucket alone': [guardedBy([{ ...clearText, Resource: own[0] }, oldVersions]), STATEMENTS],
    'a denial narrowed by a further condition': [
      guardedBy([
        { ...clearText, Condition: { ...clearText.Condition, StringEquals: { 'aws:PrincipalAccount': '1' } } },
        oldVersions,
      ]),
      STATEMENTS,
    ],
    'a permission instead of a denial': [guardedBy([{ ...clearText, Effect: 'Allow' }, oldVersions]), STATEMENTS],
    'the wrong way round': [
      guardedBy([{ ...clearText, Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, oldVersions]),
      STATEMENTS,
    ],
  },
  unknown: {
    'a document that deployment decides': {
      template: {
        Subject: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: { Ref: 'Subject' }, PolicyDocument: { Ref: 'Document' } },
        },
      },
    },
  },
});

const delivery = {
  Effect: 'Allow',
  Principal: { Service: 'cloudtrail.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: 'arn:aws-cn:s3:::main-trail/*',
  Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } },
};

const admitting = (statement: object, bucket: object = { Tags: [{ Key: 'isms:holds', Value: 'logs' }] }) => ({
  template: {
    Subject: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: statement } },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: bucket },
  },
});

const withCondition = (condition: object) => admitting({ ...delivery, Condition: condition });
const CONDITION = 'PolicyDocument.Statement.0.Condition';

describeRule(s3DeliveryPrincipals, {
  compliant: {
    'an account': admitting(delivery),
    'an ARN pattern of an account': withCondition({ ArnLike: { 'AWS:SourceArn': 'arn:aws-cn:logs:*:111111111111:*' } }),
    'the organization': withCondition({ StringEquals: { 'aws:SourceOrgID': 'o-example1234' } }),
    'paths in the organization': withCondition({
      'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-example1234/r-ab12/*' },
    }),
    'a bucket as the source': withCondition({ ArnEquals: { 'aws:SourceArn': 'arn:aws-cn:s3:::main-inventory' } }),
    'a named role': admitting({ ...delivery, Principal: { AWS: 'arn:aws:iam::1:role/r' }, Condition: undefined }),
    'everyone of the organization': admitting({
      ...delivery,
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } },
    }),
    'denials for everyone': admitting({ ...delivery, Effect: 'Deny', Principal: '*', Condition: undefined }),
  },
  nonCompliant: {
    'no condition': [admitting({ ...delivery, Condition: undefined }), CONDITION],
    'another condition': [withCondition({ StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }), CONDITION],
    'a condition that an absent key passes': [
      withCondition({ StringEqualsIfExists: { 'aws:SourceAccount': '111111111111' } }),
      CONDITION,
    ],
    'a negated condition': [withCondition({ StringNotEquals: { 'aws:SourceAccount': '111111111111' } }), CONDITION],
    'a condition that every account meets': [withCondition({ StringLike: { 'aws:SourceAccount': '*' } }), CONDITION],
    'an ARN of every account': [
      withCondition({ ArnLike: { 'aws:SourceArn': 'arn:aws-cn:cloudtrail:*:*:trail/*' } }),
      CONDITION,
    ],
    'an ARN of every bucket': [withCondition({ ArnLike: { 'aws:SourceArn': 'arn:aws-cn:s3:::*' } }), CONDITION],
    everyone: [
      admitting({ ...delivery, Principal: '*', Condition: undefined }),
      'PolicyDocument.Statement.0.Principal',
    ],
    'every service that acts for the account': [
      admitting({ ...delivery, Principal: '*' }),
      'PolicyDocument.Statement.0.Principal',
    ],
    'all but someone': [
      admitting({ ...delivery, Principal: undefined, NotPrincipal: { AWS: '1' }, Condition: undefined }),
      'PolicyDocument.Statement.0.Principal',
    ],
  },
  notApplicable: { 'the policy of any other bucket': admitting({ ...delivery, Condition: undefined }, {}) },
  unknown: {
    'the policy of a bucket that stands elsewhere': {
      Bucket: 'elsewhere',
      PolicyDocument: { Statement: { ...delivery, Condition: undefined } },
    },
    'a document that deployment decides': {
      template: {
        ...admitting(delivery).template,
        Subject: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { 'Fn::If': ['A', {}, {}] } },
        },
      },
    },
  },
});

const noStrangers = {
  ...clearText,
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
};
const sparing = (condition: object) => guardedBy([{ ...noStrangers, Condition: condition }]);
const deliveryFor = (condition?: object) => ({
  Effect: 'Allow',
  Principal: { Service: 'delivery.logs.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: own[1],
  ...(condition && { Condition: condition }),
});

describeRule(bucketPolicyDataPerimeter, {
  compliant: {
    'a denial of all but the organization': guardedBy([noStrangers]),
    'a denial of all but the account': sparing({ StringNotEquals: { 'aws:PrincipalAccount': '111111111111' } }),
    'suppliers by account beside the organization': sparing({
      StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:PrincipalAccount': ['333333333333'] },
    }),
    'units of the organization': sparing({
      'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/r-ab12/*' },
    }),
    'a service that acts for the organization': guardedBy([
      noStrangers,
      deliveryFor({ StringEquals: { 'aws:SourceOrgID': 'o-exampleorg1' } }),
    ]),
  },
  nonCompliant: {
    'no policy': [{}, 'BucketPolicy'],
    'no denial at all': [guardedBy([clearText]), STATEMENTS],
    'a denial of reading alone': [guardedBy([{ ...noStrangers, Action: 's3:GetObject' }]), STATEMENTS],
    'a denial for objects alone': [guardedBy([{ ...noStrangers, Resource: own[1] }]), STATEMENTS],
    'a denial for one principal': [
      guardedBy([{ ...noStrangers, Principal: { AWS: 'arn:aws:iam::222222222222:root' } }]),
      STATEMENTS,
    ],
    'a denial that spares every organization': [sparing({ StringNotLike: { 'aws:PrincipalOrgID': '*' } }), STATEMENTS],
    'a denial that spares by network': [sparing({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), STATEMENTS],
    'a denial narrowed by a further condition': [
      sparing({ ...noStrangers.Condition, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
      STATEMENTS,
    ],
    'a denial of the organization itself': [
      sparing({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }),
      STATEMENTS,
    ],
    'a service that acts for anybody': [guardedBy([noStrangers, deliveryFor()]), `${STATEMENTS}.1.Condition`],
  },
  unknown: {
    'a document that deployment decides': {
      template: {
        Subject: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: { Ref: 'Subject' }, PolicyDocument: { Ref: 'Document' } },
        },
      },
    },
  },
});
