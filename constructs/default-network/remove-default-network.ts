import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { meets } from '../standard';

/** The resource type by which rules know in a template that the default network is taken away. */
const REMOVE_DEFAULT_NETWORK_TYPE = 'Custom::RemoveDefaultNetwork';

/** The tag that every resource of a landing zone carries, and no default network does. */
const TAG_OF_OURS = 'isms:data-class';

/** What a `RemoveDefaultNetwork` needs to know. */
export interface RemoveDefaultNetworkProps {
  /** The landing zone's name. */
  readonly name: string;

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses(name, region)`. */
  readonly key: IKey;

  /** Hears of a run that failed altogether. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * Takes the default network of the stack's account and region away, in which everything gets a public address and a way to the
 * internet by itself. A network in which anything stands is kept, and the deployment fails with what stands there.
 *
 * Meets `8.3/vpc-isolation#no-default-network` where it is deployed.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/deleting-default-vpc.html
 */
export class RemoveDefaultNetwork extends Construct {
  readonly handler: HandlerFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, { name, key, topic, retention }: RemoveDefaultNetworkProps) {
    super(scope, id);
    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'default-network',
      place: Stack.of(this).region,
      description: 'Takes the default network of the region away',
      timeout: Duration.minutes(10),
      concurrency: 1,
      key,
      topic,
      ...(retention && { retention }),
      grants: grants(this),
    });
    this.resource = new CustomResource(this, 'Network', {
      resourceType: REMOVE_DEFAULT_NETWORK_TYPE,
      serviceToken: this.handler.function.attrArn,
    });
    // made once the role may call what the code calls
    this.resource.node.addDependency(this.handler.role);

    meets(this.resource, '8.3/vpc-isolation#no-default-network');
  }
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
function grants(scope: Construct): readonly PolicyStatement[] {
  const { partition, region, account } = Stack.of(scope);
  const any = (...types: readonly string[]): string[] =>
    types.map((type) => `arn:${partition}:ec2:${region}:${account}:${type}/*`);
  return [
    new PolicyStatement({
      sid: 'FindIt',
      // of no resource: EC2 lists for the whole region
      actions: [
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
      conditions: { StringEquals: { 'ec2:Region': region } },
    }),
    new PolicyStatement({
      sid: 'RemoveIt',
      actions: ['ec2:DeleteInternetGateway', 'ec2:DeleteSubnet', 'ec2:DeleteVpc', 'ec2:DetachInternetGateway'],
      resources: any('internet-gateway', 'subnet', 'vpc'),
      // its id is known at deployment only, and EC2 has no key that says default: what the landing zone made is spared
      conditions: { Null: { [`aws:ResourceTag/${TAG_OF_OURS}`]: 'true' } },
    }),
  ];
}
