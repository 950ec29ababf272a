import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { azurePart } from '../../../bin/azure-part';
import { checkCommand } from '../../../lib/commands/check';
import { cdktfManifest, cloudFormation, FAULTY_BUCKET, terraform } from '../../support/foreign-templates';
import { folderWith } from '../config/scratch';
import { RecordingIo } from './recording-io';

interface Verdict {
  readonly passed: boolean;
  readonly findings: readonly {
    readonly check: string;
    readonly property: string;
    readonly subject: {
      readonly stack: string;
      readonly path: string;
      readonly logicalId: string;
      readonly source: { readonly file: string; readonly line: number } | null;
    };
  }[];
  readonly notJudged: readonly { readonly file: string; readonly message: { readonly en: string } }[];
  readonly requirements: readonly { readonly id: string; readonly status: string }[];
}

async function check(options: { template?: string[]; assembly?: string[] }) {
  const io = new RecordingIo('en', true);
  const code = await checkCommand({ out: 'unused', lang: 'en', asOf: '2026-11-23', ...options }, io, azurePart);
  return { code, io, verdict: JSON.parse(io.stdout) as Verdict };
}

const checkText = (name: string, content: string) => check({ template: [join(folderWith({ [name]: content }), name)] });

const SHORT_FORMS = `AWSTemplateFormatVersion: 2010-09-09
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "\${AWS::AccountId}-data"
      Tags: !If [Tagged, [{ Key: a, Value: !GetAtt Key.Arn }], !Ref AWS::NoValue]
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: false
      KeyPolicy: { Statement: [] }
`;

describe('isms check --template', () => {
  test('judges YAML with short forms, and names file and line', async () => {
    const { code, verdict } = await checkText('data.yaml', SHORT_FORMS);
    const rotation = verdict.findings.find(({ check: rule }) => rule === 'kms-key-rotation');

    expect(code).toBe(1);
    expect(verdict.passed).toBe(false);
    expect(rotation).toMatchObject({
      property: 'EnableKeyRotation',
      subject: { stack: 'data.yaml', logicalId: 'Key', source: { file: 'data.yaml', line: 8 } },
    });
  });

  test('judges JSON, and names file and line', async () => {
    const { verdict } = await checkText('data.json', JSON.stringify({ Resources: { Bucket: FAULTY_BUCKET } }, null, 2));

    expect(verdict.findings[0]?.subject.source).toEqual({ file: 'data.json', line: 3 });
  });

  test('judges the JSON of Terraform', async () => {
    const { code, verdict } = await checkText('vault.tf.json', terraform({ azurerm_key_vault: { main: {} } }));

    expect(code).toBe(1);
    expect(verdict.findings.map(({ check: rule }) => rule)).toContain('azure-key-vault-purge-protection');
  });

  test('names file and line in the JSON of Terraform, also where two files have one name', async () => {
    const vault = JSON.stringify({ resource: { azurerm_key_vault: { main: {} } } }, null, 2);
    const folder = folderWith({ 'x/a.tf.json': vault, 'y/a.tf.json': vault });
    const { verdict } = await check({ template: ['x', 'y'].map((team) => join(folder, team, 'a.tf.json')) });
    const places = verdict.findings.map(({ subject: { source } }) => `${source?.file}:${source?.line}`);

    expect(new Set(places)).toEqual(new Set(['x/a.tf.json:4', 'y/a.tf.json:4']));
  });

  test('judges a mixed list as one estate, each file once', async () => {
    const folder = folderWith({
      'web/data.json': cloudFormation({ Bucket: FAULTY_BUCKET }),
      'web/vault.tf.json': terraform({ azurerm_key_vault: { main: {} } }),
    });
    const [data, vault] = ['data.json', 'vault.tf.json'].map((name) => join(folder, 'web', name)) as [string, string];
    const once = await check({ template: [data] });
    const { verdict } = await check({ template: [data, vault, join(folder, 'web', '..', 'web', 'data.json')] });
    const ofData = verdict.findings.filter(({ subject }) => subject.stack.endsWith('data.json'));

    expect(new Set(verdict.findings.map(({ subject }) => subject.stack))).toEqual(
      new Set(['data.json', 'vault.tf.json']),
    );
    expect(ofData).toHaveLength(once.verdict.findings.length);
  });

  test('paths of files from two folders are relative to the folder that holds both', async () => {
    const folder = folderWith({
      'a/x.json': cloudFormation({ Bucket: FAULTY_BUCKET }),
      'b/x.json': cloudFormation({ Bucket: FAULTY_BUCKET }),
    });
    const { verdict } = await check({ template: ['a/x.json', 'b/x.json'].map((file) => join(folder, file)) });

    expect(new Set(verdict.findings.map(({ subject }) => subject.source?.file))).toEqual(
      new Set(['a/x.json', 'b/x.json']),
    );
  });

  test.each<[string, string, string, string]>([
    [
      'resources of another provider',
      'mixed.tf.json',
      terraform({ azurerm_key_vault: { k: {} }, aws_s3_bucket: { b: {}, c: {} } }),
      'no rule knows 2 × aws_s3_bucket',
    ],
    [
      'modules',
      'module.tf.json',
      terraform({ azurerm_key_vault: { k: {} } }, { module: { network: { source: './network' } } }),
      'module.network is not followed',
    ],
    [
      'loops',
      'loop.json',
      cloudFormation({ Bucket: FAULTY_BUCKET, 'Fn::ForEach::Buckets': ['Name', ['a'], {}] }),
      'Fn::ForEach::Buckets is expanded by CloudFormation',
    ],
    [
      'types that no rule knows',
      'sam.json',
      cloudFormation({ Bucket: FAULTY_BUCKET, Function: { Type: 'AWS::Serverless::Function' } }),
      'no rule knows 1 × AWS::Serverless::Function',
    ],
  ])('says that %s are not judged', async (_, name, content, expected) => {
    const { io, verdict } = await checkText(name, content);

    expect(io.stderr).toContain('Not judged:\n');
    expect(io.stderr).toContain(`${name}: ${expected}`);
    expect(verdict.notJudged).toEqual([
      {
        file: expect.stringContaining(name),
        message: { en: expect.stringContaining(expected), zh: expect.any(String) },
      },
    ]);
  });

  test('says nothing of the tests of this product, which are not of that template', async () => {
    const { verdict } = await checkText('data.json', cloudFormation({ Bucket: FAULTY_BUCKET }));

    expect(verdict.requirements).toHaveLength(180);
    expect(verdict.findings.every(({ subject }) => subject !== null)).toBe(true);
  });
});

