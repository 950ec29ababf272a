import * as z from 'zod';
import { date, email, prose, strict, text } from '../fields';

/** What a group may do; a permission set or federated role exists for each. */
export const accessLevels = ['platform', 'security', 'audit', 'operations', 'development', 'break-glass'] as const;

const group = strict({
  name: text('reference-name').describe('Name of the group in the directory.'),
  id: text('uuid')
    .optional()
    .describe('Id of the group in the identity store. Needed before permission sets can be assigned to it.'),
  access: z.enum(accessLevels).describe('What its members may do.'),
  units: z
    .array(text('identifier'))
    .default([])
    .describe('Organizational units whose accounts it reaches, by name. Empty: all accounts.'),
});

export const identity = strict({
  source: z
    .enum(['identity-center', 'saml'])
    .default('identity-center')
    .describe('The one source of human identities: IAM Identity Center, or an identity provider federated by SAML.'),
  instanceArn: text('instance-arn')
    .optional()
    .describe('ARN of the IAM Identity Center instance, which is switched on by hand.'),
  provider: strict({
    name: text('record-id').describe('Name of the SAML provider in IAM.'),
    metadata: text('relative-file').describe("The provider's metadata (XML), relative to this file."),
  })
    .optional()
    .describe('The SAML identity provider. Needed with `source: saml`.'),
  groups: z
    .array(group)
    .max(500)
    .default([])
    .describe('Directory groups that rights are given to. Never single persons.'),
  operators: z
    .array(text('user-name'))
    .max(200)
    .default([])
    .describe(
      'Users of the operating system on the bastion, one a person. An identity enters as the one that its tag ' +
        '`SSMSessionRunAs` names. Empty: nobody can enter.',
    ),
  expectedNetworks: z
    .array(text('cidr'))
    .max(100)
    .default([])
    .describe(
      'Public IPv4 ranges from which people work: of offices, of the VPN, of own NAT gateways. In an organization calls of people ' +
        'from elsewhere are refused, break-glass excepted. Empty: from anywhere.',
    ),
}).describe('Who people are, and which groups may do what.');

const contact = strict({
  name: text('reference-name').describe('Name by which the on-call roster refers to it.'),
  email: email().describe('Where notices go.'),
  phone: text('phone-number').optional().describe('Second channel, in E.164 form.'),
});

export const contacts = z
  .array(contact)
  .max(200)
  .default([])
  .describe('People and desks that are told when something happens.');

export const onCall = strict({
  primary: text('reference-name').describe('Who is called first: a contact, by name.'),
  deputy: text('reference-name').describe('Who is called when the primary does not answer: another contact.'),
  escalation: text('reference-name').describe('Who decides when neither does.'),
}).describe('Who is called, day and night. Needed in an organization.');

const supplier = strict({
  name: prose(100).describe('Name of the supplier.'),
  owner: email().describe('Who answers for it on our side.'),
  services: z.array(prose(100)).min(1).describe('What it supplies.'),
  contractEnds: date().describe('Last day of the contract.'),
  assessed: date().describe('Day of the last security assessment, repeated at least every 365 days.'),
  accounts: z
    .array(text('account-id'))
    .max(20)
    .default([])
    .describe(
      'Accounts of the supplier that may pass the data perimeter of the organization, both ways, where policies of its resources ' +
        'and roles admit them.',
    ),
  critical: z.boolean().default(false).describe('Whether a critical service or classified data depends on it.'),
});

export const suppliers = z
  .array(supplier)
  .max(500)
  .default([])
  .describe('The register of suppliers, cloud providers included.');
