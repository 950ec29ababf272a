import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { nestingBeyond } from '../../../constructs/nag/yaml-nesting';
import type { Location, Path } from '../problem';
import { emptyRecord } from '../record';
import type { Refusal } from './text';
import type { ReadFault, Reading, Tree } from './tree';
import { duplicateKey, syntaxFault } from './yaml-faults';

/** Deeper nesting is a mistake or an attack: the schema needs six levels. */
const DEEPEST = 32;

const LONGEST_LINE = 20_000;

/** Ten thousand accounts, each on six lines, and room for all else. */
const MOST_LINES = 100_000;

/** More syntax errors than these tell nothing new. */
const MOST_SYNTAX_FAULTS = 50;

/**
 * Reads YAML 1.2, without anchors, aliases and custom tags: what the file says is what is there, and a small file
 * cannot unfold into a large one. Never throws.
 */
export function readYaml(text: string, file: string): Reading {
  const lines = new LineCounter();
  const place = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const hostile = hostileShape(text);
  if (hostile) return { faults: [{ ...syntaxFault(hostile.code, ''), ...placeIn(text, file, hostile.offset) }] };

  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    resolveKnownTags: false,
  });
  const faults: ReadFault[] = [...document.errors, ...document.warnings]
    // told with their key below
    .filter(({ name, code }) => name === 'YAMLParseError' || code !== 'TAG_RESOLVE_FAILED')
    .slice(0, MOST_SYNTAX_FAULTS)
    .map((error) => ({ ...syntaxFault(error.code, error.message), ...place(error.pos[0]) }));
  if (document.directives?.yaml.explicit && document.directives.yaml.version !== '1.2') {
    faults.push({ ...syntaxFault('YAML_VERSION', ''), ...place(0) });
  }
  // what follows a broken line is guesswork
  if (document.errors.length > 0) return { faults };

  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    return { faults: [...faults, { ...syntaxFault('EMPTY', ''), ...place(0) }] };
  }
  const unfold = new Unfolding(place);
  const value = unfold.value(root, []);
  return { tree: treeOf(root, value, place), faults: [...faults, ...unfold.faults] };
}

/** Turns nodes into plain values, and notes what is refused on the way. */
class Unfolding {
  readonly faults: ReadFault[] = [];

  constructor(private readonly place: (offset: number) => Location) {}

  value(node: unknown, path: Path): unknown {
    if (!isNode(node)) return null;
    if (path.length > DEEPEST)
      return this.refuse(syntaxFault('TOO_DEEP', ''), node, { path, gap: { path, lacks: 'value' } });
    if (isAlias(node)) return this.refuse(syntaxFault('ALIAS', ''), node, { path, gap: { path, lacks: 'value' } });
    if (node.anchor) this.refuse(syntaxFault('ANCHOR', ''), node, { path });
    if (node.tag && !CORE_TAGS.has(node.tag)) this.refuse(syntaxFault('TAG_RESOLVE_FAILED', ''), node, { path });
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, index) => this.value(item, [...path, index]));
    if (isMap(node)) return this.map(node, path);
    return null;
  }

  private map(node: YAMLMap, path: Path): Record<string, unknown> {
    // without a prototype, so that a key such as __proto__ is a key like any other
    const object: Record<string, unknown> = emptyRecord();
    const lines = new Map<string, number>();
    for (const pair of node.items) {
      const key = keyText(pair);
      const shown = isNode(pair.key) ? pair.key : node;
      if (key === undefined) this.refuse(syntaxFault('COMPLEX_KEY', ''), shown, { path, gap: { path, lacks: 'rest' } });
      // what it would merge into the mapping is not known
      else if (key === '<<' && isAlias(pair.value))
        this.refuse(syntaxFault('ALIAS', ''), pair.value, { path, gap: { path, lacks: 'rest' } });
      // the parser's own check compares every key with every other
      else if (lines.has(key))
        this.refuse(duplicateKey(key, lines.get(key) ?? 0), shown, {
          path: [...path, key],
          gap: { path: [...path, key], lacks: 'rest' },
        });
      else {
        lines.set(key, this.place(shown.range?.[0] ?? 0).line);
        object[key] = this.value(pair.value, [...path, key]);
      }
    }
    return object;
  }

  private refuse(refusal: Refusal, node: Node, what: Pick<ReadFault, 'path' | 'gap'>): null {
    if (this.faults.length >= MOST_SYNTAX_FAULTS) return null;
    this.faults.push({ ...refusal, ...what, ...this.place(node.range?.[0] ?? 0) });
    return null;
  }
}

/** Tags of the YAML 1.2 core schema, which say what a value is read as in any case. */
const CORE_TAGS: ReadonlySet<string> = new Set(
  ['map', 'seq', 'str', 'null', 'bool', 'int', 'float'].map((name) => `tag:yaml.org,2002:${name}`),
);

function treeOf(root: Node, value: unknown, place: (offset: number) => Location): Tree {
  return {
    value,
    locate(path, at = 'value') {
      return place(offsetOf(descend(root, path), at));
    },
    written(path) {
      const { node, rest } = descend(root, path);
      return rest.length === 0 && isScalar(node) ? node.source : undefined;
    },
  };
}

/** The place of an offset before the parser has counted lines. */
function placeIn(text: string, file: string, offset: number): Location {
  const lines = text.slice(0, offset).split('\n');
  return { file, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

interface Descent {
  readonly node: unknown;
  readonly pair?: Pair;
  /** What of the path is not there. */
  readonly rest: Path;
}

/** Follows the path as far as the file goes. */
function descend(root: Node, path: Path): Descent {
  let here: Descent = { node: root, rest: path };
  while (here.rest.length > 0) {
    const [part, ...rest] = here.rest;
    const next = child(here.node, part);
    if (!next) return here;
    here = { ...next, rest };
  }
  return here;
}

function child(node: unknown, part: string | number | undefined): { node: unknown; pair?: Pair } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item) === String(part));
    return pair && { node: pair.value, pair };
  }
  if (isSeq(node) && typeof part === 'number' && part in node.items) return { node: node.items[part] };
  return undefined;
}

/** What is absent is shown at the key that should hold it. */
function offsetOf({ node, pair, rest }: Descent, at: 'key' | 'value'): number {
  const showsKey = at === 'key' || rest.length > 0 || !isNode(node) || (isScalar(node) && node.value === null);
  const shown = showsKey && pair && isNode(pair.key) ? pair.key : node;
  return isNode(shown) ? (shown.range?.[0] ?? 0) : 0;
}

function keyText(pair: Pair): string | undefined {
  if (!isScalar(pair.key) || pair.key.value === null) return undefined;
  return typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? String(pair.key.value));
}

/** What would make the parser call itself or repeat itself without end, asked before parsing. */
function hostileShape(text: string): { code: string; offset: number } | undefined {
  const deep = nestingBeyond(text, DEEPEST);
  if (deep !== undefined) return { code: 'TOO_DEEP', offset: deep };
  let offset = 0;
  for (const [index, line] of text.split('\n', MOST_LINES + 2).entries()) {
    if (index > MOST_LINES) return { code: 'LONG_FILE', offset: offset - 1 };
    if (line.length > LONGEST_LINE) return { code: 'LONG_LINE', offset };
    offset += line.length + 1;
  }
  return undefined;
}
