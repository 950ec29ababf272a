import { readFileSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, type ScalarTag, type Tags } from 'yaml';
import { isObject } from '../../constructs/nag/intrinsics';
import { Template } from '../../constructs/nag/template';
import type { Bilingual } from '../../constructs/standard';
import type { JudgedEstate } from './estate';
import { addTerraform } from './terraform-output';

/** CloudFormation refuses templates of more than 1 MB; Terraform's JSON of a large stack may be a few times that. */
const LARGEST_BYTES = 10 * 1024 * 1024;

/** A file that cannot be judged, and what to do about it. */
export class TemplateError extends Error {
  constructor(
    readonly file: string,
    readonly because: Bilingual,
  ) {
    super(`${file}: ${because.en}`);
  }
}

/**
 * Reads a CloudFormation template (JSON or YAML) or a Terraform configuration (JSON) that anyone made.
 * @throws TemplateError when the file cannot be read or holds neither
 */
export function readTemplateFile(file: string, root: string, into: JudgedEstate): void {
  const name = relative(root, file).split(sep).join('/');
  const lines = new LineCounter();
  const parsed = parseDocument(textOf(file, name), {
    customTags: INTRINSIC_TAGS,
    lineCounter: lines,
    maxAliasCount: 100,
  } as never);
  const [error] = parsed.errors;
  if (error) {
    const at = error.linePos?.[0];
    const place = at ? `line ${at.line}, column ${at.col}: ` : '';
    const why = error.message.split('\n')[0] ?? '';
    throw new TemplateError(name, { en: `${place}${why}`, zh: `${place}无法解析：${why}` });
  }
  const document: unknown = parsed.toJS();
  const resources = parsed.get('Resources');
  const lineOf = (id: string): number | undefined => {
    const pair = isMap(resources) ? resources.items.find(({ key }) => isScalar(key) && key.value === id) : undefined;
    const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    return start === undefined ? undefined : lines.linePos(start).line;
  };
  if (!isObject(document)) throw notATemplate(name);
  if (isObject(document['Resources'])) addCloudFormation(document, name, lineOf, into);
  else if (isObject(document['resource'])) addTerraform(document, name, undefined, into);
  else throw notATemplate(name);
  into.files.push(file);
}

const notATemplate = (name: string): TemplateError =>
  new TemplateError(name, {
    en: 'holds neither CloudFormation `Resources` nor Terraform `resource`',
    zh: '既没有 CloudFormation 的 `Resources`，也没有 Terraform 的 `resource`',
  });

function addCloudFormation(
  document: unknown,
  name: string,
  lineOf: (id: string) => number | undefined,
  into: JudgedEstate,
): void {
  const template = Template.cloudFormation(document, { name, estate: into.estate });
  into.add(template, {
    cloud: 'aws',
    partition: 'unknown',
    account: 'unknown',
    region: 'unknown',
    stack: name,
    locate: (id) => {
      const line = lineOf(id);
      return { path: constructPath(template, id), source: line === undefined ? null : { file: name, line } };
    },
    declarations: [],
  });
}

/** The construct path that CDK notes in a template, or the logical id. */
function constructPath(template: Template, id: string): string {
  const metadata = template.find(id)?.attributes['Metadata'];
  const path = isObject(metadata) ? metadata['aws:cdk:path'] : undefined;
  return typeof path === 'string' ? path : id;
}

function textOf(file: string, name: string): string {
  const bytes = bytesOf(file, name);
  if (bytes.length === 0) throw new TemplateError(name, { en: 'is empty', zh: '文件为空' });
  if (bytes.includes(0)) throw new TemplateError(name, { en: 'is binary, no template', zh: '是二进制文件，不是模板' });
  return bytes.toString('utf8');
}

function bytesOf(file: string, name: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_BYTES) {
      const limit = `${LARGEST_BYTES / 1024 / 1024} MB`;
      throw new TemplateError(name, { en: `is larger than ${limit}`, zh: `超过 ${limit}` });
    }
    return readFileSync(file);
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new TemplateError(name, { en: `cannot be read (${code})`, zh: `无法读取（${code}）` });
  }
}

/** YAML's short forms, such as `!Sub x` for `{ "Fn::Sub": "x" }`. */
const SHORT_FORMS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'ForEach', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select',
  'Split', 'Sub', 'ToJsonString', 'Transform',
] as const; // biome-ignore format: a list

const INTRINSIC_TAGS = [
  ...[...SHORT_FORMS].flatMap((name) => tagsFor(`!${name}`, `Fn::${name}`, (value) => value)),
  ...tagsFor('!Ref', 'Ref', (value) => value),
  ...tagsFor('!Condition', 'Condition', (value) => value),
  ...tagsFor('!GetAtt', 'Fn::GetAtt', (value) => (typeof value === 'string' ? dotted(value) : value)),
] as unknown as Tags;

/** `!GetAtt A.B.C` is attribute `B.C` of `A`. */
const dotted = (text: string): string[] => {
  const [resource = '', ...attribute] = text.split('.');
  return [resource, attribute.join('.')];
};

interface Collection {
  toJSON(): unknown;
}

/** A tag must be registered once for each kind of node that it may stand on. */
function tagsFor(tag: string, key: string, argument: (value: unknown) => unknown): unknown[] {
  const wrap = (value: unknown): object => ({ [key]: argument(value) });
  const scalar: Partial<ScalarTag> = { tag, resolve: wrap };
  const collection = (kind: 'seq' | 'map'): object => ({
    tag,
    collection: kind,
    resolve: (node: Collection) => wrap(node.toJSON()),
  });
  return [scalar, collection('seq'), collection('map')];
}
