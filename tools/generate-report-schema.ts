import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { observationsFileContract } from '../lib/collect/contract';
import { contract } from '../lib/report/contract';

/** Where the schema stands, from the root of the repository. */
export const REPORT_SCHEMA_FILE = 'docs/report.schema.json';

/** The schema of what `isms collect` writes. */
export const OBSERVATIONS_SCHEMA_FILE = 'docs/observations.schema.json';

/** The JSON Schema of `report.json`, for tools that read it. */
export const reportSchema = (): string => schemaOf('report.json', contract);

/** The JSON Schema of `observations.json`. */
export const observationsSchema = (): string => schemaOf('observations.json', observationsFileContract);

function schemaOf(title: string, described: z.ZodType): string {
  // as input, fields that a later version adds are allowed
  const { $schema, ...rest } = z.toJSONSchema(described, { io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

if (require.main === module) {
  writeFileSync(join(__dirname, '..', REPORT_SCHEMA_FILE), reportSchema());
  writeFileSync(join(__dirname, '..', OBSERVATIONS_SCHEMA_FILE), observationsSchema());
}
