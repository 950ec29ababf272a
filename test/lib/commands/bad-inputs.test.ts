import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { azurePart } from '../../../bin/azure-part';
import { checkCommand } from '../../../lib/commands/check';
import { UsageError } from '../../../lib/commands/io';
import { cdkManifest, cdktfManifest, cloudFormation, FAULTY_BUCKET, terraform } from '../../support/foreign-templates';
import { folderWith } from '../config/scratch';
import { RecordingIo } from './recording-io';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** What the command says when it refuses; fails the test where it does not. */
async function refusal(options: { template?: string[]; assembly?: string[] }): Promise<UsageError['because']> {
  const failure = await checkCommand({ out: 'unused', lang: 'en', ...options }, new RecordingIo(), azurePart).catch(
    (error: unknown) => error,
  );
  if (failure instanceof UsageError) return failure.because;
  throw failure instanceof Error ? failure : new Error(`it was judged: ${failure}`);
}

const GOOD = cloudFormation({ Bucket: FAULTY_BUCKET });

/** `a: [x…]`, `b: [*a…]` and so on: nine to the tenth. */
const BOMB = `${['a', ...'bcdefghij']
  .map((name, index, names) => `${name}: &${name} [${Array(9).fill(index === 0 ? 'x' : `*${names[index - 1]}`)}]`)
  .join('\n')}\n${'Resources: { A: { Type: AWS::S3::Bucket, Properties: { X: *j } } }'}`;

const nested = (open: string, close: string): string =>
  `{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":{"X":${open.repeat(20_000)}1${close.repeat(20_000)}}}}}`;

describe('a template that cannot be judged is refused with its place', () => {
  test.each<[string, string, string | Uint8Array, string]>([
    ['an empty file', 'a.yaml', '', 'a.yaml: is empty'],
    ['a binary file', 'a.yaml', new Uint8Array([0, 1, 0x50]), 'a.yaml: is binary, no template'],
    ['UTF-16', 'a.yaml', new Uint8Array(Buffer.from('Resources: {}', 'utf16le')), 'a.yaml: is binary, no template'],
    ['Latin-1', 'a.yaml', new Uint8Array([0x61, 0x3a, 0x20, 0xe9]), 'is not UTF-8: save it as such'],
    ['a huge file', 'a.json', `"${'x'.repeat(11_000_000)}"`, 'a.json: is larger than 10 MB'],
    ['broken JSON', 'a.json', '{"Resources": {"A": {"Type": "AWS::S3::Bucket",,}}}', 'a.json:1: Unexpected ,'],
    ['broken YAML', 'a.yaml', 'Resources:\n\tA: x\n', 'a.yaml:2: Tabs are not allowed as indentation'],
    ['a key twice', 'a.yaml', 'Resources:\n  A: {}\n  A: {}\n', 'a.yaml:3: Map keys must be unique'],
    ['two documents', 'a.yaml', 'Resources: {}\n---\nResources: {}\n', 'a.yaml:2: holds a second document'],
    ['aliases of aliases', 'a.yaml', BOMB, 'a.yaml: its aliases multiply without end'],
    ['deep JSON', 'a.json', nested('{"a":', '}'), 'a.json: nests deeper than 200 levels'],
    ['deep YAML', 'a.yaml', `# no JSON\n${nested('[', ']')}`, 'a.yaml: nests deeper than 200 levels'],
    ['deep by dashes', 'a.yaml', `Resources:\n  A: ${'- '.repeat(100_000)}`, 'a.yaml: nests deeper than 200 levels'],
    [
      'a StackSet with a deep template',
      'a.json',
      cloudFormation({
        Set: {
          Type: 'AWS::CloudFormation::StackSet',
          Properties: { TemplateBody: `# no JSON\n${'['.repeat(20_000)}` },
        },
      }),
      'nests deeper than 200 levels',
    ],
    ['prose', 'a.yaml', 'just words', 'holds neither CloudFormation `Resources` nor Terraform `resource`'],
    ['something else', 'a.yaml', 'services: {}', 'holds neither CloudFormation `Resources` nor Terraform `resource`'],
    ['a list of resources', 'a.yaml', 'Resources: [1]', 'holds neither CloudFormation `Resources`'],
    ['no resources', 'a.yaml', 'Resources: {}', 'a.yaml: holds no resource that can be judged'],
    [
      'a type of another house',
      'a.yaml',
      'Resources: { A: { Type: My::Own::Thing } }',
      'holds no resource that can be',
    ],
    ['another provider', 'a.tf.json', terraform({ aws_s3_bucket: { a: {} } }), 'a.tf.json: holds no resource that can'],
    [
      'no block in a list',
      'a.tf.json',
      terraform({ azurerm_key_vault: [7] }),
      'resource.azurerm_key_vault is no mapping',
    ],
    [
      'a block that is none',
      'a.tf.json',
      terraform({ azurerm_key_vault: { k: 1 } }),
      'azurerm_key_vault.k is no mapping',
    ],
    ['a plan', 'plan.json', '{"format_version":"1.2","planned_values":{}}', 'is a plan of Terraform'],
    ['HCL', 'main.tf', 'resource "azurerm_key_vault" "k" {}', 'is HCL: only the JSON syntax'],
    [
      'a resource without Type',
      'a.yaml',
      'Resources:\n  A:\n    Properties: {}\n',
      'a.yaml:2: Resources.A has no Type',
    ],
    ['a Type that is a number', 'a.json', cloudFormation({ A: { Type: 5 } }), 'a.json:1: Resources.A has no Type'],
    ['a resource that is null', 'a.yaml', 'Resources:\n  A:\n', 'a.yaml:2: Resources.A is no resource'],
    [
      'Properties: null',
      'a.yaml',
      'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n',
      'A has Properties that',
    ],
    [
      'Properties: a list',
      'a.json',
      cloudFormation({ A: { Type: 'AWS::S3::Bucket', Properties: [] } }),
      'A has Properties',
    ],
  ])('%s', async (_, name, content, expected) => {
    const folder = folderWith({ [name]: content });

    expect((await refusal({ template: [join(folder, name)] })).en).toContain(expected);
  });

  test.each<[string, (folder: string) => void, string]>([
    ['a missing file', () => undefined, 'x: no such file'],
    ['a folder', (folder) => mkdirSync(join(folder, 'x')), 'x: is a folder: name the templates in it'],
    ['a link in a circle', (folder) => symlinkSync('x', join(folder, 'x')), 'x: cannot be read (ELOOP)'],
    ['a pipe', (folder) => execFileSync('mkfifo', [join(folder, 'x')]), 'x: is no regular file'],
  ])('%s', async (_, make, expected) => {
    const folder = folderWith({});
    make(folder);

    expect((await refusal({ template: [join(folder, 'x')] })).en).toContain(expected);
  });

  test('everything that is wrong with several files is told at once, in both languages', async () => {
    const folder = folderWith({ 'good.json': GOOD, 'a.yaml': 'Resources:\n  A:\n', 'b.tf': '' });
    const { en, zh } = await refusal({
      template: ['good.json', 'a.yaml', 'b.tf', 'c'].map((name) => join(folder, name)),
    });

    expect(en.split('\n')).toEqual([
      expect.stringMatching(/a\.yaml:2: Resources\.A is no resource/),
      expect.stringMatching(/b\.tf: is HCL/),
      expect.stringMatching(/c: no such file/),
    ]);
    expect(zh).toContain('a.yaml:2：Resources.A 不是资源');
  });

  test('one file without a resource that rules know spoils the list: a gate must not pass it unseen', async () => {
    const folder = folderWith({ 'good.json': GOOD, 'aws.tf.json': terraform({ aws_s3_bucket: { a: {} } }) });
    const { en } = await refusal({ template: ['good.json', 'aws.tf.json'].map((name) => join(folder, name)) });

    expect(en).toMatch(/^\S*aws\.tf\.json: holds no resource/);
  });
});

