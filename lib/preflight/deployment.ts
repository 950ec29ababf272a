import type { Resource } from '../../constructs/nag/template';
import type { LandingZoneConfig } from '../config/schema';
import type { JudgedEstate } from '../evidence/estate';
import { type PlannedStack, stackPlan } from '../stacks/plan';
import { word } from './shell';

/** Stands for the member accounts to which StackSets deploy. */
export const MEMBERS = 'members';

/** A resource of the synthesized templates, and where it will stand. */
export interface Placed {
  readonly resource: Resource;
  /** Its stack; for what a StackSet delivers, the path to that. */
  readonly stack: string;
  /** Account id, or `members`. */
  readonly account: string;
  readonly region: string;
  /** How many of it there will be: 1, or one for each member account. */
  readonly copies: number;
}

/** What will be deployed, and what the commands call the files that they read. */
export interface Deployment {
  readonly config: LandingZoneConfig;
  /** The configuration file, as the user named it. */
  readonly file: string;
  /** The output folder, as the user named it. */
  readonly out: string;
  readonly stacks: readonly PlannedStack[];
  readonly resources: readonly Placed[];
}

/** Where the documents lie that the commands read. */
export const documentsFolder = (out: string): string => `${out}/preflight`;

/** One of those documents, as a shell writes it down. */
export const documentPath = (out: string, file: string): string => word(`${documentsFolder(out)}/${file}`);

/** One of those documents, as the AWS CLI takes it for a value. */
export const documentUrl = (out: string, file: string): string => word(`file://${documentsFolder(out)}/${file}`);

/** @param estate the templates as synthesized from the configuration, those inside StackSets included */
export function deploymentOf(config: LandingZoneConfig, file: string, out: string, estate: JudgedEstate): Deployment {
  return { config, file, out, stacks: stackPlan(config), resources: placedIn(config, estate) };
}

/** Resources of a type. */
export const ofType = ({ resources }: Deployment, type: string): readonly Placed[] =>
  resources.filter(({ resource }) => resource.type === type);

/** Each account and region once. Those of members are left out: no command can name them. */
export const placesOf = (placed: readonly Placed[]): readonly Pick<Placed, 'account' | 'region'>[] => [
  ...new Map(
    placed
      .filter(({ account }) => account !== MEMBERS)
      .map(({ account, region }) => [`${account} ${region}`, { account, region }]),
  ).values(),
];

/** The accounts into which stacks are deployed, in the order of deployment. */
export const stackAccounts = ({ stacks }: Deployment): readonly string[] => [
  ...new Set(stacks.map(({ account }) => account)),
];

/** The accounts of an organization that StackSets reach: all but the management account. */
export const memberAccounts = (config: LandingZoneConfig) =>
  config.profile === 'organization' ? config.organization.accounts.filter(({ role }) => role !== 'management') : [];

function placedIn(config: LandingZoneConfig, estate: JudgedEstate): readonly Placed[] {
  return estate.templates.flatMap((template) => {
    const { account, region, stack, target } = estate.originOf(template);
    if (account !== 'each')
      return template.resources.map((resource) => ({ resource, stack, account, region, copies: 1 }));
    const regions = stackSetRegions(config, estate, stack);
    const copies = target?.accounts ?? memberAccounts(config).length;
    return template.resources.flatMap((resource) =>
      regions
        .filter((each) => each === config.regions.home || !isHomeOnly(resource))
        .map((each) => ({ resource, stack, account: MEMBERS, region: each, copies })),
    );
  });
}

/** A template for all regions keeps what exists once per account behind a condition on the home region. */
const isHomeOnly = ({ attributes }: Resource): boolean =>
  String(attributes['Condition'] ?? '').includes('IsHomeRegion');

/** The regions that a StackSet names, or those allowed where a trigger adds its instances. */
function stackSetRegions(config: LandingZoneConfig, estate: JudgedEstate, stack: string): readonly string[] {
  const [parent, id = ''] = stack.split('/');
  const stackSet = estate.templates.find(({ name }) => name === parent)?.find(id);
  const groups = (stackSet?.raw('StackInstancesGroup') ?? []) as readonly { readonly Regions?: readonly string[] }[];
  const named = new Set(groups.flatMap(({ Regions = [] }) => Regions));
  return named.size > 0 ? [...named] : config.regions.allowed;
}
