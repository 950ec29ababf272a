import * as z from 'zod';
import { organizationQuotas } from '../../../constructs/partition/quotas';
import { email, strict, text } from '../fields';

/** What an account is for. Every role but `workload` exists exactly once in an organization. */
export const accountRoles = [
  'management',
  'log-archive',
  'security',
  'network',
  'operations',
  'backup',
  'workload',
] as const;

/** What an account is, in the tag `isms:environment`. */
export const environments = ['production', 'non-production', 'shared'] as const;

/** Kinds of organization policies that can be asked for. The first three are made of guardrails. */
export const policyTypes = ['service-control', 'resource-control', 'declarative-ec2', 'tag', 'backup'] as const;

/** The most that any partition allows; a check holds each to its own. */
const { units: MOST_UNITS, accountsAtMost: MOST_ACCOUNTS } = organizationQuotas.aws;

const accountNetwork = strict({
  home: text('cidr').optional().describe("The account's own VPC range in the home region: private IPv4, /16 to /24."),
  recovery: text('cidr').optional().describe('The same in the recovery region.'),
}).describe(
  'Address ranges of an account that has a network of its own. They are checked, so that nothing overlaps. With `network.members` the ' +
    'network is made, and otherwise reserved.',
);

export const account = strict({
  name: text('account-name').describe('Name of the account in AWS Organizations, unique, at most 50 characters.'),
  id: text('account-id').describe(
    'Account id: 12 digits, in quotes, since YAML would read a number and drop a leading zero.',
  ),
  email: email().describe("E-mail of the account, unique. In aws-cn that of the account's first administrator."),
  unit: text('identifier')
    .optional()
    .describe('Organizational unit it belongs to, by name. Needed for every account but the management account.'),
  role: z
    .enum(accountRoles)
    .default('workload')
    .describe('What the account is for. Each role but `workload` is needed exactly once.'),
  network: accountNetwork.optional(),
});

/** Rows of accounts; in the file also `include: FILE`, or a list with such entries, which the loader replaces by rows. */
export const accounts = z
  .array(account)
  .min(1)
  .max(MOST_ACCOUNTS)
  .describe(
    'The accounts. Instead of, or among, them `include: accounts.csv` takes rows from a CSV or YAML file beside this one; ' +
      'CSV columns are the keys, with dots for nested ones (`network.home`), and an empty cell means that the key is absent.',
  );

const unit = strict({
  name: text('identifier').describe('Name of the organizational unit, unique in the organization.'),
  parent: text('identifier').optional().describe('Unit above it, by name. Left out: directly below the root.'),
  environment: z
    .enum(environments)
    .describe('What its accounts are: the tag `isms:environment`, and who may talk to whom.'),
});

export const organization = strict({
  id: text('organization-id').describe('Id of the organization (`aws organizations describe-organization`).'),
  rootId: text('root-id').describe('Id of its root (`aws organizations list-roots`).'),
  delivery: z
    .enum(['service-managed', 'self-managed'])
    .default('service-managed')
    .describe(
      'How the member baseline reaches accounts: StackSets that deploy by themselves to new accounts of a unit, or ' +
        'self-managed StackSets over the listed accounts, in which a new account gets the baseline once it is listed and ' +
        'deployed to. Service-managed StackSets are unproven in aws-cn.',
    ),
  unproven: z
    .enum(['refuse', 'accept'])
    .default('refuse')
    .describe('Whether to use what the partition documents neither as offered nor as missing.'),
  policyTypes: z
    .array(z.enum(policyTypes))
    .optional()
    .describe(
      'Kinds of organization policies that are wanted. `service-control`, always needed, binds identities; `resource-control` ' +
        'binds strangers at resources; `declarative-ec2` decides settings of EC2. `tag` and `backup` are checked against what ' +
        'the partition offers, and have no further effect yet. Left out: the first three in aws, `service-control` in aws-cn, ' +
        'where the others are unproven and the policies of resources and endpoints stand in for them.',
    ),
  units: z
    .array(unit)
    .min(1)
    .max(MOST_UNITS)
    .describe('Organizational units. One StackSet delivers the baseline to each.'),
  accounts,
}).describe('The organization. Needed with `profile: organization`.');
