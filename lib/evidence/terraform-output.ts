import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../constructs/nag/intrinsics';
import { Template } from '../../constructs/nag/template';
import { terraformBlocks } from '../../constructs/nag/terraform-blocks';
import { jsonIn, readAssemblyFile } from './assembly-file';
import type { JudgedEstate, Origin } from './estate';
import { readSidecar, type StackNote } from './sidecar';
import type { SourceLine } from './subject';

interface CdktfManifest {
  readonly stacks?: Readonly<Record<string, { readonly name: string; readonly synthesizedStackPath: string }>>;
}

/** True for the output folder of CDKTF. */
export function isCdktfOutput(directory: string): boolean {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) return false;
  const content = jsonIn(manifest);
  return isObject(content) && isObject(content['stacks']);
}

/** Reads what CDKTF synthesized, as it stands on disk. */
export function readCdktfOutput(directory: string, into: JudgedEstate): void {
  const manifest = readAssemblyFile(join(directory, 'manifest.json'), into.files) as CdktfManifest;
  const notes = readSidecar(directory, into.files);
  for (const { name, synthesizedStackPath } of Object.values(manifest.stacks ?? {})) {
    const file = join(directory, synthesizedStackPath);
    addTerraform(readAssemblyFile(file, into.files), { stack: name, note: notes[name] }, into);
  }
}

/** What is known of a Terraform configuration beyond what it holds. */
interface Known {
  /** What it is called in the report. */
  readonly stack: string;
  /** What its synthesis has noted. @default - it was made by others */
  readonly note?: StackNote | undefined;
  /** Where a resource of it stands in the file, for one that no note has. @default - not known */
  readonly sourceOf?: (id: string) => SourceLine | null;
}

/** Adds one Terraform configuration in JSON. */
export function addTerraform(document: unknown, { stack, note, sourceOf }: Known, into: JudgedEstate): void {
  const paths = constructPaths(document);
  const origin: Origin = {
    cloud: 'azure',
    ...whereabouts(document),
    stack,
    locate: (id) => {
      const noted = note?.resources[id];
      return { path: noted?.path ?? paths.get(id) ?? id, source: noted?.source ?? sourceOf?.(id) ?? null };
    },
    declarations: note?.declarations ?? [],
  };
  into.add(Template.terraform(document, { name: stack, estate: into.estate }), origin);
}

/** Subscription and environment stand in the provider block, the location in each resource: the first speaks for the stack. */
function whereabouts(document: unknown): Pick<Origin, 'partition' | 'account' | 'region'> {
  const provider = first(
    isObject(document) && isObject(document['provider']) ? document['provider']['azurerm'] : undefined,
  );
  const environment = provider['environment'] === 'china' ? 'azure-china' : 'azure';
  const locations = terraformBlocks(document)
    .map(({ body }) => first(body)['location'])
    .filter((location): location is string => typeof location === 'string' && !location.includes('${'));
  return {
    partition: environment,
    account: typeof provider['subscription_id'] === 'string' ? provider['subscription_id'] : 'unknown',
    region: locations[0] ?? 'unknown',
  };
}

/** CDKTF notes each resource's construct path beside it, under `//`. */
function constructPaths(document: unknown): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { id, body } of terraformBlocks(document)) {
    const metadata = first(body)['//'];
    const inner = isObject(metadata) && isObject(metadata['metadata']) ? metadata['metadata'] : {};
    if (typeof inner['path'] === 'string') paths.set(id, inner['path']);
  }
  return paths;
}

/** A block, whether printed as an object or as a list of one. */
function first(value: unknown): Readonly<Record<string, unknown>> {
  const block = Array.isArray(value) ? value[0] : value;
  return isObject(block) ? block : {};
}
