import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { CfnRoute, CfnTransitGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnProfileAssociation } from 'aws-cdk-lib/aws-route53profiles';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { profileParameterName } from '../central-endpoints/access';
import { HandlerFunction } from '../handler-function/handler-function';
import type { IsolatedVpc } from '../isolated-vpc/isolated-vpc';
import { meets } from '../standard';
import { SHARED_GATEWAY_TYPE, SHARED_PROFILE_TYPE } from '../transit-hub/route-domains';

/** What a `TransitSpoke` needs to know. */
export interface TransitSpokeProps {
  /** The landing zone's name. */
  readonly name: string;

  /** The network that is attached. */
  readonly network: IsolatedVpc;

  /** The account that shares its transit gateway: exactly one in the region. */
  readonly hubAccount: string;

  /**
   * Whether names of services lead to the central endpoints of the hub, where the network has none of its own for them.
   * @default false
   */
  readonly endpoints?: boolean;

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses(name, region)`. */
  readonly key: IKey;

  /** Hears of runs that failed. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Attaches an isolated network to the hub of another account: from the application zone, and from no other, a default route leads to
 * the firewall there. Nothing is imported: the gateway is found by the account that shares it, and the route is made once the hub
 * has accepted the attachment.
 *
 * Meets `8.3/boundary#inspected-egress`.
 */
export class TransitSpoke extends Construct {
  readonly attachment: CfnTransitGatewayAttachment;
  readonly route: CfnRoute;
  readonly handler: HandlerFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TransitSpokeProps,
  ) {
    super(scope, id);
    const { network, hubAccount } = props;
    this.handler = this.handlerFor(props);
    const gateway = this.asked('Gateway', SHARED_GATEWAY_TYPE, { OwnerId: hubAccount });
    const transitGatewayId = gateway.getAttString('TransitGatewayId');

    this.attachment = new CfnTransitGatewayAttachment(this, 'Attachment', {
      transitGatewayId,
      vpcId: network.vpc.attrVpcId,
      subnetIds: network.subnets.application.map(({ attrSubnetId }) => attrSubnetId),
      options: { ApplianceModeSupport: 'disable', DnsSupport: 'enable', SecurityGroupReferencingSupport: 'disable' },
      tags: [{ key: 'Name', value: props.name }],
    });
    meets(this.attachment, '8.3/vpc-isolation#route-domain-separation');

    const accepted = this.asked('Accepted', 'Custom::AcceptedTransitAttachment', {
      TransitGatewayAttachmentId: this.attachment.attrId,
    });
    this.route = new CfnRoute(this, 'Internet', {
      routeTableId: network.routeTables.application.attrRouteTableId,
      destinationCidrBlock: '0.0.0.0/0',
      transitGatewayId,
    });
    // EC2 knows the gateway of another account in a route once the attachment stands
    this.route.node.addDependency(accepted);
    meets(this.route, '8.3/boundary#inspected-egress');
    if (props.endpoints) this.useEndpoints(props);
  }

  /** The profile is found by a parameter that the hub shares with it. */
  private useEndpoints({ name, network: { vpc } }: TransitSpokeProps): void {
    const profile = this.asked('Profile', SHARED_PROFILE_TYPE, { ParameterArn: this.profileParameter });
    const names = new CfnProfileAssociation(this, 'Names', {
      name: `${name}-endpoints`,
      profileId: profile.getAttString('ProfileId'),
      resourceId: vpc.attrVpcId,
    });
    meets(names, '8.3/interface-security#private-service-interfaces');
  }

  private get profileParameter(): string {
    const { partition, region } = Stack.of(this);
    const { name, hubAccount } = this.props;
    return `arn:${partition}:ssm:${region}:${hubAccount}:parameter${profileParameterName(name)}`;
  }

  private asked(id: string, resourceType: string, properties: Readonly<Record<string, string>>): CustomResource {
    const resource = new CustomResource(this, id, {
      resourceType,
      serviceToken: this.handler.function.attrArn,
      properties,
    });
    // made once the role may call what the code calls
    resource.node.addDependency(this.handler.role);
    return resource;
  }

  private handlerFor({ name, key, topic, retention, endpoints }: TransitSpokeProps): HandlerFunction {
    const { region } = Stack.of(this);
    return new HandlerFunction(this, 'Handler', {
      name,
      handler: 'transit-spoke',
      place: region,
      description: 'Finds the hub, and waits until it has accepted the network',
      timeout: Duration.minutes(15),
      key,
      topic,
      ...(retention && { retention }),
      grants: [
        new PolicyStatement({
          sid: 'SeeHub',
          // of no resource: EC2 lists for the whole region
          actions: ['ec2:DescribeTransitGatewayVpcAttachments', 'ec2:DescribeTransitGateways'],
          resources: ['*'],
          conditions: { StringEquals: { 'ec2:Region': region } },
        }),
        ...(endpoints
          ? [
              new PolicyStatement({
                sid: 'FindNames',
                actions: ['ssm:GetParameter'],
                resources: [this.profileParameter],
              }),
            ]
          : []),
      ],
    });
  }
}
