import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { DeclaredFlow, Demands } from '../constructs/nag/demands';
import { awsRules } from '../constructs/nag/registry';
import { supportingReason } from '../constructs/nag/supporting';
import { version } from '../package.json';
import type { Observations } from './collect/observe';
import { isCdkAssembly, readCdkAssembly } from './evidence/cloudformation-assembly';
import { JudgedEstate } from './evidence/estate';
import type { Evidence } from './evidence/evidence';
import { type ExceptionEntry, ExceptionRegister } from './evidence/exceptions';
import { isRecognised, judge } from './evidence/judge';
import { hashed, type InputFile, type Ledger, type Place, type Scope, sha256, sortedInputs } from './evidence/ledger';
import type { NetworkGraphs } from './evidence/network-graph';
import { observedEvidence, observedSummary } from './evidence/observed';
import { type RecordEntry, recordEvidence } from './evidence/records';
import { readSecondOpinion } from './evidence/second-opinion';
import { readTemplateFile } from './evidence/template-file';
import { isCdktfOutput, readCdktfOutput } from './evidence/terraform-output';
import { readTestRun, testEvidence, together } from './evidence/test-results';
import type { Judging } from './parts';
import { isWithin } from './project';
import type { KnownOrganization } from './proofs/access/places';
import { longProofs } from './proofs/beside';
import type { DeclaredNetwork } from './proofs/completeness/declared-network';
import { networkCompleteness } from './proofs/completeness/network-completeness';
import { baselineCoverage } from './proofs/coverage/coverage';
import { defaultNetworkCoverage } from './proofs/coverage/default-network-coverage';
import { trailCoverage } from './proofs/coverage/trail-coverage';
import { identityCompleteness } from './proofs/identity/completeness';
import type { DeclaredIdentity } from './proofs/identity/declared';
import { outsourcingCompleteness } from './proofs/outsourcing/completeness';
import type { Register } from './proofs/outsourcing/register';
import { boundariesAsMade } from './proofs/policy/boundary-as-made';
import { endpointPerimeter } from './proofs/policy/endpoint-perimeter';
import { functionsAsMade } from './proofs/policy/functions-as-made';
import { guardrailOpenings } from './proofs/policy/guardrail-openings';
import { nobodyLockedOut } from './proofs/policy/indispensable';
import { managementNotGuarded } from './proofs/policy/management-not-guarded';
import { membersAtResources } from './proofs/policy/members-at-resources';
import { perimeterNotShown } from './proofs/policy/perimeter-not-shown';
import { policySimulation } from './proofs/policy/policy-simulation';
import { policyTypesAttached } from './proofs/policy/policy-types';
import { probedIn, resourcePerimeter } from './proofs/policy/resource-perimeter';
import { stagesIn } from './proofs/policy/stage';

/** What is to be judged. */
export interface AssessInputs {
  /** The project's folder, to which all paths in the report are relative. */
  readonly root: string;
  /** `YYYY-MM-DD`: the day that counts as today. */
  readonly asOf: string;
  /** Folders that CDK or CDKTF synthesized. */
  readonly assemblies?: readonly string[];
  /** Template files that anyone made. */
  readonly templates?: readonly string[];
  /** True for templates made by others: they are inputs then, not outputs. */
  readonly foreign: boolean;
  /** What the configuration adds; absent for templates made by others. */
  readonly config?: AssessConfig;
  /** What the test suites have shown of the product as it is: a file each. */
  readonly testResults?: readonly string[];
  /** What collectors have seen: the file, and what it holds. */
  readonly observed?: { readonly file: string; readonly observations: Observations };
  /** Draws up the networks of the templates, which takes time. @default - no pictures are made of them */
  readonly networks?: (estate: JudgedEstate) => NetworkGraphs;
  /** How Terraform resources are judged. */
  readonly azure: Judging;
  /**
   * What the proofs that take longest have come to, where somebody makes them beside; undefined where it could not.
   * @default - they are made here
   */
  readonly longProofs?: () => readonly Evidence[] | undefined;
}

export interface AssessConfig {
  /** The configuration and the files that it includes or names. */
  readonly inputs: readonly InputFile[];
  readonly text: string;
  readonly accounts: number;
  /** Its accounts and their units. @default - what the templates say */
  readonly organization?: KnownOrganization;
  /** What it demands of the templates. */
  readonly demands: Demands;
  /** The connections that may be made between zones, but for those of the landing zone itself. */
  readonly flows: readonly DeclaredFlow[];
  /** What it declares of networks, with reasons. */
  readonly network: DeclaredNetwork;
  /** Who is in, who is a supplier, and who answers for what. */
  readonly register: Register;
  /** Who people are, and which groups of theirs are given access. */
  readonly identity: DeclaredIdentity;
  readonly exceptions: readonly ExceptionEntry[];
  readonly records: readonly RecordEntry[];
}

/** Nothing in the inputs is a resource that this product knows. */
export class NothingToJudge extends Error {}

/**
 * Judges what was synthesized and enters everything that is known into a ledger.
 * @throws NothingToJudge, TemplateError
 */
