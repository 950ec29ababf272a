import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { azurePart } from '../../../bin/azure-part';
import { facetsOf, requirementOf, requirements } from '../../../constructs/standard';
import { explainCommand } from '../../../lib/commands/explain';
import { explainRequirement } from '../../../lib/commands/explanations';
import type { Language } from '../../../lib/commands/io';
import { suggestions } from '../../../lib/commands/suggestion';
import type { Ledger } from '../../../lib/evidence/ledger';
import { testEvidence } from '../../../lib/evidence/test-results';
import { buildReport } from '../../../lib/report/report';
import type { Walk } from '../../../lib/report/walk';
import { cloudFormation, FAULTY_BUCKET } from '../../support/foreign-templates';
import { EXAMPLES, type ExampleName, example } from '../../support/landing-zone';
import { folderWith } from '../config/scratch';
import { RecordingIo } from './recording-io';

async function explain(what: string, template?: string, io = new RecordingIo()) {
  const files = template === undefined ? {} : { template: [join(folderWith({ 'a.json': template }), 'a.json')] };
  const code = await explainCommand(what, { out: 'unused', lang: io.lang, ...files }, io, azurePart);
  return { code, io, lines: io.stdout.split('\n') };
}

const TEMPLATE = cloudFormation({ Bucket: FAULTY_BUCKET });

describe('isms explain, without a configuration', () => {
  test('tells a requirement from the catalogue: what is demanded, where else, and what would show it', async () => {
    const { code, io, lines } = await explain('8.6/log-storage');

    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^8\.6\/log-storage {2}.* {2}\[control\]$/);
    expect(io.stdout).toContain('ISO/IEC 27002:2013: 12.4.2');
    expect(lines).toContain('  #write-once');
    expect(lines.some((line) => /^ {4}- rule:s3-object-lock,/.test(line))).toBe(true);
    expect(io.stderr).toContain('told from the catalogue alone');
  });

  test('tells one facet alone', async () => {
    const { lines } = await explain('8.6/log-storage#write-once');

    expect(lines.filter((line) => line.startsWith('  #'))).toEqual(['  #write-once']);
  });

  test.each([
    ['a rule', 'S3-OBJECT-LOCK', 's3-object-lock'],
    ['a requirement', '8.6/Log-Storage', '8.6/log-storage'],
    ['a facet', '8.6/LOG-storage#Write-Once', '8.6/log-storage#write-once'],
    ['a technique', 'AWS.discovery.SES-enumerate', 'aws.discovery.ses-enumerate'],
  ])('finds %s by its id in whatever case', async (_, typed, id) => {
    expect((await explain(typed)).io.stdout).toBe((await explain(id)).io.stdout);
  });

  test.each([
    ['a rule for AWS', 's3-object-lock', 'AWS::S3::Bucket', '8.6/log-storage#write-once'],
    [
      'a rule for Azure',
      'azure-key-vault-purge-protection',
      'azurerm_key_vault',
      '8.4/encryption-at-rest#key-deletion',
    ],
  ])('tells %s: its types, demand, reference and facets', async (_, id, type, facet) => {
    const { io } = await explain(id);

    expect(io.stdout).toContain(type);
    expect(io.stdout).toMatch(/https:\/\//);
    expect(io.stdout).toContain(facet);
  });

  test('tells what people supply', async () => {
    expect((await explain('5.1/a')).lines[0]).toContain('[organisational]');
  });

  test('speaks Chinese', async () => {
    const { io } = await explain('8.2/mfa', undefined, new RecordingIo('zh'));

    expect(io.stdout).toContain('多因素认证');
    expect(io.stderr).toContain('仅依据目录说明');
  });

  test('says that a technique is tried on templates alone', async () => {
    const { code, io } = await explain('aws.defense-evasion.cloudtrail-stop');

    expect(code).toBe(0);
    expect(io.stdout).toContain(
      'https://stratus-red-team.cloud/attack-techniques/AWS/aws.defense-evasion.cloudtrail-stop/',
    );
    expect(io.stdout).toContain('name one with --config');
  });

  test('gives data on standard output with --json', async () => {
    const { io } = await explain('8.6/log-storage', undefined, new RecordingIo('en', true));

    expect(JSON.parse(io.stdout)).toMatchObject({
      requirement: { id: '8.6/log-storage' },
      crosswalk: { iso27002: expect.arrayContaining(['12.4.2']) },
      facets: expect.arrayContaining([
        expect.objectContaining({
          id: '8.6/log-storage#write-once',
          checks: expect.arrayContaining([expect.objectContaining({ check: 'rule:s3-object-lock' })]),
          tests: expect.arrayContaining([
            expect.objectContaining({
              file: 'test/constructs/sealed-bucket/sealed-bucket.test.ts',
              outcome: 'not-run',
            }),
          ]),
        }),
      ]),
    });
  });
});

