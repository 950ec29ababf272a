import { verdictOf } from '../../../../../constructs/nag/rule';
import { vpcPeeringDeclared } from '../../../../../constructs/nag/rules/network/vpc-peering-declared';
import { Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

const ENVIRONMENT = { account: '111111111111', region: 'eu-west-1', partition: 'aws' };
const peering = (properties: object = {}) => ({ VpcId: 'vpc-1', PeerVpcId: 'vpc-2', ...properties });

describeRule(vpcPeeringDeclared, {
  environment: ENVIRONMENT,
  demands: { peerAccounts: ['222222222222'] },
  compliant: {
    'an account that is declared': peering({ PeerOwnerId: '222222222222' }),
  },
  nonCompliant: {
    'another account': [peering({ PeerOwnerId: '333333333333' }), 'PeerOwnerId'],
    'the own account, which is not declared': [peering(), 'PeerOwnerId'],
    'the own account by name': [peering({ PeerOwnerId: { Ref: 'AWS::AccountId' } }), 'PeerOwnerId'],
  },
  unknown: {
    'an account that is a parameter': peering({ PeerOwnerId: { Ref: 'Peer' } }),
    'an account under a condition': peering({ PeerOwnerId: { 'Fn::If': ['Other', '222222222222', '111111111111'] } }),
  },
});

describe('the own account', () => {
  describeRule(vpcPeeringDeclared, {
    environment: ENVIRONMENT,
    demands: { peerAccounts: ['111111111111'] },
    compliant: { 'where it is declared': peering() },
    nonCompliant: { 'where another is': [peering({ PeerOwnerId: '222222222222' }), 'PeerOwnerId'] },
  });
});

test('nobody says what is declared without a configuration', () => {
  const { resources } = Template.cloudFormation({
    Resources: { Peering: { Type: 'AWS::EC2::VPCPeeringConnection', Properties: peering() } },
  });

  expect(resources.map((resource) => verdictOf(vpcPeeringDeclared, resource).outcome)).toEqual(['unknown']);
});
