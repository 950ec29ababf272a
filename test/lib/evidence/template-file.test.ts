import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../../constructs/nag/template';
import { JudgedEstate } from '../../../lib/evidence/estate';
import { readTemplateFile, TemplateError } from '../../../lib/evidence/template-file';

const folder = mkdtempSync(join(tmpdir(), 'isms-template-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function read(file: string): JudgedEstate {
  const estate = new JudgedEstate();
  readTemplateFile(file, folder, estate);
  return estate;
}

function only(estate: JudgedEstate): Template {
  const [template, second] = estate.templates;
  if (!template || second) throw new Error('not one template');
  return template;
}

/** The error that a file is refused with. */
function refusal(file: string): TemplateError {
  try {
    read(file);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
  throw new Error(`${file} was read`);
}

const propertiesOf = (yaml: string): unknown => {
  const indented = yaml.replace(/^/gm, '      ');
  const file = written(
    'properties.yaml',
    `Resources:\n  Subject:\n    Type: AWS::S3::Bucket\n    Properties:\n${indented}\n`,
  );
  return only(read(file)).find('Subject')?.properties;
};

describe('short forms of YAML', () => {
  test.each<[string, unknown]>([
    ['!Ref Key', { Ref: 'Key' }],
    ['!GetAtt Key.Arn', { 'Fn::GetAtt': ['Key', 'Arn'] }],
    ['!GetAtt Nested.Outputs.Arn', { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] }],
    ['!GetAtt [Key, Arn]', { 'Fn::GetAtt': ['Key', 'Arn'] }],
    ['!Sub "arn:${AWS::Partition}:s3:::logs"', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::logs' }],
    ['!Sub ["${A}-logs", { A: !Ref Name }]', { 'Fn::Sub': ['${A}-logs', { A: { Ref: 'Name' } }] }],
    ['!Join ["-", [a, !Ref B, !Sub "${C}"]]', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, { 'Fn::Sub': '${C}' }]] }],
    ['!If [IsChina, !Ref A, !GetAtt B.Arn]', { 'Fn::If': ['IsChina', { Ref: 'A' }, { 'Fn::GetAtt': ['B', 'Arn'] }] }],
    ['!Select [0, !GetAZs ""]', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }],
    ['!FindInMap [A, !Ref AWS::Region, C]', { 'Fn::FindInMap': ['A', { Ref: 'AWS::Region' }, 'C'] }],
    ['!ImportValue shared-key', { 'Fn::ImportValue': 'shared-key' }],
    ['!ImportValue { "Fn::Sub": "${A}-key" }', { 'Fn::ImportValue': { 'Fn::Sub': '${A}-key' } }],
    ['!Split [",", !Ref List]', { 'Fn::Split': [',', { Ref: 'List' }] }],
    ['!Cidr ["10.0.0.0/16", 4, 8]', { 'Fn::Cidr': ['10.0.0.0/16', 4, 8] }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
    ['!Condition IsChina', { Condition: 'IsChina' }],
    ['!Equals [a, !Ref B]', { 'Fn::Equals': ['a', { Ref: 'B' }] }],
    ['!Not [!Equals [a, b]]', { 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }],
    ['!Transform { Name: AWS::Include }', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['!ToJsonString { a: !Ref B }', { 'Fn::ToJsonString': { a: { Ref: 'B' } } }],
  ])('%s', (yaml, value) => {
    expect(propertiesOf(`Value: ${yaml}`)).toEqual({ Value: value });
  });

  test('stand on blocks as on lines', () => {
    const value = propertiesOf('Value: !Join\n  - ""\n  - - !Ref A\n    - !Sub |\n        ${B}\n        more');

    expect(value).toEqual({ Value: { 'Fn::Join': ['', [{ Ref: 'A' }, { 'Fn::Sub': '${B}\nmore\n' }]] } });
  });

  test('are followed like the long ones', () => {
    const file = written(
      'reference.yaml',
      'Resources:\n  Key: { Type: AWS::KMS::Key }\n  Topic: { Type: AWS::SNS::Topic, Properties: { KmsMasterKeyId: !GetAtt Key.Arn } }\n',
    );
    const template = only(read(file));

    expect(template.find('Topic')?.referent('KmsMasterKeyId')).toBe(template.find('Key'));
  });
});

