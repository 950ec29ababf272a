import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Environment, isObject } from '../../constructs/nag/intrinsics';
import { type Resource, Template } from '../../constructs/nag/template';
import { jsonIn, readAssemblyFile } from './assembly-file';
import { EACH, type JudgedEstate, type Origin, partitionOf } from './estate';
import { type ResourceNote, readSidecar, type StackNote } from './sidecar';
import type { Cloud } from './subject';
import { embeddedTemplate } from './template-file';

/** By the path of the construct. */
type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly directoryName?: string };
  readonly displayName?: string;
  readonly metadata?: Metadata;
  readonly additionalMetadataFile?: string;
}

/** True for the folder of a CDK assembly. */
export function isCdkAssembly(directory: string): boolean {
  const manifest = join(directory, 'manifest.json');
  if (!existsSync(manifest)) return false;
  const content = jsonIn(manifest);
  return isObject(content) && isObject(content['artifacts']);
}

/**
 * Reads a CDK assembly as it stands on disk: its stacks, those of its stages, nested stacks, and the templates inside
 * StackSets.
 */
export function readCdkAssembly(directory: string, into: JudgedEstate): void {
  const manifest = readAssemblyFile(join(directory, 'manifest.json'), into.files) as {
    artifacts?: Readonly<Record<string, Artifact>>;
  };
  const notes = readSidecar(directory, into.files);
  into.ours ||= Object.keys(notes).length > 0;
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
  const constructs = new NotedConstructs(metadataOf(directory, artifact, into));
  const scope = artifact.displayName ?? id;
  readTemplate(
    {
      document: readAssemblyFile(file, into.files),
      directory,
      note,
      constructs,
      scope,
      origin: {
        cloud: 'aws' as Cloud,
        partition: partitionOf(region),
        account,
        region,
        stack: id,
        locate: (logicalId) => note?.resources[logicalId] ?? constructs.locate(logicalId, scope),
        declarations: note?.declarations ?? [],
      },
    },
    into,
  );
}

interface TemplateRead {
  readonly document: unknown;
  readonly directory: string;
  readonly note: StackNote | undefined;
  readonly constructs: NotedConstructs;
  /** Path of the construct that is the stack. */
  readonly scope: string;
  readonly origin: Origin;
  /** Where it will stand, if that is in several regions. */
  readonly regions?: readonly string[];
  /** The accounts that its mappings name: where it stands for them, as in the first of them. */
  readonly accounts?: readonly string[];
}

/** Adds a template, then those that it deploys in turn. */
function readTemplate(read: TemplateRead, into: JudgedEstate): void {
  const { partition, account, region, stack } = read.origin;
  const known = (value: string): string | undefined =>
    value === EACH || value.startsWith('unknown') ? undefined : value;
  const template = Template.cloudFormation(read.document, {
    name: stack,
    environment: {
      partition: known(partition),
      account: known(account),
      region: known(region),
      ...(read.regions?.length && { regions: read.regions }),
      ...placeOf(read),
    },
    estate: into.estate,
  });
  into.add(template, read.origin);
  for (const deployed of deployedBy(template, read)) readDeployed(deployed, read, into);
  for (const nested of template.ofType('AWS::CloudFormation::Stack')) readNestedStack(nested, read, into);
}

/** A template with a mapping by account is one network or the like in each of them, and stands in one region. */
function placeOf({
  accounts: [account, ...alike] = [],
  regions: [region, ...others] = [],
}: Pick<TemplateRead, 'accounts' | 'regions'>): Pick<Environment, 'account' | 'alike' | 'region'> {
  return account === undefined || region === undefined || others.length > 0 ? {} : { account, alike, region };
}

/** What a StackSet deploys into accounts. */
interface Deployed {
  readonly stack: string;
  readonly document: unknown;
  readonly note: StackNote | undefined;
  readonly regions: readonly string[];
  /** Those that its mappings name. */
  readonly accounts: readonly string[];
}

