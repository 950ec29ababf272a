import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import { isObject } from '../../constructs/nag/intrinsics';
import { type TerraformBlock, terraformBlocks } from '../../constructs/nag/terraform-blocks';
import { nestingBeyond } from '../../constructs/nag/yaml-nesting';
import { fine, type Inspection, notJudged, problem, together } from './inspection';

/** Deeper than anybody writes, and than a reader that calls itself can follow. */
const DEEPEST = 200;

/** Beyond this a reader refuses the file; it is not parsed here either. */
const LARGEST_BYTES = 10 * 1024 * 1024;

/**
 * Looks at a template that anyone may have made, before it is judged: a rule must be able to rely on what a template is,
 * and a gate must say what it leaves out.
 */
export function inspectTemplate(file: string): Inspection {
  const read = readRegular(file, IS_FOLDER);
  if (!Buffer.isBuffer(read)) return read;
  if (read.length > LARGEST_BYTES || read.includes(0)) return fine;
  if (!isUtf8(read)) return problem(file, 'is not UTF-8: save it as such', '不是 UTF-8 编码，请转换后重试');
  if (extname(file) === '.tf') {
    return problem(
      file,
      'is HCL: only the JSON syntax of Terraform can be judged',
      '是 HCL 文件：只能判定 Terraform 的 JSON 语法',
    );
  }
  return inspectText(file, read.toString('utf8'));
}

const IS_FOLDER = {
  en: 'is a folder: name the templates in it, or, for what CDK or CDKTF synthesized, give it to --assembly',
  zh: '是文件夹：请指定其中的模板；如为 CDK 或 CDKTF 的合成目录，请使用 --assembly',
} as const;

/** The content of a file, or why there is none to be had. A pipe or a device could be read for ever. */
export function readRegular(file: string, folder: { readonly en: string; readonly zh: string }): Buffer | Inspection {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return problem(file, folder.en, folder.zh);
    if (!stat.isFile()) return problem(file, 'is no regular file', '不是普通文件');
    return stat.size > LARGEST_BYTES ? fine : readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return problem(file, 'no such file', '文件不存在');
    return problem(file, `cannot be read (${code})`, `无法读取（${code}）`);
  }
}

/** Looks at a template in JSON or YAML. */
export function inspectText(file: string, text: string): Inspection {
  const { document, refused } = parse(file, text);
  return refused ?? inspectDocument(file, document, (id) => lineOf(text, id));
}

interface Parsed {
  readonly document?: unknown;
  /** Why there is no document. */
  readonly refused?: Inspection;
}

function parse(file: string, text: string): Parsed {
  try {
    return { document: JSON.parse(text) };
  } catch {
    return parseYaml(file, text);
  }
}

/** Also tells where JSON is wrong: what is neither is told as YAML. */
function parseYaml(file: string, text: string): Parsed {
  if (nestingBeyond(text, DEEPEST) !== undefined) return { refused: tooDeep(file) };
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = parsed.errors;
  if (error) return { refused: unparsable(file, error, lines) };
  try {
    // aliases of aliases would fill the memory
    return { document: parsed.toJS({ maxAliasCount: 100 }) };
  } catch {
    return {
      refused: problem(file, 'its aliases multiply without end: resolve them', '别名展开后规模失控，请消除别名'),
    };
  }
}

function unparsable(file: string, error: YAMLParseError, lines: LineCounter): Inspection {
  const { line } = lines.linePos(error.pos[0]);
  if (error.code === 'MULTIPLE_DOCS') {
    return problem(
      file,
      'holds a second document: give each a file of its own',
      '含多个文档，请拆分为单独的文件',
      line,
    );
  }
  const why = error.message.split('\n')[0] ?? '';
  return problem(file, why, `无法解析：${why}`, line);
}

const tooDeep = (file: string): Inspection =>
  problem(file, `nests deeper than ${DEEPEST} levels`, `嵌套超过 ${DEEPEST} 层`);

/** Where a resource stands. Only asked when something is wrong with it. */
function lineOf(text: string, id: string): number | undefined {
  const lines = new LineCounter();
  const resources = parseDocument(text, { lineCounter: lines, logLevel: 'silent' }).get('Resources');
  const pair = isMap(resources) ? resources.items.find(({ key }) => isScalar(key) && key.value === id) : undefined;
  const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  return start === undefined ? undefined : lines.linePos(start).line;
}

type LineOf = (id: string) => number | undefined;

/** Looks at a parsed template: CloudFormation or Terraform. What is neither is left to the reader. */
export function inspectDocument(file: string, document: unknown, line: LineOf = () => undefined): Inspection {
  if (!isObject(document)) return fine;
  if (isDeeper(document, DEEPEST)) return tooDeep(file);
  if (isObject(document['Resources'])) return inspectResources(file, document['Resources'], line);
  if ('planned_values' in document) {
    return problem(
      file,
      'is a plan of Terraform: name the configuration in JSON instead (*.tf.json)',
      '是 Terraform 的计划文件：请改为指定 JSON 格式的配置（*.tf.json）',
    );
  }
  return inspectTerraform(file, document);
}

function inspectResources(file: string, resources: Readonly<Record<string, unknown>>, line: LineOf): Inspection {
  return together(Object.entries(resources).map(([id, body]) => inspectResource(file, id, body, line)));
}

function inspectResource(file: string, id: string, body: unknown, line: LineOf): Inspection {
  if (id.startsWith('Fn::')) {
    return notJudged(
      file,
      `${id} is expanded by CloudFormation: what it makes is not judged`,
      `${id} 由 CloudFormation 展开，其产生的资源未判定`,
    );
  }
  const wrong = malformation(body);
  return wrong ? problem(file, `Resources.${id} ${wrong.en}`, `Resources.${id} ${wrong.zh}`, line(id)) : fine;
}

/** What CloudFormation itself would refuse: judging around it would hide it. */
function malformation(body: unknown): { readonly en: string; readonly zh: string } | undefined {
  if (!isObject(body)) return { en: 'is no resource: it has no Type', zh: '不是资源：缺少 Type' };
  const { Type: type, Properties: properties } = body;
  if (typeof type !== 'string' || type === '') return { en: 'has no Type', zh: '缺少 Type' };
  if ('Properties' in body && !isObject(properties)) {
    return { en: 'has Properties that are no mapping of names to values', zh: '的 Properties 不是键值映射' };
  }
  return undefined;
}

function inspectTerraform(file: string, document: Readonly<Record<string, unknown>>): Inspection {
  const { module } = document;
  const modules = Object.keys(isObject(module) ? module : {}).map((name) =>
    notJudged(
      file,
      `module.${name} is not followed: what it makes is not judged`,
      `module.${name} 未展开，其产生的资源未判定`,
    ),
  );
  const shapeless = terraformBlocks(document).filter(({ body }) => !isObject(body));
  return together([...modules, ...shapeless.map((block) => noBlock(file, block))]);
}

function noBlock(file: string, { type, name }: TerraformBlock): Inspection {
  const at = ['resource', type, name].filter(Boolean).join('.');
  return problem(file, `${at} is no mapping of names to blocks`, `${at} 不是名称到块的映射`);
}

/** Without recursion, which is what a deep document defeats. */
function isDeeper(document: object, levels: number): boolean {
  let level: object[] = [document];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((node) => Object.values(node).filter(isNode));
  }
  return false;
}

const isNode = (value: unknown): value is object => typeof value === 'object' && value !== null;
