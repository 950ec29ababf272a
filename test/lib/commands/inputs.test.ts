import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { azurePart } from '../../../bin/azure-part';
import { assessOptions, type JudgeOptions } from '../../../lib/commands/assess-options';
import { cdkManifest, cdktfManifest, cloudFormation, FAULTY_BUCKET, terraform } from '../../support/foreign-templates';
import { example } from '../../support/landing-zone';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';
import { RecordingIo } from './recording-io';

/** The inputs that a report on an assembly would list. */
async function inputsOf(options: Pick<JudgeOptions, 'assembly' | 'template' | 'config'>) {
  const { ledger } = await assessOptions(
    { out: 'unused', lang: 'en', asOf: '2026-11-23', ...options },
    new RecordingIo(),
    azurePart,
  );
  return ledger.generated.inputs;
}

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Every file below a folder, with its hash. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((path) => ({ path, sha256: sha256(readFileSync(join(folder, path))) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

const NOTE = { resources: { Bucket: { path: 'Web/Bucket', source: { file: 'web.ts', line: 3 } } }, declarations: [] };
const OPINION = JSON.stringify({ pack: 'AwsSolutions', rules: [] });

const CDK = {
  'manifest.json': cdkManifest('web.json', { additionalMetadataFile: 'web.metadata.json' }),
  'web.json': cloudFormation({ Bucket: FAULTY_BUCKET }),
  'web.metadata.json': '{}',
  'isms-sidecar.json': JSON.stringify({ Web: NOTE }),
  'isms-second-opinion.json': OPINION,
};

describe('every file that is read of an assembly is an input, with its hash', () => {
  test('of CDK: manifest, templates, metadata, notes and second opinion', async () => {
    const folder = folderWith(CDK);

    expect(await inputsOf({ assembly: [folder] })).toEqual(filesIn(folder));
  });

  test('of CDK with a stage', async () => {
    const manifest = JSON.stringify({
      artifacts: { Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'stage' } } },
    });
    const { 'isms-second-opinion.json': _, ...stage } = CDK;
    const inStage = Object.fromEntries(Object.entries(stage).map(([name, content]) => [`stage/${name}`, content]));
    const folder = folderWith({ 'manifest.json': manifest, ...inStage });

    expect(await inputsOf({ assembly: [folder] })).toEqual(filesIn(folder));
  });

  test('of CDKTF: manifest, stacks and notes', async () => {
    const folder = folderWith({
      'manifest.json': cdktfManifest('web.tf.json'),
      'web.tf.json': terraform({ azurerm_key_vault: { main: {} } }),
      'isms-sidecar.json': '{}',
    });

    expect(await inputsOf({ assembly: [folder] })).toEqual(filesIn(folder));
  });

  test('of this product: all but what nothing reads', async () => {
    const folder = folderWith({});
    cpSync(example('quickstart').cdkOut, folder, { recursive: true });
    const unread = /^(cdk\.out|.*\.assets\.json|asset\..*|.*\.zip)$/;

    expect(await inputsOf({ assembly: [folder] })).toEqual(filesIn(folder).filter(({ path }) => !unread.test(path)));
  });

  test('of two assemblies outside of the project of the configuration, though their files have the same names', async () => {
    const config = join(
      folderWith({ 'package.json': '{}', 'landing-zone.yaml': MINIMAL_ACCOUNT }),
      'landing-zone.yaml',
    );
    const [one, other] = [CDK, { ...CDK, 'web.json': cloudFormation({ Bucket: FAULTY_BUCKET, B: FAULTY_BUCKET }) }];
    const inputs = await inputsOf({ config, assembly: [folderWith(one), folderWith(other)] });

    expect(inputs.filter(({ path }) => path === 'web.json').map((input) => input.sha256)).toEqual(
      [one, other].map((files) => sha256(files['web.json'])).sort(),
    );
  });
});
