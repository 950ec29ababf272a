import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { contract } from '../../../lib/report/contract';
import { jsonReport } from '../../../lib/report/json';
import { SCHEMA_VERSION } from '../../../lib/report/report';
import { REPORT_SCHEMA_FILE, reportSchema } from '../../../tools/generate-report-schema';
import { EXAMPLES, example, ROOT } from '../../support/landing-zone';
import { attack, detected, finding, reportOf, simulated, trial } from './ledgers';

const published = JSON.parse(readFileSync(join(ROOT, REPORT_SCHEMA_FILE), 'utf8'));

describe('the contract of report.json', () => {
  test.each(EXAMPLES)('describes all that the report of examples/%s holds', (name) => {
    const written = JSON.parse(jsonReport(example(name).report()));

    // what the contract does not describe, it drops
    expect(contract.parse(written)).toEqual(written);
  });

  test('describes findings, exceptions and what has no resource', () => {
    const exception = {
      id: 'EX-1',
      check: 'x',
      resource: 'y',
      reason: 'z',
      owner: 'o@example.com',
      expires: '2026-12-01',
    };
    const written = JSON.parse(
      jsonReport(
        reportOf([finding(), finding({ kind: 'test', outcome: 'failed', subject: null })], {
          exceptions: [{ ...exception, state: 'expiring' }],
        }),
      ),
    );

    expect(contract.parse(written)).toEqual(written);
  });

  test('describes attacks: refused, not granted, left out, left to detection', () => {
    const rows = [
      attack({ trials: [trial({ context: { 'aws:RequestedRegion': 'eu-north-1' } })] }),
      attack({
        id: 'b',
        trials: [trial({ verdict: 'not-granted', deciding: [{ kind: 'identity', policy: 'p', path: '' }] })],
      }),
      attack({ id: 'c', met: 'left-out', outcome: 'not-applicable', trials: [], note: { en: 'x', zh: 'x' } }),
      detected(),
    ];
    const written = JSON.parse(jsonReport(simulated(rows)));

    expect(contract.parse(written)).toEqual(written);
    expect(written.simulation.attacks).toHaveLength(4);
  });

  test('the published JSON Schema is that of the contract: npm run generate', () => {
    expect(readFileSync(join(ROOT, REPORT_SCHEMA_FILE), 'utf8')).toBe(reportSchema());
  });

  test('the published JSON Schema accepts a report, and one with fields of a later version', () => {
    const validate = new Ajv({ strict: false }).compile(published);
    const written = JSON.parse(jsonReport(reportOf([finding()])));

    expect(validate(written) || validate.errors).toBe(true);
    expect(validate({ ...written, later: {} })).toBe(true);
  });

  test.each(['requirements', 'findings', 'generated', 'schemaVersion'])(
    'the published JSON Schema demands %s',
    (field) => {
      const validate = new Ajv({ strict: false }).compile(published);
      const { [field]: _, ...without } = JSON.parse(jsonReport(reportOf([])));

      expect(validate(without)).toBe(false);
    },
  );

  test('docs/report.md tells every status, outcome and state', () => {
    const page = readFileSync(join(ROOT, 'docs/report.md'), 'utf8');
    const words = [...JSON.stringify(published.$defs).matchAll(/"enum":\[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      JSON.parse(`[${list}]`),
    );

    expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
    expect(page).toContain(SCHEMA_VERSION);
  });
});
