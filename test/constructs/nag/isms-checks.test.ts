import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { IsmsChecks } from '../../../constructs/nag/isms-checks';
import { awsRules } from '../../../constructs/nag/registry';

interface Violation {
  readonly ruleName: string;
  readonly description: string;
  readonly acknowledgedId?: string;
  readonly reason?: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

interface PluginReport {
  readonly pluginName: string;
  readonly conclusion: string;
  readonly violations: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

const VERSIONING = 'IsmsChecks-s3-versioning';
const VERSIONED = { versioningConfiguration: { status: 'Enabled' } };
const ENVIRONMENT = { account: '111111111111', region: 'cn-north-1' };

const outdirs: string[] = [];

afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true });
});

/** What CDK reports of an application of a workload team that uses the pack. */
function reportOn(build: (stack: Stack) => void): PluginReport {
  const outdir = mkdtempSync(join(tmpdir(), 'isms-checks-'));
  outdirs.push(outdir);
  const app = new App({ outdir, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  build(new Stack(app, 'Stack', { env: ENVIRONMENT }));
  Validations.of(app).addPlugins(new IsmsChecks());
  app.synth();
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.find(({ pluginName }: PluginReport) => pluginName === 'IsmsChecks');
}

const pathsOf = (report: PluginReport, ruleName: string): readonly string[] =>
  report.violations
    .filter((violation) => violation.ruleName === ruleName)
    .flatMap(({ violatingConstructs }) => violatingConstructs.map(({ constructPath }) => constructPath));

describe('IsmsChecks', () => {
  test('reports a bad bucket to CDK, by rule, property and facet', () => {
    const report = reportOn((stack) => new CfnBucket(stack, 'Bucket'));

    expect(report.conclusion).toBe('failure');
    expect(report.violations).toContainEqual(
      expect.objectContaining({
        ruleName: VERSIONING,
        severity: 'error',
        description: expect.stringMatching(
          /^VersioningConfiguration\.Status is not Enabled.*8\.4\/disaster-tolerance#logical-corruption-recovery/,
        ),
        violatingConstructs: [expect.objectContaining({ constructPath: 'Stack/Bucket' })],
      }),
    );
  });

  test('tells of each resource what is wrong with it', () => {
    const report = reportOn((stack) => {
      new CfnBucket(stack, 'One', { publicAccessBlockConfiguration: { blockPublicAcls: true } });
      new CfnBucket(stack, 'Two', { publicAccessBlockConfiguration: { blockPublicPolicy: true } });
    });
    const told = report.violations.filter(({ ruleName }) => ruleName === 'IsmsChecks-s3-public-access-blocked');

    expect(told).toHaveLength(2);
    expect(told[0]?.description).toContain('BlockPublicPolicy is not true');
    expect(told[0]?.description).not.toContain('BlockPublicAcls is not true');
    expect(told[1]?.description).toContain('BlockPublicAcls is not true');
  });

  test('is silent on what complies', () => {
    expect(
      pathsOf(
        reportOn((stack) => new CfnBucket(stack, 'Bucket', VERSIONED)),
        VERSIONING,
      ),
    ).toEqual([]);
  });

  test('is silent on what deployment alone decides', () => {
    const report = reportOn(
      (stack) =>
        new CfnBucket(stack, 'Bucket', {
          versioningConfiguration: { status: stack.resolve({ Ref: 'Status' }) },
        }),
    );

    expect(pathsOf(report, VERSIONING)).toEqual([]);
  });

  test('judges what is deployed, not what the construct was asked for', () => {
    const report = reportOn((stack) =>
      new CfnBucket(stack, 'Bucket', VERSIONED).addPropertyOverride('VersioningConfiguration.Status', 'Suspended'),
    );

    expect(pathsOf(report, VERSIONING)).toEqual(['Stack/Bucket']);
  });

  test('judges nested stacks', () => {
    const report = reportOn((stack) => new CfnBucket(new NestedStack(stack, 'Nested'), 'Bucket'));

    expect(pathsOf(report, VERSIONING)).toEqual(['Stack/Nested/Bucket']);
  });

  test('sees all stacks of the application together', () => {
    const report = reportOn((stack) => {
      new CfnBucket(stack, 'Archive', { bucketName: 'main-trail' });
      const other = new Stack(stack.node.root as App, 'Other', { env: ENVIRONMENT });
      new CfnBucket(other, 'Logged', { loggingConfiguration: { destinationBucketName: 'main-trail' } });
    });

    expect(pathsOf(report, 'IsmsChecks-s3-object-lock')).toEqual(['Stack/Archive']);
  });

  test('leaves an acknowledged finding to CDK, which keeps it with the reason', () => {
    const report = reportOn((stack) => {
      const bucket = new CfnBucket(stack, 'Bucket');
      Validations.of(bucket).acknowledge({ id: `IsmsChecks::${VERSIONING}`, reason: 'holds what can be made again' });
      new CfnBucket(stack, 'Other');
    });

    expect(pathsOf(report, VERSIONING)).toEqual(['Stack/Other']);
    expect(report.suppressedViolations).toMatchObject([
      {
        ruleName: VERSIONING,
        acknowledgedId: `IsmsChecks::${VERSIONING}`,
        reason: 'holds what can be made again',
        violatingConstructs: [{ constructPath: 'Stack/Bucket' }],
      },
    ]);
  });

  test('fails the synthesis where CDK is not told otherwise', () => {
    const app = new App();
    new CfnBucket(new Stack(app, 'Stack'), 'Bucket');
    Validations.of(app).addPlugins(new IsmsChecks());

    expect(() => app.synth()).toThrow(VERSIONING);
  });

  test('throws when there is no template to judge yet', () => {
    const app = new App();
    new CfnBucket(new Stack(app, 'Stack'), 'Bucket');

    expect(() => new IsmsChecks().validateScope(app)).toThrow(
      'Stack: IsmsChecks judges templates, and this stack has none yet. Synthesize the app first.',
    );
  });

  test('names every rule for AWS and no other', () => {
    expect(new IsmsChecks().ruleIds).toEqual(awsRules.map(({ id }) => `IsmsChecks-${id}`));
  });
});
