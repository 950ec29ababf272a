import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFiles } from './generate-config-docs';
import { DETECTIONS_FILE, detectionsMarkdown } from './generate-detections-md';
import { NOT_COMPARED_FILE, notComparedMarkdown } from './generate-not-compared-md';
import {
  OBSERVATIONS_SCHEMA_FILE,
  observationsSchema,
  REPORT_SCHEMA_FILE,
  reportSchema,
} from './generate-report-schema';
import { RULES_FILE, rulesMarkdown } from './generate-rules-md';
import { sdkTypes } from './generate-sdk-types';

/** Writes all that is made from the sources. A test fails where a file has drifted. */
const files = {
  ...generatedFiles(),
  [RULES_FILE]: rulesMarkdown(),
  [NOT_COMPARED_FILE]: notComparedMarkdown(),
  [DETECTIONS_FILE]: detectionsMarkdown(),
  [REPORT_SCHEMA_FILE]: reportSchema(),
  [OBSERVATIONS_SCHEMA_FILE]: observationsSchema(),
  ...sdkTypes(),
};

for (const [file, text] of Object.entries(files)) writeFileSync(join(resolve(__dirname, '..'), file), text);