describe('isms explain, of templates', () => {
  test('says why a technique was not tried on templates made by others', async () => {
    expect((await explain('aws.defense-evasion.cloudtrail-stop', TEMPLATE)).io.stdout).toContain('made by others');
  });

  test('a requirement comes with its status and evidence', async () => {
    const { io, lines } = await explain('8.4/leak-prevention', TEMPLATE);

    expect(lines.some((line) => line.startsWith('not-met: '))).toBe(true);
    expect(io.stdout).toMatch(
      /^ {4}✕ rule:s3-public-access-blocked {2}failed {2}\[AWS\]\n {6}✕ non-compliant {2}Bucket \(AWS::S3::Bucket\) {2}a\.json:1: /m,
    );
  });

  test.each([
    ['en', / {2}failed /, /non-compliant .*a\.json:1: /, / ✕ not-met$/, 'say nothing of templates made by others'],
    ['zh', / {2}未通过 /, /不合规 .*a\.json:1：/, / ✕ 不满足$/, '不说明他人制作的模板'],
  ] as const)('a facet says why, in %s', async (lang, state, finding, status, untested) => {
    const { lines } = await explain('8.4/leak-prevention', TEMPLATE, new RecordingIo(lang));
    const check = lines.findIndex((line) => line.includes('✕ rule:s3-public-access-blocked'));

    expect(lines[check]).toMatch(state);
    expect(lines[check + 1]).toMatch(finding);
    expect(lines.some((line) => line.startsWith('  #') && status.test(line))).toBe(true);
    expect((await explain('8.2/bastion', TEMPLATE, new RecordingIo(lang))).io.stdout).toContain(untested);
  });

  test('names no test of ours for templates made by others', async () => {
    const { io } = await explain('8.6/log-storage', TEMPLATE);

    expect(io.stdout).not.toContain('.test.ts');
  });

  test('colours statuses and signs where standard output shows them, and nothing else', async () => {
    class Coloured extends RecordingIo {
      readonly colourOut = true;
    }
    const { io } = await explain('8.4/leak-prevention', TEMPLATE, new Coloured());
    const plain = await explain('8.4/leak-prevention', TEMPLATE);

    expect(io.stdout).toContain('\u001b[31m✕\u001b[39m rule:s3-public-access-blocked');
    expect(io.stdout).toContain('\u001b[1m  #public-exposure-blocked\u001b[22m  \u001b[31m✕');
    expect(stripVTControlCharacters(io.stdout)).toBe(plain.io.stdout);
  });

  test('a rule comes with what it judged', async () => {
    expect((await explain('s3-versioning', TEMPLATE)).io.stdout).toMatch(/rule s3-versioning: non-compliant .*Bucket/);
  });

  test.each(['Bucket', 'a.json/Bucket'])(
    'a resource is found as %s, with line, requirements and evidence',
    async (name) => {
      const { lines } = await explain(name, TEMPLATE);

      expect(lines.slice(0, 2)).toEqual(['Bucket (AWS::S3::Bucket)', 'a.json:1']);
      expect(lines.some((line) => line.startsWith('  8.4/leak-prevention  '))).toBe(true);
      expect(lines.some((line) => line.includes('rule s3-versioning: non-compliant'))).toBe(true);
    },
  );
});

const judgedExample = (name: ExampleName) => {
  const ledger = example(name).ledger();
  return { ledger, report: buildReport(ledger) };
};

/** The examples, judged once. */
const judged = Object.fromEntries(EXAMPLES.map((name) => [name, judgedExample(name)])) as Record<
  ExampleName,
  ReturnType<typeof judgedExample>
>;

