import { Match, Template } from 'aws-cdk-lib/assertions';
import { emptyDefaultSecurityGroupIn, REGIONS } from '../../support/handler-stacks';

const GROUP = { 'Fn::GetAtt': [Match.stringLikeRegexp('^NetworkVpc'), 'DefaultSecurityGroup'] };
const { stringLikeRegexp } = Match;

describe.each(REGIONS)('EmptyDefaultSecurityGroup in %s', (region) => {
  const template = Template.fromStack(emptyDefaultSecurityGroupIn(region));

  test('8.3/security-groups#default-group-empty: the default group of the network goes to the handler, once its role has its rights', () => {
    template.hasResource('Custom::EmptyDefaultSecurityGroup', {
      Properties: { ServiceToken: { 'Fn::GetAtt': [stringLikeRegexp('Function'), 'Arn'] }, GroupId: GROUP },
      DependsOn: [stringLikeRegexp('Role')],
    });
  });

  test('8.2/least-privilege#function-role-minimum: the handler takes rules from this one group', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: `acme-default-security-group-${region}`,
      Policies: [
        {
          PolicyDocument: {
            Statement: Match.arrayWith([
              Match.objectLike({
                Sid: 'TakeRules',
                Action: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
                Resource: {
                  'Fn::Join': [
                    '',
                    ['arn:', { Ref: 'AWS::Partition' }, `:ec2:${region}:111111111111:security-group/`, GROUP],
                  ],
                },
              }),
            ]),
          },
        },
      ],
    });
  });
});
