import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { azureRules, azureSupporting } from '../../cdktf/nag/registry';
import type { Demands } from '../../constructs/nag/demands';
import { type AssessConfig, type AssessInputs, assess } from '../../lib/assess';
import { checkConfig, demandsOf, flowsInForce, type LandingZoneConfig, unitsOf } from '../../lib/config';
import { readCdkAssembly } from '../../lib/evidence/cloudformation-assembly';
import { JudgedEstate } from '../../lib/evidence/estate';
import type { Ledger } from '../../lib/evidence/ledger';
import { readCdktfOutput } from '../../lib/evidence/terraform-output';
import { declaredNetworkOf } from '../../lib/proofs/completeness/declared-network';
import { declaredIdentityOf } from '../../lib/proofs/identity/declared';
import { networkGraphs } from '../../lib/proofs/network/graph/network-graphs';
import { registerOf } from '../../lib/proofs/outsourcing/register';
import { buildReport, type Report } from '../../lib/report/report';

export const ROOT = resolve(__dirname, '../..');
/** A day on which every example holds. */
export const TODAY = '2026-11-23';
export const EXAMPLES = ['quickstart', 'organization', 'china'] as const;
export type ExampleName = (typeof EXAMPLES)[number];

/** What a synthesized landing zone is made from: whatever changes it, changes the folder that it is kept in. */
const SOURCES = ['bin', 'lib', 'constructs', 'cdktf', 'examples', 'package-lock.json'];
const CACHE = join(ROOT, 'node_modules', '.cache', 'isms-landing-zones');
/** Folders of other sources that nobody has asked for in this time are taken away. */
const STALE_MS = 60 * 60 * 1000;

export interface CfnResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly [attribute: string]: unknown;
}

export interface CfnTemplate {
  readonly Resources: Readonly<Record<string, CfnResource>>;
  readonly Outputs?: unknown;
  readonly Mappings?: unknown;
}

/** A stack as the assembly holds it. */
export interface StackArtifact {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: CfnTemplate;
  /** Bytes of the template file. */
  readonly bytes: number;
  readonly terminationProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Stacks that are deployed before it. */
  readonly after: readonly string[];
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties: {
    readonly templateFile: string;
    readonly terminationProtection?: boolean;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly dependencies?: readonly string[];
}

/** What `isms synth` makes of a configuration. */
export class LandingZone {
  readonly cdkOut: string;
  readonly cdktfOut: string;
  private checked: Pick<ReturnType<typeof checkConfig>, 'config' | 'problems'> | undefined;

  constructor(
    readonly configFile: string,
    folder: string,
  ) {
    this.cdkOut = join(folder, 'cdk.out');
    this.cdktfOut = join(folder, 'cdktf.out');
  }

  /** Checked once: that of a thousand accounts takes seconds. */
  get config(): LandingZoneConfig {
    const { config, problems } = this.checked ?? checkConfig(this.configFile, { asOf: TODAY });
    this.checked = { config, problems };
    if (config) return config;
    throw new Error(`${this.configFile}: ${problems.map(({ message }) => message.en).join('; ')}`);
  }