describe('isms check --assembly', () => {
  /** What a team has synthesized by itself, with stages and nested stacks. */
  function assembly(context: object): string {
    const outdir = join(folderWith({}), 'cdk.out');
    const app = new App({ outdir, context: { ...context } });
    const web = new Stack(app, 'Web', { env: { account: '111111111111', region: 'eu-central-1' } });
    new Bucket(web, 'Top');
    new Bucket(new NestedStack(web, 'Nested'), 'Inner');
    new Bucket(new Stack(new Stage(app, 'Production'), 'Store'), 'Staged');
    app.synth();
    return outdir;
  }

  const bucketsIn = (verdict: Verdict): string[] =>
    [...new Set(verdict.findings.map(({ subject }) => subject.path.split('/').at(-2) ?? ''))].sort();

  test.each([
    ['by the CDK command line', { 'aws:cdk:enable-asset-metadata': true }],
    ['by running the application', {}],
  ])('judges stacks, those of stages, and nested ones, synthesized %s', async (_, context) => {
    const { code, verdict } = await check({ assembly: [assembly(context)] });

    expect(code).toBe(1);
    expect(bucketsIn(verdict)).toEqual(['Inner', 'Staged', 'Top']);
    expect(verdict.notJudged).toEqual([]);
  });

  test('judges the output of CDKTF', async () => {
    const folder = folderWith({
      'manifest.json': cdktfManifest('stacks/web/cdk.tf.json'),
      'stacks/web/cdk.tf.json': terraform({ azurerm_key_vault: { main: {} } }),
    });

    expect((await check({ assembly: [folder] })).code).toBe(1);
  });

  test('judges what the manifest names, and nothing that an earlier synthesis left', async () => {
    const folder = folderWith({
      'manifest.json': cdktfManifest('stacks/web/cdk.tf.json'),
      'stacks/web/cdk.tf.json': terraform({ azurerm_resource_group: { main: { name: 'a', location: 'westeurope' } } }),
      'stacks/gone/cdk.tf.json': terraform({ azurerm_key_vault: { main: {} } }),
    });
    const { code, verdict } = await check({ assembly: [folder] });

    expect(verdict.findings).toEqual([]);
    expect(code).toBe(0);
  });

  test('says which nested stack and StackSet it cannot see into', async () => {
    const folder = folderWith({
      'manifest.json': JSON.stringify({
        artifacts: { Web: { type: 'aws:cloudformation:stack', properties: { templateFile: 'web.json' } } },
      }),
      'web.json': cloudFormation({
        Bucket: FAULTY_BUCKET,
        Remote: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/t.json' } },
        Everywhere: {
          Type: 'AWS::CloudFormation::StackSet',
          Properties: { TemplateURL: 'https://example.com/t.json' },
        },
      }),
    });
    const { io } = await check({ assembly: [folder] });

    expect(io.stderr).toContain('Web: Remote (AWS::CloudFormation::Stack) deploys a template that is not here');
    expect(io.stderr).toContain('Web: Everywhere (AWS::CloudFormation::StackSet) deploys a template that is not here');
  });
});
