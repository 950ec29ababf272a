import { Match, Template } from 'aws-cdk-lib/assertions';
import { awsRules } from '../../../constructs/nag/registry';
import { REGIONS, removeDefaultNetworkIn } from '../../support/handler-stacks';
import { faults } from '../../support/judged';

describe.each(REGIONS)('RemoveDefaultNetwork in %s', (region) => {
  const stack = removeDefaultNetworkIn(region);
  const template = Template.fromStack(stack);

  test('8.3/vpc-isolation#no-default-network: the handler is called once its role has its rights', () => {
    template.hasResource('Custom::RemoveDefaultNetwork', {
      Properties: { ServiceToken: { 'Fn::GetAtt': [Match.stringLikeRegexp('Function'), 'Arn'] } },
      DependsOn: [Match.stringLikeRegexp('Role')],
    });
  });

  test('8.2/least-privilege#function-role-minimum: networks of the landing zone are spared', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'acme-default-network',
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              Match.objectLike({
                Sid: 'RemoveIt',
                Condition: {
                  Null: { 'aws:ResourceTag/isms:data-class': 'true' },
                  StringEquals: { 'ec2:Region': [region] },
                },
              }),
            ]),
          },
        },
      ],
    });
  });

  test('its own region is meant where none is named', () => {
    template.hasResourceProperties('Custom::RemoveDefaultNetwork', { Regions: [region] });
  });

  test('keeps no failed events: CloudFormation, which alone calls it, tells of them', () => {
    template.resourceCountIs('AWS::SQS::Queue', 0);
    template.resourceCountIs('AWS::Lambda::Permission', 0);
    template.hasResourceProperties('AWS::Lambda::Function', { DeadLetterConfig: Match.absent() });
  });

  test('complies with every rule', () => {
    expect(faults([stack], awsRules)).toEqual([]);
  });
});

test('8.3/vpc-isolation#no-default-network: one handler reaches all regions that are named', () => {
  const regions = ['eu-central-1', 'eu-west-1'];
  const template = Template.fromStack(removeDefaultNetworkIn('eu-central-1', { regions }));

  template.hasResourceProperties('Custom::RemoveDefaultNetwork', { Regions: regions });
  template.hasResourceProperties('AWS::IAM::Role', {
    Policies: [
      {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Sid: 'RemoveIt',
              Resource: Match.arrayWith([{ 'Fn::Join': ['', Match.arrayWith([':ec2:*:111111111111:vpc/*'])] }]),
              Condition: Match.objectLike({ StringEquals: { 'ec2:Region': regions } }),
            }),
          ]),
        },
      },
    ],
  });
});

test('throws when no region is named', () => {
  expect(() => removeDefaultNetworkIn('eu-central-1', { regions: [] })).toThrow(
    /8\.3\/vpc-isolation#no-default-network/,
  );
});
