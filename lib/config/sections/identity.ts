import * as z from 'zod';
import { email, strict, text } from '../fields';

/** What a group may do; a permission set or federated role exists for each. */
export const accessLevels = [
  'platform',
  'security',
  'audit',
  'operations',
  'development',
  'data-owner',
  'moderation',
  'break-glass',
] as const;

const group = strict({
  name: text('reference-name').describe('Name of the group in the directory.'),
  id: text('uuid')
    .optional()
    .describe('Id of the group in the identity store. Needed before permission sets can be assigned to it.'),
  access: z
    .enum(accessLevels)
    .optional()
    .describe('What its members may do: a job function. Left out: only what a permission set of your own gives them.'),
  units: z
    .array(text('identifier'))
    .default([])
    .describe(
      'Organizational units whose accounts it reaches, by name. Empty: all accounts, which `development` may not have; its ' +
        'units do not hold the account of the archive.',
    ),
});

const statement = strict({
  sid: text('policy-sid').optional().describe('Name of the statement.'),
  actions: z.array(text('iam-action')).min(1).max(200).describe('IAM actions, such as `s3:GetObject`.'),
  resources: z
    .array(text('policy-resource'))
    .min(1)
    .max(100)
    .describe('ARNs that they apply to; `*` for actions that know no resources.'),
});

const permissionSet = strict({
  name: text('record-id').describe('Name of the permission set, after the name of the landing zone and a hyphen.'),
  description: text('ascii-text').describe('What it is for, as people see it who choose among theirs.'),
  hours: z.int().min(1).max(8).default(1).describe('After how many hours a session ends by itself.'),
  statements: z
    .array(statement)
    .max(50)
    .default([])
    .describe(
      'What it grants. Neither evidence (archive, streamed logs, recordings, backups kept apart) nor ways to more rights: ' +
        'docs/access.md. Policies of AWS cannot be attached.',
    ),
  policy: text('relative-file')
    .optional()
    .describe('Instead of `statements`, a policy document (JSON), relative to this file: for conditions and denials.'),
  groups: z.array(text('reference-name')).min(1).max(100).describe('Groups that hold it, by name, each in its units.'),
});

export const identity = strict({
  source: z
    .enum(['identity-center', 'saml'])
    .default('identity-center')
    .describe('The one source of human identities: IAM Identity Center, or an identity provider federated by SAML.'),
  instanceArn: text('instance-arn')
    .optional()
    .describe('ARN of the IAM Identity Center instance, which is switched on by hand.'),
  storeId: text('identity-store-id')
    .optional()
    .describe(
      'Id of its identity store, `d-…`. With it leavers are looked for in the directory, not in `operators` alone.',
    ),
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
  permissionSets: z
    .array(permissionSet)
    .max(100)
    .default([])
    .describe('Permission sets of your own, beside the job functions. With IAM Identity Center only.'),
  operators: z
    .array(text('user-name'))
    .max(200)
    .default([])
    .describe(
      'Users of the operating system on the bastion, one a person. An identity enters as the one that its tag ' +
        '`SSMSessionRunAs` names, and which is made when it first does. Empty: whoever the tag names, so that the directory decides.',
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
