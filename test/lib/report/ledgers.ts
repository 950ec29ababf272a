import type { FacetId, RequirementId } from '../../../constructs/standard';
import type { Evidence } from '../../../lib/evidence/evidence';
import type { Ledger } from '../../../lib/evidence/ledger';
import type { Subject } from '../../../lib/evidence/subject';
import { buildReport, type Report } from '../../../lib/report/report';

export const BUCKET: Subject = {
  cloud: 'aws',
  partition: 'aws',
  account: '111111111111',
  region: 'eu-central-1',
  stack: 'acme-log-archive',
  logicalId: 'TrailBucket',
  type: 'AWS::S3::Bucket',
  path: 'acme-log-archive/Trail/Bucket/Resource',
  source: { file: 'lib/stacks/log-archive.ts', line: 12 },
};

/** A finding of a rule on the bucket, or what is made of it. */
export const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  kind: 'rule',
  check: 's3-object-lock',
  outcome: 'compliant',
  subject: BUCKET,
  message: { en: 'complies', zh: '符合' },
  requirements: ['8.6/log-storage'] satisfies RequirementId[],
  facets: ['8.6/log-storage#write-once'] satisfies FacetId[],
  ...more,
});

export const finding = (more: Partial<Evidence> = {}): Evidence =>
  evidence({
    outcome: 'non-compliant',
    property: 'ObjectLockEnabled',
    message: { en: 'is not set', zh: '未设置' },
    ...more,
  });

/** A small ledger: one bucket of one account. */
export const ledger = (more: Partial<Ledger> = {}): Ledger => ({
  generated: {
    commit: null,
    configSha256: null,
    toolVersion: '0.1.0',
    asOf: '2026-11-01',
    inputs: [],
  },
  scope: { clouds: ['aws'], partitions: ['aws'], accounts: 1, regions: ['eu-central-1'] },
  places: [{ partition: 'aws', region: 'eu-central-1' }],
  evidence: [],
  resources: [
    {
      subject: BUCKET,
      requirements: ['8.6/log-storage'],
      judgedBy: ['s3-object-lock'],
      supporting: null,
    },
  ],
  simulation: [],
  exceptions: [],
  secondOpinion: null,
  rules: [
    {
      id: 's3-object-lock',
      demand: { en: 'A bucket for logs is locked.', zh: '日志桶须加锁。' },
      reference: 'https://docs.aws.amazon.com/s3.html',
    },
  ],
  ...more,
});

export const reportOf = (entries: readonly Evidence[], more: Partial<Ledger> = {}): Report =>
  buildReport(ledger({ evidence: entries, ...more }));
