import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CfnResource, EXAMPLES, example, ROOT, type StackArtifact } from '../../support/landing-zone';

interface Placed {
  readonly stack: string;
  readonly region: string;
  readonly id: string;
  readonly resource: CfnResource;
}

/** Every resource of the examples, those inside StackSets in each region of the configuration that deploys them. */
const placed: readonly Placed[] = EXAMPLES.flatMap((name) => {
  const landingZone = example(name);
  const { allowed } = landingZone.config.regions;
  return landingZone.stacks.flatMap((stack) => [
    ...placedIn(stack.name, stack.region, stack.template.Resources),
    ...embedded(stack).flatMap(({ id, resources }) =>
      allowed.flatMap((region) => placedIn(`${stack.name}/${id}`, region, resources)),
    ),
  ]);
});

function placedIn(stack: string, region: string, resources: Readonly<Record<string, CfnResource>>): Placed[] {
  return Object.entries(resources).map(([id, resource]) => ({ stack, region, id, resource }));
}

function embedded({ template }: StackArtifact) {
  return Object.entries(template.Resources)
    .filter(([, { Type: type }]) => type === 'AWS::CloudFormation::StackSet')
    .map(([id, { Properties: properties = {} }]) => ({
      id,
      resources: (JSON.parse(String(properties['TemplateBody'])) as { Resources: Record<string, CfnResource> })
        .Resources,
    }));
}

const describePlaced = ({ stack, id, resource }: Placed): string => `${stack}/${id} (${resource.Type})`;

/** What holds data, or what data cannot be read without. */
const STATEFUL: ReadonlySet<string> = new Set([
  'AWS::Backup::BackupVault',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
]);

/** Types without state of the landing zone's users: a new stateful one in a template must be listed above. */
const STATELESS: ReadonlySet<string> = new Set([
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFormation::StackSet',
  'AWS::CloudTrail::Trail',
  'AWS::CloudWatch::Alarm',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  // where identities were seen within the hour: no record
  'AWS::DynamoDB::Table',
  'AWS::DirectConnect::DirectConnectGatewayAssociation',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::EIP',
  'AWS::EC2::FlowLog',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayRoute',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::TransitGatewayRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::VPNConnection',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::GuardDuty::Detector',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::SAMLProvider',
  'AWS::IAM::User',
  'AWS::KMS::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Logs::SubscriptionFilter',
  'AWS::NetworkFirewall::Firewall',
  'AWS::NetworkFirewall::FirewallPolicy',
  'AWS::NetworkFirewall::LoggingConfiguration',
  'AWS::NetworkFirewall::RuleGroup',
  'AWS::Organizations::OrganizationalUnit',
  'AWS::Organizations::Policy',
  'AWS::Route53::HealthCheck',
  'AWS::RAM::ResourceShare',
  'AWS::Route53::RecordSet',
  'AWS::Route53Profiles::Profile',
  'AWS::Route53Profiles::ProfileAssociation',
  'AWS::Route53Profiles::ProfileResourceAssociation',
  'AWS::Route53Resolver::FirewallDomainList',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  // events that a handler could not take, for as long as somebody needs to look
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Document',
  // the id of a profile
  'AWS::SSM::Parameter',
  'AWS::SSO::PermissionSet',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
  'Custom::AcceptedTransitAttachment',
  'Custom::EmptyDefaultSecurityGroup',
  'Custom::RemoveDefaultNetwork',
  'Custom::IdentityAssignments',
  'Custom::HybridAttachment',
  'Custom::SharedEndpointProfile',
  'Custom::SharedTransitGateway',
  'Custom::TransitSpokes',
]);

describe('what holds data', () => {
  test('is known by its type', () => {
    const unknown = placed.filter(({ resource: { Type: type } }) => !STATEFUL.has(type) && !STATELESS.has(type));

    expect(unknown.map(describePlaced)).toEqual([]);
  });

  test('8.4/retention: no deletion or replacement of a stack takes data or keys along', () => {
    const stateful = placed.filter(({ resource }) => STATEFUL.has(resource.Type));
    const lost = stateful.filter(
      ({ resource }) => !KEPT.includes(resource.DeletionPolicy) || resource.UpdateReplacePolicy !== 'Retain',
    );

    expect(stateful.length).toBeGreaterThan(60);
    expect(lost.map(describePlaced)).toEqual([]);
  });
});

/** `RetainExceptOnCreate` lets go of what a creation leaves that failed, which holds nothing. */
const KEPT: readonly unknown[] = ['Retain', 'RetainExceptOnCreate'];

