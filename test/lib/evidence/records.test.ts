import type { Evidence } from '../../../lib/evidence/evidence';
import { type RecordEntry, recordEvidence } from '../../../lib/evidence/records';
import { DesignAxis } from '../../../lib/evidence/requirement-status';

const record = (more: Partial<RecordEntry> = {}): RecordEntry => ({
  id: 'scope-statement',
  file: 'records/scope-statement.md',
  version: '1.0',
  owner: 'security@example.com',
  approver: 'board@example.com',
  issued: '2026-01-01',
  reviewBy: '2026-12-31',
  ...more,
});

const outcomeOn = (day: string, more: Partial<RecordEntry> = {}): string | undefined =>
  recordEvidence([record(more)], day)[0]?.outcome;

describe('a record', () => {
  test.each([
    ['on the day of its review', '2026-12-31', 'valid'],
    ['a day later', '2027-01-01', 'expired'],
  ])('is, %s, %s: %s', (_, day, outcome) => {
    expect(outcomeOn(day)).toBe(outcome);
  });

  test.each([
    ['a year, unless its kind says otherwise', {}, '2027-01-01', '2027-01-02'],
    ['7 days for a review of audit logs', { id: 'audit-log-review' }, '2026-01-08', '2026-01-09'],
    ['92 days for the directory', { id: 'identity-provider-mfa' }, '2026-04-03', '2026-04-04'],
  ])('holds for no more than %s, however late its review is', (_, more, last, after) => {
    expect(outcomeOn(last, { ...more, reviewBy: '2030-01-01' })).toBe('valid');
    expect(outcomeOn(after, { ...more, reviewBy: '2030-01-01' })).toBe('expired');
  });

  test('speaks for every requirement and facet that its kind shows, and says who answers for it and until when', () => {
    const [scope] = recordEvidence([record()], '2026-06-01');
    const [register] = recordEvidence([record({ id: 'risk-register' })], '2026-06-01');

    expect(scope).toMatchObject({ kind: 'record', check: 'scope-statement', subject: null, facets: [] });
    expect(scope?.requirements).toEqual(['4.3/a', '4.3/b', '4.3/c', '4.3/d', '4.3/documented', '7.5.1/a']);
    expect(scope?.message.en).toBe(
      'records/scope-statement.md, version 1.0, owned by security@example.com, approved by board@example.com, holds until 2026-12-31',
    );
    expect(scope?.message.zh).toContain('有效期至 2026-12-31');
    expect(register?.facets).toContain('7.5.1/b#risk-register');
    expect(register?.requirements).toContain('7.5.1/b');
  });

  test('that has expired says until when it held', () => {
    expect(recordEvidence([record()], '2027-01-01')[0]?.message.en).toMatch(/held until 2026-12-31$/);
  });
});

/** The design axis where nothing but records is known. */
const axisOf = (
  records: readonly RecordEntry[],
  places: readonly { readonly partition: string; readonly region: string }[] = [],
  evidence: readonly Evidence[] = recordEvidence(records, '2026-06-01'),
): DesignAxis =>
  new DesignAxis({
    evidence,
    clouds: places.some(({ partition }) => partition.startsWith('azure')) ? ['aws', 'azure'] : ['aws'],
    places,
    isBuilt: () => false,
  });

describe('a requirement that people meet', () => {
  test('is manual, and names what is to be supplied', () => {
    expect(axisOf([]).of('4.3/a')).toMatchObject({
      status: 'manual',
      reason: { en: expect.stringContaining('scope-statement'), zh: expect.stringContaining('scope-statement') },
    });
  });

  test('is met once its record is valid', () => {
    expect(axisOf([record()]).of('4.3/a')).toMatchObject({
      status: 'met',
      reason: { en: expect.stringContaining('scope-statement') },
    });
  });

  test('is manual again once the record has expired', () => {
    const expired = recordEvidence([record()], '2027-06-01');

    expect(axisOf([], [], expired).of('4.3/a').status).toBe('manual');
  });

  test('needs each of its records', () => {
    const missing = { status: 'manual', reason: { en: expect.stringContaining('statement-of-applicability') } };

    expect(axisOf([record()]).of('4.3/documented')).toMatchObject(missing);
    expect(axisOf([record(), record({ id: 'statement-of-applicability' })]).of('4.3/documented').status).toBe('met');
  });

  test('an expired issue of a record does not spoil a valid one', () => {
    const old = record({ issued: '2024-01-01', reviewBy: '2024-12-31' });

    expect(axisOf([old, record()]).of('4.3/a').status).toBe('met');
  });
});

describe('a requirement that the provider meets', () => {
  const beijing = { partition: 'aws-cn', region: 'cn-north-1' };
  const ningxia = { partition: 'aws-cn', region: 'cn-northwest-1' };
  const each = { partition: 'aws-cn', region: 'each' };
  const frankfurt = { partition: 'aws', region: 'eu-central-1' };
  const shanghai = { partition: 'azure-china', region: 'chinaeast2' };
  const attestation = (operator: string): RecordEntry => record({ id: `${operator}-attestation` });

  test.each<[string, readonly RecordEntry[], readonly (typeof beijing)[], string]>([
    ['no attestation', [], [frankfurt], 'manual'],
    ['that of AWS', [attestation('aws')], [frankfurt], 'inherited'],
    ['that of AWS, for Beijing', [attestation('aws')], [beijing], 'manual'],
    ['that of Sinnet, for Beijing', [attestation('aws-cn-sinnet')], [beijing], 'inherited'],
    ['that of Sinnet, for Ningxia', [attestation('aws-cn-sinnet')], [ningxia], 'manual'],
    ['that of NWCD, for Ningxia', [attestation('aws-cn-nwcd')], [ningxia, each], 'inherited'],
    ['that of Sinnet alone, for both', [attestation('aws-cn-sinnet')], [beijing, ningxia], 'manual'],
    [
      'those of both, for both',
      [attestation('aws-cn-sinnet'), attestation('aws-cn-nwcd')],
      [beijing, ningxia],
      'inherited',
    ],
    [
      'that of AWS, for an unknown place',
      [attestation('aws')],
      [{ partition: 'unknown', region: 'unknown' }],
      'manual',
    ],
  ])('with %s', (_, records, places, status) => {
    expect(axisOf(records, places).of('8.5/physical-access').status).toBe(status);
  });

  test('names the operator who has still to attest', () => {
    const { en } = axisOf([attestation('aws-cn-sinnet')], [beijing, ningxia]).of('8.5/media').reason;

    expect(en).toContain('aws-cn-nwcd-attestation');
    expect(en).not.toContain('aws-cn-sinnet-attestation');
  });

  test('is as the worst of the clouds in use', () => {
    const report = axisOf([attestation('aws-cn-nwcd')], [ningxia, shanghai]).of('8.5/equipment');

    expect(report.byCloud).toMatchObject({ aws: { status: 'inherited' }, azure: { status: 'manual' } });
    expect(report.status).toBe('manual');
    expect(report.reason.en).toMatch(/^azure: .*azure-china-21vianet-attestation/i);
  });

  test('wants a certificate, and no other report, where the standard names one', () => {
    const certificate = record({ id: 'aws-iso-27017-certificate' });

    expect(axisOf([attestation('aws')], [frankfurt]).of('8.5/iso-27017').status).toBe('manual');
    expect(axisOf([certificate], [frankfurt]).of('8.5/iso-27017').status).toBe('inherited');
  });
});
