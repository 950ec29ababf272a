import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type { CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { meets } from '../standard';

/** The resource type by which rules know in a template that a default group is emptied. */
const EMPTY_DEFAULT_SECURITY_GROUP_TYPE = 'Custom::EmptyDefaultSecurityGroup';

/** What an `EmptyDefaultSecurityGroup` needs to know. */
export interface EmptyDefaultSecurityGroupProps {
  /** The landing zone's name. */
  readonly name: string;

  /** The network whose default group is emptied, of the stack's account and region. */
  readonly vpc: CfnVPC;

  /**
   * Further networks of the same account and region: a handler does for all.
   * @default - none
   */
  readonly others?: readonly CfnVPC[];

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
 * Empties the default security group of a network, which EC2 makes open among its members and outwards, and which nobody can delete.
 * CloudFormation cannot take rules from a group that it has not made, so a handler does when the network is made. A network whose
 * group cannot be emptied is not deployed.
 *
 * Rules that somebody adds later are seen and not taken away: the trail alarms on them (`security-group-opened`), and `isms collect`
 * finds them.
 *
 * Meets `8.3/security-groups#default-group-empty`.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export class EmptyDefaultSecurityGroup extends Construct {
  readonly handler: HandlerFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: EmptyDefaultSecurityGroupProps) {
    super(scope, id);
    const { name, vpc, others = [], key, topic, retention } = props;
    const { region } = Stack.of(this);

    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'default-security-group',
      place: region,
      description: 'Empties the default security group of the network',
      timeout: Duration.minutes(5),
      key,
      topic,
      ...(retention && { retention }),
      grants: grants(this, [vpc, ...others]),
    });
    this.resource = this.emptied('Group', vpc);
    others.forEach((other, index) => {
      this.emptied(`Group${index + 2}`, other);
    });
  }

  private emptied(id: string, vpc: CfnVPC): CustomResource {
    const resource = new CustomResource(this, id, {
      resourceType: EMPTY_DEFAULT_SECURITY_GROUP_TYPE,
      serviceToken: this.handler.function.attrArn,
      properties: { GroupId: vpc.attrDefaultSecurityGroup },
    });
    // made once the role may call what the code calls
    resource.node.addDependency(this.handler.role);
    meets(resource, '8.3/security-groups#default-group-empty');
    return resource;
  }
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html */
function grants(scope: Construct, networks: readonly CfnVPC[]): readonly PolicyStatement[] {
  const { partition, region, account } = Stack.of(scope);
  const groups = networks.map(
    ({ attrDefaultSecurityGroup: id }) => `arn:${partition}:ec2:${region}:${account}:security-group/${id}`,
  );
  return [
    new PolicyStatement({
      sid: 'ReadRules',
      // of no resource: EC2 lists for the whole region
      actions: ['ec2:DescribeSecurityGroupRules'],
      resources: ['*'],
      conditions: { StringEquals: { 'ec2:Region': region } },
    }),
    new PolicyStatement({
      sid: 'TakeRules',
      actions: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
      resources: groups,
    }),
  ];
}
