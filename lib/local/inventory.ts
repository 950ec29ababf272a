import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { StackPlace } from '../collect/deployed';
import type { Standing, StandingCounts } from '../collect/local-cloud';
import { membersOf } from '../collect/members';
import type { PlannedStack } from '../stacks/plan';
import { clientOf } from './environment';
import { standingStack } from './standing-stacks';

/** A resource of a stack, and what became of it. */
export interface Deployed {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly standing: Standing;
}

/** Where a resource has its place in what was planned. */
export type Placed = Pick<Deployed, 'stack' | 'account' | 'region' | 'logicalId'>;

export const placeKey = ({ stack, account, region, logicalId }: Placed): string =>
  [stack, account, region, logicalId].join('\u0000');

/** The same resource, and not another one that was made in its place. */
export const identityOf = (resource: Placed & Pick<Deployed, 'physicalId'>): string =>
  `${placeKey(resource)}\u0000${resource.physicalId}`;

/** With which the adapter begins the id of a resource that no API holds. */
const RECORDED_ONLY = 'recorded-only:';

/** Types that CloudFormation makes nothing of, in an emulator or not. */
const OWN_TYPES = ['AWS::CDK::Metadata'];

const STACK_SET = 'AWS::CloudFormation::StackSet';

/** Every resource of the stacks that were deployed, those of stack sets included, each with what stands behind it. */
export async function inventory(plan: readonly PlannedStack[], port: number): Promise<readonly Deployed[]> {
  const places = plan.map(({ id, account, region }) => ({ stack: id, account, region }));
  const planned = (await Promise.all(places.map((place) => resourcesOf(place, port)))).flat();
  const sets = planned.filter(({ type, standing }) => type === STACK_SET && standing === 'real');
  const reach = (account: string, region: string) => ({ region, client: clientOf(port, account, region) });
  const members = await Promise.all(sets.map((set) => membersOf(set, reach)));
  const delivered = members.flatMap(({ places: made }) => made);
  return [...planned, ...(await Promise.all(delivered.map((place) => resourcesOf(place, port)))).flat()];
}

async function resourcesOf({ stack, account, region, name }: StackPlace, port: number): Promise<readonly Deployed[]> {
  const client = new CloudFormationClient(clientOf(port, account, region));
  const found: Deployed[] = [];
  if (name === undefined && !(await standingStack(client, stack))) return found;
  for await (const page of paginateListStackResources({ client }, { StackName: name ?? stack })) {
    for (const resource of page.StackResourceSummaries ?? []) {
      const {
        LogicalResourceId: logicalId = '',
        PhysicalResourceId: physicalId = '',
        ResourceType: type = '',
      } = resource;
      if (OWN_TYPES.includes(type)) continue;
      const standing = standingOf(physicalId, resource.ResourceStatus ?? '');
      found.push({ stack, account, region, logicalId, physicalId, type, standing });
    }
  }
  return found;
}

function standingOf(physicalId: string, status: string): Standing {
  if (status.endsWith('FAILED') || physicalId === '') return 'refused';
  return physicalId.startsWith(RECORDED_ONLY) ? 'recorded' : 'real';
}

/** How many of a type stand how. */
export interface TypeRow {
  readonly type: string;
  readonly counts: StandingCounts;
}

/** By type, in the alphabet's order. */
export function byType(deployed: readonly Deployed[]): readonly TypeRow[] {
  const types = [...new Set(deployed.map(({ type }) => type))].sort();
  return types.map((type) => ({ type, counts: countsOf(deployed.filter((resource) => resource.type === type)) }));
}

export function countsOf(deployed: readonly Deployed[]): StandingCounts {
  const count = (standing: Standing): number => deployed.filter((resource) => resource.standing === standing).length;
  return { real: count('real'), recorded: count('recorded'), refused: count('refused') };
}
