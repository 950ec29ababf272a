import { join } from 'node:path';
import { azurePart } from '../../../bin/azure-part';
import { explainCommand } from '../../../lib/commands/explain';
import { suggestions } from '../../../lib/commands/suggestion';
import { cloudFormation, FAULTY_BUCKET } from '../../support/foreign-templates';
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
    expect(lines).toContain('    - rule:s3-object-lock');
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
          checks: expect.arrayContaining(['rule:s3-object-lock']),
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
    expect(io.stdout).toMatch(/rule s3-public-access-blocked: non-compliant {2}a\.json:1 Bucket/);
  });

  test.each([
    ['en', /^ {4}adverse: rule:s3-public-access-blocked/],
    ['zh', /^ {4}不符合：rule:s3-public-access-blocked/],
  ] as const)('a facet says why, in %s', async (lang, reason) => {
    const { lines } = await explain('8.4/leak-prevention', TEMPLATE, new RecordingIo(lang));

    expect(lines.some((line) => reason.test(line))).toBe(true);
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
