import { CfnOrganizationalUnit } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { AuditTrail } from '../../constructs/audit-trail/audit-trail';
import { Ec2Settings } from '../../constructs/guardrails/ec2-settings';
import { Guardrails } from '../../constructs/guardrails/guardrails';
import { ResourceControls } from '../../constructs/guardrails/resource-controls';
import { ARCHIVE_KEY } from '../../constructs/log-archive/names';
import { BaselineStackSet, embeddedBaseline } from '../../constructs/member-baseline/baseline-stack-set';
import type { MemberStackSet, SelfManaged, ServiceManaged } from '../../constructs/member-baseline/member-stack-set';
import { embeddedThirdPartyRole, ThirdPartyStackSet } from '../../constructs/third-party-role/third-party-stack-set';
import { accountFor, accountsOfSupplier } from '../config/accounts';
import type { LandingZoneConfig, Organization, OrganizationConfig, Unit } from '../config/schema';
import type { Target } from '../evidence/subject';
import { baselineProps } from './baseline';
import type { Delivered, Delivering } from './delivered';
import { type CentralIdentity, centralIdentity } from './identity';
import { watchIdentities } from './identity-watch';
import { LandingZoneStack, stackTags } from './landing-zone-stack';
import { trailProps } from './log-archive';
import { boundaryTemplate, federationTemplates } from './member-identity';
import { alertEmails } from './people';
import type { PlannedStack } from './plan';
import { supplierEntries } from './suppliers';
import { type Watched, watchedLog } from './trail-watch';

/** What only the management account can do: units, guardrails, the trail of the organization, the baseline of its members, and the roles of suppliers. */
export class OrganizationStack extends LandingZoneStack implements Delivering {
  readonly delivered: readonly Delivered[];
  /** Permission sets by job function, and which groups hold them where. */
  readonly identity: CentralIdentity;

  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, {
      config,
      planned,
      description:
        'Organizational units, guardrails, organization trail with its alarms, member baseline, permission sets',
    });
    if (config.profile !== 'organization') throw new Error(`${planned.id}: a single account has no organization`);
    const units = this.units(config.organization);
    this.guardrails(config);
    const watched = this.trail(config);
    const baselines = this.baselines(config, units);
    this.delivered = [...baselines, ...this.suppliers(config, units, baselines)];
    this.identity = centralIdentity(new Construct(this, 'Identity'), config, (name) => units.get(name)?.attrId ?? '');
    watchIdentities(this, config, { ...watched, assignments: this.identity.assignments });
  }

  private units({ rootId, units }: Organization): ReadonlyMap<string, CfnOrganizationalUnit> {
    const made = new Map<string, CfnOrganizationalUnit>();
    for (const unit of parentsFirst(units)) {
      const parent = unit.parent === undefined ? undefined : made.get(unit.parent);
      made.set(
        unit.name,
        new CfnOrganizationalUnit(this, `Unit-${unit.name}`, { name: unit.name, parentId: parent?.attrId ?? rootId }),
      );
    }
    return made;
  }

  /** Organizations refuses changes that come at the same time, of whatever type the policies are. */
  private guardrails(config: OrganizationConfig): void {
    const { name, partition, regions, organization, identity, suppliers, network } = config;
    const targetIds = [organization.rootId];
    const context = {
      name,
      partition,
      allowedRegions: regions.allowed,
      organizationId: organization.id,
      expectedNetworks: identity.expectedNetworks,
      endpointNetworks: network.hub?.endpoints?.vpcs ?? [],
      trustedAccounts: suppliers.flatMap(accountsOfSupplier),
      targetIds,
      delivery: organization.delivery,
    };
    const made: Construct[] = [new Guardrails(this, 'Guardrails', context)];
    if (organization.policyTypes.includes('resource-control')) {
      made.push(new ResourceControls(this, 'ResourceControls', context));
    }
    if (organization.policyTypes.includes('declarative-ec2')) {
      made.push(new Ec2Settings(this, 'Ec2Settings', { name, targetIds }));
    }
    made.forEach((policies, index) => {
      const before = made[index - 1];
      if (before) policies.node.addDependency(before);
    });
  }

  private trail(config: OrganizationConfig): Watched {
    const { name, partition, regions, organization } = config;
    const { topic } = new AlertTopic(this, 'Alerts', { name, subject: 'trail', emails: alertEmails(config) });
    const archive = accountFor(config, 'log-archive');
    const key = `arn:${partition}:kms:${regions.home}:${archive}:alias/${name}/${ARCHIVE_KEY}`;
    const logGroup = watchedLog(this, config, topic);
    new AuditTrail(this, 'Trail', { ...trailProps(config, key), organizationId: organization.id, logGroup });
    return { logGroup, topic };
  }

  /**
   * Two for each unit below the root, which reach the units below it as well: what stands in each region, and the boundary of
   * workloads, which stands once since IAM is global. People who are federated need a third.
   */
  private baselines(
    config: OrganizationConfig,
    made: ReadonlyMap<string, CfnOrganizationalUnit>,
  ): readonly Delivered[] {
    const { name, regions, organization } = config;
    const template = embeddedBaseline({ ...baselineProps(config), tags: stackTags(config) });
    const boundary = boundaryTemplate(config);
    const federation = federationTemplates(config);
    const top = organization.units.filter(({ parent }) => parent === undefined);
    return top.flatMap((unit): readonly Delivered[] => {
      const accounts = accountsBelow(unit.name, organization);
      const target: Target = { ou: unit.name, accounts: accounts.length };
      const common = { name, unit: { name: unit.name, id: made.get(unit.name)?.attrId ?? '' } };
      const delivery = deliveryTo(accounts, organization);
      const stackSet = new BaselineStackSet(this, `Baseline-${unit.name}`, {
        ...common,
        template,
        regions: [regions.home, ...regions.allowed.filter((region) => region !== regions.home)],
        delivery,
      });
      const bounding = new BaselineStackSet(this, `Boundary-${unit.name}`, {
        ...common,
        concern: 'boundary',
        template: boundary,
        // IAM is global
        regions: [regions.home],
        delivery,
      });
      const delivered = [stackSet, bounding].map((made): Delivered => ({ stackSet: made, target }));
      const roles = federation(unit.name);
      if (!roles) return delivered;
      const identity = new BaselineStackSet(this, `Identity-${unit.name}`, {
        ...common,
        concern: 'identity',
        template: roles,
        regions: [regions.home],
        // the boundary has to be there before a role carries it
        delivery: delivery.kind === 'service-managed' ? { ...delivery, after: [bounding] } : delivery,
      });
      waitFor(identity, [bounding], delivery);
      return [...delivered, { stackSet: identity, target }];
    });
  }

  /** A StackSet for each supplier and unit, after the baseline that brings the boundary of its role. */
  private suppliers(
    config: OrganizationConfig,
    made: ReadonlyMap<string, CfnOrganizationalUnit>,
    baselines: readonly Delivered[],
  ): readonly Delivered[] {
    const { name, regions, organization } = config;
    return supplierEntries(config).flatMap(({ role, units }) => {
      const template = embeddedThirdPartyRole({ ...role, tags: stackTags(config) });
      return units.map((unit) => {
        const accounts = accountsBelow(unit, organization);
        const delivery = deliveryTo(accounts, organization);
        const top = topAbove(unit, organization);
        const after = baselines.filter(({ target }) => target.ou === top).map(({ stackSet }) => stackSet);
        const stackSet = new ThirdPartyStackSet(this, `Supplier-${role.supplier}-${unit}`, {
          name,
          supplier: role.supplier,
          template,
          unit: { name: unit, id: made.get(unit)?.attrId ?? '' },
          homeRegion: regions.home,
          delivery: delivery.kind === 'service-managed' ? { ...delivery, after } : delivery,
        });
        waitFor(stackSet, after, delivery);
        return { stackSet, target: { ou: unit, accounts: accounts.length } };
      });
    });
  }
}

