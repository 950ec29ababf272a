import { facetsOf, type RequirementId } from '../../../constructs/standard';
import type { Evidence } from '../../../lib/evidence/evidence';
import { DesignAxis, type StatusInputs } from '../../../lib/evidence/requirement-status';
import type { Cloud } from '../../../lib/evidence/subject';

const entry = (more: Partial<Evidence>): Evidence => ({
  kind: 'rule',
  check: 's3-object-lock',
  outcome: 'compliant',
  subject: null,
  message: { en: '', zh: '' },
  requirements: [],
  facets: [],
  ...more,
});

const record = (id: string, outcome: 'valid' | 'expired'): Evidence => entry({ kind: 'record', check: id, outcome });

function statusOf(id: RequirementId, evidence: readonly Evidence[] = [], more: Partial<StatusInputs> = {}) {
  return new DesignAxis({
    evidence,
    clouds: ['aws'],
    places: [{ partition: 'aws', region: 'eu-central-1' }],
    isBuilt: () => false,
    ...more,
  }).of(id);
}

const BOTH: Partial<StatusInputs> = {
  clouds: ['aws', 'azure'],
  places: [
    { partition: 'aws', region: 'eu-central-1' },
    { partition: 'azure', region: 'westeurope' },
  ],
};

describe('the design status of what people do', () => {
  test('asks for its records by the names that people know', () => {
    expect(statusOf('4.2/records')).toMatchObject({
      status: 'manual',
      reason: {
        en: 'to be supplied: Needs of interested parties (interested-parties), Compliance obligations (compliance-obligations), Shared-responsibility matrix (responsibility-matrix)',
        zh: '待提供：相关方需求清单（interested-parties）、合规义务清单（compliance-obligations）、共享责任矩阵（responsibility-matrix）',
      },
      wanted: ['interested-parties', 'compliance-obligations', 'responsibility-matrix'],
    });
  });

  test('is met once its record is valid', () => {
    expect(statusOf('4.1/internal', [record('context-analysis', 'valid')])).toMatchObject({
      status: 'met',
      reason: { en: 'valid: Context analysis (context-analysis)', zh: '有效记录：组织环境分析（context-analysis）' },
    });
  });

  test('tells what is to be supplied from what is to be renewed', () => {
    const { status, reason } = statusOf('4.2/records', [
      record('interested-parties', 'valid'),
      record('compliance-obligations', 'expired'),
    ]);

    expect(status).toBe('manual');
    expect(reason.en).toBe(
      'to be supplied: Shared-responsibility matrix (responsibility-matrix). to be renewed: Compliance obligations (compliance-obligations)',
    );
    expect(reason.zh).toBe(
      '待提供：共享责任矩阵（responsibility-matrix）。已过期、待更新：合规义务清单（compliance-obligations）',
    );
  });

  test('is not met where a test of it failed, whatever the records say', () => {
    const failed = entry({ kind: 'test', check: '4.1/internal', outcome: 'failed', requirements: ['4.1/internal'] });

    expect(statusOf('4.1/internal', [record('context-analysis', 'valid'), failed])).toMatchObject({
      status: 'not-met',
      reason: { en: 'failed: test:4.1/internal', zh: '未通过：test:4.1/internal' },
    });
  });
});

describe('the design status of what is inherited', () => {
  test('is inherited with the attestation of each operator, and says which is wanting', () => {
    const evidence = [record('aws-attestation', 'valid')];

    expect(statusOf('8.5/media', evidence).status).toBe('inherited');
    expect(statusOf('8.5/media', evidence, BOTH)).toMatchObject({
      status: 'manual',
      reason: { en: 'Azure: to be supplied: Attestation of Microsoft Azure (azure-attestation)' },
      wanted: ['aws-attestation', 'azure-attestation'],
    });
  });
});

