import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { handlerLogGroupName } from '../handler-function/names';
import { KeyUse } from '../purpose-key/key-use';
import { meets } from '../standard';

/** The resource type by which rules know in a template that the default network is taken away. */
const REMOVE_DEFAULT_NETWORK_TYPE = 'Custom::RemoveDefaultNetwork';

const HANDLER = 'default-network';

/** The tag that every resource of a landing zone carries, and no default network does. */
const TAG_OF_OURS = 'isms:data-class';

/** What a `RemoveDefaultNetwork` needs to know. */
export interface RemoveDefaultNetworkProps {
  /** The landing zone's name. */
  readonly name: string;

  /**
   * Regions whose default network goes.
   * @default - that of the stack
   */
  readonly regions?: readonly string[];

  /** Encrypts the handler's log. Its policy must have `RemoveDefaultNetwork.keyUses(name)`. */
  readonly key: IKey;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Takes the default network of the stack's account away in each of the regions, in which everything gets a public address and a way to
 * the internet by itself. A network in which anything stands is kept, and the deployment fails with what stands there, for all regions
 * at once. Nobody else hears of it: CloudFormation alone calls the handler, waits for its answer, and tells.
 *
 * Meets `8.3/vpc-isolation#no-default-network` where it is deployed.
 *
 * @throws when no region is named, or the log is kept for less than the law wants.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/deleting-default-vpc.html
 */
export class RemoveDefaultNetwork extends Construct {
  /** What the key must allow. */
  static keyUses(name: string): readonly KeyUse[] {
    return [KeyUse.cloudWatchLogs(handlerLogGroupName(name, HANDLER))];
  }

  readonly handler: HandlerFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: RemoveDefaultNetworkProps) {
    super(scope, id);
    const { name, key, retention, regions = [Stack.of(this).region] } = props;
    if (regions.length === 0) {
      throw new Error(`${this.node.path}: name the regions in which 8.3/vpc-isolation#no-default-network is to hold.`);
    }
    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: HANDLER,
      description: 'Takes the default network of each region away',
      timeout: Duration.minutes(10),
      key,
      ...(retention && { retention }),
      grants: grants(this, regions),
    });
    this.resource = new CustomResource(this, 'Network', {
      resourceType: REMOVE_DEFAULT_NETWORK_TYPE,
      serviceToken: this.handler.function.attrArn,
      properties: { Regions: regions },
    });
    // made once the role may call what the code calls
    this.resource.node.addDependency(this.handler.role);

    meets(this.resource, '8.3/vpc-isolation#no-default-network');
  }
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
function grants(scope: Construct, regions: readonly string[]): readonly PolicyStatement[] {
  const { partition, account } = Stack.of(scope);
  const inThem = { StringEquals: { 'ec2:Region': regions } };
  const any = (...types: readonly string[]): string[] =>
    types.map((type) => `arn:${partition}:ec2:*:${account}:${type}/*`);
  return [
    new PolicyStatement({
      sid: 'FindIt',
      // of no resource: EC2 lists for a whole region
      actions: [
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNetworkAcls',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcEndpoints',
        'ec2:DescribeVpcs',
        'ec2:DescribeVpnGateways',
      ],
      resources: ['*'],
      conditions: inThem,
    }),
    new PolicyStatement({
      sid: 'RemoveIt',
      actions: ['ec2:DeleteInternetGateway', 'ec2:DeleteSubnet', 'ec2:DeleteVpc', 'ec2:DetachInternetGateway'],
      resources: any('internet-gateway', 'subnet', 'vpc'),
      // its id is known at deployment only, and EC2 has no key that says default: what the landing zone made is spared
      conditions: { ...inThem, Null: { [`aws:ResourceTag/${TAG_OF_OURS}`]: 'true' } },
    }),
  ];
}
