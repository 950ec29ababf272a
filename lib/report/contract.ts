import * as z from 'zod';

/**
 * The contract of `report.json`, published as `docs/report.schema.json`. It describes; nothing imports it at run time but
 * the generator and the tests, which hold what is written against it.
 */
const cloud = z.enum(['aws', 'azure']);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const requirementId = z.string().regex(/^\d+(\.\d+)+\/[\w-]+$/);
const facetId = z.string().regex(/^\d+(\.\d+)+\/[\w-]+#[\w-]+$/);
const bilingual = z.strictObject({ en: z.string(), zh: z.string() });

const subject = z
  .strictObject({
    cloud,
    partition: z
      .string()
      .describe('`aws`, `aws-cn`, `azure`, `azure-china`, or `unknown` for a template that does not say'),
    account: z.string().describe('Account or subscription id; `each` inside a StackSet; `unknown`'),
    region: z.string().describe('Region or location; `each` inside a StackSet; `unknown`'),
    stack: z.string(),
    logicalId: z.string(),
    type: z.string().describe('CloudFormation or Terraform type'),
    path: z.string().describe('Construct path, or the logical id'),
    source: z
      .strictObject({ file: z.string(), line: z.int().min(1) })
      .nullable()
      .describe('Line of source that made it, relative to the project'),
    target: z
      .strictObject({ ou: z.string(), accounts: z.int().min(0) })
      .optional()
      .describe('For a template inside a StackSet: the unit, and how many accounts it reaches'),
  })
  .describe('A resource');

const designStatus = z.enum(['met', 'partial', 'not-met', 'not-evaluated', 'inherited', 'manual', 'not-applicable']);
const operationStatus = z.enum(['effective', 'ineffective', 'stale', 'not-observed', 'not-applicable']);
const reasons = { reason: z.string(), reasonZh: z.string() };
const designOfCloud = z.strictObject({ status: designStatus, ...reasons });
const perCloud = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ aws: value.optional(), azure: value.optional() });

const facet = z.strictObject({
  id: facetId,
  status: designStatus,
  byCloud: perCloud(designStatus),
  checks: z.array(
    z.strictObject({
      check: z.string().describe('`rule:…`, `proof:…`, `test:…`, `record:…` or `requirement:…`'),
      state: z.enum(['shown', 'adverse', 'suppressed', 'unknown', 'not-built', 'absent', 'missing-record']),
    }),
  ),
});

const outcome = z.enum([
  'declared',
  'compliant',
  'non-compliant',
  'not-applicable',
  'suppressed',
  'unknown',
  'error',
  'passed',
  'failed',
  'valid',
  'expired',
  'missing',
  'effective',
  'ineffective',
]);

const evidence = z.strictObject({
  kind: z.enum(['declared', 'rule', 'proof', 'test', 'observed', 'record']),
  check: z.string(),
  outcome,
  subject: subject.nullable(),
  message: z.string(),
  messageZh: z.string(),
});

const requirement = z.strictObject({
  id: requirementId,
  clause: z.string(),
  expected: z.enum(['control', 'inherited', 'organisational']),
  title: bilingual,
  design: z.strictObject({
    status: designStatus,
    ...reasons,
    byCloud: perCloud(designOfCloud),
    facets: z.array(facet),
  }),
  operation: z.strictObject({ status: operationStatus, ...reasons }),
  evidence: z.array(evidence),
});

const finding = z.strictObject({
  check: z.string(),
  requirements: z.array(requirementId),
  subject: subject.nullable(),
  property: z.string().nullable(),
  message: z.string(),
  messageZh: z.string(),
  exception: z.string().nullable().describe('Id of the exception that covers it'),
});

const exception = z.strictObject({
  id: z.string(),
  check: z.string(),
  resource: z.string(),
  reason: z.string(),
  owner: z.string(),
  expires: day,
  state: z.enum(['active', 'expiring', 'expired', 'unused']),
});

const resource = z.strictObject({
  subject,
  requirements: z.array(requirementId),
  judgedBy: z.array(z.string()).describe('Rules that know its type, those that did not apply included'),
  supporting: z.string().nullable().describe('Why no rule judges it'),
  supportingZh: z.string().nullable(),
});

export const contract = z
  .strictObject({
    schemaVersion: z.string(),
    standard: z.strictObject({ id: z.string(), title: bilingual }),
    generated: z.strictObject({
      commit: z.string().nullable(),
      configSha256: sha256.nullable(),
      toolVersion: z.string(),
      asOf: day,
      inputs: z.array(z.strictObject({ path: z.string(), sha256 })),
    }),
    scope: z.strictObject({
      clouds: z.array(cloud),
      partitions: z.array(z.string()),
      accounts: z.int().min(0),
      regions: z.array(z.string()),
    }),
    requirements: z.array(requirement),
    findings: z.array(finding),
    exceptions: z.array(exception),
    resources: z.array(resource),
  })
  .describe('Compliance report of a landing zone against Q/BJKB 012-2026');