describe('a template file', () => {
  test('of CloudFormation is read with the line of each resource', () => {
    const file = written(
      'a.yaml',
      '# ours\nResources:\n\n  Key:\n    Type: AWS::KMS::Key\n  "Topic":\n    Type: AWS::SNS::Topic\n',
    );
    const estate = read(file);

    expect(only(estate).resources.map((resource) => estate.subjectOf(resource))).toEqual([
      expect.objectContaining({ logicalId: 'Key', path: 'Key', source: { file: 'a.yaml', line: 4 } }),
      expect.objectContaining({ logicalId: 'Topic', path: 'Topic', source: { file: 'a.yaml', line: 6 } }),
    ]);
    expect(estate.files).toEqual([file]);
  });

  test('says of itself what it knows: no account, no region, the path from the project', () => {
    mkdirSync(join(folder, 'deep'), { recursive: true });
    const estate = read(written('deep/a.json', '{\n "Resources": {\n  "Key": { "Type": "AWS::KMS::Key" }\n }\n}'));

    expect(estate.originOf(only(estate))).toMatchObject({
      cloud: 'aws',
      partition: 'unknown',
      account: 'unknown',
      region: 'unknown',
      stack: 'deep/a.json',
    });
    expect(only(estate).resources.map((resource) => estate.subjectOf(resource).source)).toEqual([
      { file: 'deep/a.json', line: 3 },
    ]);
  });

  test('keeps the construct path that CDK has noted in it', () => {
    const metadata = { 'aws:cdk:path': 'App/Stack/Key/Resource' };
    const estate = read(
      written('cdk.json', JSON.stringify({ Resources: { Key123: { Type: 'AWS::KMS::Key', Metadata: metadata } } })),
    );

    expect(only(estate).resources.map((resource) => estate.subjectOf(resource).path)).toEqual([
      'App/Stack/Key/Resource',
    ]);
  });

  test('is judged with what its StackSets deploy, JSON and YAML alike', () => {
    const stackSet = (body: string) => ({ Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: body } });
    const estate = read(
      written(
        'organization.json',
        JSON.stringify({
          Resources: {
            Json: stackSet('{ "Resources": { "Key": { "Type": "AWS::KMS::Key" } } }'),
            Yaml: stackSet(
              'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: { KmsMasterKeyId: !Ref Key }\n',
            ),
          },
        }),
      ),
    );

    expect(estate.templates.map((template) => estate.originOf(template))).toMatchObject([
      { stack: 'organization.json', account: 'unknown' },
      { stack: 'organization.json/Json', account: 'each', region: 'each' },
      { stack: 'organization.json/Yaml', account: 'each', region: 'each' },
    ]);
    expect(estate.templates.flatMap(({ resources }) => resources.map(({ type }) => type))).toEqual([
      'AWS::CloudFormation::StackSet',
      'AWS::CloudFormation::StackSet',
      'AWS::KMS::Key',
      'AWS::SNS::Topic',
    ]);
  });

  test('of Terraform is read where it holds resources', () => {
    const document = {
      provider: { azurerm: [{ environment: 'china', subscription_id: '00000000-0000-0000-0000-0000000000b1' }] },
      resource: { azurerm_key_vault: { main: { name: 'keys', location: 'chinanorth3' } } },
    };
    const estate = read(written('main.tf.json', JSON.stringify(document)));

    expect(estate.originOf(only(estate))).toMatchObject({
      cloud: 'azure',
      partition: 'azure-china',
      account: '00000000-0000-0000-0000-0000000000b1',
      region: 'chinanorth3',
    });
    expect(only(estate).find('azurerm_key_vault.main')?.literal('name')).toBe('keys');
  });

  test('of Terraform is read with the line of each resource, and the construct path that CDKTF has noted in it', () => {
    const noted = { '//': { metadata: { path: 'app/Logs' } } };
    const resource = { azurerm_key_vault: { main: {}, second: [{}] }, azurerm_storage_account: { main: noted } };
    const estate = read(written('lines.tf.json', JSON.stringify({ terraform: {}, resource }, null, 1)));

    expect(only(estate).resources.map((one) => estate.subjectOf(one))).toEqual([
      expect.objectContaining({ path: 'azurerm_key_vault.main', source: { file: 'lines.tf.json', line: 5 } }),
      expect.objectContaining({ path: 'azurerm_key_vault.second', source: { file: 'lines.tf.json', line: 6 } }),
      expect.objectContaining({ path: 'app/Logs', source: { file: 'lines.tf.json', line: 11 } }),
    ]);
  });
});

describe('a file that cannot be judged', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['is empty', '', /is empty/],
    ['is binary', Uint8Array.from([0x50, 0x4b, 0, 4]), /is binary/],
    ['is no YAML', 'Resources:\n  Key: [\n', /line \d+, column \d+: .+/],
    ['has a key twice', 'Resources:\n  Key: { Type: A }\n  Key: { Type: B }\n', /line 3, column 3: .*unique/],
    ['has tabs for indentation', 'Resources:\n\tKey:\n\t\tType: AWS::KMS::Key\n', /line 2, column 1: .*[Tt]ab/],
    ['is two documents', 'Resources: {}\n---\nResources: {}\n', /multiple documents/],
    ['is a list', '[1, 2]', /neither CloudFormation `Resources` nor Terraform `resource`/],
    ['is a word', 'hello', /neither/],
    ['is null', 'null', /neither/],
    ['has no resources', '{ "Parameters": {} }', /neither/],
    ['has resources that are a list', 'Resources: [a]', /neither/],
    [
      'expands without end',
      `a: &a [x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
        .map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}x]`)
        .join('\n')}\nResources: { Key: *i }\n`,
      /alias/i,
    ],
    ['has a StackSet with a broken template', stackSetWith('{ "Resources": '), /^broken\.yaml\/Set: line/],
  ])('%s', (_, content, message) => {
    const file = written('broken.yaml', content);
    const error = refusal(file);

    expect(error.message).toMatch(/^broken\.yaml/);
    expect(error.message).toMatch(message);
    expect(error.because.zh).toMatch(/\p{Script=Han}/u);
  });

  test('is too large', () => {
    const file = written('large.json', '{}');
    truncateSync(file, 10 * 1024 * 1024 + 1);

    expect(refusal(file).message).toBe('large.json: is larger than 10 MB');
  });

  test('is not there', () => {
    expect(refusal(join(folder, 'gone.yaml')).message).toBe('gone.yaml: cannot be read (ENOENT)');
  });

  test('is a folder', () => {
    mkdirSync(join(folder, 'templates'), { recursive: true });

    expect(refusal(join(folder, 'templates')).message).toBe('templates: cannot be read (EISDIR)');
  });

  test('may not be read', () => {
    const file = written('secret.yaml', 'Resources: {}');
    chmodSync(file, 0);
    // root reads everything: there the file is judged, and has nothing to judge
    const outcome = process.getuid?.() === 0 ? read(file).templates.length : refusal(file).message;

    expect(outcome).toEqual(process.getuid?.() === 0 ? 1 : 'secret.yaml: cannot be read (EACCES)');
  });
});

function stackSetWith(body: string): string {
  return JSON.stringify({
    Resources: { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateBody: body } } },
  });
}
