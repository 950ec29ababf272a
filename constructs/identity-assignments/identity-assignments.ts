import { CustomResource, Duration, Fn, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { HandlerFunction } from '../handler-function/handler-function';
import { meets } from '../standard';
import type { Assignment } from './assignment';

/** The resource type by which rules and people know the assignments in a template. */
export const IDENTITY_ASSIGNMENTS_TYPE = 'Custom::IdentityAssignments';

/** How often assignments are compared. The handler numbers its runs by it: what a run does not look at has its turn within a day. */
const INTERVAL = Duration.minutes(15);

/** The longest that Lambda lets a run take. */
const TIMEOUT = Duration.minutes(15);

/** Characters that EventBridge takes of a target's input. */
const LONGEST_INPUT = 8192;

/** The longest ARN of a permission set and ids of a group and of a unit, in place of values that deployment alone decides. */
const LONGEST_VALUE = 80;

/** What an `IdentityAssignments` needs to know. */
export interface IdentityAssignmentsProps {
  /** The landing zone's name. */
  readonly name: string;

  /** Which group has which permission set where. Whoever has one of these permission sets otherwise loses it. */
  readonly assignments: readonly Assignment[];

  /** The instance of IAM Identity Center, `arn:…:sso:::instance/ssoins-…`. */
  readonly instanceArn: string;

  /**
   * The region of IAM Identity Center.
   * @default - the stack's
   */
  readonly identityRegion?: string;

  /** The organization, `o-…`, whose units and accounts are listed. */
  readonly organizationId: string;

  /** The management account: units belong to it. */
  readonly managementAccount: string;

  /** Encrypts what the handler keeps: `HandlerFunction.keyUses`. */
  readonly key: IKey;

  /** Hears of persons who had been assigned directly, of assignments that fail, and of a day without a complete run. */
  readonly topic: ITopic;

  /**
   * How long the handler's log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * The assignments of IAM Identity Center, held to the configuration: made when the stack is, and compared every quarter of an hour.
 * An account that joins a unit has its assignments by then, without events, which Organizations sends to one region alone.
 *
 * A run makes what is missing and takes away what is not configured, persons assigned directly included. What one run cannot finish
 * the next goes on with: a new organization of a thousand accounts has all its assignments after some hours, during which the stack
 * is already complete. Permission sets that are not configured here are left alone.
 *
 * In the management account, or in one that administers IAM Identity Center for it; the latter cannot assign in the management account.
 *
 * Meets `8.2/identity#group-based-assignment`.
 *
 * @throws when nothing is assigned, or more than the schedule can hold.
 */
export class IdentityAssignments extends Construct {
  readonly handler: HandlerFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: IdentityAssignmentsProps) {
    super(scope, id);
    const { name, assignments, key, topic, retention, instanceArn, identityRegion = Stack.of(this).region } = props;
    requireAssignments(assignments, this.node.path);

    this.handler = new HandlerFunction(this, 'Handler', {
      name,
      handler: 'identity-assignments',
      description: 'Holds the assignments of IAM Identity Center to the configuration',
      timeout: TIMEOUT,
      // two at a time would undo each other's work on old listings
      concurrency: 1,
      key,
      topic,
      ...(retention && { retention }),
      environment: { INSTANCE_ARN: instanceArn, IDENTITY_REGION: identityRegion },
      grants: grants(this, props),
    });
    this.resource = new CustomResource(this, 'Assignments', {
      resourceType: IDENTITY_ASSIGNMENTS_TYPE,
      serviceToken: this.handler.function.attrArn,
      properties: { Assignments: assignments },
    });
    // made once the role may call what the code calls, and gone before it may not
    this.resource.node.addDependency(this.handler.role);
    // a run between the two deletions would give everything back
    this.handler.runEvery(INTERVAL, { Assignments: assignments }).node.addDependency(this.resource);
    this.alarms();

    meets(this.resource, '8.2/identity#group-based-assignment');
  }

  private alarms(): void {
    this.handler.alarmOn(
      'person-assigned',
      'PersonAssigned',
      'Somebody had been given rights in IAM Identity Center directly, not by a group, and has lost them',
    );
    this.handler.alarmOn(
      'assignment-failed',
      'AssignmentFailed',
      'An assignment of IAM Identity Center could not be made or taken away; the log says which',
    );
    this.handler.alarmWithout(
      'completed',
      'AssignmentsCompleted',
      'For a day no comparison of the assignments of IAM Identity Center has come to its end',
    );
  }
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsiamidentitycenter.html */
function grants(scope: Construct, props: IdentityAssignmentsProps): readonly PolicyStatement[] {
  const { partition } = Stack.of(scope);
  const { instanceArn, organizationId, managementAccount } = props;
  // of the instance, not those configured: one that is configured no more must still be taken from those who have it
  const permissionSets = `arn:${partition}:sso:::permissionSet/${Fn.select(1, Fn.split('/', instanceArn))}/*`;
  const accounts = `arn:${partition}:sso:::account/*`;
  const organizations = `arn:${partition}:organizations::${managementAccount}`;
  return [
    new PolicyStatement({
      sid: 'ReadUnits',
      actions: ['organizations:ListAccountsForParent', 'organizations:ListOrganizationalUnitsForParent'],
      resources: [`${organizations}:ou/${organizationId}/ou-*`, `${organizations}:root/${organizationId}/r-*`],
    }),
    new PolicyStatement({
      sid: 'FollowInstance',
      actions: [
        'sso:DescribeAccountAssignmentCreationStatus',
        'sso:DescribeAccountAssignmentDeletionStatus',
        'sso:ListAccountAssignmentsForPrincipal',
      ],
      resources: [instanceArn],
    }),
    new PolicyStatement({
      sid: 'ReadPermissionSets',
      actions: ['sso:ListAccountsForProvisionedPermissionSet'],
      resources: [instanceArn, permissionSets],
    }),
    new PolicyStatement({
      sid: 'AssignPermissionSets',
      actions: ['sso:CreateAccountAssignment', 'sso:DeleteAccountAssignment', 'sso:ListAccountAssignments'],
      resources: [instanceArn, permissionSets, accounts],
    }),
  ];
}

function requireAssignments(assignments: readonly Assignment[], path: string): void {
  if (assignments.length === 0) {
    throw new Error(
      `${path}: nothing is assigned, and 8.2/identity#group-based-assignment gives rights by groups. Name a group and a permission set.`,
    );
  }
  const characters = JSON.stringify({ Assignments: assignments }, (_, value) =>
    typeof value === 'string' && Token.isUnresolved(value) ? 'x'.repeat(LONGEST_VALUE) : value,
  ).length;
  if (characters <= LONGEST_INPUT) return;
  throw new Error(
    `${path}: the assignments take about ${characters} characters, and the daily comparison of 8.2/identity#group-based-assignment gets ${LONGEST_INPUT} of EventBridge. Assign to units higher up instead of to many.`,
  );
}
