import { Match, Template } from 'aws-cdk-lib/assertions';
import { REGIONS, transitSpokeIn } from '../../support/handler-stacks';

describe.each(REGIONS)('a network attached to a hub in %s', (region) => {
  const template = Template.fromStack(transitSpokeIn(region));

  test('8.3/interface-security#private-service-interfaces: names of services lead to the endpoints of the hub', () => {
    template.hasResourceProperties('AWS::Route53Profiles::ProfileAssociation', {
      ProfileId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Profile'), 'ProfileId'] },
      ResourceId: { 'Fn::GetAtt': [Match.stringLikeRegexp('NetworkVpc'), 'VpcId'] },
    });
    expect(JSON.stringify(template.findResources('Custom::SharedEndpointProfile'))).toContain(
      `:ssm:${region}:444444444444:parameter/acme/endpoints/profile`,
    );
  });

  test('its handler reads that one parameter', () => {
    const found = Object.values(template.findResources('AWS::IAM::Role')).flatMap(({ Properties: properties }) =>
      JSON.stringify(properties).includes('ssm:GetParameter') ? JSON.stringify(properties) : [],
    );

    expect(found).toHaveLength(1);
    expect(found[0]).toContain(':444444444444:parameter/acme/endpoints/profile');
  });

  test('without endpoints in the hub nothing is asked for', () => {
    const alone = Template.fromStack(transitSpokeIn(region, { endpoints: false }));

    alone.resourceCountIs('AWS::Route53Profiles::ProfileAssociation', 0);
    expect(JSON.stringify(alone.toJSON())).not.toContain('ssm:GetParameter');
  });
});
