import * as z from 'zod';
import { network, transitGateway } from './contract-networks';
import { cloud, subject } from './contract-subject';

/**
 * The contract of `report.json`, published as `docs/report.schema.json`. It describes; nothing imports it at run time but
 * the generator and the tests, which hold what is written against it. Readers must bear fields that they do not know.
 */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const requirementId = z.string().regex(/^\d+(\.\d+)+\/[\w-]+$/);
const facetId = z.string().regex(/^\d+(\.\d+)+\/[\w-]+#[\w-]+$/);
const bilingual = z.object({ en: z.string(), zh: z.string() }).meta({ id: 'Bilingual' });

const designStatus = z
  .enum(['met', 'partial', 'not-met', 'not-evaluated', 'inherited', 'manual', 'not-applicable'])
  .meta({ id: 'DesignStatus', description: 'How it is built, judged on templates and records' });
const operationStatus = z
  .enum(['effective', 'ineffective', 'stale', 'not-observed', 'not-applicable'])
  .meta({ id: 'OperationStatus', description: 'How it runs, from observation and drills alone' });
const reasons = { reason: z.string(), reasonZh: z.string() };
const designOfCloud = z.object({ status: designStatus, ...reasons });
const perCloud = <Value extends z.ZodType>(value: Value) =>
  z.object({ aws: value.optional(), azure: value.optional() }).describe('For each cloud in scope');

const facet = z
  .object({
    id: facetId,
    status: designStatus,
    ...reasons,
    byCloud: perCloud(designStatus),
    checks: z.array(
      z.object({
        check: z
          .string()
          .describe(
            '`rule:<rule>`, `proof:<proof>`, `test:<facet>`, `record:<record>` or `requirement:<requirement>`; `rule` alone where none is named',
          ),
        state: z
          .enum(['shown', 'adverse', 'suppressed', 'unknown', 'not-built', 'not-run', 'absent', 'missing-record'])
          .describe('What it comes to'),
        cloud: cloud.describe('For which cloud'),
      }),
    ),
  })
  .meta({ id: 'Facet', description: 'One criterion of a requirement' });

const outcome = z
  .enum([
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
  ])
  .meta({
    id: 'Outcome',
    description:
      'Rule: compliant, non-compliant, not-applicable, suppressed, unknown, error. Proof and test: passed, failed, unknown. Record: valid, expired, missing. Observed: effective, ineffective',
  });

const evidence = z
  .object({
    kind: z.enum(['declared', 'rule', 'proof', 'test', 'observed', 'record']),
    check: z
      .string()
      .describe('Id of the rule, proof, facet under test or record; for a declaration the construct path'),
    outcome,
    subject: subject.nullable().describe('The resource; null for what speaks of none'),
    message: z.string(),
    messageZh: z.string(),
    facets: z
      .array(facetId)
      .optional()
      .describe('For a proof: the facets that it shows, which need not be all of a requirement'),
    attack: z.string().optional().describe('Id of the attack that was tried, for a simulation'),
  })
  .meta({ id: 'Evidence' });

const requirement = z
  .object({
    id: requirementId,
    clause: z.string(),
    expected: z
      .enum(['control', 'inherited', 'organisational'])
      .describe('Deployed resources enforce it; the provider does it; people do it'),
    title: bilingual,
    design: z.object({
      status: designStatus,
      ...reasons,
      byCloud: perCloud(designOfCloud),
      facets: z.array(facet).describe('Empty unless a control'),
    }),
    operation: z.object({
      status: operationStatus,
      ...reasons,
      emulated: z.boolean().describe('It rests on what an emulated cloud said, which speaks of no production'),
      facets: z
        .object({ shown: z.int().min(0), asking: z.int().min(0) })
        .describe('How many facets ask for observation, and how many of them were shown by it, recently enough'),
    }),
    evidence: z.array(evidence).describe('All that speaks to it, by itself or through a facet'),
  })
  .meta({ id: 'Requirement' });

const finding = z
  .object({
    check: z.string(),
    requirements: z.array(requirementId),
    subject: subject.nullable(),
    property: z.string().nullable().describe('The property at fault, as the template spells it'),
    message: z.string(),
    messageZh: z.string(),
    exception: z.string().nullable().describe('Id of the exception that covers it; null: it is open'),
  })
  .meta({ id: 'Finding', description: 'Something that is wrong, or was accepted by an exception' });

const exception = z
  .object({
    id: z.string(),
    check: z.string(),
    resource: z.string(),
    reason: z.string(),
    owner: z.string(),
    expires: day.describe('Last day on which it holds'),
    state: z
      .enum(['active', 'expiring', 'expired', 'unused'])
      .describe('`expiring` within 30 days; `expired` and `unused` fail the gate'),
  })
  .meta({ id: 'Exception' });

const resource = z
  .object({
    subject,
    requirements: z.array(requirementId).describe('Declared by its construct, or shown by a rule that applied to it'),
    judgedBy: z.array(z.string()).describe('Rules that know its type, those that did not apply included'),
    supporting: z.string().nullable().describe('Why no rule judges it'),
    supportingZh: z.string().nullable(),
  })
  .meta({ id: 'Resource' });

const rule = z
  .object({
    id: z.string(),
    demand: bilingual.describe('What it demands'),
    reference: z.string().describe('The document that it rests on'),
  })
  .meta({ id: 'Rule' });

const statement = z
  .object({
    kind: z
      .string()
      .describe(
        'Of the policy: `service-control`, `resource-control`, `identity`, `boundary`, `session`, `resource` or `endpoint`',
      ),
    policy: z.string().describe('Its name'),
    sid: z.string().nullable().describe('Null for a policy none of whose statements allows the call'),
    path: z.string().describe('Where it stands in the policy'),
    node: z.string().nullable().describe('The node of the organization to which the policy is attached'),
    subject: subject.nullable().describe('The resource that makes the policy'),
  })
  .meta({ id: 'Statement', description: 'A statement that decided a call' });

const trial = z
  .object({
    purpose: z
      .enum(['attempt', 'exemption', 'look-alike'])
      .describe('The attack; the same by a role that may be exempt; a call that looks like it and does no harm'),
    actor: z.string().describe('Who calls: one of `actors`'),
    principals: z.array(z.string()).describe('ARNs of who calls, to all of whom the same comes'),
    at: z.array(z.string()).describe('Nodes of the organization, or accounts, where it comes to the same'),
    actions: z.array(z.string()).describe('All are needed: one refusal refuses the whole'),
    resources: z.array(z.string()),
    context: z
      .record(z.string(), z.array(z.string()))
      .optional()
      .describe('Condition keys that the calls carry, beside what follows from who calls and what is called'),
    wanted: z.enum(['refused', 'allowed']).describe('What had to come of it'),
    verdict: z
      .enum(['refused', 'not-granted', 'allowed', 'undecided'])
      .describe('What did. `not-granted`: no policy that has to allow it does'),
    outcome: z.enum(['passed', 'failed', 'unknown']),
    ...reasons,
    deciding: z.array(z.int().min(0)).describe('Numbers of `statements`, from 0'),
  })
  .meta({ id: 'Trial', description: 'The same calls by one kind of actor' });

const attack = z
  .object({
    id: z.string(),
    title: bilingual,
    family: z
      .enum(['attack', 'perimeter', 'escalation', 'detection', 'work'])
      .describe(
        'On what guardrails protect; across the data perimeter; towards more rights; one that detection alone can meet; work that has to stay possible',
      ),
    techniques: z.array(z.string()).describe('Published techniques that go this way'),
    facets: z.array(facetId).describe('Facets whose statement it shows'),
    requirements: z.array(requirementId).describe('Of those facets'),
    sources: z.array(z.string()).describe('Where it is published'),
    met: z
      .enum(['refused', 'detected', 'allowed', 'left-out'])
      .describe('How it is to be met; `allowed` for work, `left-out` where it makes no sense in this landing zone'),
    outcome: z
      .enum(['passed', 'failed', 'unknown', 'not-applicable'])
      .describe('Of all trials together; `not-applicable` where none was made'),
    detection: z.string().nullable().describe('The detection that meets it'),
    detectionTitle: bilingual.nullable().describe('What that detection tells'),
    alarm: subject.nullable().describe('The alarm that it raises; null where no template makes it'),
    note: bilingual.nullable().describe('Why it is left out, or left to detection'),
    trials: z.array(trial),
  })
  .meta({ id: 'Attack' });

const technique = z
  .object({
    id: z.string().describe('As Stratus Red Team names it'),
    state: z
      .enum(['refused', 'failed', 'undecided', 'detected', 'left-out', 'allowed', 'open'])
      .describe('How the attacks that go its way are met, the worst counting; `open` where there is none'),
    attacks: z.array(z.string()),
  })
  .meta({ id: 'Technique' });

const simulation = z
  .object({
    notSimulated: bilingual.nullable().describe('Why no attack was tried; null where some were'),
    actors: z.array(z.object({ id: z.string(), who: bilingual })),
    attacks: z.array(attack),
    statements: z.array(statement),
    techniques: z.array(technique).describe('Empty where nothing was tried'),
  })
  .meta({ id: 'Simulation', description: 'Who is denied what, by which statement' });

const opinionOfRule = z
  .object({
    rule: z.string(),
    says: z.string(),
    compliant: z.int().min(0),
    notApplicable: z.int().min(0),
    nonCompliant: z.array(z.object({ path: z.string(), finding: z.string().nullable() })),
    errors: z.array(z.string()).describe('Construct paths on which the rule broke'),
  })
  .meta({ id: 'OpinionOfRule' });

const standing = z
  .object({
    real: z.int().min(0).describe('A service of the emulator has them'),
    recorded: z.int().min(0).describe('CloudFormation alone knows them'),
    refused: z.int().min(0).describe('They were not made'),
  })
  .meta({ id: 'Standing', description: 'How many resources stand how' });

const localCloud = z
  .object({
    deployedAt: time.describe('When the deployment ended'),
    counts: standing,
    realPercent: z.int().min(0).max(100).describe('How many of a hundred stand behind a real API, rounded down'),
    read: z.int().min(0).describe('Resources that were read back and compared with the templates'),
    unread: z.int().min(0).describe('Resources that could not be'),
    types: z.array(
      z.object({
        type: z.string(),
        counts: standing,
        read: z.int().min(0).describe('Of them, resources that were read back and compared'),
        dropped: z
          .array(z.object({ property: z.string(), resources: z.int().min(1) }))
          .describe('Properties that the emulator dropped, and of how many resources'),
      }),
    ),
  })
  .meta({ id: 'LocalCloud', description: 'What stood behind each type of resource in an emulated cloud' });

export const contract = z
  .object({
    schemaVersion: z.string().describe('Raised when a field changes its meaning or goes; new fields do not raise it'),
    standard: z.object({ id: z.string(), title: bilingual }),
    generated: z.object({
      commit: z.string().nullable().describe('Null outside version control'),
      configSha256: sha256.nullable().describe('Null where templates were judged without a configuration'),
      toolVersion: z.string(),
      asOf: day.describe('The day on which records and exceptions were judged to hold'),
      inputs: z.array(z.object({ path: z.string(), sha256 })),
    }),
    scope: z.object({
      clouds: z.array(cloud),
      partitions: z.array(z.string()),
      accounts: z.int().min(0),
      regions: z.array(z.string()),
    }),
    requirements: z.array(requirement).describe('All of the standard, in its order'),
    findings: z.array(finding),
    exceptions: z.array(exception),
    resources: z.array(resource),
    rules: z.array(rule).describe('The rules that judged'),
    simulation: simulation.describe('Attacks tried on the policies as they are synthesized'),
    secondOpinion: z
      .object({ pack: z.literal('AwsSolutions'), rules: z.array(opinionOfRule) })
      .nullable()
      .describe('What the rules of another house say of the same resources: recorded, never counted'),
    observed: z
      .object({
        emulated: z.boolean().describe('An emulated cloud was looked at: nothing here speaks of production'),
        read: z.int().min(0),
        failed: z.int().min(0).describe('Resources and stacks that could not be looked at'),
        first: time.nullable(),
        last: time.nullable(),
      })
      .nullable()
      .describe('What was looked at after deployment; null: nothing'),
    localCloud: localCloud
      .nullable()
      .describe('What was emulated: no evidence of production; null where no emulated cloud was looked at'),
    networks: z
      .object({ networks: z.array(network), transitGateways: z.array(transitGateway) })
      .nullable()
      .describe('The networks that the templates make, as the pictures show them; null where none were drawn'),
  })
  .describe('Compliance report of a landing zone against Q/BJKB 012-2026');
