import { findSourceMap } from 'node:module';
import { relative, resolve, sep } from 'node:path';
import { type IConstruct, Node } from 'constructs';
import { type CallSite, callSite } from '../../constructs/standard/call-site';
import type { SourceLine } from './subject';

/** Where each construct was created, for the life of the construct. */
const created = new WeakMap<IConstruct, CallSite>();

/** A place in a file of the configuration: a line that counts from 1. */
export interface Written {
  readonly file: string;
  readonly line: number;
}

/** Where the configuration describes what a construct makes. */
export interface Description {
  readonly at: Written;
  /**
   * Parts of it, by the beginning of the property that they become, such as `InlinePolicy.Statement.0`.
   * @default - none is told apart
   */
  readonly parts?: Readonly<Record<string, Written>>;
}

const described = new WeakMap<IConstruct, Description>();

/** Says that the configuration describes a construct: findings on it name that place, not the line that creates it. */
export function describe(construct: IConstruct, description: Description): void {
  described.set(construct, description);
}

interface Parent {
  addChild(child: IConstruct, id: string): void;
}

let tracing = false;

/**
 * From now on remembers the line that creates each construct, of CDK and CDKTF alike. Every construct passes
 * `Node.addChild` when it is made; CDK's own stack traces would print and source-map forty frames for each of them.
 */
export function traceSources(): void {
  if (tracing) return;
  tracing = true;
  const parent = Node.prototype as unknown as Parent;
  const addChild = parent.addChild;
  parent.addChild = function traced(this: Parent, child: IConstruct, id: string): void {
    const site = callSite(traced);
    if (site) created.set(child, site);
    addChild.call(this, child, id);
  };
}

/** The line that describes a construct, else the one that created it, or null where it was not traced. */
export function sourceOf(construct: IConstruct, root: string): SourceLine | null {
  const description = described.get(construct);
  return description ? lineIn(description.at, root) : sourceLine(created.get(construct), root);
}

/** The lines that describe parts of a construct; undefined where there are none. */
export function partsOf(construct: IConstruct, root: string): Readonly<Record<string, SourceLine>> | undefined {
  const parts = Object.entries(described.get(construct)?.parts ?? {}).flatMap(([property, written]) => {
    const line = lineIn(written, root);
    return line ? [[property, line] as const] : [];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

function lineIn({ file, line }: Written, root: string): SourceLine | null {
  const path = pathFrom(root, file);
  return path === undefined ? null : { file: path, line };
}

const lines = new Map<string, SourceLine | null>();

/** The line of TypeScript behind a position in the JavaScript that ran, relative to `root`. */
export function sourceLine(site: CallSite | undefined, root: string): SourceLine | null {
  if (!site) return null;
  const key = `${root}\u0000${site.file}:${site.line}:${site.column}`;
  const known = lines.get(key);
  if (known !== undefined) return known;
  const entry = findSourceMap(site.file)?.findEntry(site.line - 1, site.column - 1);
  const line = entry && 'originalLine' in entry ? entry.originalLine + 1 : site.line;
  const file = pathFrom(root, site.file);
  const found = file === undefined ? null : { file, line };
  lines.set(key, found);
  return found;
}

/** Where this product stands, for a configuration that lies in no checkout of it. */
const PRODUCT = resolve(__dirname, '../..');

/**
 * A path in the project; for this product's own sources, when they stand outside it, from the product's folder. Undefined for
 * any other: a path that climbed out of the project would tell where on a machine it lies, and differ from one to the next.
 */
function pathFrom(root: string, file: string): string | undefined {
  const path = [root, PRODUCT].map((folder) => relative(folder, file)).find((from) => !from.startsWith('..'));
  return path?.split(sep).join('/');
}
