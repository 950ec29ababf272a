import * as z from 'zod';
import type { Grant } from '../../constructs/job-functions/grant';
import { email, strict, text } from './fields';
import type { Location } from './problem';
import { exceptions, records, tags } from './sections/assurance';
import { azure } from './sections/azure';
import { continuity } from './sections/continuity';
import { dataClasses, residency, retention } from './sections/data';
import { type accessLevels, contacts, identity, onCall } from './sections/identity';
import { network } from './sections/network';
import { environments, organization } from './sections/organization';
import { sessions } from './sections/sessions';
import { suppliers } from './sections/suppliers';

export const profiles = ['single-account', 'organization'] as const;

export const partitions = ['aws', 'aws-cn'] as const;

const regions = strict({
  home: text('aws-region').describe('Region in which the landing zone lives.'),
  recovery: text('aws-region').describe('Region that takes over. Another one, in the same partition.'),
  allowed: z
    .array(text('aws-region'))
    .min(1)
    .optional()
    .describe('Regions that accounts may use; all others are denied. Left out: home and recovery.'),
})
  .transform(({ home, recovery, allowed }) => ({ home, recovery, allowed: allowed ?? [home, recovery] }))
  .describe('Regions of AWS.');

/**
 * The configuration, `landing-zone.yaml`. The TypeScript type, the JSON Schema for editors and the reference page all
 * come from here: a new key is a line here, and a check in `checks/` where its value depends on another key.
 */
export const schema = strict({
  version: z.literal(1).describe('Version of this format.'),
  name: text('name').describe(
    'Name of the landing zone. Every resource name begins with it, so it cannot change later.',
  ),
  owner: email().describe('Who answers for the landing zone: the tag `isms:owner`.'),
  profile: z
    .enum(profiles)
    .describe(
      '`single-account` puts everything into one account, for trials and small estates; `organization` divides it by duty.',
    ),
  partition: z.enum(partitions).describe('`aws`, or `aws-cn` for the regions in mainland China.'),
  environment: z
    .enum(environments)
    .default('production')
    .describe('What the single account is: the tag `isms:environment`. In an organization the units say it.'),
  regions,
  account: text('account-id')
    .optional()
    .describe('Id of the account, in quotes. Needed with `profile: single-account`.'),
  organization: organization.optional(),
  network,
  dataClasses,
  residency,
  retention,
  lock: z
    .enum(['compliance', 'governance'])
    .default('compliance')
    .describe(
      'Mode of Object Lock and Vault Lock. `compliance`: no one can delete early, not even AWS. `governance`: an ' +
        'administrator can, so that a trial can be taken down; single account only. The gate then names every lock that ' +
        'can be lifted; with exceptions, each with an owner and an end, the report says `partial`.',
    ),
  threatDetection: z
    .enum(['none', 'full'])
    .default('none')
    .describe(
      '`full`: GuardDuty with every protection that the partition has, in each account and region that the baseline reaches; ' +
        'findings are kept in the security account, which raises an alarm on each. AWS charges for it by what it looks at. ' +
        '`none`: nothing detects threats, and the report shows nothing of it for 8.3/intrusion.',
    ),
  continuity: continuity.prefault({}),
  identity: identity.prefault({}),
  sessions: sessions.prefault({}),
  contacts,
  onCall: onCall.optional(),
  suppliers,
  azure: azure.optional(),
  exceptions,
  records,
  tags,
});

/** What parses, before the checks that relate keys to each other. */
export type ParsedConfig = z.output<typeof schema>;

/** A section of the configuration, by its key. */
export type SectionKey = keyof ParsedConfig;

type Common = Omit<ParsedConfig, 'profile' | 'account' | 'organization' | 'dataClasses' | 'identity'> & {
  readonly identity: Identity;
  /** Classes with every handling rule decided: `regions` is filled from `regions.allowed`. */
  readonly dataClasses: readonly DataClass[];
  /** The day, `YYYY-MM-DD`, on which it passed the checks: what had ended by then was refused. */
  readonly checkedOn: string;
};

/** As it was written: what is left out follows from the partition. */
export type ParsedOrganization = NonNullable<ParsedConfig['organization']>;
export type PolicyType = NonNullable<ParsedOrganization['policyTypes']>[number];
/** `policyTypes` is filled. */
export type Organization = Omit<ParsedOrganization, 'policyTypes'> & { readonly policyTypes: readonly PolicyType[] };
export type Account = Organization['accounts'][number];
export type AccountRole = Account['role'];
export type Unit = Organization['units'][number];
export type Environment = ParsedConfig['environment'];
export type Azure = NonNullable<ParsedConfig['azure']>;
export type Network = ParsedConfig['network'];
export type Flow = Network['flows'][number];
export type HybridLinkConfig = NonNullable<Network['hub']>['hybrid'][number];
export type HubFlow = NonNullable<Network['hub']>['flows'][number];
export type Ingress = NonNullable<NonNullable<Network['hub']>['ingress']>;
export type IngressService = Ingress['services'][number];
/** A continuity tier; `rto`, `rpo` and `backupEvery` in minutes. */
export type Tier = ParsedConfig['continuity']['tiers'][number];
export type Service = ParsedConfig['continuity']['services'][number];
export type AccessLevel = (typeof accessLevels)[number];
type ParsedIdentity = ParsedConfig['identity'];
export type Group = ParsedIdentity['groups'][number];
/** A permission set that the configuration defines, with what it grants, wherever that is written. */
export type CustomPermissionSet = ParsedIdentity['permissionSets'][number] & {
  readonly grants: readonly Grant[];
  /** Where it is written. */
  readonly at: Location;
  /** Where each of the grants is, in the order of these. */
  readonly grantsAt: readonly Location[];
};
/** Who people are, with the documents that are named there. */
export type Identity = Omit<ParsedIdentity, 'provider' | 'permissionSets'> & {
  /** `xml` is what the metadata file holds. */
  readonly provider?: NonNullable<ParsedIdentity['provider']> & { readonly xml: string };
  readonly permissionSets: readonly CustomPermissionSet[];
};
export type Supplier = ParsedConfig['suppliers'][number];
/** What a supplier may do in our accounts. */
export type SupplierAccess = NonNullable<Supplier['access']>;
export type ConfigException = ParsedConfig['exceptions'][number];
export type ConfigRecord = ParsedConfig['records'][number];

type ParsedClass = ParsedConfig['dataClasses'][number];
export type DataClass = Omit<ParsedClass, 'handling'> & {
  readonly handling: Omit<ParsedClass['handling'], 'regions'> & { readonly regions: readonly string[] };
};

export type SingleAccountConfig = Common & { readonly profile: 'single-account'; readonly account: string };
export type OrganizationConfig = Common & { readonly profile: 'organization'; readonly organization: Organization };

/** A configuration that passed every check, with everything defaulted. `profile` tells which of the two it is. */
export type LandingZoneConfig = SingleAccountConfig | OrganizationConfig;
