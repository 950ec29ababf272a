import * as z from 'zod';

/** A cloud of the contract. */
export const cloud = z.enum(['aws', 'azure']);

/** A resource, as the contract names it. */
export const subject = z
  .object({
    cloud,
    partition: z
      .string()
      .describe('`aws`, `aws-cn`, `azure`, `azure-china`, or `unknown` for a template that does not say'),
    account: z.string().describe('Account or subscription id; `each` inside a StackSet; `unknown`'),
    region: z.string().describe('Region or location; `each` inside a StackSet; `unknown`'),
    stack: z.string().describe('Stack, or the path of a template made by others'),
    logicalId: z.string(),
    type: z.string().describe('CloudFormation or Terraform type'),
    path: z.string().describe('Construct path, or the logical id where the template has none'),
    source: z
      .object({ file: z.string(), line: z.int().min(1) })
      .nullable()
      .describe('Line of source that made it, relative to the project'),
    target: z
      .object({ ou: z.string(), accounts: z.int().min(0) })
      .optional()
      .describe('For a template inside a StackSet: the unit, and how many accounts it reaches'),
  })
  .meta({ id: 'Subject', description: 'A resource' });
