import { vpcEndpointPolicy } from '../../../../../constructs/nag/rules/network/vpc-endpoint-policy';
import { vpcEndpointPrivateDns } from '../../../../../constructs/nag/rules/network/vpc-endpoint-private-dns';
import { describeRule } from '../../../../support/rule-cases';

const endpoint = (...statements: object[]) => ({
  VpcEndpointType: 'Interface',
  PolicyDocument: { Version: '2012-10-17', Statement: statements },
});
const allow = (properties: object = {}) => ({
  Effect: 'Allow',
  Principal: '*',
  Action: '*',
  Resource: '*',
  ...properties,
});
const OWN = { 'aws:PrincipalOrgID': 'o-exampleorgid', 'aws:ResourceOrgID': 'o-exampleorgid' };
const denyOthers = (condition: object, properties: object = {}) => ({
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: '*',
  Resource: '*',
  Condition: condition,
  ...properties,
});
const notOf = (key: string) => ({ StringNotEqualsIfExists: { [key]: 'o-exampleorgid' } });

const PRINCIPAL = 'PolicyDocument.Statement.0.Principal';
const RESOURCE = 'PolicyDocument.Statement.0.Resource';

/** Where the configuration says which the organization is. */
const spared = { regions: [], networks: [], accounts: [], roles: [], organizationId: 'o-exampleorgid' };
const STRANGERS = ['o-exampleorgid', 'o-somebodyelse'];

describeRule(vpcEndpointPolicy, {
  demands: { spared },
  compliant: { 'its organization alone': endpoint(allow({ Condition: { StringEquals: OWN } })) },
  nonCompliant: {
    'identities of another organization beside': [
      endpoint(allow({ Condition: { StringEquals: { ...OWN, 'aws:PrincipalOrgID': STRANGERS } } })),
      'PolicyDocument.Statement.0.Condition',
    ],
    'another organization that is spared by a refusal': [
      endpoint(
        allow({ Condition: { StringEquals: OWN } }),
        denyOthers({ StringNotEquals: { 'aws:ResourceOrgID': STRANGERS } }),
      ),
      'PolicyDocument.Statement.1.Condition',
    ],
  },
});

