import { readFileSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type ScalarTag, type Tags } from 'yaml';
import { isObject } from '../../constructs/nag/intrinsics';
import { Template } from '../../constructs/nag/template';
import { terraformBlocks } from '../../constructs/nag/terraform-blocks';
import { nestingBeyond } from '../../constructs/nag/yaml-nesting';
import { TemplateError } from './assembly-file';
import { EACH, type JudgedEstate } from './estate';
import type { SourceLine } from './subject';
import { addTerraform } from './terraform-output';

export { TemplateError } from './assembly-file';

/** CloudFormation refuses templates of more than 1 MB; Terraform's JSON of a large stack may be a few times that. */
const LARGEST_BYTES = 10 * 1024 * 1024;

/** Deeper than anybody writes. */
const DEEPEST = 200;

/** Uses of anchors, counted as they multiply. */
const MOST_ALIASES = 100;

/**
 * Reads a CloudFormation template (JSON or YAML) or a Terraform configuration (JSON) that anyone made.
 * @throws TemplateError when the file cannot be read or holds neither
 */
export function readTemplateFile(file: string, root: string, into: JudgedEstate): void {
  const name = relative(root, file).split(sep).join('/');
  const { document, lineOf } = parsed(textOf(file, name), name);
  if (!isObject(document)) throw notATemplate(name);
  if (isObject(document['Resources'])) {
    addCloudFormation(document, { name, file: name, lineOf: (id) => lineOf('Resources', id) }, into);
  } else if (terraformBlocks(document).length > 0) {
    // `type.name`: neither has a dot of its own
    const sourceOf = (id: string) => sourceIn(name, lineOf('resource', ...id.split('.')));
    addTerraform(document, { stack: name, sourceOf }, into);
  } else throw notATemplate(name);
  into.files.push(file);
}

/**
 * A template that stands as text in another one, such as the body of a StackSet: JSON or YAML alike.
 * @throws TemplateError when the text is neither
 */
export function embeddedTemplate(text: string, name: string): unknown {
  try {
    // what CDK writes is JSON, which is read a hundred times faster
    return JSON.parse(text);
  } catch {
    return parsed(text, name).document;
  }
}

const sourceIn = (file: string, line: number | undefined): SourceLine | null =>
  line === undefined ? null : { file, line };

interface Parsed {
  readonly document: unknown;
  /** Where the key stands to which a chain of keys leads. */
  readonly lineOf: (...keys: readonly string[]) => number | undefined;
}

function parsed(text: string, name: string): Parsed {
  if (nestingBeyond(text, DEEPEST) !== undefined) {
    throw new TemplateError(name, { en: `nests deeper than ${DEEPEST} levels`, zh: `嵌套超过 ${DEEPEST} 层` });
  }
  const lines = new LineCounter();
  const parsed = parseDocument(text, {
    customTags: INTRINSIC_TAGS,
    lineCounter: lines,
  } as never);
  const [error] = parsed.errors;
  if (error) {
    const at = error.linePos?.[0];
    const place = at ? `line ${at.line}, column ${at.col}: ` : '';
    const why = error.message.split('\n')[0] ?? '';
    throw new TemplateError(name, { en: `${place}${why}`, zh: `${place}无法解析：${why}` });
  }
  const lineOf = (...keys: readonly string[]): number | undefined => {
    const start = startOf(parsed.contents, keys);
    return start === undefined ? undefined : lines.linePos(start).line;
  };
  return { document: expanded(parsed, name), lineOf };
}

function startOf(node: unknown, keys: readonly string[]): number | undefined {
  // a list of mappings says together what one would
  if (isSeq(node)) return node.items.map((item) => startOf(item, keys)).find((start) => start !== undefined);
  const [wanted, ...deeper] = keys;
  const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === wanted) : undefined;
  if (deeper.length > 0) return startOf(pair?.value, deeper);
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

/** Anchors may stand for each other until nothing could hold the result: beyond a hundred it is no template any more. */
function expanded(parsed: ReturnType<typeof parseDocument>, name: string): unknown {
  try {
    return parsed.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TemplateError(name, { en: `cannot be expanded: ${why}`, zh: `别名无法展开：${why}` });
  }
}

const notATemplate = (name: string): TemplateError =>
  new TemplateError(name, {
    en: 'holds neither CloudFormation `Resources` nor Terraform `resource`',
    zh: '既没有 CloudFormation 的 `Resources`，也没有 Terraform 的 `resource`',
  });

interface Placed {
  /** What the template is called in the report. */
  readonly name: string;
  /** The file that it stands in. */
  readonly file: string;
  /** Where a resource stands, by its logical id. */
  readonly lineOf: (id: string) => number | undefined;
  /** Account and region, where more than one is meant. */
  readonly everywhere?: typeof EACH;
}

/** Adds a template, then those that its StackSets deploy. */
function addCloudFormation(document: unknown, placed: Placed, into: JudgedEstate): void {
  const { name, file, lineOf, everywhere } = placed;
  const template = Template.cloudFormation(document, { name, estate: into.estate });
  into.add(template, {
    cloud: 'aws',
    partition: 'unknown',
    account: everywhere ?? 'unknown',
    region: everywhere ?? 'unknown',
    stack: name,
    locate: (id) => ({ path: constructPath(template, id), source: sourceIn(file, lineOf(id)) }),
    declarations: [],
  });
  for (const { id, ...stackSet } of template.ofType('AWS::CloudFormation::StackSet')) {
    const body = stackSet.properties['TemplateBody'];
    if (typeof body !== 'string') continue;
    const inner = `${name}/${id}`;
    const embedded = { name: inner, file, lineOf: () => lineOf(id), everywhere: EACH };
    addCloudFormation(embeddedTemplate(body, inner), embedded, into);
  }
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