/** What the StackSets of a template deploy. Templates that differ in the accounts of their mappings alone are one, of all these accounts. */
function deployedBy(template: Template, { origin, note }: TemplateRead): readonly Deployed[] {
  const found = new Map<string, Deployed>();
  for (const stackSet of template.ofType('AWS::CloudFormation::StackSet')) {
    const body = stackSet.raw('TemplateBody');
    if (typeof body !== 'string') continue;
    const stack = `${origin.stack}/${stackSet.id}`;
    const document = embeddedTemplate(body, stack);
    const accounts = accountsMappedIn(document);
    const regions = regionsOf(stackSet);
    const deployed = { stack, document, accounts, regions, note: asTargeted(stackSet, note?.embedded?.[stackSet.id]) };
    const likeness = accounts.length > 0 ? likenessOf(deployed) : stack;
    const before = found.get(likeness);
    // an account in both has two of them, which is no longer the same
    const isApart = before?.accounts.some((account) => accounts.includes(account));
    found.set(isApart ? stack : likeness, before && !isApart ? together(before, deployed) : deployed);
  }
  return [...found.values()];
}

/** What the notes say of a StackSet, unless the template aims at others than they tell: then at those. */
function asTargeted(stackSet: Resource, note: StackNote | undefined): StackNote | undefined {
  if (!note?.target) return note;
  const { ou, accounts } = note.target;
  const targets = stackSet.raw('StackInstancesGroup.0.DeploymentTargets');
  const { OrganizationalUnitIds: units, Accounts: listed } = isObject(targets) ? targets : {};
  if (Array.isArray(listed) && listed.length !== accounts) {
    return { ...note, target: { ou: LISTED, accounts: listed.length } };
  }
  if (!Array.isArray(units) || Array.isArray(listed)) return note;
  const names = units.map((unit) => stackSet.template.referent(unit)?.text('Name') ?? String(unit));
  return names.includes(ou) ? note : { ...note, target: { ou: names.join(', '), accounts: 0 } };
}

/** In place of a unit: accounts of a list. */
const LISTED = 'accounts of a list';

/** All but the accounts of mappings, as one text. */
function likenessOf({ document, regions, note: { target, ...note } = NO_NOTE }: Deployed): string {
  const others = Object.entries(mappingsIn(document)).map(([name, mapping]) => [
    name,
    isObject(mapping) ? Object.entries(mapping).filter(([key]) => !isAccount(key)) : mapping,
  ]);
  return JSON.stringify([{ ...(isObject(document) && document), Mappings: others }, regions, note, target?.ou]);
}

const NO_NOTE: StackNote = { resources: {}, declarations: [] };

function together(one: Deployed, other: Deployed): Deployed {
  const mappings = Object.entries(mappingsIn(one.document)).map(([name, mapping]) => {
    const further = mappingsIn(other.document)[name];
    return [name, { ...(isObject(mapping) && mapping), ...(isObject(further) && further) }];
  });
  const target = one.note?.target;
  return {
    ...one,
    document: { ...(isObject(one.document) && one.document), Mappings: Object.fromEntries(mappings) },
    accounts: [...one.accounts, ...other.accounts],
    note: one.note && {
      ...one.note,
      ...(target && { target: { ...target, accounts: target.accounts + (other.note?.target?.accounts ?? 0) } }),
    },
  };
}

/** It is judged as what it is: a template, wherever it will stand. */
function readDeployed({ stack, note, ...deployed }: Deployed, read: TemplateRead, into: JudgedEstate): void {
  const { region = EACH } = placeOf(deployed);
  const origin: Origin = {
    ...read.origin,
    account: EACH,
    region,
    stack,
    ...(note?.target && { target: note.target }),
    locate: (id) => note?.resources[id],
    declarations: note?.declarations ?? [],
  };
  readTemplate({ ...read, ...deployed, note, origin }, into);
}

