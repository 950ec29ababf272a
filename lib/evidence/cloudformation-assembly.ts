import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../constructs/nag/intrinsics';
import { type Resource, Template } from '../../constructs/nag/template';
import { type JudgedEstate, type Origin, partitionOf } from './estate';
import { readSidecar, type StackNote } from './sidecar';
import type { Cloud } from './subject';

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly directoryName?: string };
  readonly displayName?: string;
  readonly metadata?: Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;
  readonly additionalMetadataFile?: string;
}

/** Account and region of what a StackSet deploys to many. */
export const EACH = 'each';

/** True for the folder of a CDK assembly. */
export function isCdkAssembly(directory: string): boolean {
  const manifest = join(directory, 'manifest.json');
  return existsSync(manifest) && isObject(readJson(manifest)) && 'artifacts' in (readJson(manifest) as object);
}

/**
 * Reads a CDK assembly as it stands on disk: its stacks, those of its stages, nested stacks, and the templates inside
 * StackSets.
 */
export function readCdkAssembly(directory: string, into: JudgedEstate): void {
  const manifest = readJson(join(directory, 'manifest.json')) as { artifacts?: Readonly<Record<string, Artifact>> };
  const notes = readSidecar(directory);
  for (const [id, artifact] of Object.entries(manifest.artifacts ?? {})) {
    if (artifact.type === 'cdk:cloud-assembly' && artifact.properties?.directoryName) {
      readCdkAssembly(join(directory, artifact.properties.directoryName), into);
    }
    if (artifact.type === 'aws:cloudformation:stack' && artifact.properties?.templateFile) {
      readStack(directory, id, artifact, notes[id], into);
    }
  }
}

function readStack(
  directory: string,
  id: string,
  artifact: Artifact,
  note: StackNote | undefined,
  into: JudgedEstate,
): void {
  const file = join(directory, artifact.properties?.templateFile ?? '');
  const [account = 'unknown', region = 'unknown'] = (artifact.environment ?? '').replace('aws://', '').split('/');
  const paths = constructPaths(directory, artifact);
  readTemplate(
    {
      document: readJson(file),
      directory,
      note,
      origin: {
        cloud: 'aws' as Cloud,
        partition: partitionOf(region),
        account,
        region,
        stack: id,
        locate: (logicalId) => {
          const noted = note?.resources[logicalId];
          const path = noted?.path ?? paths.get(logicalId);
          return path === undefined ? undefined : { path, source: noted?.source ?? null };
        },
        declarations: note?.declarations ?? [],
      },
    },
    into,
  );
  into.files.push(file);
}

interface TemplateRead {
  readonly document: unknown;
  readonly directory: string;
  readonly note: StackNote | undefined;
  readonly origin: Origin;
}

/** Adds a template, then those that it deploys in turn. */
function readTemplate(read: TemplateRead, into: JudgedEstate): void {
  const { partition, account, region, stack } = read.origin;
  const known = (value: string): string | undefined =>
    value === EACH || value.startsWith('unknown') ? undefined : value;
  const template = Template.cloudFormation(read.document, {
    name: stack,
    environment: { partition: known(partition), account: known(account), region: known(region) },
    estate: into.estate,
  });
  into.add(template, read.origin);
  for (const stackSet of template.ofType('AWS::CloudFormation::StackSet')) readStackSet(stackSet, read, into);
  for (const nested of template.ofType('AWS::CloudFormation::Stack')) readNestedStack(nested, read, into);
}

/** What a StackSet deploys into accounts is judged as what it is: a template, wherever it will stand. */
function readStackSet(stackSet: Resource, read: TemplateRead, into: JudgedEstate): void {
  const body = stackSet.raw('TemplateBody');
  if (typeof body !== 'string') return;
  const note = read.note?.embedded?.[stackSet.id];
  readTemplate(
    {
      document: JSON.parse(body),
      directory: read.directory,
      note,
      origin: {
        ...read.origin,
        account: EACH,
        region: EACH,
        stack: `${read.origin.stack}/${stackSet.id}`,
        ...(note?.target && { target: note.target }),
        locate: (id) => note?.resources[id],
        declarations: note?.declarations ?? [],
      },
    },
    into,
  );
}

/** A nested stack's template lies beside its parent's, under the asset path that CDK notes. */
function readNestedStack(nested: Resource, read: TemplateRead, into: JudgedEstate): void {
  const metadata = nested.attributes['Metadata'];
  const path = isObject(metadata) ? metadata['aws:asset:path'] : undefined;
  if (typeof path !== 'string') return;
  const file = join(read.directory, path);
  if (!existsSync(file)) return;
  into.files.push(file);
  readTemplate(
    {
      ...read,
      document: readJson(file),
      origin: { ...read.origin, stack: `${read.origin.stack}/${nested.id}`, declarations: [] },
    },
    into,
  );
}

/** Logical id → construct path, from the assembly's own metadata. */
function constructPaths(directory: string, artifact: Artifact): ReadonlyMap<string, string> {
  const extra = artifact.additionalMetadataFile;
  const metadata = {
    ...artifact.metadata,
    ...(extra ? (readJson(join(directory, extra)) as Artifact['metadata']) : {}),
  };
  const entries = Object.entries(metadata).flatMap(([path, items]) =>
    items
      .filter((item) => item.type === 'aws:cdk:logicalId')
      .map((item): [string, string] => [String(item.data), path.replace(/^\//, '')]),
  );
  return new Map(entries);
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