describe('the explanation of 8.2/session-recording, of examples/organization', () => {
  const [requirement, facets] = [requirementOf('8.2/session-recording'), facetsOf('8.2/session-recording')];
  const explained = (lang: Language, more: Partial<Ledger> = {}) => {
    const { ledger, report } = judged.organization;
    return explainRequirement(requirement, facets, { ledger: { ...ledger, ...more }, report }, lang);
  };
  const { lines } = explained('en');
  const facetLines = (id: string, of: readonly string[] = lines): readonly string[] => {
    const from = of.findIndex((line) => line.startsWith(`  #${id}  `));
    const length = of.slice(from + 1).indexOf('');
    return of.slice(from, from + 1 + length);
  };
  /** The places in the order of which a facet is told. */
  const orderOf = (of: readonly string[], ...steps: readonly RegExp[]) =>
    steps.map((step) => of.findIndex((line) => step.test(line)));
  const inOrder = (places: readonly number[]): boolean =>
    places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));

  test.each<[string, readonly RegExp[]]>([
    [
      'fail-closed',
      [
        /SessionDocument\/Document \(AWS::SSM::Document\), in 2 stacks {2}constructs\/bastion\/bastion\.ts:\d+$/,
        /LaunchTemplate \(AWS::EC2::LaunchTemplate\), in 2 stacks {2}constructs\/bastion\/bastion\.ts:\d+$/,
        /^ +fetches the recorder, which must have SHA-256 [0-9a-f]{64}$/,
        /HostSilent \(AWS::CloudWatch::Alarm\)/,
        /✓ proof:state-machine {2}shown/,
        /○ test {2}not run/,
        /○ test\/recorder\/faults\.recorder\.test\.ts:\d+ {2}a session ends where … {2}\(\+\d+: [\d, ]+\) {2}run by npm run test:recorder/,
        /○ figure: none .*measured by npm run test:recorder/,
      ],
    ],
    ['tamper-evidence', [/LaunchTemplate/, /SHA-256/, /SigningKey\/Key \(AWS::KMS::Key\)/, /mutations\.test\.ts:\d+ /]],
    [
      'immutable-storage',
      [
        /SessionDocument/,
        /Archive\/Recordings\/Bucket \(AWS::S3::Bucket\), in 2 stacks/,
        /✓ rule:s3-object-lock, rule:s3-log-retention, rule:s3-customer-managed-key {2}shown/,
        /^ {6}acme-log-archive\/Archive\/Recordings\/Bucket\/Resource .*record-bucket\.ts:\d+; and 6 others$/,
      ],
    ],
    ['session-reconciliation', [/SessionReconciliation\/Handler\/Function/, /SessionStarts\/Rule/, /✓ rule:session-/]],
    ['replay-and-search', [/SessionIndex\/Table/, /sessions-search\.test\.ts:\d+/]],
  ])('#%s leads step by step to what shows it', (id, steps) => {
    expect(inOrder(orderOf(facetLines(id), ...steps))).toBe(true);
  });

  test('names no bucket of the archive but the recordings’', () => {
    expect(lines.filter((line) => /Archive\/(Trail|Config|Flow)/.test(line))).toEqual([]);
  });

  test('says nothing twice beneath a facet', () => {
    for (const { id } of facets) {
      const told = facetLines(id.split('#')[1] ?? '').filter((line) => line.startsWith('    '));
      const resources = told.filter((line) => /^ {4}\S/.test(line));
      expect(new Set(resources).size).toBe(resources.length);
    }
  });

  test('fits on two screens', () => {
    expect(lines.length).toBeLessThan(120);
  });

  test('has the same steps in Chinese, in Chinese words', () => {
    const chinese = explained('zh').lines;
    const signs = (of: readonly string[]) => of.map((line) => /^ *[✓✕◐○•?✎]?/.exec(line)?.[0]);

    expect(signs(chinese)).toEqual(signs(lines));
    expect(chinese.join('\n')).toMatch(/下载录制器，须符合 SHA-256 [0-9a-f]{64}/);
    expect(chinese.filter((line) => !line.includes('.test.ts')).join('\n')).not.toMatch(
      /not run|run by|measured|others|stacks|shown|made for/,
    );
  });

  const FILE = 'test/recorder/faults.recorder.test.ts';
  const figures: Ledger['figures'] = [1.2, 2.5, 1.6].map((value) => ({
    ...{ facet: '8.2/session-recording#fail-closed', what: { en: 'screen lost', zh: '画面丢失' }, value, unit: 's' },
    ...{ atMost: 2, at: '2026-11-28T10:00:00.000Z', title: 'any', file: FILE, line: 90, passed: value <= 2 },
  }));

  test('shows the worst figure of each kind, with its bound, day and test', () => {
    const told = facetLines('fail-closed', explained('en', { figures }).lines);

    expect(told.slice(-2)).toEqual([
      '    • figure',
      `      ✕ screen lost: 2.5 s (at most 2 s, not kept) on 2026-11-28, the worst of 3  ${FILE}:90`,
    ]);
    expect(facetLines('fail-closed', explained('zh', { figures }).lines).at(-1)).toBe(
      `      ✕ 画面丢失：2.5 s（不超过 2 s，未达到），测于 2026-11-28，3 次中最差  ${FILE}:90`,
    );
  });

  test('says of a test that is written that it was not run, where others were', () => {
    const { ledger } = judged.organization;
    const id = '8.2/mfa#break-glass-mfa';
    const ran = testEvidence({ results: [{ id, title: `${id}: any`, file: FILE, passed: true }], figures: [] });
    const other = { ...ledger, evidence: [...ledger.evidence, ...ran] };
    const told = explainRequirement(requirement, facets, { ledger: other, report: buildReport(other) }, 'en').lines;

    expect(facetLines('tamper-evidence', told)).toContain('    ○ test  not run  [AWS, Azure]');
  });

  test('has no figure without a run', () => {
    expect(lines.filter((line) => /\d (s|ms|MB|%) \(at (most|least)/.test(line))).toEqual([]);
  });

  test('is the same as data', () => {
    const { data } = explained('en', { figures }) as { data: Walk };
    const facet = data.facets.find(({ id }) => id.endsWith('#fail-closed'));

    expect(facet).toMatchObject({
      status: 'not-evaluated',
      declared: expect.arrayContaining([
        expect.objectContaining({
          messages: [{ en: expect.stringMatching(/SHA-256 [0-9a-f]{64}/), zh: expect.any(String) }],
          count: 2,
        }),
      ]),
      tests: expect.arrayContaining([expect.objectContaining({ file: FILE, outcome: 'not-run' })]),
      figures: [{ worst: figures[1], measures: 3 }],
    });
  });

  test('of one facet is of that alone', () => {
    const one = explainRequirement(requirement, facets.slice(0, 1), judged.organization, 'en');

    expect(one.lines.filter((line) => line.startsWith('  #'))).toHaveLength(1);
    expect(one.lines.join('\n')).not.toContain('the requirement at large');
  });
});

