import type { FacetId, RequirementId } from '../../../constructs/standard';
import type { Evidence } from '../../../lib/evidence/evidence';
import type { Ledger } from '../../../lib/evidence/ledger';
import type { SimulatedTrial, SimulationRow } from '../../../lib/evidence/simulation';
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
  figures: [],
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

/** The policy that refuses leaving the organization. */
export const POLICY: Subject = {
  ...BUCKET,
  stack: 'acme-organization',
  logicalId: 'Guardrails1',
  type: 'AWS::Organizations::Policy',
  path: 'acme-organization/Guardrails/1',
};

/** An administrator who is refused to leave the organization, or what is made of it. */
export const trial = (more: Partial<SimulatedTrial> = {}): SimulatedTrial => ({
  purpose: 'attempt',
  actor: 'administrator',
  who: { en: 'an administrator', zh: '管理员' },
  principal: 'arn:aws:sts::222222222222:assumed-role/orders-administrator/session',
  at: ['r-ab12', 'r-ab12/Production'],
  actions: ['organizations:LeaveOrganization'],
  resources: ['*'],
  wanted: 'refused',
  verdict: 'refused',
  because: { en: 'a statement refuses it', zh: '有语句明确拒绝' },
  deciding: [
    {
      kind: 'service-control',
      policy: 'acme-guardrails-1',
      sid: 'LeaveOrganization',
      path: 'Content.Statement.0',
      node: 'r-ab12',
      subject: POLICY,
    },
  ],
  outcome: 'passed',
  ...more,
});

/** The look-alike of that attempt. */
export const lookAlike = (more: Partial<SimulatedTrial> = {}): SimulatedTrial =>
  trial({
    purpose: 'look-alike',
    actions: ['organizations:DescribeOrganization'],
    wanted: 'allowed',
    verdict: 'allowed',
    because: { en: 'granted, and within all limits', zh: '已授权且未超出任何限制' },
    deciding: [],
    ...more,
  });

export const attack = (more: Partial<SimulationRow> = {}): SimulationRow => ({
  id: 'organization-left',
  title: { en: 'leaving the organization', zh: '脱离组织' },
  family: 'attack',
  techniques: ['aws.defense-evasion.organizations-leave'],
  facets: ['8.1/c#baseline-tamper-protection'],
  sources: [],
  met: 'refused',
  outcome: 'passed',
  trials: [trial(), lookAlike()],
  ...more,
});

/** One that detection alone meets. */
export const detected = (more: Partial<SimulationRow> = {}): SimulationRow =>
  attack({
    id: 'secret-mass-read',
    title: { en: 'reading secrets in bulk', zh: '批量读取机密' },
    family: 'detection',
    techniques: ['aws.credential-access.secretsmanager-retrieve-secrets'],
    met: 'detected',
    outcome: 'not-applicable',
    detection: 'secret-mass-read',
    note: { en: 'workloads read secrets as well', zh: '工作负载同样需要读取机密' },
    trials: [],
    ...more,
  });

export const simulated = (rows: readonly SimulationRow[], more: Partial<Ledger> = {}): Report =>
  reportOf([], { simulation: rows, ...more });