describe('an assembly that cannot be judged is refused with its place', () => {
  const stack = (body: object) => ({ 'manifest.json': cdkManifest('web.json'), 'web.json': cloudFormation(body) });
  const nestedStack = (path: string) => ({
    Nested: { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': path } },
  });

  test.each<[string, Files, string]>([
    ['no manifest', { 'web.json': GOOD }, 'holds no manifest.json: name the folder that CDK or CDKTF wrote'],
    ['a corrupt manifest', { 'manifest.json': '{"artifacts":' }, 'manifest.json: is no valid JSON'],
    ['a manifest of nothing', { 'manifest.json': '[]' }, 'manifest.json: is a manifest of neither CDK nor CDKTF'],
    ['no stacks', { 'manifest.json': '{"artifacts":{}}' }, 'nothing to judge'],
    [
      'a missing template',
      { 'manifest.json': cdkManifest('web.json') },
      'artifacts.Web names web.json, which does not',
    ],
    ['no template', { 'manifest.json': cdkManifest(undefined) }, 'manifest.json: artifacts.Web names no file'],
    ['a corrupt template', { 'manifest.json': cdkManifest('w.json'), 'w.json': 'garbage' }, 'w.json: is no valid JSON'],
    [
      'a malformed template',
      { 'manifest.json': cdkManifest('w.json'), 'w.json': cloudFormation({ A: {} }) },
      'w.json: Resources.A has no Type',
    ],
    [
      'missing metadata',
      { 'manifest.json': cdkManifest('w.json', { additionalMetadataFile: 'm.json' }), 'w.json': GOOD },
      'names m.json, which',
    ],
    ['a corrupt sidecar', { ...stack({}), 'isms-sidecar.json': '{' }, 'isms-sidecar.json: is no valid JSON'],
    [
      'a sidecar of another shape',
      { ...stack({}), 'isms-sidecar.json': '{"a":1}' },
      'isms-sidecar.json: is not what isms synth writes (a: ',
    ],
    ['a sidecar that is a list', { ...stack({}), 'isms-sidecar.json': '[]' }, 'isms-sidecar.json: is not what isms'],
    [
      'a sidecar that declares what the standard does not demand',
      {
        ...stack({}),
        'isms-sidecar.json':
          '{"Web":{"resources":{},"declarations":[{"path":"W","requirements":["1/a"],"source":null,"resources":[]}]}}',
      },
      'isms-sidecar.json: is not what isms synth writes (Web.declarations.0.requirements.0: ',
    ],
    [
      'a second opinion of another shape',
      { ...stack({}), 'isms-second-opinion.json': '{"rules":1}' },
      'isms-second-opinion.json: is not what isms synth writes (pack: ',
    ],
    [
      'a CDKTF sidecar of another shape',
      {
        'manifest.json': cdktfManifest('w.json'),
        'w.json': terraform({ azurerm_key_vault: { k: {} } }),
        'isms-sidecar.json': '{"web":{"resources":{"a":{}},"declarations":[]}}',
      },
      'isms-sidecar.json: is not what isms synth writes (web.resources.a.path: ',
    ],
    ['a stack that nests itself', stack(nestedStack('web.json')), 'web.json: nests itself'],
    [
      'a StackSet with a malformed template',
      stack({ Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: 'Resources: { A: {} }' } } }),
      'web.json Set.TemplateBody:1: Resources.A has no Type',
    ],
    ['a CDKTF stack without file', { 'manifest.json': cdktfManifest(undefined) }, 'stacks.web names no file'],
    ['a corrupt CDKTF stack', { 'manifest.json': cdktfManifest('w.json'), 'w.json': '{' }, 'w.json: is no valid JSON'],
  ])('%s', async (_, files, expected) => {
    expect((await refusal({ assembly: [folderWith(files)] })).en).toContain(expected);
  });

  test.each<[string, string]>([
    ['a template beside the assembly', cdkManifest('../outside.json')],
    ['a template through a link', cdkManifest('link/outside.json')],
    ['a CDKTF stack beside the output', cdktfManifest('../outside.json')],
    [
      'a stage that is the assembly itself',
      cdkManifest('.')
        .replace('aws:cloudformation:stack', 'cdk:cloud-assembly')
        .replace('templateFile', 'directoryName'),
    ],
  ])('%s', async (_, manifest) => {
    const folder = folderWith({ 'asm/manifest.json': manifest, 'outside.json': GOOD });
    symlinkSync('..', join(folder, 'asm', 'link'));

    expect((await refusal({ assembly: [join(folder, 'asm')] })).en).toContain('which is outside of the assembly');
  });

  test('a nested stack whose template is beside the assembly', async () => {
    const folder = folderWith({
      'asm/manifest.json': cdkManifest('web.json'),
      'asm/web.json': cloudFormation(nestedStack('../outside.json')),
      'outside.json': GOOD,
    });

    expect((await refusal({ assembly: [join(folder, 'asm')] })).en).toContain('which is outside of the assembly');
  });

  test('a file in the place of a folder, and a folder that is not there', async () => {
    const folder = folderWith({ 'web.json': GOOD });
    const { en } = await refusal({ assembly: [join(folder, 'web.json'), join(folder, 'absent')] });

    expect(en).toMatch(/web\.json: is a file: give a template to --template\n.*absent: no such folder/);
  });
});

