import * as z from 'zod';
import { date, email, prose, strict, text } from '../fields';

const statement = strict({
  actions: z.array(text('action')).min(1).max(100).describe('Actions, each by its name: no wildcards.'),
  resources: z
    .array(prose(2048))
    .min(1)
    .max(100)
    .describe('ARNs of what they may be done to. `*` only for actions that know no resources.'),
});

/** At most so many people fit the trust policy of a role, which may have 2,048 characters. */
const MOST_PEOPLE = 10;

const access = strict({
  id: text('supplier-id').describe(
    'Short name, unique: the role is `<name>-supplier-<id>`, and its tag `isms:supplier` says it.',
  ),
  principal: text('principal').describe(
    'Who may enter: a role or user in the account of the supplier by its ARN, or the account in quotes.',
  ),
  externalId: text('external-id').describe(
    'What the supplier sends with each entry, so that no other customer can have it enter here. No secret, but drawn ' +
      'at random (16 characters at least) and of this supplier alone: ' +
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html.',
  ),
  people: z
    .array(text('person'))
    .min(1)
    .max(MOST_PEOPLE)
    .describe('Natural persons who may enter, as the supplier sets them in the source identity of a session.'),
  ticketPrefix: text('session-prefix').describe(
    'How the number of a ticket begins, such as `CHG-`: the name of each session has to be such a number.',
  ),
  approval: prose(100).describe('Under which reference the access was approved.'),
  units: z
    .array(text('identifier'))
    .max(100)
    .default([])
    .describe('Organizational units whose accounts the supplier may enter, by name. Left out in a single account.'),
  statements: z.array(statement).min(1).max(20).describe('What it may do, within the boundary for workloads.'),
  window: strict({
    from: date().describe('First day.'),
    until: date().describe('Last day. Not after the end of the contract.'),
  })
    .optional()
    .describe(
      'Days on which the supplier may enter. Left out: until the end of the contract. Days begin at midnight UTC.',
    ),
});

const controls = () => z.array(text('control')).max(200).default([]);

const matrix = strict({
  organisation: controls().describe('Controls that we answer for.'),
  supplier: controls().describe('Controls that this supplier answers for.'),
  provider: controls().describe('Controls that the provider of the cloud answers for.'),
}).optional();

const supplier = strict({
  name: prose(100).describe('Name of the supplier.'),
  owner: email().describe('Who answers for it on our side.'),
  services: z.array(prose(100)).min(1).describe('What it supplies.'),
  contractEnds: date().describe('Last day of the contract.'),
  assessed: date().describe('Day of the last security assessment, repeated at least every 365 days.'),
  critical: z.boolean().default(false).describe('Whether a critical service or classified data depends on it.'),
  runs: z.enum(['aws', 'azure']).optional().describe('The cloud that it runs, where it is a cloud provider.'),
  accounts: z
    .array(text('account-id'))
    .max(20)
    .default([])
    .describe('Accounts of the supplier that policies name, beside that of `access`.'),
  hosts: z
    .array(text('host-name'))
    .max(100)
    .default([])
    .describe('Hosts of the supplier that get messages or issue tokens, and names of endpoint services.'),
  responsibilities: strict({
    aws: matrix.describe('On AWS.'),
    azure: matrix.describe('On Azure.'),
  })
    .optional()
    .describe(
      'Who answers for which control of clause 8, for each cloud that the service uses: a clause (`"8.2"`) for all its ' +
        'controls, or one requirement (`"8.2/bastion"`), which goes before its clause. No control may be left out.',
    ),
  access: access.optional().describe('A role by which it enters accounts of ours. Left out: it has none.'),
});

export const suppliers = z
  .array(supplier)
  .max(500)
  .default([])
  .describe('The register of suppliers, cloud providers included.');