/** What StackSets deploy by themselves names those that come first; what they do not follows in the order of the stack. */
function waitFor(
  stackSet: MemberStackSet,
  before: readonly MemberStackSet[],
  { kind }: ServiceManaged | SelfManaged,
): void {
  if (kind === 'self-managed') stackSet.node.addDependency(...before);
}

const deliveryTo = (accounts: readonly string[], { delivery }: Organization): ServiceManaged | SelfManaged =>
  delivery === 'service-managed' ? { kind: 'service-managed' } : { kind: 'self-managed', accounts };

/** Ids of the accounts of a unit and of the units below it; the management account gets its baseline as a stack. */
export function accountsBelow(unit: string, { units, accounts }: Organization): readonly string[] {
  const below = units
    .filter(({ parent }) => parent === unit)
    .flatMap(({ name }) => accountsBelow(name, { units, accounts } as Organization));
  return [
    ...accounts.filter((account) => account.unit === unit && account.role !== 'management').map(({ id }) => id),
    ...below,
  ];
}

/** The unit below the root that takes in a unit. */
function topAbove(unit: string, { units }: Organization): string {
  const parent = units.find(({ name }) => name === unit)?.parent;
  return parent === undefined ? unit : topAbove(parent, { units } as Organization);
}

/** Units in an order in which each finds its parent made. */
function parentsFirst(units: readonly Unit[]): readonly Unit[] {
  const children = (parent: string | undefined): readonly Unit[] =>
    units.filter((unit) => unit.parent === parent).flatMap((unit) => [unit, ...children(unit.name)]);
  return children(undefined);
}
