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
      RoleName: `acme-default-network-${region}`,
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              Match.objectLike({
                Sid: 'RemoveIt',
                Condition: { Null: { 'aws:ResourceTag/isms:data-class': 'true' } },
              }),
            ]),
          },
        },
      ],
    });
  });

  test('complies with every rule', () => {
    expect(faults([stack], awsRules)).toEqual([]);
  });
});
