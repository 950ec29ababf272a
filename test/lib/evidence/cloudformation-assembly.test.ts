import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Template } from '../../../constructs/nag/template';
import { isCdkAssembly, readCdkAssembly } from '../../../lib/evidence/cloudformation-assembly';
import { JudgedEstate, partitionOf } from '../../../lib/evidence/estate';
import { isCdktfOutput } from '../../../lib/evidence/terraform-output';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** An assembly, as a folder of files. */
function assembly(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'isms-assembly-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), JSON.stringify(content));
  }
  return folder;
}

const stack = (templateFile: string, more: object = {}) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://111111111111/eu-central-1',
  properties: { templateFile },
  ...more,
});

const bucket = { Type: 'AWS::S3::Bucket' };
const logicalId = (data: string) => [{ type: 'aws:cdk:logicalId', data }];
const templateFile = (data: string) => [{ type: 'aws:cdk:templateFile', data }];

function subjectsIn(folder: string) {
  const estate = new JudgedEstate();
  readCdkAssembly(folder, estate);
  return estate.templates.flatMap(({ resources }) => resources.map((resource) => estate.subjectOf(resource)));
}

describe('an assembly without notes of ours', () => {
  test('tells account, region and partition from the environment of each stack', () => {
    const folder = assembly({
      'manifest.json': {
        artifacts: {
          Frankfurt: stack('a.json'),
          Beijing: stack('b.json', { environment: 'aws://222222222222/cn-north-1' }),
          Anywhere: stack('c.json', { environment: 'aws://unknown-account/unknown-region' }),
          'Frankfurt.assets': { type: 'cdk:asset-manifest', properties: { file: 'x' } },
        },
      },
      'a.json': { Resources: { Logs: bucket } },
      'b.json': { Resources: { Logs: bucket } },
      'c.json': { Resources: { Logs: bucket } },
    });

    expect(subjectsIn(folder)).toEqual([
      expect.objectContaining({
        stack: 'Frankfurt',
        partition: 'aws',
        account: '111111111111',
        region: 'eu-central-1',
      }),
      expect.objectContaining({ stack: 'Beijing', partition: 'aws-cn', account: '222222222222', region: 'cn-north-1' }),
      expect.objectContaining({
        stack: 'Anywhere',
        partition: 'unknown',
        account: 'unknown-account',
        region: 'unknown-region',
        path: 'Logs',
        source: null,
      }),
    ]);
  });

  test.each([
    ['in the manifest', { metadata: { '/App/Logs/Resource': logicalId('Logs123') } }, {}],
    [
      'in a file of its own',
      { additionalMetadataFile: 'a.metadata.json' },
      { 'a.metadata.json': { '/App/Logs/Resource': logicalId('Logs123') } },
    ],
  ])('knows construct paths from its metadata, %s', (_, more, files) => {
    const folder = assembly({
      'manifest.json': { artifacts: { App: stack('a.json', more) } },
      'a.json': { Resources: { Logs123: bucket } },
      ...files,
    });

    expect(subjectsIn(folder)).toMatchObject([{ path: 'App/Logs/Resource', source: null }]);
  });

  test('is read with the stacks of its stages', () => {
    const folder = assembly({
      'manifest.json': {
        artifacts: { 'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } } },
      },
      'assembly-Prod/manifest.json': { artifacts: { ProdApp: stack('a.json', { displayName: 'Prod/App' }) } },
      'assembly-Prod/a.json': { Resources: { Logs: bucket } },
    });

    expect(subjectsIn(folder)).toMatchObject([{ stack: 'ProdApp', logicalId: 'Logs' }]);
  });
});

describe('nested stacks', () => {
  const NESTED = 'InnerNestedStackInnerNestedStackResource12345678';
  const DEEP = 'DeepNestedStackDeepNestedStackResource12345678';
  const nested = (metadata?: object) => ({
    Type: 'AWS::CloudFormation::Stack',
    ...(metadata && { Metadata: metadata }),
  });
  // what the CDK writes: logical ids are unique in a template, and the same in the parent and those nested in it
  const METADATA = {
    '/App': templateFile('a.json'),
    '/App/Bucket/Resource': logicalId('Bucket83908E77'),
    '/App/Inner': templateFile('inner.json'),
    '/App/Inner/Bucket/Resource': logicalId('Bucket83908E77'),
    '/App/Inner.NestedStack/Inner.NestedStackResource': logicalId(NESTED),
    '/App/Inner/Deep': templateFile('deep.json'),
    '/App/Inner/Deep/Bucket/Resource': logicalId('Bucket83908E77'),
    '/App/Inner/Deep.NestedStack/Deep.NestedStackResource': logicalId(DEEP),
  };
  const files = {
    'manifest.json': { artifacts: { App: stack('a.json', { metadata: METADATA, displayName: 'App' }) } },
    'a.json': { Resources: { Bucket83908E77: bucket, [NESTED]: nested() } },
    'inner.json': { Resources: { Bucket83908E77: bucket, [DEEP]: nested() } },
    'deep.json': { Resources: { Bucket83908E77: bucket } },
  };

  test('are read from the templates that the metadata names, each resource under its own path', () => {
    const buckets = subjectsIn(assembly(files)).filter(({ type }) => type === 'AWS::S3::Bucket');

    expect(buckets).toMatchObject([
      { stack: 'App', path: 'App/Bucket/Resource' },
      { stack: `App/${NESTED}`, path: 'App/Inner/Bucket/Resource' },
      { stack: `App/${NESTED}/${DEEP}`, path: 'App/Inner/Deep/Bucket/Resource' },
    ]);
  });

  test('are read from the asset path that the template names', () => {
    const folder = assembly({
      'manifest.json': { artifacts: { App: stack('a.json') } },
      'a.json': { Resources: { Inner: nested({ 'aws:asset:path': 'inner.nested.json' }) } },
      'inner.nested.json': { Resources: { Logs: bucket } },
    });

    expect(subjectsIn(folder)).toMatchObject([{ logicalId: 'Inner' }, { stack: 'App/Inner', logicalId: 'Logs' }]);
  });

  test('do not lend their paths to resources that have none', () => {
    const { '/App/Bucket/Resource': _, ...without } = METADATA;
    const folder = assembly({
      ...files,
      'manifest.json': { artifacts: { App: stack('a.json', { metadata: without, displayName: 'App' }) } },
    });

    expect(subjectsIn(folder)[0]).toMatchObject({ stack: 'App', path: 'Bucket83908E77' });
  });

  test('read nothing outside of the assembly, whatever they name', () => {
    const outside = assembly({ 'inner.json': { Resources: { Logs: bucket } } });
    const folder = assembly({
      'manifest.json': { artifacts: { App: stack('a.json') } },
      'a.json': { Resources: { Inner: nested({ 'aws:asset:path': `../${basename(outside)}/inner.json` }) } },
    });

    expect(subjectsIn(folder)).toMatchObject([{ logicalId: 'Inner' }]);
  });

  test('whose template is not in the assembly leave the rest to be judged', () => {
    const folder = assembly({
      'manifest.json': { artifacts: { App: stack('a.json') } },
      'a.json': { Resources: { Inner: nested({ 'aws:asset:path': 'gone.json' }), Logs: bucket } },
    });

    expect(subjectsIn(folder)).toHaveLength(2);
  });
});

describe('StackSets', () => {
  const body = JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key' } } });
  const files = (more: object = {}) => ({
    'manifest.json': { artifacts: { Organization: stack('a.json') } },
    'a.json': {
      Resources: { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: body, ...more } } },
    },
  });

  test('are judged by what they deploy, which stands in each account and region', () => {
    expect(subjectsIn(assembly(files()))[1]).toEqual({
      cloud: 'aws',
      partition: 'aws',
      account: 'each',
      region: 'each',
      stack: 'Organization/Set',
      logicalId: 'Key',
      type: 'AWS::KMS::Key',
      path: 'Key',
      source: null,
    });
  });

  test('are judged with the paths, lines and target of the notes beside them', () => {
    const folder = assembly({
      ...files(),
      'isms-sidecar.json': {
        Organization: {
          resources: { Set: { path: 'Organization/Baseline/Set', source: null } },
          declarations: [],
          embedded: {
            Set: {
              resources: { Key: { path: 'Template/Key', source: { file: 'lib/key.ts', line: 7 } } },
              declarations: [],
              target: { ou: 'Production', accounts: 12 },
            },
          },
        },
      },
    });

    expect(subjectsIn(folder)).toMatchObject([
      { path: 'Organization/Baseline/Set' },
      {
        path: 'Template/Key',
        source: { file: 'lib/key.ts', line: 7 },
        target: { ou: 'Production', accounts: 12 },
      },
    ]);
  });

  describe('with mappings by account', () => {
    const [ONE, OTHER] = ['222222222222', '333333333333'];
    const network = (accounts: readonly string[], more: object = {}) =>
      JSON.stringify({
        Mappings: { Ranges: Object.fromEntries(accounts.map((account) => [account, { range: '10.0.0.0/24' }])) },
        Resources: { Key: { Type: 'AWS::KMS::Key', ...more } },
      });
    const set = (TemplateBody: string, region = 'eu-central-1') => ({
      Type: 'AWS::CloudFormation::StackSet',
      Properties: { TemplateBody, StackInstancesGroup: [{ Regions: [region] }] },
    });
    const judged = (first: object, second: object, notes: object = {}) => {
      const estate = new JudgedEstate();
      const Resources = { First: first, Second: second };
      readCdkAssembly(assembly({ ...files(), 'a.json': { Resources }, ...notes }), estate);
      return estate.templates.slice(1).map((template) => ({ template, subject: subjectIn(estate, template) }));
    };
    const subjectIn = (estate: JudgedEstate, { resources: [key] }: Template) => key && estate.subjectOf(key);
    const noted = (line: number, accounts: number) => ({
      resources: { Key: { path: 'Template/Key', source: { file: 'lib/key.ts', line } } },
      declarations: [],
      target: { ou: 'production', accounts },
    });

    test('that differ in these accounts alone are judged once, for all of them', () => {
      const [one, ...others] = judged(set(network([ONE])), set(network([OTHER])));

      expect(others).toEqual([]);
      expect(one?.template.environment).toMatchObject({ account: ONE, alike: [OTHER], region: 'eu-central-1' });
      expect(one?.template.mappings).toEqual({
        Ranges: { [ONE]: { range: '10.0.0.0/24' }, [OTHER]: { range: '10.0.0.0/24' } },
      });
    });

    test('that are judged once reach the accounts of both', () => {
      const [one] = judged(set(network([ONE])), set(network([OTHER])), {
        'isms-sidecar.json': {
          Organization: { resources: {}, declarations: [], embedded: { First: noted(7, 4), Second: noted(7, 2) } },
        },
      });

      expect(one?.subject).toMatchObject({
        stack: 'Organization/First',
        account: 'each',
        region: 'eu-central-1',
        target: { ou: 'production', accounts: 6 },
      });
    });

    test.each([
      ['in a resource', set(network([OTHER], { DeletionPolicy: 'Delete' })), {}],
      ['in the region', set(network([OTHER]), 'eu-west-1'), {}],
      ['in nothing, and give an account both', set(network([ONE, OTHER])), {}],
      ['in a mapping by something else', set(network([OTHER, 'default'])), {}],
      [
        'in what is named like an account',
        set(network([OTHER], { Metadata: { '444444444444': { Type: 'AWS::IAM::Role' } } })),
        {},
      ],
      [
        'in what is noted of them',
        set(network([OTHER])),
        {
          'isms-sidecar.json': {
            Organization: { resources: {}, declarations: [], embedded: { First: noted(7, 4), Second: noted(8, 2) } },
          },
        },
      ],
    ])('that differ %s are judged each', (_, second, notes) => {
      expect(judged(set(network([ONE])), second, notes)).toHaveLength(2);
    });
  });

  test('whose template deployment alone decides are judged by themselves', () => {
    expect(subjectsIn(assembly(files({ TemplateBody: { Ref: 'Body' } })))).toHaveLength(1);
  });

  test('do not know where they deploy: what depends on the region is open, not that of the stack', () => {
    const estate = new JudgedEstate();
    readCdkAssembly(assembly(files()), estate);
    const [outer, inner] = estate.templates;

    expect(outer?.environment).toEqual({ partition: 'aws', account: '111111111111', region: 'eu-central-1' });
    expect(inner?.environment).toEqual({ partition: 'aws', account: undefined, region: undefined });
  });
});

describe('a folder', () => {
  test('is one of CDK or of CDKTF by its manifest', () => {
    const cdk = assembly({ 'manifest.json': { artifacts: {} } });
    const cdktf = assembly({ 'manifest.json': { stacks: {} } });
    const neither = assembly({ 'other.json': {} });

    expect([cdk, cdktf, neither].map(isCdkAssembly)).toEqual([true, false, false]);
    expect([cdk, cdktf, neither].map(isCdktfOutput)).toEqual([false, true, false]);
  });
});

describe('partitionOf', () => {
  test.each([
    ['eu-central-1', 'aws'],
    ['ap-southeast-5', 'aws'],
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'unknown'],
    ['us-isob-east-1', 'unknown'],
    ['eusc-de-east-1', 'unknown'],
    ['unknown-region', 'unknown'],
    ['each', 'unknown'],
    ['', 'unknown'],
  ])('%j is in %s', (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
  });
});
