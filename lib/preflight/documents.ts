import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { deploymentPolicyFile } from './bootstrap';
import { type Deployment, MEMBERS, memberAccounts, ofType, stackAccounts } from './deployment';
import { deploymentPolicy } from './permissions';
import { type StackSetRoles, stackSetRoles } from './self-managed';

/** The files that the commands read: file name → content. */
export function documentsOf(deployment: Deployment): Readonly<Record<string, string>> {
  const { config, resources } = deployment;
  const roles = stackSetRoles(deployment);
  return {
    ...Object.fromEntries(
      stackAccounts(deployment).map((account) => [
        deploymentPolicyFile(account),
        json(deploymentPolicy(resources.filter((placed) => placed.account === account))),
      ]),
    ),
    ...(config.profile === 'organization' && { 'accounts.tsv': accountTable(deployment) }),
    ...(roles && stackSetPolicies(deployment, roles)),
    ...(config.azure && { 'azure-stacks.txt': `${azureStacks(config).join('\n')}\n` }),
  };
}

/** Id, name, e-mail, unit, and the logical id of the unit in the organization stack. */
function accountTable(deployment: Deployment): string {
  const units = new Map(
    ofType(deployment, 'AWS::Organizations::OrganizationalUnit').map(({ resource }) => [
      resource.text('Name'),
      resource.id,
    ]),
  );
  const rows = memberAccounts(deployment.config).map(({ id, name, email, unit = '' }) =>
    [id, name, email, unit, units.get(unit) ?? ''].join('\t'),
  );
  return rows.map((row) => `${row}\n`).join('');
}

/**
 * Both trusts name who may come by conditions: without them, anybody's StackSet could be the one that asks.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
function stackSetPolicies({ config, resources }: Deployment, { administration, execution }: StackSetRoles) {
  const management = accountFor(config, 'management');
  const { partition } = config;
  return {
    'stack-sets-administration-trust.json': json(
      policy({
        Effect: 'Allow',
        Principal: { Service: 'cloudformation.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': management },
          StringLike: { 'aws:SourceArn': `arn:${partition}:cloudformation:*:${management}:stackset/*` },
        },
      }),
    ),
    'stack-sets-administration.json': json(
      policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:${partition}:iam::*:role/${execution}` }),
    ),
    'stack-sets-execution-trust.json': json(
      policy({
        Effect: 'Allow',
        Principal: { AWS: `arn:${partition}:iam::${management}:root` },
        Action: 'sts:AssumeRole',
        Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:${partition}:iam::${management}:role/${administration}` } },
      }),
    ),
    'stack-sets-execution.json': json(withStacks(resources.filter(({ account }) => account === MEMBERS))),
  };
}

/** The execution role also calls CloudFormation itself, for the stack in its account. */
function withStacks(placed: Deployment['resources']) {
  const base = deploymentPolicy(placed);
  return {
    ...base,
    Statement: base.Statement.map((statement) => ({ ...statement, Action: ['cloudformation:*', ...statement.Action] })),
  };
}

/** The names under which the Azure stacks are synthesized: one for each subscription and location. */
export const azureStacks = ({ azure }: LandingZoneConfig): readonly string[] =>
  azure
    ? azure.subscriptions.flatMap(({ name }) =>
        [azure.regions.home, azure.regions.recovery].map((location) => `azure-${name}-${location}`),
      )
    : [];

const policy = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] });

const json = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