/** The regions of its instances, as far as the template names them. */
function regionsOf(stackSet: Resource): readonly string[] {
  const groups = stackSet.raw('StackInstancesGroup');
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group) => (isObject(group) ? [group['Regions']].flat() : [])).filter(isText);
}

/** Account ids that are keys of its mappings. */
function accountsMappedIn(document: unknown): readonly string[] {
  const keys = Object.values(mappingsIn(document)).flatMap((mapping) =>
    isObject(mapping) ? Object.keys(mapping) : [],
  );
  return [...new Set(keys)].filter(isAccount);
}

const mappingsIn = (document: unknown): Readonly<Record<string, unknown>> =>
  isObject(document) && isObject(document['Mappings']) ? document['Mappings'] : {};

const isAccount = (key: string): boolean => /^\d{12}$/.test(key);

const isText = (value: unknown): value is string => typeof value === 'string';

/**
 * A nested stack's template lies beside its parent's: under the asset path that CDK notes in the template where its command
 * line asks for it, and otherwise in the assembly's metadata.
 */
function readNestedStack(nested: Resource, read: TemplateRead, into: JudgedEstate): void {
  const scope = nestedScope(read.constructs.locate(nested.id, read.scope)?.path ?? nested.id);
  const metadata = nested.attributes['Metadata'];
  const path = (isObject(metadata) ? metadata['aws:asset:path'] : undefined) ?? read.constructs.templates.get(scope);
  if (typeof path !== 'string') return;
  const file = join(read.directory, path);
  // an assembly may be anyone's: what it names lies in its own folder, and nothing else is read
  if (relative(read.directory, file).startsWith('..') || !existsSync(file)) return;
  readTemplate(
    {
      ...read,
      document: readAssemblyFile(file, into.files),
      note: undefined,
      scope,
      origin: {
        ...read.origin,
        stack: `${read.origin.stack}/${nested.id}`,
        locate: (id) => read.constructs.locate(id, scope),
        declarations: [],
      },
    },
    into,
  );
}

/** `Parent/Nested` for `Parent/Nested.NestedStack/Nested.NestedStackResource`, the resource that deploys it. */
const nestedScope = (path: string): string => path.replace(/\.NestedStack\/[^/]+$/, '');

function metadataOf(
  directory: string,
  { metadata, additionalMetadataFile: extra }: Artifact,
  into: JudgedEstate,
): Metadata {
  return { ...metadata, ...(extra ? (readAssemblyFile(join(directory, extra), into.files) as Metadata) : {}) };
}

/** What the assembly's own metadata says of the constructs of a stack, and of the stacks nested in it. */
class NotedConstructs {
  /** Template files of stacks, by the path of the stack. */
  readonly templates = new Map<string, string>();
  private readonly paths = new Map<string, string[]>();

  constructor(noted: Metadata) {
    for (const [absolute, items] of Object.entries(noted)) {
      const path = absolute.replace(/^\//, '');
      for (const { type, data } of items) {
        if (type === 'aws:cdk:templateFile') this.templates.set(path, String(data));
        if (type === 'aws:cdk:logicalId') this.paths.set(String(data), [...(this.paths.get(String(data)) ?? []), path]);
      }
    }
  }

  /** A resource by its logical id, which is unique in a template only: nested stacks may have the same one. */
  locate(logicalId: string, scope: string): ResourceNote | undefined {
    const paths = this.paths.get(logicalId) ?? [];
    const path = paths.find((one) => this.stackOf(one) === scope) ?? (paths.length === 1 ? paths[0] : undefined);
    return path === undefined ? undefined : { path, source: null };
  }

  /** The innermost stack around a construct. */
  private stackOf(path: string): string | undefined {
    return [...this.templates.keys()]
      .filter((stack) => path.startsWith(`${stack}/`))
      .sort((one, other) => other.length - one.length)[0];
  }
}
