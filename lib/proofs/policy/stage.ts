import type { Resource } from '../../../constructs/nag/template';
import type { JudgedEstate } from '../../evidence/estate';
import {
  type Asker,
  administrator,
  boundedAdministrator,
  type Party,
  parties,
  platform,
  workloadAdministrator,
} from './askers';
import { FULL_ACCESS, type OrganizationEstate, type OrganizationPath, organizationsIn, policyNameOf } from './estate';
import type { Policy, PolicyKind } from './model';
import { accountScene, managementScene, organizationScene, type Scene } from './scene';
import type { Place } from './trial';
import {
  nameFromBoundary,
  type WorkloadBoundary,
  workloadAdministratorsIn,
  workloadBoundariesIn,
} from './workload-administrator';

/** Where the attacks play, with everybody who has a part. */
export interface Stage {
  readonly scene: Scene;
  /** Undefined where there is a single account. */
  readonly organization?: OrganizationEstate;
  readonly places: readonly Place[];
  /** Who has to be refused, first who has the most rights. */
  readonly administrators: readonly Asker[];
  /** Everybody else who has a part. */
  readonly parties: Readonly<Record<Party, readonly Asker[]>>;
  /** Who may be exempt; nobody where nothing binds them. */
  readonly platform: readonly Asker[];
  /** The account of the organization that its policies do not bind; undefined where no boundary of workloads is made in it. */
  readonly management?: Stage;
  /** What may decide, and the resource that makes it. */
  readonly policies: readonly DecidingPolicy[];
}

/** A policy that may decide. */
interface DecidingPolicy {
  readonly kind: Extract<PolicyKind, 'service-control' | 'resource-control' | 'boundary'>;
  readonly name: string;
  readonly resource: Resource;
}

/** One for each organization that the templates make, or one for the single account. */
export function stagesIn(estate: JudgedEstate): readonly Stage[] {
  const organizations = organizationsIn(estate);
  if (organizations.length > 0) return organizations.map((organization) => stageIn(organization, estate));
  const name = nameFromBoundary(estate);
  return name === undefined ? [] : [inSingleAccount(name, estate)];
}

/** Where attacks play in an organization. */
export function stageIn(organization: OrganizationEstate, estate: JudgedEstate): Stage {
  const scene = organizationScene(estate, organization);
  const { managementAccount } = organization;
  const management = inManagementAccount(organization, estate);
  const control = organization.policies.map((resource) => ({
    kind:
      resource.text('Type') === 'RESOURCE_CONTROL_POLICY'
        ? ('resource-control' as const)
        : ('service-control' as const),
    name: policyNameOf(resource),
    resource,
  }));
  return {
    scene,
    organization,
    places: distinct(organization.paths).map((place) => ({ ...place, managementAccount })),
    administrators: [
      administrator(scene),
      ...workloadAdministratorsIn(estate, scene).map((found) => workloadAdministrator(found, scene)),
    ],
    parties: parties(scene),
    platform: platform(scene),
    ...(management && { management }),
    policies: [...control, ...boundaries(estate, scene)],
  };
}

/** Nothing but the boundary refuses here, as in a single account. */
function inManagementAccount(organization: OrganizationEstate, estate: JudgedEstate): Stage | undefined {
  const scene = managementScene(estate, organization);
  const made = workloadBoundariesIn(estate, scene).filter(
    ({ resource }) => estate.originOf(resource.template).account === scene.account,
  );
  if (made.length === 0) return undefined;
  return {
    scene,
    places: [{ at: [scene.account] }],
    administrators: made.map((boundary) => boundedAdministrator(boundary, scene)),
    parties: parties(scene),
    platform: [],
    policies: made.map(namedAndPlaced),
  };
}

/** Nothing binds the roles that deploy here: the boundary is not theirs. */
function inSingleAccount(name: string, estate: JudgedEstate): Stage {
  const scene = accountScene(estate, name);
  return {
    scene,
    places: [{ at: [scene.account] }],
    administrators: [
      ...workloadBoundariesIn(estate, scene).map((boundary) => boundedAdministrator(boundary, scene)),
      ...workloadAdministratorsIn(estate, scene).map((found) => workloadAdministrator(found, scene)),
    ],
    parties: parties(scene),
    platform: [],
    policies: boundaries(estate, scene),
  };
}

const boundaries = (estate: JudgedEstate, scene: Scene): Stage['policies'] =>
  workloadBoundariesIn(estate, scene).map(namedAndPlaced);

const namedAndPlaced = ({ resource, policy: { name } }: WorkloadBoundary): Stage['policies'][number] => ({
  kind: 'boundary',
  name,
  resource,
});

/** Places with the same policies decide the same; one trial speaks for all. */
function distinct(paths: readonly OrganizationPath[]): readonly Place[] {
  const alike = new Map<string, OrganizationPath[]>();
  for (const path of paths) {
    const key = JSON.stringify(
      [path.serviceControl, path.resourceControl].map((levels) => levels.flatMap(namesOf).sort()),
    );
    alike.set(key, [...(alike.get(key) ?? []), path]);
  }
  return [...alike.values()].flatMap(([first, ...more]) =>
    first
      ? [
          {
            at: [first, ...more].map(({ name }) => name),
            serviceControl: first.serviceControl,
            resourceControl: first.resourceControl,
          },
        ]
      : [],
  );
}

/** Names of attached policies; `FullAWSAccess` on one more level limits nothing. */
const namesOf = ({ policies }: { readonly policies: readonly Policy[] }): readonly string[] =>
  policies.map(({ name }) => name).filter((name) => name !== FULL_ACCESS.name);
