import { defaultNetworkRemoved } from '../../../../../constructs/nag/rules/network/default-network-removed';
import { describeRule } from '../../../../support/rule-cases';

const typed = (Type: string, Properties: object = {}) => ({ template: { Subject: { Type, Properties } } });
const removal = (
  Properties: object,
  ServiceToken: unknown = { 'Fn::GetAtt': ['Handler', 'Arn'] },
  Regions: readonly string[] = ['eu-central-1'],
) => ({
  template: {
    Subject: { Type: 'Custom::RemoveDefaultNetwork', Properties: { ServiceToken, Regions } },
    Handler: { Type: 'AWS::Lambda::Function', Properties },
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
    'a handler of elsewhere': removal(HANDLER, 'arn:aws:lambda:eu-west-1:111111111111:function:other'),
    'another function': removal({ FunctionName: 'acme-other' }),
    'a network under a condition': typed('AWS::EC2::SecurityGroup', {
      VpcId: { 'Fn::If': ['Own', 'vpc-1', { Ref: 'AWS::NoValue' }] },
    }),
  },
});
