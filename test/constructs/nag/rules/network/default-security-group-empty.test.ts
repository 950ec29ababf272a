import { defaultSecurityGroupEmpty } from '../../../../../constructs/nag/rules/network/default-security-group-empty';
import { describeRule } from '../../../../support/rule-cases';

const GROUP = { 'Fn::GetAtt': ['Subject', 'DefaultSecurityGroup'] };
const emptying = (GroupId: unknown, more: object = {}) => ({
  Type: 'Custom::EmptyDefaultSecurityGroup',
  Properties: { GroupId },
  ...more,
});
const endpoint = (properties: object) => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: { VpcId: { Ref: 'Subject' }, VpcEndpointType: 'Interface', ...properties },
});
const vpcWith = (resources: object) => ({ template: { Subject: { Type: 'AWS::EC2::VPC' }, ...resources } });
const emptiedWith = (resources: object) => vpcWith({ Empty: emptying(GROUP), ...resources });

describeRule(defaultSecurityGroupEmpty, {
  compliant: {
    'a group that is emptied': emptiedWith({}),
    'the attribute in one text': vpcWith({ Empty: emptying({ 'Fn::GetAtt': 'Subject.DefaultSecurityGroup' }) }),
    'the resource of the AWS CDK': vpcWith({
      Empty: { Type: 'Custom::VpcRestrictDefaultSG', Properties: { DefaultSecurityGroupId: GROUP } },
    }),
    'an endpoint with a group of its own': emptiedWith({
      Endpoint: endpoint({ SecurityGroupIds: [{ 'Fn::GetAtt': ['Own', 'GroupId'] }] }),
    }),
    'a gateway endpoint, which has no group': emptiedWith({ Endpoint: endpoint({ VpcEndpointType: 'Gateway' }) }),
  },
  nonCompliant: {
    'nothing empties it': [vpcWith({}), 'DefaultSecurityGroup'],
    'another attribute of the network': [
      vpcWith({ Empty: emptying({ 'Fn::GetAtt': ['Subject', 'VpcId'] }) }),
      'DefaultSecurityGroup',
    ],
    'the group of another network': [
      vpcWith({
        Empty: emptying({ 'Fn::GetAtt': ['Other', 'DefaultSecurityGroup'] }),
        Other: { Type: 'AWS::EC2::VPC' },
      }),
      'DefaultSecurityGroup',
    ],
    'an endpoint without a group': [emptiedWith({ Endpoint: endpoint({}) }), 'DefaultSecurityGroup'],
    'an endpoint in it': [emptiedWith({ Endpoint: endpoint({ SecurityGroupIds: [GROUP] }) }), 'DefaultSecurityGroup'],
  },
  unknown: {
    'emptied under a condition': vpcWith({ Empty: emptying(GROUP, { Condition: 'Sometimes' }) }),
    'an endpoint whose groups are a parameter': emptiedWith({
      Endpoint: endpoint({ SecurityGroupIds: { Ref: 'Groups' } }),
    }),
  },
});
