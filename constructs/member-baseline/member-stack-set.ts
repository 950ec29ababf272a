import { CfnStackSet, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { STACK_SET_ROLES } from '../guardrails/platform-roles';
import type { EmbeddedTemplate } from './embedded-template';

/**
 * In percent of the accounts. With soft tolerance those served at the same time may all fail before the operation stops,
 * so that both bounds are the same.
 */
const PREFERENCES = {
  regionConcurrencyType: 'SEQUENTIAL',
  maxConcurrentPercentage: 10,
  failureTolerancePercentage: 10,
  concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
} as const;

/** What AWS documents as the name of the role in which self-managed stack sets reach into accounts. */
const ADMINISTRATION_ROLE = 'AWSCloudFormationStackSetAdministrationRole';

/** Stack sets follow the organization by themselves: accounts that join get the baseline, without anybody's doing. */
export interface ServiceManaged {
  /** Follows the organization. */
  readonly kind: 'service-managed';
  /**
   * Stack sets that have to be done in an account before this one begins.
   * @default - none
   */
  readonly after?: readonly MemberStackSet[];
  /**
   * The accounts of the unit that are reached, and no others, be they new.
   * @default - all, and those that join
   */
  readonly only?: readonly string[];
}

/** Stack sets over named accounts, where the organization is not followed: the list is renewed with each deployment. */
export interface SelfManaged {
  /** Follows the list of accounts. */
  readonly kind: 'self-managed';
  /** Accounts of the unit. */
  readonly accounts: readonly string[];
  /** @default 'AWSCloudFormationStackSetAdministrationRole' - in the account of the stack set */
  readonly administrationRoleName?: string;
  /** @default 'AWSCloudFormationStackSetExecutionRole' - in each account */
  readonly executionRoleName?: string;
}

/** What a `MemberStackSet` needs to know. */
export interface MemberStackSetProps {
  /** Its name. */
  readonly stackSetName: string;

  /** What it is for, for the person who finds it in the console. */
  readonly description: string;

  /** The organizational unit: its name in the configuration, and its id. */
  readonly unit: { readonly name: string; readonly id: string };

  /** What each account gets, made once for all units that get the same. */
  readonly template: EmbeddedTemplate;

  /** Regions in the order of deployment: the home region first. */
  readonly regions: readonly string[];

  /** Who keeps the list of accounts: the organization or the configuration. */
  readonly delivery: ServiceManaged | SelfManaged;

  /** What becomes of the stack of an account that leaves the unit. */
  readonly onLeaving: 'keep' | 'remove';
}

/**
 * Gives a template to the accounts of one organizational unit. One stack set a unit: what it costs grows with the units, not
 * with the accounts.
 */
export class MemberStackSet extends Construct {
  readonly stackSet: CfnStackSet;
  readonly stackSetArn: string;
  readonly template: EmbeddedTemplate;

  constructor(scope: Construct, id: string, props: MemberStackSetProps) {
    super(scope, id);
    this.template = props.template;
    this.stackSet = new CfnStackSet(this, 'StackSet', {
      stackSetName: props.stackSetName,
      description: props.description,
      templateBody: props.template.body,
      capabilities: ['CAPABILITY_NAMED_IAM'],
      managedExecution: { Active: true },
      operationPreferences: { ...PREFERENCES, regionOrder: [...props.regions] },
      ...(props.delivery.kind === 'service-managed'
        ? serviceManaged(props, props.delivery)
        : this.selfManaged(props, props.delivery)),
    });
    const { partition, region, account } = Stack.of(this);
    this.stackSetArn = `arn:${partition}:cloudformation:${region}:${account}:stackset/${this.stackSet.attrStackSetId}`;
  }

  /** Automatic deployment is not offered here: a change of the accounts is a change of this list. */
  private selfManaged(
    { regions }: MemberStackSetProps,
    {
      accounts,
      administrationRoleName = ADMINISTRATION_ROLE,
      executionRoleName = STACK_SET_ROLES['self-managed'],
    }: SelfManaged,
  ) {
    const { partition, account } = Stack.of(this);
    return {
      permissionModel: 'SELF_MANAGED',
      administrationRoleArn: `arn:${partition}:iam::${account}:role/${administrationRoleName}`,
      executionRoleName,
      stackInstancesGroup:
        accounts.length === 0 ? undefined : [{ deploymentTargets: { accounts: [...accounts] }, regions: [...regions] }],
    };
  }
}

const serviceManaged = ({ unit, regions, onLeaving }: MemberStackSetProps, { after = [], only }: ServiceManaged) => ({
  permissionModel: 'SERVICE_MANAGED',
  callAs: 'SELF',
  autoDeployment: only
    ? { enabled: false }
    : {
        enabled: true,
        retainStacksOnAccountRemoval: onLeaving === 'keep',
        dependsOn: after.length === 0 ? undefined : after.map(({ stackSetArn }) => stackSetArn),
      },
  stackInstancesGroup: [
    {
      deploymentTargets: {
        organizationalUnitIds: [unit.id],
        ...(only && { accountFilterType: 'INTERSECTION', accounts: [...only] }),
      },
      regions: [...regions],
    },
  ],
});