describeRule(vpcEndpointPolicy, {
  compliant: {
    'both sides bound to the organization': endpoint(allow({ Condition: { StringEquals: OWN } })),
    'both sides bound to the account': endpoint(
      allow({
        Condition: {
          StringEquals: { 'aws:PrincipalAccount': '111111111111', 'aws:ResourceAccount': ['111111111111'] },
        },
      }),
    ),
    'both sides bound to accounts of the stack': endpoint(
      allow({
        Condition: {
          StringEquals: {
            'aws:PrincipalAccount': { Ref: 'AWS::AccountId' },
            'aws:ResourceAccount': { Ref: 'AWS::AccountId' },
          },
        },
      }),
    ),
    'organizational units': endpoint(
      allow({
        Condition: {
          'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/r-ab12/ou-ab12-11111111/*' },
          StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' },
        },
      }),
    ),
    'named buckets of the provider': endpoint(
      allow({
        Resource: 'arn:aws-cn:s3:::patch-baseline-snapshot-cn-north-1/*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
      }),
    ),
    'exact principals and own keys': endpoint(
      allow({
        Principal: { AWS: '111111111111' },
        Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*' },
      }),
    ),
    'denies of everything to and for others': endpoint(
      allow(),
      denyOthers(notOf('aws:PrincipalOrgID')),
      denyOthers(notOf('aws:ResourceOrgID')),
    ),
    'denies that spare AWS services': endpoint(
      allow({ Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' } } }),
      denyOthers({ ...notOf('aws:PrincipalOrgID'), BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
    ),
    'packages of AWS, read by anybody': endpoint(
      allow({ Condition: { StringEquals: OWN } }),
      allow({
        Action: 's3:GetObject',
        Resource: [
          { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::al2023-repos-cn-north-1-de612dc2/*' },
          'arn:aws:s3:::aws-ssm-eu-west-1/*',
        ],
      }),
    ),
    'nothing allowed': endpoint(),
    'a policy in JSON text': {
      VpcEndpointType: 'Gateway',
      PolicyDocument: JSON.stringify({ Statement: allow({ Condition: { StringEquals: OWN } }) }),
    },
  },
  nonCompliant: {
    'no policy, which means full access': [{ VpcEndpointType: 'Interface' }, 'PolicyDocument'],
    'no policy of a gateway endpoint, the default type': [{}, 'PolicyDocument'],
    'full access': [endpoint(allow()), PRINCIPAL, RESOURCE],
    'any resource': [
      endpoint(allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } })),
      RESOURCE,
    ],
    'any principal': [
      endpoint(
        allow({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' } } }),
      ),
      PRINCIPAL,
    ],
    'a condition that lets requests without the key through': [
      endpoint(allow({ Condition: { StringEqualsIfExists: OWN } })),
      PRINCIPAL,
      RESOURCE,
    ],
    'a condition that anything fulfils': [
      endpoint(allow({ Condition: { StringLike: { 'aws:PrincipalOrgID': '*', 'aws:ResourceOrgID': '*' } } })),
      PRINCIPAL,
      RESOURCE,
    ],
    'all buckets': [
      endpoint(
        allow({ Resource: 'arn:aws:s3:::*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
      ),
      RESOURCE,
    ],
    'a bucket whose name begins like one with packages, read by anybody': [
      endpoint(allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::aws-ssm-eu-west-1-mallory/*' })),
      PRINCIPAL,
    ],
    'packages of AWS beside another bucket, read by anybody': [
      endpoint(
        allow({
          Action: 's3:GetObject',
          Resource: ['arn:aws:s3:::aws-ssm-eu-west-1/*', 'arn:aws:s3:::orders-111111111111/*'],
        }),
      ),
      PRINCIPAL,
    ],
    'packages of AWS, read and written by anybody': [
      endpoint(allow({ Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::aws-ssm-eu-west-1/*' })),
      PRINCIPAL,
    ],
    'keys of any account': [
      endpoint(
        allow({
          Resource: 'arn:aws:kms:*:*:key/*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
        }),
      ),
      RESOURCE,
    ],
    'all principals but one': [
      endpoint(
        allow({
          Principal: undefined,
          NotPrincipal: { AWS: '222222222222' },
          Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' } },
        }),
      ),
      PRINCIPAL,
    ],
    'one open statement beside a bound one': [
      endpoint(allow({ Condition: { StringEquals: OWN } }), allow()),
      'PolicyDocument.Statement.1.Principal',
      'PolicyDocument.Statement.1.Resource',
    ],
    'a deny of some actions only': [
      endpoint(
        allow({ Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' } } }),
        denyOthers(notOf('aws:PrincipalOrgID'), { Action: 's3:*' }),
      ),
      PRINCIPAL,
    ],
    'a deny that a second condition narrows': [
      endpoint(
        allow({ Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-exampleorgid' } } }),
        denyOthers({ ...notOf('aws:PrincipalOrgID'), StringEquals: { 'aws:RequestedRegion': 'cn-north-1' } }),
      ),
      PRINCIPAL,
    ],
  },
  notApplicable: { 'an endpoint of a load balancer': { VpcEndpointType: 'GatewayLoadBalancer' } },
  unknown: {
    'a policy that is a parameter': { PolicyDocument: { Ref: 'Policy' } },
    'a resource that is a parameter': endpoint(
      allow({ Resource: { Ref: 'Bucket' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } } }),
    ),
  },
});

describeRule(vpcEndpointPrivateDns, {
  compliant: {
    'private DNS': { VpcEndpointType: 'Interface', PrivateDnsEnabled: true },
    'private DNS as a text': { VpcEndpointType: 'Interface', PrivateDnsEnabled: 'true' },
  },
  nonCompliant: {
    'no private DNS': [{ VpcEndpointType: 'Interface', PrivateDnsEnabled: false }, 'PrivateDnsEnabled'],
    'the default, which is none': [{ VpcEndpointType: 'Interface' }, 'PrivateDnsEnabled'],
    'a name that only looks like it': [
      { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.dynamodb-streams' },
      'PrivateDnsEnabled',
    ],
  },
  notApplicable: {
    'a gateway endpoint': {},
    'an endpoint of a load balancer': { VpcEndpointType: 'GatewayLoadBalancer' },
    'a service that gives no private name': {
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.eu-west-1.dynamodb',
      PrivateDnsEnabled: false,
    },
  },
  unknown: { 'a parameter': { VpcEndpointType: 'Interface', PrivateDnsEnabled: { Ref: 'Dns' } } },
});
