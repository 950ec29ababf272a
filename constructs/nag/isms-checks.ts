import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CfnResource, type PolicyValidationPluginReport, Stack, Stage, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { NagMessageLevel, NagPack, type NagPackProps, NagRuleCompliance } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { facetsShownBy } from '../standard/mapping';
import type { Environment } from './intrinsics';
import { awsRules, ruleById } from './registry';
import { type Finding, type Rule, verdictOf } from './rule';
import { Estate, type Resource, Template } from './template';

type Violation = PolicyValidationPluginReport['violations'][number];

const PACK = 'IsmsChecks';

/** What stands beside a resource's properties in a template. */
const ATTRIBUTES: ReadonlySet<string> = new Set(['DeletionPolicy', 'UpdateReplacePolicy']);

/**
 * The rules for AWS as a pack for cdk-nag, for applications that use cdk-nag already. They judge the synthesized templates,
 * overrides and aspects included, exactly as the landing zone's own gate does; there is nothing in the pack beside them.
 *
 * A finding is acknowledged as cdk-nag's are: `Validations.of(bucket).acknowledge({ id: 'IsmsChecks::IsmsChecks-s3-versioning', reason: '…' })`.
 *
 * @example Validations.of(app).addPlugins(new IsmsChecks());
 */
export class IsmsChecks extends NagPack {
  readonly name = PACK;
  override readonly ruleIds: string[] = awsRules.map(nagIdOf);
  private templates: ReadonlyMap<Stack, Template> = new Map();
  private readonly findings = new Map<string, readonly Finding[]>();

  constructor(scope?: IConstruct, props?: NagPackProps) {
    super(scope, props);
    this.packName = PACK;
  }

  /**
   * Judges what was synthesized from a construct and all below it.
   * @throws when it was not synthesized yet: there is no template to judge.
   */
  override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    this.templates = templatesOf(scope);
    this.findings.clear();
    const report = super.validateScope(scope);
    return { ...report, violations: report.violations.flatMap((violation) => this.detailed(violation)) };
  }

  protected checkResource(node: CfnResource): void {
    const resource = this.templates.get(node.stack)?.find(String(node.stack.resolve(node.logicalId)));
    if (!resource) return;
    for (const rule of awsRules.filter(({ types }) => types.includes(resource.type))) {
      this.applyRule({
        ruleSuffixOverride: rule.id,
        info: `${rule.demand.en} [${facetsShownBy(rule.id).join(', ')}]`,
        explanation: `See ${rule.reference}`,
        level: NagMessageLevel.ERROR,
        node,
        rule: () => this.resultOf(rule, resource, node.node.path),
      });
    }
  }

  /** What deployment alone decides is no violation here: this report knows violations only. */
  private resultOf(rule: Rule, resource: Resource, path: string): NagRuleCompliance {
    const verdict = verdictOf(rule, resource);
    if (verdict.outcome === 'error') throw new Error(verdict.because.en);
    if (verdict.outcome !== 'non-compliant') return NagRuleCompliance.COMPLIANT;
    this.findings.set(`${nagIdOf(rule)} ${path}`, verdict.findings);
    return NagRuleCompliance.NON_COMPLIANT;
  }

  /** cdk-nag tells of a rule once, in the words that fit its first resource: here each resource has its own. */
  private detailed(violation: Violation): readonly Violation[] {
    const rule = ruleById(violation.ruleName.slice(`${PACK}-`.length));
    return violation.violatingResources.map((violating) => {
      const findings = this.findings.get(`${violation.ruleName} ${violating.constructPath}`) ?? [];
      const told = findings.map(({ property, message }) => `${property} ${message.en}`);
      return {
        ...violation,
        description: [...told, violation.description].join('. '),
        ...(rule && {
          fix: `See ${rule.reference}`,
          ruleMetadata: { demandEn: rule.demand.en, demandZh: rule.demand.zh },
        }),
        violatingResources: [{ ...violating, locations: locationsOf(findings, violating.locations) }],
      };
    });
  }
}

function nagIdOf(rule: Rule): string {
  return `${PACK}-${rule.id}`;
}

const locationsOf = (findings: readonly Finding[], otherwise: string[]): string[] =>
  findings.length === 0
    ? otherwise
    : findings.map(({ property }) => (ATTRIBUTES.has(property) ? property : `Properties.${property}`));

/** The templates of a tree of constructs as they were written, in one estate. */
function templatesOf(scope: IConstruct): ReadonlyMap<Stack, Template> {
  const estate = new Estate();
  const stacks = scope.node.findAll().filter(Stack.isStack);
  return new Map(
    stacks.map((stack) => [
      stack,
      Template.cloudFormation(synthesized(stack), { name: stack.stackName, environment: environmentOf(stack), estate }),
    ]),
  );
}

function synthesized(stack: Stack): unknown {
  const file = join(Stage.of(stack)?.outdir ?? '', stack.templateFile);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  throw new Error(
    `${stack.node.path}: ${PACK} judges templates, and this stack has none yet. Synthesize the app first.`,
  );
}

function environmentOf(stack: Stack): Environment {
  const known = (value: string): string | undefined => (Token.isUnresolved(value) ? undefined : value);
  const region = known(stack.region);
  return { account: known(stack.account), region, partition: region && RegionInfo.get(region).partition };
}
