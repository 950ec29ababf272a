import { Stack } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { handlerRoleName } from '../handler-function/names';
import { CONTROL_INDEX, sessionControlTable } from '../session-control/names';
import { meets } from '../standard';

/** IAM knows no region, and every region has both. */
export const sessionLookRoleName = (name: string, region: string): string => `${name}-session-look-${region}`;

/**
 * Starts of sessions in accounts, as CloudTrail tells EventBridge; refused ones are none.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const startPattern = (accounts: readonly string[]) => ({
  source: ['aws.ssm'],
  'detail-type': ['AWS API Call via CloudTrail'],
  account: [...accounts],
  detail: { eventSource: ['ssm.amazonaws.com'], eventName: ['StartSession'], errorCode: [{ exists: false }] },
});

/** What a `SessionStarts` needs to know. */
export interface SessionStartsProps {
  /** The landing zone's name. */
  readonly name: string;

  /** The account of the `SessionReconciliation`. */
  readonly reconciledFrom: string;

  /** The organization of both accounts, `o-…`. */
  readonly organizationId: string;

  /**
   * `required`: the reconciliation looks up approvals as well. The key of their table must let the role use it.
   * @default 'none'
   */
  readonly approval?: 'none' | 'required';
}

/**
 * In an account and region with a bastion: tells the reconciliation of another account of each session that starts, and lets it see
 * which sessions there are.
 */
export class SessionStarts extends Construct {
  readonly rule: CfnRule;
  /** In whose name EventBridge hands events on. */
  readonly sender: Role;
  /** In whose name sessions are looked at. */
  readonly look: Role;

  constructor(scope: Construct, id: string, props: SessionStartsProps) {
    super(scope, id);
    const { partition, region, account } = Stack.of(this);
    const bus = `arn:${partition}:events:${region}:${props.reconciledFrom}:event-bus/default`;
    this.sender = this.senderTo(bus, props);
    this.rule = new CfnRule(this, 'Rule', {
      name: `${props.name}-session-starts`,
      description: 'Hands starts of sessions on to the account that reconciles them with recordings',
      eventPattern: startPattern([account]),
      state: 'ENABLED',
      targets: [{ id: 'Archive', arn: bus, roleArn: this.sender.roleArn }],
    });
    this.look = this.lookFor(props);

    meets(this.rule, '8.2/session-recording#session-reconciliation');
    meets(this.look, '8.2/session-recording#session-reconciliation');
  }

  private senderTo(bus: string, { name }: SessionStartsProps): Role {
    const { region } = Stack.of(this);
    return new Role(this, 'Sender', {
      roleName: `${name}-session-starts-${region}`,
      description: 'EventBridge hands starts of sessions on',
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        Send: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus] })],
        }),
      },
    });
  }

  private lookFor(props: SessionStartsProps): Role {
    const { name, reconciledFrom, organizationId } = props;
    const { partition, region } = Stack.of(this);
    const caller = handlerRoleName(name, 'session-reconciliation', region);
    return new Role(this, 'Look', {
      roleName: sessionLookRoleName(name, region),
      description: 'Sees which sessions there are on hosts',
      // by condition and not as principal: the role over there may not exist yet
      assumedBy: new AccountPrincipal(reconciledFrom).withConditions({
        ArnEquals: { 'aws:PrincipalArn': `arn:${partition}:iam::${reconciledFrom}:role/${caller}` },
        StringEquals: { 'aws:PrincipalOrgID': organizationId },
      }),
      inlinePolicies: { Sessions: new PolicyDocument({ statements: [...lookStatements(this, props)] }) },
    });
  }
}

/** What it takes to see sessions and the names of hosts, which knows no resources, and approvals where they are required. */
export function lookStatements(
  scope: Construct,
  { name, approval = 'none' }: Pick<SessionStartsProps, 'name' | 'approval'>,
): readonly PolicyStatement[] {
  const { partition, region, account } = Stack.of(scope);
  const table = `arn:${partition}:dynamodb:${region}:${account}:table/${sessionControlTable(name)}`;
  const see = new PolicyStatement({
    sid: 'SeeSessions',
    actions: ['ssm:DescribeInstanceInformation', 'ssm:DescribeSessions'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:RequestedRegion': region } },
  });
  if (approval === 'none') return [see];
  return [
    see,
    new PolicyStatement({
      sid: 'SeeApprovals',
      actions: ['dynamodb:Query'],
      resources: [`${table}/index/${CONTROL_INDEX}`],
    }),
  ];
}