describe('the design status of a control', () => {
  const FACET = '8.6/log-storage#write-once';
  const compliant = entry({ requirements: ['8.6/log-storage'], facets: [FACET] });

  test('says how many facets are met, and names the others by status', () => {
    const { reason } = statusOf('8.6/log-storage', [compliant], { isBuilt: () => true });

    expect(reason.en).toMatch(/^\d of 5 facets met; .*not evaluated: dedicated-archive/);
    expect(reason.zh).toMatch(/^5 项要点中 \d 项满足；.*未评价：dedicated-archive/);
  });

  test('is partial only where something is shown: wanted records and missing checks show nothing', () => {
    expect(statusOf('8.2/mfa').status).toBe('not-evaluated');
    expect(statusOf('8.6/log-storage', [compliant], { isBuilt: () => true }).status).toBe('partial');
  });

  test.each<[string, Partial<Evidence>]>([
    ['a test that the facet does not ask for', { kind: 'test', check: FACET, facets: [FACET] }],
    ['a test of the requirement at large', { kind: 'test', check: '8.6/log-storage', facets: [] }],
  ])('is not met where %s failed', (_, more) => {
    const failed = entry({ outcome: 'failed', requirements: ['8.6/log-storage'], ...more });

    expect(statusOf('8.6/log-storage', [compliant, failed], { isBuilt: () => true }).status).toBe('not-met');
  });

  test.each<[Cloud, string, string]>([
    ['aws', 'not-met', 'not-evaluated'],
    ['azure', 'not-evaluated', 'not-met'],
  ])('a failure in %s alone is that of %s there, and overall the worst counts', (cloud, aws, azure) => {
    const failed = entry({ kind: 'test', check: '8.2/mfa', outcome: 'failed', requirements: ['8.2/mfa'], cloud });
    const { status, byCloud, reason } = statusOf('8.2/mfa', [failed], BOTH);

    expect(status).toBe('not-met');
    expect([byCloud.aws?.status, byCloud.azure?.status]).toEqual([aws, azure]);
    expect(reason.en).toBe(`${cloud === 'aws' ? 'AWS' : 'Azure'}: failed: test:8.2/mfa`);
  });

  test('where the clouds are alike, each says why', () => {
    const { reason } = statusOf('8.2/mfa', [], BOTH);

    expect(reason.en).toMatch(/^AWS: 0 of 5 facets met; .*\. Azure: 0 of 5 facets met; /);
    expect(reason.zh).toMatch(/^AWS：5 项要点中 0 项满足；.*。Azure：/);
  });

  test('a facet says what each cloud lacks, where one lacks more than the other', () => {
    const open = entry({ ...compliant, outcome: 'unknown', cloud: 'aws' });
    const facet = statusOf('8.6/log-storage', [open], { ...BOTH, isBuilt: () => true }).facets.find(
      ({ id }) => id === FACET,
    );

    expect(facet?.byCloud).toEqual({ aws: 'partial', azure: 'not-evaluated' });
    expect(facet?.status).toBe('not-evaluated');
    expect(facet?.reason.en).toMatch(/^AWS: undecided before deployment: rule:s3-object-lock; .*\. Azure: /);
    expect(facet?.reason.zh).toMatch(/^AWS：部署前无法判定：rule:s3-object-lock；.*。Azure：/);
  });

  test('a facet says what is undecided, as far as the evidence knows it, and how much more', () => {
    const open = (en: string, zh: string) => entry({ ...compliant, outcome: 'unknown', message: { en, zh } });
    const reasonWith = (...evidence: readonly Evidence[]) =>
      statusOf('8.6/log-storage', evidence, { isBuilt: () => true }).facets.find(({ id }) => id === FACET)?.reason;
    const one = open('Mode is known at deployment only', 'Mode 的值仅在部署时可知');

    expect(reasonWith(one, one)?.en).toMatch(
      /^undecided before deployment: rule:s3-object-lock \(Mode is known at deployment only\)/,
    );
    expect(reasonWith(one, open('Days is known at deployment only', 'Days 的值仅在部署时可知'))?.en).toMatch(
      /^undecided before deployment: rule:s3-object-lock \(Mode is known at deployment only, and 1 more\)/,
    );
    expect(reasonWith(one)?.zh).toMatch(/^部署前无法判定：rule:s3-object-lock（Mode 的值仅在部署时可知）/);
  });

  test('a facet does not tell of a cloud that lacks nothing', () => {
    const shown = [
      entry({ ...compliant, cloud: 'aws' }),
      entry({ ...compliant, kind: 'test', check: FACET, outcome: 'passed', cloud: 'aws' }),
    ];
    const facet = statusOf('8.6/log-storage', shown, { ...BOTH, isBuilt: () => true }).facets.find(
      ({ id }) => id === FACET,
    );

    expect(facet?.byCloud.aws).toBe('met');
    expect(facet?.reason.en).toMatch(/^Azure: (?!.*AWS)/);
  });

  test('names each check of a facet once in each cloud', () => {
    const checks = statusOf('8.2/mfa', [], BOTH).facets.flatMap(({ id, checks: of }) =>
      of.map(({ check, cloud }) => `${id} ${cloud} ${check}`),
    );

    expect(checks.filter((check, index) => checks.indexOf(check) !== index)).toEqual([]);
  });

  test('asks for the records of its facets', () => {
    expect(statusOf('8.2/mfa').wanted).toContain('break-glass-custody');
  });

  test('every facet gives a reason in both languages', () => {
    for (const { reason } of statusOf('8.2/mfa', [], BOTH).facets) {
      expect(reason.en).not.toBe('');
      expect(reason.zh).toMatch(/\p{Script=Han}/u);
    }
    expect(facetsOf('8.2/mfa').length).toBeGreaterThan(0);
  });

  test('with no cloud in scope is not evaluated, and says so', () => {
    expect(statusOf('8.2/mfa', [], { clouds: [] })).toMatchObject({
      status: 'not-evaluated',
      reason: { en: 'no cloud in scope' },
    });
  });
});
