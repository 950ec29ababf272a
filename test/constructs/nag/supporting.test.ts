import { awsRules } from '../../../constructs/nag/registry';
import { supportingReason, supportingTypes } from '../../../constructs/nag/supporting';

const judged = new Set(awsRules.flatMap(({ types }) => types));

describe('supporting resources', () => {
  test('are told why, in both languages', () => {
    for (const type of supportingTypes) {
      expect(supportingReason(type)?.en).toMatch(/^\S.*\S$/);
      expect(supportingReason(type)?.zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test('are judged by no rule: a type is either', () => {
    expect(supportingTypes.filter((type) => judged.has(type))).toEqual([]);
  });

  test.each(['AWS::S3::Bucket', 'AWS::Lambda::Permission', 'constructor'])('do not include %s', (type) => {
    expect(supportingReason(type)).toBeUndefined();
  });

  test('are these and no other', () => {
    expect(supportingTypes).toEqual([
      'AWS::ApiGateway::Account',
      'AWS::ApiGateway::Authorizer',
      'AWS::ApiGateway::BasePathMapping',
      'AWS::ApiGateway::Model',
      'AWS::ApiGateway::RequestValidator',
      'AWS::ApiGateway::Resource',
      'AWS::ApiGateway::UsagePlan',
      'AWS::ApiGateway::UsagePlanKey',
      'AWS::CDK::Metadata',
      'AWS::CloudFormation::Stack',
      'AWS::CloudWatch::Dashboard',
      'AWS::Config::DeliveryChannel',
      'AWS::EC2::CustomerGateway',
      'AWS::EC2::InternetGateway',
      'AWS::EC2::NatGateway',
      'AWS::EC2::NetworkAcl',
      'AWS::EC2::Route',
      'AWS::EC2::RouteTable',
      'AWS::EC2::SubnetNetworkAclAssociation',
      'AWS::EC2::SubnetRouteTableAssociation',
      'AWS::EC2::TransitGatewayRoute',
      'AWS::EC2::TransitGatewayRouteTable',
      'AWS::EC2::TransitGatewayRouteTableAssociation',
      'AWS::EC2::VPCEndpointService',
      'AWS::EC2::VPCGatewayAttachment',
      'AWS::IAM::InstanceProfile',
      'AWS::IAM::ServiceLinkedRole',
      'AWS::KMS::Alias',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Logs::LogStream',
      'AWS::Logs::QueryDefinition',
      'AWS::NetworkFirewall::LoggingConfiguration',
      'AWS::NetworkFirewall::RuleGroup',
      'AWS::Organizations::OrganizationalUnit',
      'AWS::RDS::DBParameterGroup',
      'AWS::RDS::DBSubnetGroup',
      'AWS::Route53::HostedZone',
      'AWS::Route53Resolver::FirewallDomainList',
      'AWS::Route53Resolver::FirewallRuleGroup',
      'AWS::Route53Resolver::FirewallRuleGroupAssociation',
      'AWS::Route53Resolver::ResolverQueryLoggingConfig',
      'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
      'AWS::Route53Profiles::Profile',
      'AWS::Route53Profiles::ProfileAssociation',
      'AWS::Route53Profiles::ProfileResourceAssociation',
      'AWS::WAFv2::LoggingConfiguration',
      'AWS::WAFv2::WebACLAssociation',
      'Custom::EmptyDefaultSecurityGroup',
      'Custom::VpcRestrictDefaultSG',
    ]);
  });
});
