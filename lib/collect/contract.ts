import * as z from 'zod';

/** The contract of `observations.json`, published as `docs/observations.schema.json`; what is read is held against it. */
const bilingual = z.object({ en: z.string(), zh: z.string() }).meta({ id: 'Bilingual' });
const at = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/)
  .describe('When, in UTC');
const place = {
  stack: z.string().describe('For what a StackSet made: the stack of the StackSet, `/`, its logical id'),
  account: z.string(),
  region: z.string(),
};
const resource = {
  ...place,
  logicalId: z.string(),
  physicalId: z.string(),
  type: z.string(),
  at,
  notKept: z
    .array(z.string())
    .optional()
    .describe('Properties that an emulator did not keep when it made the resource: nothing is known of them'),
};
const live = z.record(z.string(), z.unknown());

const observation = z
  .union([
    z.object({
      ...resource,
      properties: live.describe('What the service says, as CloudFormation writes it; null: it has nothing there'),
      facts: live.optional().describe('What no property says, such as when a key last rotated'),
      factsFailed: z.string().optional().describe('Why there are no facts'),
    }),
    z.object({
      ...resource,
      failed: z.string().describe('Why it could not be looked at'),
      gone: z.literal(true).optional().describe('The service says that it is not there, where CloudFormation has it'),
    }),
  ])
  .meta({ id: 'Observation', description: 'A resource that was looked at' });

const probe = z
  .object({
    check: z.string(),
    facets: z.array(z.string().regex(/^\d+(\.\d+)+\/[\w-]+#[\w-]+$/)),
    outcome: z
      .enum(['effective', 'ineffective', 'unknown', 'not-enforced'])
      .describe('`not-enforced`: the emulator lets it pass, which counts for nothing'),
    at,
    subject: z.object({ ...place, logicalId: z.string() }).nullable(),
    message: bilingual,
  })
  .meta({ id: 'Probe', description: 'An attempt at what must be refused, or at what must work' });

const counts = z.object({
  real: z.int().min(0).describe('A service of the emulator has them'),
  recorded: z.int().min(0).describe('CloudFormation alone knows them'),
  refused: z.int().min(0).describe('They were not made'),
});

const localCloud = z
  .object({
    deployedAt: at,
    read: z.int().min(0).describe('Resources that were read back and compared with the templates'),
    unread: z.int().min(0).describe('Resources that could not be'),
    types: z.array(
      z.object({
        type: z.string(),
        counts,
        read: z.int().min(0).describe('Of them, resources that were read back and compared'),
        dropped: z
          .array(z.object({ property: z.string(), resources: z.int().min(1) }))
          .describe('Properties that the emulator dropped, and of how many resources'),
      }),
    ),
  })
  .meta({ id: 'LocalCloud', description: 'What stands behind the resources of an emulated cloud, as last deployed' });

export const observationsContract = z
  .object({
    version: z.literal(1),
    emulated: z.boolean().describe('An emulated cloud was looked at: nothing here speaks of production'),
    toolVersion: z.string(),
    answeredBy: z
      .array(z.string())
      .describe('Origins of the endpoints that answered: AWS alone where nothing is emulated'),
    observations: z.array(observation),
    notReached: z
      .array(
        z.object({
          ...place,
          failed: z.string(),
          gone: z.string().optional().describe('When CloudFormation said that it has no such stack, in ISO 8601'),
        }),
      )
      .describe('Stacks of the plan that could not be looked at'),
    probes: z.array(probe),
    localCloud: localCloud.optional(),
  })
  .describe('What was looked at in a deployed landing zone in one run');

/** What is written: the same, with a hash over it. */
export const observationsFileContract = observationsContract
  .extend({
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe(
        'Of everything else in the file as JSON without blanks, in its order: whoever changes one has to change the other',
      ),
  })
  .meta({ description: observationsContract.description });
