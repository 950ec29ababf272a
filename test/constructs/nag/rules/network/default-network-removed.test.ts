import { defaultNetworkRemoved } from '../../../../../constructs/nag/rules/network/default-network-removed';
import { describeRule } from '../../../../support/rule-cases';

const typed = (Type: string, Properties: object = {}) => ({ template: { Subject: { Type, Properties } } });
const CALLS = ['ec2:DeleteInternetGateway', 'ec2:DeleteSubnet', 'ec2:DeleteVpc', 'ec2:DetachInternetGateway'];
const SPARING = {
  Null: { 'aws:ResourceTag/isms:data-class': 'true' },
  StringEquals: { 'ec2:Region': ['eu-central-1'] },
};
const allowing = (Action: readonly string[], Effect = 'Allow') => ({
  Policies: [
    {
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: CALLS, Condition: SPARING },
          { Effect, Action },
        ],
      },
    },
  ],
});
const ROLE = {
  Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: CALLS, Condition: SPARING }] } }],
};
const removal = (
  Properties: object,
  ServiceToken: unknown = { 'Fn::GetAtt': ['Handler', 'Arn'] },
  Regions: readonly string[] = ['eu-central-1'],
  role: object = ROLE,
) => ({
  template: {
    Subject: { Type: 'Custom::RemoveDefaultNetwork', Properties: { ServiceToken, Regions } },
    Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, ...Properties } },
    Role: { Type: 'AWS::IAM::Role', Properties: role },
  },
});
const HANDLER = { Tags: [{ Key: 'isms:handler', Value: 'default-network' }] };

describeRule(defaultNetworkRemoved, {
  compliant: {
    'the handler that removes it': removal(HANDLER),
    'the handler, by its name': removal({ FunctionName: 'acme-default-network' }),
  },
  nonCompliant: {
    'a handler that never runs': [
      removal({ ...HANDLER, ReservedConcurrentExecutions: 0 }),
      'ReservedConcurrentExecutions',
    ],
    'a handler that may not delete networks': [
      removal(HANDLER, undefined, undefined, {
        Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: CALLS.slice(0, 2) }] } }],
      }),
      'Role.Policies',
    ],
    ...Object.fromEntries(
      Object.keys(SPARING).map((operator) => [
        `a handler that may delete any network, without ${operator}`,
        [
          removal(HANDLER, undefined, undefined, {
            Policies: [
              {
                PolicyDocument: {
                  Statement: [{ Effect: 'Allow', Action: CALLS, Condition: { ...SPARING, [operator]: undefined } }],
                },
              },
            ],
          }),
          'Role.Policies.0.PolicyDocument.Statement.0.Condition',
        ],
      ]),
    ),
    'a handler that is denied it': [
      removal(HANDLER, undefined, undefined, allowing(['ec2:DeleteVpc'], 'Deny')),
      'Role.Policies',
    ],
    'a handler that is given no region': [removal(HANDLER, undefined, []), 'Regions'],
    'a group in it': [typed('AWS::EC2::SecurityGroup'), 'VpcId'],
    'an instance in it': [typed('AWS::EC2::Instance'), 'SubnetId'],
    'a database in it': [typed('AWS::RDS::DBInstance'), 'DBSubnetGroupName'],
    'a cluster of databases in it': [typed('AWS::RDS::DBCluster'), 'DBSubnetGroupName'],
    'a cache in it': [typed('AWS::ElastiCache::ReplicationGroup'), 'CacheSubnetGroupName'],
    'a warehouse in it': [typed('AWS::Redshift::Cluster'), 'ClusterSubnetGroupName'],
  },
  notApplicable: {
    'a group elsewhere': typed('AWS::EC2::SecurityGroup', { VpcId: { Ref: 'Vpc' } }),
    'an instance with an interface of its own': typed('AWS::EC2::Instance', { NetworkInterfaces: [{}] }),
    'an instance of a launch template': typed('AWS::EC2::Instance', { LaunchTemplate: { Version: '1' } }),
    'a database of a cluster': typed('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } }),
  },
  unknown: {
    'a role that is bounded': removal(HANDLER, undefined, undefined, { ...ROLE, PermissionsBoundary: 'arn:x' }),
    'a role of elsewhere': removal({ ...HANDLER, Role: 'arn:aws:iam::111111111111:role/other' }),
    'a handler of elsewhere': removal(HANDLER, 'arn:aws:lambda:eu-west-1:111111111111:function:other'),
    'another function': removal({ FunctionName: 'acme-other' }),
    'a network under a condition': typed('AWS::EC2::SecurityGroup', {
      VpcId: { 'Fn::If': ['Own', 'vpc-1', { Ref: 'AWS::NoValue' }] },
    }),
  },
});
