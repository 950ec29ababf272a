import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { contract } from '../lib/report/contract';

/** Where the schema stands, from the root of the repository. */
export const REPORT_SCHEMA_FILE = 'docs/report.schema.json';

/** The JSON Schema of `report.json`, for tools that read it. */
export function reportSchema(): string {
  // as input, fields that a later version adds are allowed
  const { $schema, ...rest } = z.toJSONSchema(contract, { io: 'input' });
  return `${JSON.stringify({ $schema, title: 'report.json', ...rest }, null, 2)}\n`;
}

if (require.main === module) writeFileSync(join(__dirname, '..', REPORT_SCHEMA_FILE), reportSchema());
