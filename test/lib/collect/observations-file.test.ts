import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { observationsIn, observationsJson, readObservations } from '../../../lib/collect/observations-file';
import type { Observations } from '../../../lib/collect/observe';
import { OBSERVATIONS_SCHEMA_FILE, observationsSchema } from '../../../tools/generate-report-schema';
import { ROOT } from '../../support/landing-zone';

const PLACE = { stack: 'acme', account: '111111111111', region: 'eu-central-1' };

const OBSERVATIONS: Observations = {
  version: 1,
  emulated: true,
  toolVersion: '0.1.0',
  observations: [
    {
      ...PLACE,
      logicalId: 'Key',
      physicalId: 'k',
      type: 'AWS::KMS::Key',
      at: '2026-11-01T08:00:00.000Z',
      properties: { EnableKeyRotation: null },
      facts: { state: 'Enabled' },
    },
    {
      ...PLACE,
      logicalId: 'Bucket',
      physicalId: 'b',
      type: 'AWS::S3::Bucket',
      at: '2026-11-01T08:00:00.000Z',
      failed: 'AccessDenied: no',
    },
  ],
  notReached: [{ ...PLACE, failed: 'gone' }],
  probes: [
    {
      check: 'foreign-write-refused',
      facets: ['8.6/log-storage#authentic-delivery'],
      outcome: 'not-enforced',
      at: '2026-11-01T08:00:00.000Z',
      subject: { ...PLACE, logicalId: 'Bucket' },
      message: { en: 'done', zh: '成功' },
    },
  ],
  localCloud: {
    deployedAt: '2026-11-01T08:00:00.000Z',
    read: 1,
    unread: 0,
    types: [
      {
        type: 'AWS::S3::Bucket',
        counts: { real: 1, recorded: 0, refused: 0 },
        read: 1,
        dropped: [{ property: 'BucketEncryption', resources: 1 }],
      },
    ],
  },
};

describe('observations.json', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'observations-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = (content: unknown): string => {
    const file = observationsIn(folder);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };

  test('is read as it was written', () => {
    expect(readObservations(written(observationsJson(OBSERVATIONS)))).toEqual(OBSERVATIONS);
  });

  test.each([
    ['no JSON', '{'],
    ['another version', { ...OBSERVATIONS, version: 2 }],
    ['without the word on emulation', { ...OBSERVATIONS, emulated: undefined }],
    [
      'neither seen nor failed',
      { ...OBSERVATIONS, observations: [{ ...OBSERVATIONS.observations[1], failed: undefined }] },
    ],
    ['of an unknown outcome', { ...OBSERVATIONS, probes: [{ ...OBSERVATIONS.probes[0], outcome: 'fine' }] }],
  ])('that is damaged is refused: %s', (_, content) => {
    expect(() => readObservations(written(content))).toThrow(/holds no observations .*Run isms collect again/);
  });

  test('has its schema published: npm run generate', () => {
    const published = readFileSync(join(ROOT, OBSERVATIONS_SCHEMA_FILE), 'utf8');
    const validate = new Ajv({ strict: false }).compile(JSON.parse(published));

    expect(published).toBe(observationsSchema());
    expect(validate(OBSERVATIONS) || validate.errors).toBe(true);
    expect(validate({ ...OBSERVATIONS, emulated: undefined })).toBe(false);
  });
});