/** Types that CloudFormation does not tag, or whose tags it spells otherwise than as a list. */
const taggedList = ({
  resource: { Properties: properties = {} },
}: Placed): readonly { Key: string; Value: string }[] => {
  const tags = properties['Tags'];
  return Array.isArray(tags) ? tags : [];
};

describe('tags', () => {
  test('8.4/classification: buckets, log groups, keys and vaults carry owner, environment and data class', () => {
    const untagged = placed
      .filter(({ resource }) => STATEFUL.has(resource.Type))
      .filter((one) => {
        const keys = [...taggedList(one).map(({ Key: key }) => key), ...mapTags(one)];
        return !['isms:owner', 'isms:environment', 'isms:data-class'].every((key) => keys.includes(key));
      });

    expect(untagged.map(describePlaced)).toEqual([]);
  });

  test('8.3/zoning: every subnet says its zone, or what it carries in a network of the hub', () => {
    const subnets = placed.filter(({ resource }) => resource.Type === 'AWS::EC2::Subnet');
    const isOfHub = ({ stack }: Placed): boolean => /-network(-recovery)?$/.test(stack);
    const tagsOf = (of: readonly Placed[], tag: string) =>
      new Set(of.map((subnet) => taggedList(subnet).find(({ Key: key }) => key === tag)?.Value));

    expect(
      tagsOf(
        subnets.filter((one) => !isOfHub(one)),
        'isms:zone',
      ),
    ).toEqual(new Set(['ingress', 'application', 'data', 'management']));
    const isOfLoadBalancers = (one: Placed): boolean => tagsOf([one], 'isms:zone').has('ingress');
    const carriers = subnets.filter(isOfHub).filter((one) => !isOfLoadBalancers(one));
    expect(tagsOf(carriers, 'isms:tier')).toEqual(new Set(['attachment', 'firewall', 'egress', 'endpoints']));
  });
});

/** A backup vault's tags are a map. */
const mapTags = ({ resource: { Properties: properties = {} } }: Placed): readonly string[] =>
  Object.keys((properties['BackupVaultTags'] ?? {}) as object);

const FACTS = join(ROOT, '..', 'shared', 'facts', 'cloudformation-availability.json');

/**
 * Types that the availability data does not list. They are in the provider schemas of both China regions all the same
 * (cfn-lint 1.51.0, provider schemas cn_north_1 and cn_northwest_1), as in those of the other regions in use.
 */
const UNLISTED: ReadonlySet<string> = new Set([
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::Table',
  'AWS::DirectConnect::DirectConnectGatewayAssociation',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::EIP',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::TransitGatewayRoute',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::TransitGatewayRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::VPNConnection',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::Events::EventBusPolicy',
  'AWS::Events::Rule',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::User',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::ResourcePolicy',
  'AWS::Logs::SubscriptionFilter',
  'AWS::Route53Profiles::Profile',
  'AWS::Route53Profiles::ProfileAssociation',
  'AWS::Route53Profiles::ProfileResourceAssociation',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::WAFv2::WebACLAssociation',
]);

/** Types that a handler of the landing zone makes. */
const isOwn = (type: string): boolean => type.startsWith('Custom::');

describe('availability', () => {
  if (!existsSync(FACTS)) {
    test('is not checked here: the availability data is no part of the repository', () => {
      expect(existsSync(FACTS)).toBe(false);
    });
    return;
  }
  const facts: Readonly<Record<string, Readonly<Record<string, boolean>>>> = JSON.parse(readFileSync(FACTS, 'utf8'));

  test('every type of resource exists where it is deployed', () => {
    // the data has two regions beside those of China: what exists in both is taken to exist in Europe
    const regionsOf = (region: string): readonly string[] =>
      region.startsWith('cn-') ? [region] : ['us-east-1', 'ap-southeast-1'];
    const absent = placed.filter(({ region, resource: { Type: type } }) =>
      regionsOf(region).some((known) => facts[type]?.[known] === false),
    );

    expect(absent.map(describePlaced)).toEqual([]);
  });

  test('every type is listed, or stands in the provider schemas', () => {
    const unproven = placed.filter(
      ({ resource: { Type: type } }) => !(type in facts) && !UNLISTED.has(type) && !isOwn(type),
    );

    expect(unproven.map(describePlaced)).toEqual([]);
  });

  test.each([...UNLISTED])('%s is in use, or it would not need to be unlisted', (type) => {
    expect(placed.some(({ resource }) => resource.Type === type)).toBe(true);
  });
});
