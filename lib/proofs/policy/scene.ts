import type { PartitionName } from '../../../constructs/partition';
import type { JudgedEstate } from '../../evidence/estate';
import { type OrganizationEstate, policyNameOf } from './estate';
import { OUTSIDER } from './parties';

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
  /** Id of the organization, as the policies name it. */
  readonly organizationId: string;
  /** An address from which people are expected; empty where any is. */
  readonly expectedAddress: string;
  /** Roles that deploy the landing zone; the first of them is one that attackers covet. */
  readonly platformRoles: readonly string[];
  /** Puts all of it into a text. */
  readonly fill: (text: string) => string;
}

export function sceneOf(estate: JudgedEstate, organization: OrganizationEstate): Scene {
  const origins = estate.templates.map((template) => estate.originOf(template)).filter(({ cloud }) => cloud === 'aws');
  const home = estate.originOf(organization.template);
  const allowed = allowedRegions(organization);
  const regions = [home, ...origins].map(({ region }) => region).filter((region) => /^[a-z-]+-\d$/.test(region));
  const accounts = origins.map(({ account }) => account).filter((account) => isMember(account, organization));
  const members = [...new Set(accounts)];
  const partition = home.partition === 'aws-cn' ? 'aws-cn' : 'aws';
  const values = {
    partition,
    name: nameOf(organization, home.stack),
    account: members[0] ?? ANY_MEMBER,
    region: regions.find((region) => allowed.includes(region)) ?? regions[0] ?? ELSEWHERE[partition][0] ?? '',
    neighbour: members[1] ?? OTHER_MEMBER,
    outsider: OUTSIDER.account,
    organizationId: valuesIn(organization, ORGANIZATION_KEYS)[0] ?? UNNAMED_ORGANIZATION,
    expectedAddress: valuesIn(organization, ['aws:sourceip'])[0]?.split('/')[0] ?? '',
    foreignRegion: ELSEWHERE[partition].find((region) => !allowed.includes(region)) ?? UNLISTED,
  } as const;
  const platformRoles = [stackSetRole(estate), BOOTSTRAP_ROLE];
  const words: Readonly<Record<string, string>> = { ...values, exempt: platformRoles[0] ?? '' };
  return {
    ...values,
    platformRoles,
    fill: (text) => text.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole),
  };
}

/** Stand for member accounts where no template names any. */
const ANY_MEMBER = '999999999998';
const OTHER_MEMBER = '999999999997';

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

const isMember = (account: string, { managementAccount }: OrganizationEstate): boolean =>
  /^\d{12}$/.test(account) && account !== managementAccount;

/** Regions that conditions of the policies name. */
const allowedRegions = (organization: OrganizationEstate): readonly string[] =>
  valuesIn(organization, ['aws:requestedregion']);

/** What conditions of the organization's policies compare keys with. */
const valuesIn = ({ paths }: OrganizationEstate, keys: readonly string[]): readonly string[] =>
  paths
    .flatMap(({ serviceControl, resourceControl }) => [...serviceControl, ...resourceControl])
    .flatMap(({ policies }) => policies.flatMap(({ statements }) => statements))
    .flatMap(({ conditions }) => conditions)
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
