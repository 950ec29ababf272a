import type { PartitionName } from '../../../constructs/partition';
import type { JudgedEstate } from '../../evidence/estate';
import type { OrganizationEstate } from './estate';
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
  /** Roles that deploy the landing zone; the first of them is one that attackers covet. */
  readonly platformRoles: readonly string[];
  /** Puts all of it into a text. */
  readonly fill: (text: string) => string;
}

/** What is known of the landing zone beside its places. */
export interface SceneSource {
  /** Undefined where there is a single account. */
  readonly organization: OrganizationEstate | undefined;
  readonly name: string;
}

export function sceneOf(estate: JudgedEstate, { organization, name }: SceneSource): Scene {
  const origins = estate.templates.map((template) => estate.originOf(template)).filter(({ cloud }) => cloud === 'aws');
  const home = organization ? estate.originOf(organization.template) : origins[0];
  const allowed = allowedRegions(estate);
  const regions = [home, ...origins]
    .map((origin) => origin?.region ?? '')
    .filter((region) => /^[a-z-]+-\d$/.test(region));
  const accounts = origins.map(({ account }) => account).filter((account) => isGuarded(account, organization));
  const partition = home?.partition === 'aws-cn' ? 'aws-cn' : 'aws';
  const values = {
    partition,
    name,
    account: accounts[0] ?? ANY_MEMBER,
    region: regions.find((region) => allowed.includes(region)) ?? regions[0] ?? ELSEWHERE[partition][0] ?? '',
    foreignRegion: ELSEWHERE[partition].find((region) => !allowed.includes(region)) ?? UNLISTED,
  } as const;
  const platformRoles = [stackSetRole(estate), BOOTSTRAP_ROLE];
  const words: Readonly<Record<string, string>> = {
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

/** Stands for a member account where no template names one. */
const ANY_MEMBER = '999999999998';

/** How the names of services end that a partition names after itself. */
const SUFFIXES: Readonly<Record<PartitionName, string>> = { aws: 'amazonaws.com', 'aws-cn': 'amazonaws.com.cn' };

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

/** Where the policies that refuse regions stand. */
const LIMITING: Readonly<Record<string, string>> = {
  'AWS::Organizations::Policy': 'Content',
  'AWS::IAM::ManagedPolicy': 'PolicyDocument',
};

/** Regions that conditions of service control policies and boundaries name. */
const allowedRegions = ({ estate }: JudgedEstate): readonly string[] =>
  Object.entries(LIMITING)
    .flatMap(([type, document]) =>
      estate
        .ofType(type)
        .map((policy) =>
          parsePolicy(policy.raw(document), { name: policy.id, environment: policy.template.environment }),
        ),
    )
    .flatMap(({ statements }) => statements)
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.toLowerCase() === 'aws:requestedregion')
    .flatMap(({ values }) => values);

/** `acme` of `acme-guardrails-1`, else of the stack. */
export function nameOf({ policies }: OrganizationEstate, stack: string): string {
  const names = policies.map((policy) => /^(.+?)-guardrails-\d+(?::|$)/.exec(policy.text('Name'))?.[1]);
  return names.find((name) => name !== undefined) ?? stack.replace(/-organization$/, '');
}

/** The role in which the CDK has CloudFormation act. */
const BOOTSTRAP_ROLE = 'cdk-hnb659fds-cfn-exec-role';

/** The role in which CloudFormation's stack sets act in members, by the way in which they are delivered. */
function stackSetRole(estate: JudgedEstate): string {
  const models = estate.estate.ofType('AWS::CloudFormation::StackSet').map((set) => set.text('PermissionModel'));
  return models.includes('SELF_MANAGED') ? 'AWSCloudFormationStackSetExecutionRole' : 'stacksets-exec-1a2b3c4d5e6f7a8b';
}