describe('hostile content is judged like any other', () => {
  async function check(name: string, content: string): Promise<{ code: number; io: RecordingIo }> {
    const io = new RecordingIo('en', true);
    const template = [join(folderWith({ [name]: content }), name)];
    return { code: await checkCommand({ out: 'unused', lang: 'en', template }, io, azurePart), io };
  }

  test('names that JavaScript gives a meaning are names', async () => {
    const resources =
      '{"__proto__":{"Type":"AWS::S3::Bucket"},"constructor":{"Type":"AWS::S3::Bucket","Properties":{"__proto__":{}}}}';
    const { code, io } = await check('a.json', `{"__proto__":{"x":1},"Resources":${resources}}`);
    const ids = JSON.parse(io.stdout).findings.map(
      (found: { subject: { logicalId: string } }) => found.subject.logicalId,
    );

    expect(code).toBe(1);
    expect([...new Set(ids)].sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test('ten thousand resources take seconds', async () => {
    const resources = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`R${index}`, { Type: 'AWS::EC2::PlacementGroup' }]),
    );
    const { code, io } = await check('a.json', cloudFormation({ ...resources, Bucket: FAULTY_BUCKET }));

    expect(code).toBe(1);
    expect(io.stderr).toContain('no rule knows 10000 × AWS::EC2::PlacementGroup');
  });

  test('what a template holds does not command the terminal', async () => {
    const because = await refusal({
      template: [join(folderWith({ 'a.json': cloudFormation({ '\u001b[2J': {} }) }), 'a.json')],
    });

    expect(because.en).not.toContain('\u001b');
  });

  test('a byte order mark is none of the content', async () => {
    expect((await check('a.yaml', '\ufeffResources:\n  A:\n    Type: AWS::S3::Bucket\n')).code).toBe(1);
  });
});
