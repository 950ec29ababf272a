import { App, type AppProps, CfnElement, type Stack } from 'aws-cdk-lib';
import { renderProblems } from './commands/problems';
import { checkConfig, type LandingZoneConfig } from './config';
import { noteStack, type Sidecar, type StackNote, writeSidecar } from './evidence/sidecar';
import { traceSources } from './evidence/source';
import { projectOf } from './project';
import { composeLandingZone } from './stacks';
import type { Delivered, Delivering } from './stacks/delivered';

/** What every application of the landing zone is made with. */
const CONTEXT = {
  '@aws-cdk/core:target-partitions': ['aws', 'aws-cn'],
  // paths are in the assembly's own metadata; in the templates they would only be bytes
  'aws:cdk:enable-path-metadata': false,
  'aws:cdk:version-reporting': false,
} as const;

/** Where a resource was made is told by the CDK CLI of a deployment that fails; what is only judged has the sidecar for it. */
const JUDGED = { 'aws:cdk:disable-creation-stack-traces': true } as const;

/**
 * Synthesizes the CloudFormation templates of a configuration, and beside them the sidecar with source lines and what the pack of
 * another house says of them.
 * @param outdir the assembly's folder
 * @param root the project's folder, to which source paths are relative
 */
export function synthesizeAws(config: LandingZoneConfig, outdir: string, root: string): void {
  const app = newApp({ outdir, context: JUDGED });
  opine(app, synthesize(app, config, root));
}

/** The same without the word of another house, for who makes no report of it. */
export function synthesizeTemplates(config: LandingZoneConfig, outdir: string, root: string): void {
  synthesize(newApp({ outdir }), config, root);
}

/** What `cdk synth`, `diff` and `deploy` run: the configuration is named by `-c config=FILE`. */
export function synthesizeForCdk(): void {
  const app = newApp({});
  const file = String(app.node.tryGetContext('config') ?? 'landing-zone.yaml');
  const { config, problems } = checkConfig(file);
  if (config) {
    opine(app, synthesize(app, config, projectOf(file)));
    return;
  }
  process.stderr.write(renderProblems(problems, { colour: process.stderr.isTTY === true, lang: 'en' }));
  process.exitCode = 2;
}

// CDK's own stack traces cost a third of the time, and the sidecar has the lines
const newApp = ({ context, ...props }: AppProps): App =>
  new App({ ...props, context: { ...CONTEXT, ...context }, stackTraces: false, treeMetadata: false, autoSynth: false });

function synthesize(app: App, config: LandingZoneConfig, root: string): readonly Stack[] {
  traceSources();
  const stacks = composeLandingZone(app, config);
  const { directory } = app.synth();
  const notes: Sidecar = Object.fromEntries(stacks.map((stack) => [stack.artifactId, noteOf(stack, root)]));
  writeSidecar(directory, notes);
  return stacks;
}

function opine(app: App, stacks: readonly Stack[]): void {
  // the other pack takes a tenth of a second to load
  const { secondOpinionOn } = require('./evidence/aws-solutions') as typeof import('./evidence/aws-solutions');
  const { writeSecondOpinion } = require('./evidence/second-opinion') as typeof import('./evidence/second-opinion');
  writeSecondOpinion(
    app.outdir,
    undisturbed(() => secondOpinionOn([app, ...stacks.flatMap(embeddedTemplates)])),
  );
}

/** Rules of the other house look at properties that CDK warns of, whether they are set or not. */
function undisturbed<Result>(look: () => Result): Result {
  const { JSII_DEPRECATED: before } = process.env;
  process.env['JSII_DEPRECATED'] = 'quiet';
  try {
    return look();
  } finally {
    if (before === undefined) delete process.env['JSII_DEPRECATED'];
    else process.env['JSII_DEPRECATED'] = before;
  }
}

/** The stacks inside StackSets: one for all units that get the same. */
const embeddedTemplates = (stack: Stack): readonly Stack[] => [
  ...new Set(deliveredBy(stack).map(({ stackSet }) => stackSet.template.stack)),
];

const deliveredBy = (stack: Stack): readonly Delivered[] => (stack as Partial<Delivering>).delivered ?? [];

function noteOf(stack: Stack, root: string): StackNote {
  const embedded = deliveredBy(stack).map(({ stackSet, target }): [string, StackNote] => {
    const { stack: inner } = stackSet.template;
    return [stack.getLogicalId(stackSet.stackSet), { ...noteStack(inner, logicalIdIn(inner), root), target }];
  });
  return { ...noteStack(stack, logicalIdIn(stack), root), embedded: Object.fromEntries(embedded) };
}

const logicalIdIn = (stack: Stack) => (construct: unknown) =>
  CfnElement.isCfnElement(construct) && construct.stack === stack
    ? String(stack.resolve(construct.logicalId))
    : undefined;
