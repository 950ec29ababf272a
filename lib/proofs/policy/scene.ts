import type { PartitionName } from '../../../constructs/partition';
import type { JudgedEstate } from '../../evidence/estate';
import { OUTSIDER } from './askers';
import { type OrganizationEstate, policyNameOf } from './estate';
import type { Condition } from './model';
import { parsePolicy } from './parse';

/** Where attacks play, as far as the templates tell. */
export interface Scene {
  readonly partition: PartitionName;
  /** The landing zone's name. */
  readonly name: string;
  /** A member account. */
  readonly account: string;
  /** An allowed region. */
  readonly region: string;
  /** A region that is not allowed. */
  readonly foreignRegion: string;
  /** Another member account. */
  readonly neighbour: string;
  /** An account of somebody else. */
  readonly outsider: string;
  /** Id of the organization, as the policies name it; undefined where there is a single account. */
  readonly organizationId: string | undefined;
  /** An address from which people are expected; empty where any is. */
  readonly expectedAddress: string;
  /** Roles that deploy the landing zone; the first of them is one that attackers covet. */
  readonly platformRoles: readonly string[];
  /** Puts all of it into a text. */
  readonly fill: (text: string) => string;
}

/** In the accounts of an organization. */
export function organizationScene(estate: JudgedEstate, organization: OrganizationEstate): Scene {
  const { stack } = estate.originOf(organization.template);
  return sceneOf(estate, { organization, name: nameOf(organization, stack) });
}

/** In the account of an organization that none of its policies binds. */
export function managementScene(estate: JudgedEstate, organization: OrganizationEstate): Scene {
  const { name } = organizationScene(estate, organization);
  return sceneOf(estate, { organization, name, account: organization.managementAccount });
}

/** In the one account that there is. */
export const accountScene = (estate: JudgedEstate, name: string): Scene => sceneOf(estate, { name });

/** What is known of the landing zone beside its places. */
interface SceneSource {
  /** Undefined where there is a single account. */
  readonly organization?: OrganizationEstate;
  readonly name: string;
  /** @default - the first of those that the templates name and policies bind */
  readonly account?: string;
}

function sceneOf(estate: JudgedEstate, { organization, name, account }: SceneSource): Scene {
  const origins = estate.templates.map((template) => estate.originOf(template)).filter(({ cloud }) => cloud === 'aws');
  const home = organization ? estate.originOf(organization.template) : origins[0];
  const conditions = organization ? controlConditions(organization) : boundaryConditions(estate);
  const allowed = valuesOf(conditions, ['aws:requestedregion']);
  const regions = [home, ...origins]
    .map((origin) => origin?.region ?? '')
    .filter((region) => /^[a-z-]+-\d$/.test(region));
  const accounts = origins.map(({ account }) => account).filter((account) => isGuarded(account, organization));
  const members = [...new Set(accounts)];
  const partition = home?.partition === 'aws-cn' ? 'aws-cn' : 'aws';
  const values = {
    partition,
    name,
    account: account ?? members[0] ?? ANY_MEMBER,
    region: regions.find((region) => allowed.includes(region)) ?? regions[0] ?? ELSEWHERE[partition][0] ?? '',
    neighbour: members[1] ?? OTHER_MEMBER,
    outsider: OUTSIDER.account,
    organizationId: organization && (valuesOf(conditions, ORGANIZATION_KEYS)[0] ?? UNNAMED_ORGANIZATION),
    expectedAddress: valuesOf(conditions, ['aws:sourceip'])[0]?.split('/')[0] ?? '',
    foreignRegion: ELSEWHERE[partition].find((region) => !allowed.includes(region)) ?? UNLISTED,
  } as const;
  const platformRoles = [stackSetRole(estate), BOOTSTRAP_ROLE];
  const words: Readonly<Record<string, string | undefined>> = {
    ...values,
    exempt: platformRoles[0] ?? '',
    suffix: SUFFIXES[partition],
  };
  return {
    ...values,
    platformRoles,
    fill: (text) => text.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole),
  };
}

/** Stand for member accounts where no template names any. */
const ANY_MEMBER = '999999999998';
const OTHER_MEMBER = '999999999997';

/** How the names of services end that a partition names after itself. */
const SUFFIXES: Readonly<Record<PartitionName, string>> = { aws: 'amazonaws.com', 'aws-cn': 'amazonaws.com.cn' };

/** Keys by which policies tell inside from outside. */
const ORGANIZATION_KEYS = ['aws:resourceorgid', 'aws:principalorgid'];

/** Stands for an organization that no policy names. */
const UNNAMED_ORGANIZATION = 'o-unnamed0000';

/** Regions of which one is likely not to be allowed. */
const ELSEWHERE: Readonly<Record<PartitionName, readonly string[]>> = {
  aws: ['ap-southeast-2', 'sa-east-1', 'us-west-2', 'eu-north-1'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
};

/** A region as it may open one day: where all regions of today are allowed, none of tomorrow is. */
const UNLISTED = 'unlisted-region-1';

/** The management account of an organization is bound by none of its policies. */
const isGuarded = (account: string, organization: OrganizationEstate | undefined): boolean =>
  /^\d{12}$/.test(account) && account !== organization?.managementAccount;

const controlConditions = ({ paths }: OrganizationEstate): readonly Condition[] =>
  paths
    .flatMap(({ serviceControl, resourceControl }) => [...serviceControl, ...resourceControl])
    .flatMap(({ policies }) => policies.flatMap(({ statements }) => statements))
    .flatMap(({ conditions }) => conditions);

/** In a single account boundaries refuse what an organization's policies would. */
const boundaryConditions = ({ estate }: JudgedEstate): readonly Condition[] =>
  estate
    .ofType('AWS::IAM::ManagedPolicy')
    .map((policy) =>
      parsePolicy(policy.raw('PolicyDocument'), { name: policy.id, environment: policy.template.environment }),
    )
    .flatMap(({ statements }) => statements)
    .flatMap(({ conditions }) => conditions);

/** What conditions compare keys with. */
const valuesOf = (conditions: readonly Condition[], keys: readonly string[]): readonly string[] =>
  conditions
    .filter(({ operator, key }) => operator !== 'Null' && keys.includes(key.toLowerCase()))
    .flatMap(({ values }) => values);

/** `acme` of `acme-guardrails-1`, else of the stack. */
function nameOf({ policies }: OrganizationEstate, stack: string): string {
  const names = policies.map((policy) => /^(.+)-guardrails-\d+$/.exec(policyNameOf(policy))?.[1]);
  return names.find((name) => name !== undefined) ?? stack.replace(/-organization$/, '');
}

/** The role in which the CDK has CloudFormation act. */
const BOOTSTRAP_ROLE = 'cdk-hnb659fds-cfn-exec-role';

/** The role in which CloudFormation's stack sets act in members, by the way in which they are delivered. */
function stackSetRole(estate: JudgedEstate): string {
  const models = estate.estate.ofType('AWS::CloudFormation::StackSet').map((set) => set.text('PermissionModel'));
  return models.includes('SELF_MANAGED') ? 'AWSCloudFormationStackSetExecutionRole' : 'stacksets-exec-1a2b3c4d5e6f7a8b';
}
