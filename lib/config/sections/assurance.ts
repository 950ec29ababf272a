import * as z from 'zod';
import { date, email, prose, strict, text } from '../fields';

const exception = strict({
  id: text('reference-name').describe('Id of the exception, unique.'),
  check: text('record-id').describe('Id of the rule it suspends, such as `s3-object-lock`.'),
  resource: prose(300).describe('The resource: construct path or `stack/logicalId`, exactly.'),
  reason: prose(500).describe('Why the finding is accepted, and what compensates for it.'),
  owner: email().describe('Who accepted the risk.'),
  expires: date().describe('Last day on which it holds. An expired exception is an error.'),
});

export const exceptions = z
  .array(exception)
  .max(500)
  .default([])
  .describe(
    'Findings that are accepted for a time. They show in the report, and stop counting on the day they expire.',
  );

const record = strict({
  id: text('record-id').describe(
    'What kind of record it is, such as `isms-policy`. constructs/standard/records.ts lists the kinds.',
  ),
  title: prose(200).optional().describe('Title of the document.'),
  file: text('relative-file').describe('The document, relative to this file and inside its folder.'),
  sha256: text('sha256').describe('Hash of the approved text. A document that changed since loses its approval.'),
  version: prose(30).describe('Version of the document.'),
  owner: email().describe('Who wrote it and keeps it current.'),
  approver: email().describe('Who approved it: another person.'),
  issued: date().describe('Day of approval.'),
  reviewBy: date().describe('Day by which it must be reviewed again. Afterwards the record counts as expired.'),
});

export const records = z
  .array(record)
  .max(1000)
  .default([])
  .describe('Approved documents that the organisation supplies as evidence.');

export const tags = z
  .record(text('tag-key'), text('tag-value'))
  .default({})
  .describe('Further tags for every resource, at most 40. Keys that begin with `isms:` are ours.');
