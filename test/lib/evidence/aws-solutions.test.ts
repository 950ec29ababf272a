import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** The services that a module of the AWS CDK has resources of. */
function servicesOf(module: string): readonly string[] {
  const folder = join(dirname(require.resolve(module)), 'lib');
  const generated = readdirSync(folder).filter((file) => file.endsWith('.generated.js'));
  return generated.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/"AWS::(\w+)::\w+"/g)].map(([, service = '']) => service),
  );
}

describe('the second opinion of cdk-nag', () => {
  const folders = readdirSync(RULES, { withFileTypes: true }).filter((entry) => entry.isDirectory());

  test('knows every folder of its rules', () => {
    expect(Object.keys(SERVICES_OF_RULES).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  test.each(folders.map(({ name }) => name))('knows all services that the rules of %s look at', (name) => {
    const text = readdirSync(join(RULES, name))
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFileSync(join(RULES, name, file), 'utf8'))
      .join('');
    const modules = [
      ...new Set([...text.matchAll(/require\("(aws-cdk-lib\/aws-[\w-]+)"\)/g)].map(([, id = '']) => id)),
    ];
    expect(modules.length).toBeGreaterThan(0);
    expect([...new Set(modules.flatMap(servicesOf))].sort()).toEqual([...(SERVICES_OF_RULES[name] ?? [])].sort());
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
