import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { secondOpinionOn } from '../../../lib/evidence/aws-solutions';
import { SERVICES_OF_RULES } from '../../../lib/evidence/aws-solutions-services';

const RULES = join(dirname(require.resolve('cdk-nag')), 'rules');

const PACK = readFileSync(join(RULES, '../packs/aws-solutions.js'), 'utf8');

/** The services whose resources a rule judges: what it asks of a resource before it looks for others. */
function servicesOf(folder: string, rule: string): readonly string[] {
  const text = readFileSync(join(RULES, folder, `${rule}.js`), 'utf8');
  const modules = new Map(
    [...text.matchAll(/const (\w+) = require\("(aws-cdk-lib\/[\w-]+)"\)/g)].map(([, name, id]) => [name, id]),
  );
  return [...text.matchAll(/\bnode instanceof (\w+)\.(Cfn\w+)/g)].map(([, name, resource = '']) => {
    const classes = require(String(modules.get(name))) as Record<string, { readonly CFN_RESOURCE_TYPE_NAME: string }>;
    return String(classes[resource]?.CFN_RESOURCE_TYPE_NAME.split('::')[1]);
  });
}

/** The rules of a folder that the pack has. */
const rulesIn = (folder: string): readonly string[] =>
  readdirSync(join(RULES, folder))
    .map((file) => basename(file, '.js'))
    .filter((rule) => new RegExp(`\\b${folder}\\w*\\.${rule}\\b`).test(PACK));

describe('the second opinion of cdk-nag', () => {
  const folders = readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => rulesIn(name).length > 0);

  test('knows every folder of its rules', () => {
    expect(folders.length).toBeGreaterThan(30);
    expect(Object.keys(SERVICES_OF_RULES).sort()).toEqual([...folders].sort());
  });

  test.each(folders)('knows all services whose resources the rules of %s judge', (folder) => {
    for (const rule of rulesIn(folder)) expect([rule, servicesOf(folder, rule)]).not.toEqual([rule, []]);
    const services = rulesIn(folder).flatMap((rule) => servicesOf(folder, rule));
    expect([...new Set(services)].sort()).toEqual(SERVICES_OF_RULES[folder]);
  });

  test('says of a resource of each service what cdk-nag says itself', () => {
    const stack = new Stack(new App(), 'Stack');
    new CfnBucket(stack, 'Bucket');
    new CfnQueue(stack, 'Queue');
    new CfnSecurityGroup(stack, 'Group', {
      groupDescription: 'open',
      securityGroupIngress: [{ ipProtocol: '-1', cidrIp: '0.0.0.0/0' }],
    });
    new CfnAutoScalingGroup(stack, 'Fleet', { minSize: '1', maxSize: '1' });
    new CfnTrail(stack, 'Trail', { isLogging: true, s3BucketName: 'logs' });
    new CfnNotebookInstance(stack, 'Notebook', {
      instanceType: 'ml.t3.medium',
      roleArn: 'arn:aws:iam::111111111111:role/any',
    });
    const { rules } = secondOpinionOn([stack]);
    const judged: string[] = [];
    class Itself extends AwsSolutionsChecks {
      protected override applyRule({ rule, ruleSuffixOverride, node }: Parameters<AwsSolutionsChecks['applyRule']>[0]) {
        judged.push(`AwsSolutions-${ruleSuffixOverride ?? rule.name} ${outcome(() => rule(node))}`);
      }
    }
    new Itself().validateScope(stack);
    const count = (rule: string, came: string) => judged.filter((one) => one === `${rule} ${came}`).length;
    expect(rules.length).toBeGreaterThan(100);
    expect(judged.filter((one) => one.endsWith(' Non-Compliant')).length).toBeGreaterThan(5);
    for (const { rule, compliant, notApplicable } of rules) {
      expect([rule, compliant, notApplicable]).toEqual([rule, count(rule, 'Compliant'), count(rule, 'N/A')]);
    }
  });
});

function outcome(judge: () => unknown): string {
  try {
    return String(judge());
  } catch {
    return 'error';
  }
}
