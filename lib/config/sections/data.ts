import * as z from 'zod';
import { legalPeriods, SHORTEST_LOG_RETENTION_DAYS } from '../../../constructs/partition/legal-retention';
import { date, days, prose, strict, text } from '../fields';

/** Grades of data, gravest first: core and important data of the Data Security Law, personal data, and the rest. */
export const dataLevels = ['core', 'important', 'personal', 'general'] as const;

/** A customer key exists for each purpose: `alias/<name>/<purpose>`. */
export const keyPurposes = ['logs', 'sessions', 'backup', 'data', 'operations'] as const;

/** Three years: what the law demands for records of processing personal data. */
const SHORTEST_RECORDS_DAYS = legalPeriods.personalProcessing.days;

const handling = strict({
  retention: days().describe('Days for which data of the class is kept at least. Not below `retention.minimum`.'),
  longest: days().optional().describe('Days after which it must be deleted or anonymised. Needed for personal data.'),
  key: z.enum(keyPurposes).default('data').describe('Purpose of the customer key that encrypts it.'),
  tier: text('record-id').describe('Continuity tier whose backup plan takes it, by name.'),
  regions: z
    .array(text('any-region'))
    .min(1)
    .optional()
    .describe('Regions in which it may be stored, copied to or backed up. Left out: all of `regions.allowed`.'),
  export: z
    .enum(['denied', 'approval', 'allowed'])
    .default('denied')
    .describe('Whether people may take it out: never, after approval by a second person, or freely.'),
  approvers: text('reference-name')
    .optional()
    .describe('Group that approves exports, by name. Needed with `export: approval`.'),
}).describe('How data of the class is handled. Keys, retention, backup and regions follow from it.');

export const dataClass = strict({
  name: text('record-id').describe('Name of the class: the value of the tag `isms:data-class`.'),
  level: z.enum(dataLevels).describe('Grade of the data.'),
  handling,
});

/** What is ready-made: one class for each grade. */
export const defaultDataClasses: z.input<typeof dataClass>[] = [
  { name: 'core', level: 'core', handling: { retention: 1095, tier: 'tier-1' } },
  { name: 'important', level: 'important', handling: { retention: 1095, tier: 'tier-2' } },
  {
    name: 'personal',
    level: 'personal',
    handling: { retention: SHORTEST_LOG_RETENTION_DAYS, longest: 1095, tier: 'tier-2' },
  },
  { name: 'general', level: 'general', handling: { retention: SHORTEST_LOG_RETENTION_DAYS, tier: 'tier-3' } },
];

export const dataClasses = z
  .array(dataClass)
  .min(1)
  .max(50)
  .prefault(defaultDataClasses)
  .describe(
    'Classes of data and how each is handled. Left out: core, important, personal and general, none kept for less than `retention.minimum`.',
  );

export const retention = strict({
  minimum: days(SHORTEST_LOG_RETENTION_DAYS)
    .default(SHORTEST_LOG_RETENTION_DAYS)
    .describe(
      `Days below which nothing that must be kept may fall. The law sets ${SHORTEST_LOG_RETENTION_DAYS}; raise it where more is demanded.`,
    ),
  logs: days().optional().describe('Days for which logs are kept and locked. Left out: `minimum`.'),
  recordings: days().optional().describe('Days for which session recordings are kept and locked. Left out: `minimum`.'),
  records: days()
    .optional()
    .describe(
      'Days for which records of the management system are kept. Left out: 1095 (three years), or `minimum` if longer.',
    ),
})
  .transform(({ minimum, logs, recordings, records }) => ({
    minimum,
    logs: logs ?? minimum,
    recordings: recordings ?? minimum,
    records: records ?? Math.max(SHORTEST_RECORDS_DAYS, minimum),
  }))
  .prefault({})
  .describe('How long what proves something is kept.');

const residencyRule = strict({
  name: text('record-id').describe('Name of the rule.'),
  dataClasses: z.array(text('record-id')).min(1).describe('Classes it binds, by name.'),
  regions: z.array(text('any-region')).min(1).describe('Regions, of AWS or Azure, in which such data may be.'),
  basis: prose(200).describe('Law, contract or decision it comes from.'),
  expires: date().optional().describe('Last day on which it is in force. Left out: without end.'),
});

export const residency = z
  .array(residencyRule)
  .max(50)
  .default([])
  .describe(
    'Where law or contract permits data of a class to be. A class may narrow it further in `handling.regions`, never widen it.',
  );