  /** In the order of the manifest, which is that of composition. */
  get stacks(): readonly StackArtifact[] {
    return Object.entries(this.artifacts())
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name, artifact]) => this.stackFrom(name, artifact));
  }

  /** @throws when there is no such stack. */
  stack(name: string): StackArtifact {
    const artifact = this.artifacts()[name];
    if (artifact) return this.stackFrom(name, artifact);
    throw new Error(`${name}: no such stack among ${Object.keys(this.artifacts()).join(', ')}`);
  }

  template(name: string): CfnTemplate {
    return this.stack(name).template;
  }

  private artifacts(): Readonly<Record<string, Artifact>> {
    return (JSON.parse(readFileSync(join(this.cdkOut, 'manifest.json'), 'utf8')) as { artifacts: never }).artifacts;
  }

  private stackFrom(name: string, { environment = '', properties, dependencies = [] }: Artifact): StackArtifact {
    const [account = '', region = ''] = environment.replace('aws://', '').split('/');
    const text = readFileSync(join(this.cdkOut, properties.templateFile));
    return {
      name,
      account,
      region,
      template: JSON.parse(text.toString('utf8')) as CfnTemplate,
      bytes: text.length,
      terminationProtection: properties.terminationProtection === true,
      tags: properties.tags ?? {},
      after: dependencies.filter((id) => !id.endsWith('.assets')),
    };
  }

  /** By stack: the Terraform configurations, parsed. */
  get terraform(): Readonly<Record<string, TerraformDocument>> {
    const folder = join(this.cdktfOut, 'stacks');
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return Object.fromEntries(
      names.map((name) => [name, JSON.parse(readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'))]),
    );
  }

  /** The templates as they are judged, with the origin of each. */
  estate(demands?: Demands): JudgedEstate {
    const estate = new JudgedEstate(demands);
    readCdkAssembly(this.cdkOut, estate);
    if (existsSync(this.cdktfOut)) readCdktfOutput(this.cdktfOut, estate);
    return estate;
  }

  /** Everything that was synthesized, judged as `isms check` does it. */
  ledger(more: Partial<AssessInputs> = {}): Ledger {
    return assess({
      root: ROOT,
      asOf: TODAY,
      foreign: false,
      assemblies: [this.cdkOut, ...(existsSync(this.cdktfOut) ? [this.cdktfOut] : [])],
      azure: azureJudging,
      config: this.assessConfig(),
      ...more,
    });
  }

  /** As `isms report` concludes it, networks included. */
  report(more: Partial<AssessInputs> = {}): Report {
    return buildReport(this.ledger({ networks: networkGraphs, ...more }));
  }

  assessConfig(): AssessConfig {
    const { config } = this;
    return {
      inputs: [],
      text: readFileSync(this.configFile, 'utf8'),
      accounts: config.profile === 'organization' ? config.organization.accounts.length : 1,
      organization: unitsOf(config),
      demands: demandsOf(config),
      flows: flowsInForce(config),
      network: declaredNetworkOf(config),
      register: registerOf(config),
      identity: declaredIdentityOf(config),
      exceptions: config.exceptions,
      records: config.records,
    };
  }
}

export interface TerraformDocument {
  readonly provider: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

export const azureJudging: AssessInputs['azure'] = { rules: azureRules, supporting: (type) => azureSupporting[type] };

/** An example of the repository, synthesized. */
export const example = (name: ExampleName): LandingZone =>
  synthesized(join(ROOT, 'examples', name, 'landing-zone.yaml'), `example-${name}`);

/**
 * A configuration of the test's own, synthesized.
 * @param beside files that it names, by name
 */
export function landingZoneOf(text: string, beside: Readonly<Record<string, string>> = {}): LandingZone {
  const id = `text-${sha256(text).slice(0, 16)}`;
  const file = join(cache(), `${id}.yaml`);
  mkdirSync(cache(), { recursive: true });
  for (const [name, content] of Object.entries(beside)) writeAside(join(cache(), name), content);
  if (!existsSync(file)) writeAside(file, text);
  return synthesized(file, id);
}

/**
 * Synthesizes once for a state of the sources, whichever test file asks first: the command line in a process of its own is
 * faster than to load the CDK into the modules of each test file, and it is what users run.
 */
function synthesized(configFile: string, id: string): LandingZone {
  const folder = join(cache(), id);
  if (!existsSync(folder)) {
    removeStale();
    const aside = `${folder}.${process.pid}`;
    const { status, stderr } = isms(['synth', '--config', configFile, '--out', aside, '--as-of', TODAY]);
    if (status !== 0) throw new Error(`isms synth --config ${configFile} ended with ${status}:\n${stderr}`);
    publish(aside, folder);
  }
  return new LandingZone(configFile, folder);
}

/** Runs the command line as users do. */
export function isms(args: readonly string[], { root = ROOT } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'isms.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

/** Whoever comes second finds the folder there already, with the same content. */
function publish(aside: string, folder: string): void {
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function writeAside(file: string, text: string): void {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

function removeStale(): void {
  if (!existsSync(CACHE)) return;
  for (const name of readdirSync(CACHE)) {
    const folder = join(CACHE, name);
    if (folder !== cache() && Date.now() - statSync(folder).mtimeMs > STALE_MS)
      rmSync(folder, { recursive: true, force: true });
  }
}

let cacheOfSources: string | undefined;

function cache(): string {
  cacheOfSources ??= join(CACHE, hashOfSources());
  return cacheOfSources;
}

function hashOfSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES) {
    for (const file of filesBelow(join(ROOT, source))) hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
