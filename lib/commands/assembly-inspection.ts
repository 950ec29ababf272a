import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../constructs/nag/intrinsics';
import { type Beside, misshape } from '../evidence/assembly-file';
import { SECOND_OPINION } from '../evidence/second-opinion';
import { SIDECAR } from '../evidence/sidecar';
import { isWithin } from '../project';
import { fine, type Inspection, problem, together } from './inspection';
import { inspectDocument, inspectText, readRegular } from './template-inspection';

/** What lies beside the templates, and is read with them where it is there. */
const BESIDE: readonly Beside<unknown>[] = [SIDECAR, SECOND_OPINION];

type Block = Readonly<Record<string, unknown>>;

/** Looks at the folder of an assembly that anyone may have made: whether its manifest and all that it names can be read. */
export function inspectAssembly(folder: string): Inspection {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) {
    return problem(
      folder,
      'holds no manifest.json: name the folder that CDK or CDKTF wrote (cdk.out, cdktf.out); a template is named with --template',
      '没有 manifest.json：请指定 CDK 或 CDKTF 的输出目录（cdk.out、cdktf.out）；模板请使用 --template',
    );
  }
  return withJson(file, (manifest) => {
    if (isObject(manifest) && isObject(manifest['artifacts'])) return inspectCdk(folder, manifest['artifacts']);
    if (isObject(manifest) && isObject(manifest['stacks'])) return inspectCdktf(folder, manifest['stacks']);
    return problem(file, 'is a manifest of neither CDK nor CDKTF', '既不是 CDK 也不是 CDKTF 的清单');
  });
}

function inspectCdk(folder: string, artifacts: Block): Inspection {
  return together([
    ...beside(folder),
    ...Object.entries(artifacts).map(([id, artifact]) =>
      inspectArtifact(folder, id, isObject(artifact) ? artifact : {}),
    ),
  ]);
}

function inspectArtifact(folder: string, id: string, artifact: Block): Inspection {
  const properties = isObject(artifact['properties']) ? artifact['properties'] : {};
  const named = `artifacts.${id}`;
  if (artifact['type'] === 'cdk:cloud-assembly') {
    return within(folder, named, properties['directoryName'], (stage) => inspectAssembly(stage));
  }
  if (artifact['type'] !== 'aws:cloudformation:stack') return fine;
  const extra = artifact['additionalMetadataFile'];
  return together([
    extra === undefined ? fine : within(folder, named, extra, (file) => withJson(file, () => fine)),
    within(folder, named, properties['templateFile'], (file) => inspectStack(folder, file, [])),
  ]);
}

/** @param above the templates that led here: one that nests itself has no end. */
function inspectStack(folder: string, file: string, above: readonly string[]): Inspection {
  if (above.includes(file)) return problem(file, 'nests itself', '嵌套了自身');
  return withJson(file, (document) => {
    const found = inspectDocument(file, document);
    if (found.problems.length > 0) return found;
    const resources = isObject(document) && isObject(document['Resources']) ? document['Resources'] : {};
    const nested = Object.entries(resources).map(([id, body]) =>
      inspectNesting(folder, file, id, isObject(body) ? body : {}, [...above, file]),
    );
    return together([found, ...nested]);
  });
}

/** Whether what a stack deploys in turn can be read; whether it was judged is told afterwards. */
function inspectNesting(folder: string, file: string, id: string, body: Block, above: readonly string[]): Inspection {
  if (body['Type'] === 'AWS::CloudFormation::StackSet') {
    const template = isObject(body['Properties']) ? body['Properties']['TemplateBody'] : undefined;
    return typeof template === 'string' ? inspectText(`${file} ${id}.TemplateBody`, template) : fine;
  }
  const path = isObject(body['Metadata']) ? body['Metadata']['aws:asset:path'] : undefined;
  if (body['Type'] !== 'AWS::CloudFormation::Stack' || typeof path !== 'string' || !existsSync(join(folder, path))) {
    return fine;
  }
  return within(folder, `${file} Resources.${id}`, path, (nested) => inspectStack(folder, nested, above));
}

function inspectCdktf(folder: string, stacks: Block): Inspection {
  return together([
    ...beside(folder),
    ...Object.entries(stacks).map(([id, stack]) =>
      within(folder, `stacks.${id}`, isObject(stack) ? stack['synthesizedStackPath'] : undefined, (file) =>
        withJson(file, (document) => inspectDocument(file, document)),
      ),
    ),
  ]);
}

const beside = (folder: string): readonly Inspection[] =>
  BESIDE.filter(({ name }) => existsSync(join(folder, name))).map(({ name, shape }) => {
    const file = join(folder, name);
    return withJson(file, (document) => {
      const wrong = misshape(document, shape);
      return wrong ? problem(file, wrong.en, wrong.zh) : fine;
    });
  });

/** A manifest names what lies below it, and nothing else: neither the folder itself nor anything beside it. */
function within(folder: string, named: string, path: unknown, inspect: (path: string) => Inspection): Inspection {
  const manifest = join(folder, 'manifest.json');
  if (typeof path !== 'string' || path === '') {
    return problem(manifest, `${named} names no file`, `${named} 未指定文件`);
  }
  const target = join(folder, path);
  if (!existsSync(target)) {
    return problem(
      manifest,
      `${named} names ${path}, which does not exist: synthesize again`,
      `${named} 指定的 ${path} 不存在，请重新合成`,
    );
  }
  const [real, top] = [realpathSync(target), realpathSync(folder)];
  if (real !== top && isWithin(top, real)) return inspect(target);
  return problem(
    manifest,
    `${named} names ${path}, which is outside of the assembly`,
    `${named} 指定的 ${path} 位于合成目录之外`,
  );
}

const IS_FOLDER = { en: 'is a folder where a file is needed', zh: '需要文件的位置是一个文件夹' } as const;

/** Looks into a JSON file, or says why that cannot be done. */
function withJson(file: string, inspect: (document: unknown) => Inspection): Inspection {
  const read = readRegular(file, IS_FOLDER);
  if (!Buffer.isBuffer(read)) return read;
  let document: unknown;
  try {
    document = JSON.parse(read.toString('utf8'));
  } catch (error) {
    const why = (error as Error).message;
    return problem(file, `is no valid JSON (${why}): synthesize again`, `不是有效的 JSON（${why}），请重新合成`);
  }
  return inspect(document);
}