test('every piece of evidence of every example is found from its requirement', () => {
  for (const name of EXAMPLES) {
    const { ledger, report } = judged[name];
    for (const requirement of requirements) {
      const { data } = explainRequirement(requirement, facetsOf(requirement.id), { ledger, report }, 'en') as {
        data: Walk;
      };
      const groups = [
        ...data.evidence,
        ...data.facets.flatMap(({ declared, checks, observed }) => [
          ...declared,
          ...observed,
          ...checks.flatMap(({ evidence }) => evidence),
        ]),
      ];
      const told = new Set(
        groups.map(({ kind, check }) => `${kind}:${kind === 'declared' ? check.replace(/^[^/]*/, '') : check}`),
      );
      const wanting = ledger.evidence
        .filter(({ outcome, requirements: of }) => outcome !== 'not-applicable' && of.includes(requirement.id))
        .map(({ kind, check }) => `${kind}:${kind === 'declared' ? check.replace(/^[^/]*/, '') : check}`)
        .filter((one) => !told.has(one));

      expect([requirement.id, ...new Set(wanting)]).toEqual([requirement.id]);
    }
  }
});

describe('a misspelt id', () => {
  test.each([
    ['8.2/mfaa', '8.2/mfa'],
    ['8.6/log-storage#write-onec', '8.6/log-storage#write-once'],
    ['s3-object-lok', 's3-object-lock'],
    ['S3-VERSIONNING', 's3-versioning'],
    ['mfa', '8.2/mfa'],
  ])('%s: did you mean %s', async (typed, meant) => {
    await expect(explain(typed)).rejects.toThrow(new RegExp(`Did you mean ${meant.replaceAll('.', '\\.')}[,?]`));
  });

  test('of a resource suggests resources', async () => {
    await expect(explain('Buket', TEMPLATE)).rejects.toThrow('Did you mean Bucket');
  });

  test('like nothing at all is told what there is', async () => {
    await expect(explain('xyzzy-plugh-nothing')).rejects.toThrow('Such are 8.2/mfa');
  });

  test('suggests nothing for nothing, and at most three', () => {
    expect(suggestions('', ['a'])).toEqual([]);
    expect(suggestions('s3-', ['s3-a', 's3-b', 's3-c', 's3-d'])).toEqual(['s3-a', 's3-b', 's3-c']);
  });
});