export function assess(inputs: AssessInputs): Ledger {
  const estate = readEstate(inputs);
  const [secondOpinion] = (inputs.assemblies ?? []).flatMap((folder) => readSecondOpinion(folder, estate.files) ?? []);
  const resources = estate.templates.flatMap((template) => template.resources);
  if (!resources.some(isRecognised)) throw new NothingToJudge();
  const rules = [...awsRules, ...inputs.azure.rules];
  const exceptions = new ExceptionRegister(inputs.config?.exceptions ?? [], inputs.asOf);
  const judgement = judge(estate, {
    rules,
    exceptions,
    supporting: (type) => supportingReason(type) ?? inputs.azure.supporting(type),
  });
  const proofs = proofsOn(estate, inputs);
  const tests = together((inputs.testResults ?? []).map(readTestRun));
  return {
    generated: {
      commit: commitOf(inputs.root),
      configSha256: inputs.config ? sha256(inputs.config.text) : null,
      toolVersion: version,
      asOf: inputs.asOf,
      inputs: inputsOf(inputs, estate),
    },
    scope: scopeOf(estate, inputs.config),
    places: placesOf(estate),
    evidence: [
      ...judgement.evidence,
      ...proofs.evidence,
      ...recordEvidence(inputs.config?.records ?? [], inputs.asOf),
      ...(inputs.observed ? observedEvidence(estate, rules, inputs.observed.observations) : []),
      ...testEvidence(tests),
    ],
    figures: tests.figures,
    resources: judgement.resources,
    simulation: proofs.simulation,
    exceptions: exceptions.states(),
    ...observedIn(inputs),
    ...(inputs.networks && { networks: inputs.networks(estate) }),
    secondOpinion: secondOpinion ?? null,
    rules: rules.map(({ id, demand, reference }) => ({ id, demand, reference })),
  };
}

function observedIn({ observed }: AssessInputs): Pick<Ledger, 'observed' | 'localCloud'> {
  if (!observed) return {};
  const { localCloud } = observed.observations;
  return { observed: observedSummary(observed.observations), ...(localCloud && { localCloud }) };
}

/** Proofs rest on the names and tags of this product: they speak of no template that others made. */
function proofsOn(
  estate: JudgedEstate,
  { config, asOf, assemblies, longProofs: beside }: AssessInputs,
): Pick<Ledger, 'evidence' | 'simulation'> {
  if (!estate.ours) return { evidence: [], simulation: [] };
  const stages = stagesIn(estate);
  const { rows, evidence } = policySimulation(estate, stages);
  const probed = probedIn(estate);
  const ofResources = resourcePerimeter(estate, probed);
  return {
    simulation: rows,
    evidence: [
      ...evidence,
      ...ofResources,
      ...membersAtResources(estate, probed),
      ...perimeterNotShown(rows, ofResources),
      ...managementNotGuarded(estate, stages),
      ...guardrailOpenings(estate, rows, stages),
      ...nobodyLockedOut(estate),
      ...boundariesAsMade(estate),
      ...functionsAsMade(estate),
      ...policyTypesAttached(estate),
      ...(config?.organization
        ? [
            ...baselineCoverage(estate, config.organization),
            ...trailCoverage(estate, config.organization),
            ...defaultNetworkCoverage(estate, config.organization),
            ...endpointPerimeter(estate, config.organization),
          ]
        : []),
      ...(config ? outsourcingCompleteness(estate, config.register, asOf) : []),
      ...(config ? identityCompleteness(estate, config.identity) : []),
      ...(config ? networkCompleteness(estate, { declared: config.network, asOf, assemblies }) : []),
      // last, since it may be made beside
      ...(beside?.() ?? longProofs(estate, config)),
    ],
  };
}

/**
 * Reads the templates that were synthesized, or that others made.
 * @throws NothingToJudge, TemplateError
 */
export function readEstate(inputs: Pick<AssessInputs, 'assemblies' | 'templates' | 'root' | 'config'>): JudgedEstate {
  const estate = new JudgedEstate(inputs.config?.demands);
  for (const directory of inputs.assemblies ?? []) {
    if (isCdkAssembly(directory)) readCdkAssembly(directory, estate);
    else if (isCdktfOutput(directory)) readCdktfOutput(directory, estate);
    else throw new NothingToJudge();
  }
  for (const file of inputs.templates ?? []) readTemplateFile(resolve(file), inputs.root, estate);
  return estate;
}

/**
 * What was synthesized for this judgement follows from configuration and commit, and is no input; assemblies and templates that
 * were given are, with all that was read of them.
 */
function inputsOf(inputs: AssessInputs, estate: JudgedEstate): readonly InputFile[] {
  const foreign = inputs.foreign ? estate.files : [];
  const observed = inputs.observed ? [inputs.observed.file] : [];
  const read = [...foreign, ...(inputs.testResults ?? []), ...observed].map((file) => ({
    path: pathIn(inputs.root, file),
    file,
  }));
  return sortedInputs([...(inputs.config?.inputs ?? []), ...hashed(read)]);
}

/** From the project's folder; what lies outside of it goes by its name, wherever on the machine it is. */
const pathIn = (root: string, file: string): string =>
  isWithin(root, file) ? relative(root, resolve(file)).split(sep).join('/') : basename(file);

function scopeOf(estate: JudgedEstate, config: AssessConfig | undefined): Scope {
  const origins = estate.templates.map((template) => estate.originOf(template));
  const known = (values: readonly string[]): readonly string[] =>
    [...new Set(values)]
      .filter((value) => !['unknown', 'each'].includes(value) && !value.startsWith('unknown-'))
      .sort();
  return {
    clouds: [...new Set(origins.map(({ cloud }) => cloud))].sort(),
    partitions: known(origins.map(({ partition }) => partition)),
    accounts: config?.accounts ?? known(origins.map(({ account }) => account)).length,
    regions: known(origins.map(({ region }) => region)),
  };
}

/** The distinct places that templates are deployed to. */
function placesOf(estate: JudgedEstate): readonly Place[] {
  const places = estate.templates.map((template) => estate.originOf(template));
  return [
    ...new Map(places.map(({ partition, region }) => [`${partition} ${region}`, { partition, region }])).values(),
  ];
}

/** The commit that the project stands at, or null where it is under no version control. */
function commitOf(root: string): string | null {
  if (!existsSync(join(root, '.git'))) return null;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
