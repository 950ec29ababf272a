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
  answeredBy: ['http://127.0.0.1:4566'],
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
    ['another version', { ...OBSERVATIONS, version: 2 }],
    ['without the word on emulation', { ...OBSERVATIONS, emulated: undefined }],
    ['without the word on who answered', { ...OBSERVATIONS, answeredBy: undefined }],
    [
      'neither seen nor failed',
      { ...OBSERVATIONS, observations: [{ ...OBSERVATIONS.observations[1], failed: undefined }] },
    ],
    ['of an unknown outcome', { ...OBSERVATIONS, probes: [{ ...OBSERVATIONS.probes[0], outcome: 'fine' }] }],
  ])('that is damaged is refused: %s', (_, content) => {
    const sealed = observationsJson(content as Observations);

    expect(() => readObservations(written(sealed))).toThrow(/holds no observations .*Run isms collect again/);
  });

  test.each([
    ['no JSON', '{'],
    ['without its hash', OBSERVATIONS],
  ])('that is damaged is refused: %s', (_, content) => {
    expect(() => readObservations(written(content))).toThrow(/holds no observations .*Run isms collect again/);
  });

  test('may be laid out anew', () => {
    const content = JSON.parse(observationsJson(OBSERVATIONS));

    expect(readObservations(written(content))).toEqual(OBSERVATIONS);
  });

  test.each<[string, (content: Record<string, unknown>) => object]>([
    ['whether it was emulated', (content) => ({ ...content, emulated: false })],
    ['who answered', (content) => ({ ...content, answeredBy: ['https://kms.eu-central-1.amazonaws.com'] })],
    ['a probe is left out', (content) => ({ ...content, probes: [] })],
    ['something is added', (content) => ({ ...content, note: 'fine' })],
    ['its hash', (content) => ({ ...content, sha256: '0'.repeat(64) })],
  ])('that was changed is refused: %s', (_, changed) => {
    const content = changed(JSON.parse(observationsJson(OBSERVATIONS)));

    expect(() => readObservations(written(content))).toThrow(/was changed after isms collect had written it/);
  });

  const { localCloud: _, ...seen } = OBSERVATIONS;
  const ofAws: Observations = {
    ...seen,
    emulated: false,
    answeredBy: ['https://kms.eu-central-1.amazonaws.com', 'https://sts.cn-north-1.amazonaws.com.cn'],
  };
  const notKept = ofAws.observations.map((one) => ({ ...one, notKept: ['KeyPolicy'] }));

  test('of production is told as such where AWS answered', () => {
    expect(readObservations(written(observationsJson(ofAws)))).toEqual(ofAws);
  });

  test.each<[string, Partial<Observations>]>([
    ['http://127.0.0.1:4566 answered', { answeredBy: ['http://127.0.0.1:4566'] }],
    ['http://kms.eu-central-1.amazonaws.com answered', { answeredBy: ['http://kms.eu-central-1.amazonaws.com'] }],
    ['https://amazonaws.com.example.org answered', { answeredBy: ['https://amazonaws.com.example.org'] }],
    ['no endpoint of AWS answered', { answeredBy: [] }],
    ['it tells what an emulator has kept', { observations: notKept }],
    ['it tells what an emulator has kept', { localCloud: OBSERVATIONS.localCloud }],
  ])('that an emulator gave is not told as production, though its hash be written anew: %s', (why, more) => {
    const forged = observationsJson({ ...ofAws, ...more } as Observations);

    expect(() => readObservations(written(forged))).toThrow(`says that it is of production, which it is not: ${why}`);
  });

  test('has its schema published: npm run generate', () => {
    const published = readFileSync(join(ROOT, OBSERVATIONS_SCHEMA_FILE), 'utf8');
    const validate = new Ajv({ strict: false }).compile(JSON.parse(published));

    expect(published).toBe(observationsSchema());
    const content = JSON.parse(observationsJson(OBSERVATIONS));
    expect(validate(content) || validate.errors).toBe(true);
    expect(validate({ ...content, emulated: undefined })).toBe(false);
  });
});
