import { CfnStackSet, Stack, Tags } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { STACK_SET_ROLES } from '../guardrails/platform-roles';
import { meets } from '../standard';
import { type EmbeddedTemplate, embeddedTemplate } from './embedded-template';
import { MemberBaseline, type MemberBaselineProps } from './member-baseline';

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
  readonly after?: readonly BaselineStackSet[];
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

/** What a `BaselineStackSet` needs to know. */
export interface BaselineStackSetProps {
  /** The landing zone's name; the stack set is `<name>-<concern>-<unit>`. */
  readonly name: string;

  /**
   * What the template is about, where a unit gets more than one.
   * @default 'baseline'
   */
  readonly concern?: string;

  /** The organizational unit: its name in the configuration, and its id. */
  readonly unit: { readonly name: string; readonly id: string };

  /** What each account gets: `embeddedBaseline(…)`, made once for all units that get the same. */
  readonly template: EmbeddedTemplate;

  /** Every allowed region, in the order of deployment: the home region first. */
  readonly regions: readonly string[];

  /** Who keeps the list of accounts: the organization or the configuration. */
  readonly delivery: ServiceManaged | SelfManaged;
}

/** The template of the baseline, for any account and region. */
export function embeddedBaseline(
  props: MemberBaselineProps & {
    /** On everything that takes tags. */
    readonly tags?: Readonly<Record<string, string>>;
  },
): EmbeddedTemplate {
  return embeddedTemplate('MemberBaseline', (stack) => {
    new MemberBaseline(stack, 'Baseline', props);
    for (const [key, value] of Object.entries(props.tags ?? {})) Tags.of(stack).add(key, value);
  });
}

/**
 * Gives the baseline to the accounts of one organizational unit, in every allowed region. One stack set a unit: what it
 * costs grows with the units, not with the accounts.
 *
 * When an account leaves the unit its baseline stays, so that it is never without; a unit it then joins finds the names
 * taken, and its stack set has to import what is there.
 *
 * @throws when there is no region to deploy to.
 */
export class BaselineStackSet extends Construct {
  readonly stackSet: CfnStackSet;
  readonly stackSetArn: string;
  readonly template: EmbeddedTemplate;

  constructor(scope: Construct, id: string, props: BaselineStackSetProps) {
    super(scope, id);
    if (props.regions.length === 0) {
      throw new Error(`${this.node.path}: give the regions in which 8.1/c#baseline-coverage is to hold.`);
    }
    const { concern = 'baseline' } = props;
    this.template = props.template;
    this.stackSet = new CfnStackSet(this, 'StackSet', {
      stackSetName: `${props.name}-${concern}-${props.unit.name}`,
      description: `${concern === 'baseline' ? 'Baseline' : `Baseline (${concern})`} of the landing zone ${props.name} in ${props.unit.name}`,
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
    meets(this.stackSet, '8.1/c#baseline-coverage', '8.6/log-collection#automatic-onboarding');
  }

  /** Automatic deployment is not offered here: a change of the accounts is a change of this list. */
  private selfManaged(
    { regions }: BaselineStackSetProps,
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

const serviceManaged = ({ unit, regions }: BaselineStackSetProps, { after = [] }: ServiceManaged) => ({
  permissionModel: 'SERVICE_MANAGED',
  callAs: 'SELF',
  autoDeployment: {
    enabled: true,
    retainStacksOnAccountRemoval: true,
    dependsOn: after.length === 0 ? undefined : after.map(({ stackSetArn }) => stackSetArn),
  },
  stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: [unit.id] }, regions: [...regions] }],
});
