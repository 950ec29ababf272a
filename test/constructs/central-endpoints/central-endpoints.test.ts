import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CentralEndpoints, type CentralEndpointsProps } from '../../../constructs/central-endpoints/central-endpoints';
import { CENTRAL_SERVICES } from '../../../constructs/isolated-vpc/endpoint-services';

const ORGANIZATION = 'o-a1b2c3d4e5';

function made(props: Partial<CentralEndpointsProps> = {}, region = 'eu-central-1'): Template {
  const stack = new Stack(new App(), 'Stack', { env: { account: '444444444444', region } });
  new CentralEndpoints(stack, 'Endpoints', {
    name: 'acme',
    cidr: '10.12.8.0/24',
    availabilityZones: [`${region}a`, `${region}b`],
    services: ['kms', 'ssm', 'ec2'],
    networks: ['10.0.0.0/8'],
    organization: { managementAccount: '111111111111', id: ORGANIZATION },
    logBucketName: `acme-flow-222222222222-${region}`,
    ...props,
  });
  return Template.fromStack(stack);
}

interface Statement {
  readonly Sid: string;
  readonly Action: unknown;
  readonly Resource: unknown;
  readonly Condition: { readonly StringEquals: Readonly<Record<string, string>> };
}

const propertiesOf = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map(({ Properties: properties }) => properties);
const policyOf = (template: Template, service: string): readonly Statement[] =>
  propertiesOf(template, 'AWS::EC2::VPCEndpoint').find(({ ServiceName: name }) => name.endsWith(`.${service}`))
    ?.PolicyDocument.Statement;

describe.each(['eu-central-1', 'cn-northwest-1'])('central endpoints in %s', (region) => {
  const template = made({}, region);

  test('8.3/interface-security#private-service-interfaces: stand in each availability zone, under the usual names', () => {
    const endpoints = propertiesOf(template, 'AWS::EC2::VPCEndpoint');

    expect(endpoints).toHaveLength(3);
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({ VpcEndpointType: 'Interface', PrivateDnsEnabled: true });
      expect(endpoint.SubnetIds).toHaveLength(2);
    }
  });

  test('8.3/interface-security#endpoint-policies: admit identities of the organization to its own resources', () => {
    for (const service of ['kms', 'ssm', 'ec2']) {
      expect(policyOf(template, service)[0]).toMatchObject({
        Action: `${service}:*`,
        Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:ResourceOrgID': ORGANIZATION } },
      });
    }
  });

  test('8.3/interface-security#endpoint-policies: let what AWS publishes be read by own identities, and nothing more', () => {
    expect(policyOf(template, 'kms')).toHaveLength(1);
    expect(policyOf(template, 'ssm')[1]).toMatchObject({
      Action: ['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath'],
      Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } },
    });
    expect(JSON.stringify(policyOf(template, 'ssm')[1]?.Resource)).toContain(`:ssm:${region}::parameter/aws/service/*`);
    expect(policyOf(template, 'ec2')[1]).toMatchObject({
      Action: ['ec2:RunInstances'],
      Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION, 'ec2:Owner': 'amazon' } },
    });
  });

  test('8.3/security-groups#no-unrestricted-ingress: admit HTTPS from networks of the organization, and ask nobody', () => {
    const [group] = propertiesOf(template, 'AWS::EC2::SecurityGroup');

    expect(group.SecurityGroupIngress).toMatchObject([
      { CidrIp: '10.0.0.0/8', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
    ]);
    // 255.255.255.255 is how the CDK spells nothing
    expect(group.SecurityGroupEgress).toMatchObject([{ CidrIp: '255.255.255.255/32' }]);
  });

  test('8.3/vpc-isolation: stand in a network without a way out', () => {
    for (const type of ['InternetGateway', 'NatGateway', 'VPCPeeringConnection', 'Route']) {
      template.resourceCountIs(`AWS::EC2::${type}`, 0);
    }
  });

  test('8.3/vpc-isolation#cross-network-sharing: share their names, and where these are found, with the organization alone', () => {
    const [share] = propertiesOf(template, 'AWS::RAM::ResourceShare');
    const [parameter] = propertiesOf(template, 'AWS::SSM::Parameter');

    template.resourceCountIs('AWS::Route53Profiles::ProfileResourceAssociation', 3);
    expect(share.AllowExternalPrincipals).toBe(false);
    expect(JSON.stringify(share.Principals)).toContain(`:organizations::111111111111:organization/${ORGANIZATION}`);
    expect(share.ResourceArns).toHaveLength(2);
    expect(JSON.stringify(share.ResourceArns[1])).toContain(':444444444444:parameter/acme/endpoints/profile');
    // AWS shares no parameter of the standard tier
    expect(parameter).toMatchObject({ Name: '/acme/endpoints/profile', Tier: 'Advanced' });
  });
});

describe('services', () => {
  test('are those that workloads usually need, where nobody chooses; what has gateways is not among them', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '444444444444', region: 'eu-central-1' } });
    const { endpoints } = new CentralEndpoints(stack, 'Endpoints', {
      name: 'acme',
      cidr: '10.12.8.0/24',
      availabilityZones: ['eu-central-1a', 'eu-central-1b'],
      networks: ['10.0.0.0/8'],
      organization: { managementAccount: '111111111111', id: ORGANIZATION },
      logBucketName: 'acme-flow-222222222222-eu-central-1',
    });

    expect(Object.keys(endpoints)).toEqual(CENTRAL_SERVICES);
    expect(CENTRAL_SERVICES).toEqual(expect.arrayContaining(['kms', 'logs', 'secretsmanager', 'sts']));
    expect(CENTRAL_SERVICES).not.toContain('s3');
    expect(CENTRAL_SERVICES).not.toContain('dynamodb');
  });

  test.each([
    ['a service that has a gateway', { services: ['s3'] }, 's3 is no service for central endpoints'],
    ['one availability zone', { availabilityZones: ['eu-central-1a'] }, 'needs two to four different ones'],
    ['the same zone twice', { availabilityZones: ['eu-central-1a', 'eu-central-1a'] }, 'needs two to four'],
    ['a range too small', { cidr: '10.12.8.0/25' }, 'cannot be a network of endpoints'],
  ])('%s is refused', (_, props, message) => {
    expect(() => made(props)).toThrow(message);
  });
});
