import { CfnOrganizationalUnit } from 'aws-cdk-lib/aws-organizations';
import type { Construct } from 'constructs';
import { AuditTrail } from '../../constructs/audit-trail/audit-trail';
import { Guardrails } from '../../constructs/guardrails/guardrails';
import { ARCHIVE_KEY } from '../../constructs/log-archive/names';
import { BaselineStackSet, embeddedBaseline } from '../../constructs/member-baseline/baseline-stack-set';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig, Organization, OrganizationConfig, Unit } from '../config/schema';
import type { Target } from '../evidence/subject';
import { baselineProps } from './baseline';
import { LandingZoneStack, stackTags } from './landing-zone-stack';
import { trailProps } from './log-archive';
import type { PlannedStack } from './plan';

/** A StackSet, and the accounts that its template reaches. */
export interface DeliveredBaseline {
  readonly stackSet: BaselineStackSet;
  readonly target: Target;
}

/** What only the management account can do: units, guardrails, the trail of the organization, and the baseline of its members. */
export class OrganizationStack extends LandingZoneStack {
  readonly baselines: readonly DeliveredBaseline[];

  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, {
      config,
      planned,
      description: 'Organizational units, guardrails, organization trail, member baseline',
    });
    if (config.profile !== 'organization') throw new Error(`${planned.id}: a single account has no organization`);
    const units = this.units(config.organization);
    this.guardrails(config);
    this.trail(config);
    this.baselines = this.deliveredBaselines(config, units);
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

  private guardrails(config: OrganizationConfig): void {
    const { name, partition, regions, organization } = config;
    new Guardrails(this, 'Guardrails', {
      name,
      partition,
      allowedRegions: regions.allowed,
      delivery: organization.delivery,
      targetIds: [organization.rootId],
    });
  }

  private trail(config: OrganizationConfig): void {
    const { name, partition, regions, organization } = config;
    const archive = accountFor(config, 'log-archive');
    const key = `arn:${partition}:kms:${regions.home}:${archive}:alias/${name}/${ARCHIVE_KEY}`;
    new AuditTrail(this, 'Trail', { ...trailProps(config, key), organizationId: organization.id });
  }

  /** One for each unit below the root: it reaches the units below it as well. */
  private deliveredBaselines(
    config: OrganizationConfig,
    made: ReadonlyMap<string, CfnOrganizationalUnit>,
  ): readonly DeliveredBaseline[] {
    const { name, regions, organization } = config;
    const template = embeddedBaseline({ ...baselineProps(config), tags: stackTags(config) });
    const top = organization.units.filter(({ parent }) => parent === undefined);
    return top.map((unit) => {
      const accounts = accountsBelow(unit.name, organization);
      const stackSet = new BaselineStackSet(this, `Baseline-${unit.name}`, {
        name,
        template,
        unit: { name: unit.name, id: made.get(unit.name)?.attrId ?? '' },
        regions: [regions.home, ...regions.allowed.filter((region) => region !== regions.home)],
        delivery:
          organization.delivery === 'service-managed'
            ? { kind: 'service-managed' }
            : { kind: 'self-managed', accounts },
      });
      return { stackSet, target: { ou: unit.name, accounts: accounts.length } };
    });
  }
}

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

/** Units in an order in which each finds its parent made. */
function parentsFirst(units: readonly Unit[]): readonly Unit[] {
  const children = (parent: string | undefined): readonly Unit[] =>
    units.filter((unit) => unit.parent === parent).flatMap((unit) => [unit, ...children(unit.name)]);
  return children(undefined);
}
