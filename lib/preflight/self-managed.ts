import type { Resource } from '../../constructs/nag/template';
import { accountFor } from '../config/accounts';
import { type Deployment, documentPath, documentUrl, ofType } from './deployment';
import { aws, forEachRow, profileOf } from './shell';
import type { Step } from './step';
import { ACCOUNT_ACCESS_ROLE } from './tools';

/** Names that CloudFormation takes where a StackSet names no roles. */
const ADMINISTRATION = 'AWSCloudFormationStackSetAdministrationRole';
const EXECUTION = 'AWSCloudFormationStackSetExecutionRole';

/** The two roles by which self-managed StackSets act: one that administers, and one in each account that it assumes. */
export interface StackSetRoles {
  readonly administration: string;
  readonly execution: string;
}

/** Undefined where no StackSet is self-managed. */
export function stackSetRoles(deployment: Deployment): StackSetRoles | undefined {
  const stackSet = ofType(deployment, 'AWS::CloudFormation::StackSet')
    .map(({ resource }) => resource)
    .find((resource) => resource.text('PermissionModel') === 'SELF_MANAGED');
  if (!stackSet) return undefined;
  return { administration: administrationRole(stackSet), execution: stackSet.text('ExecutionRoleName') || EXECUTION };
}

/** By its ARN, or by reference to a role of the same template. */
function administrationRole(stackSet: Resource): string {
  const named = stackSet.referent('AdministrationRoleARN')?.text('RoleName');
  return named || stackSet.text('AdministrationRoleARN').split('/').pop() || ADMINISTRATION;
}

/**
 * What service-managed StackSets would have made by themselves.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs-self-managed.html
 */
export function selfManagedSteps(deployment: Deployment): readonly Step[] {
  const roles = stackSetRoles(deployment);
  if (!roles) return [];
  const made = ofType(deployment, 'AWS::IAM::Role').some(
    ({ resource }) => resource.text('RoleName') === roles.administration,
  );
  return [...(made ? [] : [administrationStep(deployment, roles)]), executionStep(deployment, roles)];
}

function administrationStep({ config, out }: Deployment, { administration }: StackSetRoles): Step {
  const management = accountFor(config, 'management');
  const { home } = config.regions;
  return {
    title: { en: 'StackSets: the role that administers', zh: 'StackSets：管理角色' },
    why: {
      en: 'Self-managed StackSets act through two roles. This one may assume the other, and nothing else.',
      zh: '自管理 StackSets 通过两个角色执行。该角色只能代入另一个角色。',
    },
    account: management,
    region: home,
    requirement: '8.1/c',
    commands: [
      aws(
        config,
        management,
        home,
        `iam create-role --role-name ${administration} --assume-role-policy-document ${documentUrl(out, 'stack-sets-administration-trust.json')}`,
      ),
      aws(
        config,
        management,
        home,
        `iam put-role-policy --role-name ${administration} --policy-name assume-execution-role --policy-document ${documentUrl(out, 'stack-sets-administration.json')}`,
      ),
    ],
  };
}

function executionStep({ config, out }: Deployment, { administration, execution }: StackSetRoles): Step {
  const management = accountFor(config, 'management');
  const { partition, regions } = config;
  const role = `arn:${partition}:iam::$account:role/${ACCOUNT_ACCESS_ROLE}`;
  const asMember = (command: string) => `aws ${command} --region ${regions.home}`;
  return {
    title: { en: 'StackSets: the role in each member account', zh: 'StackSets：各成员账号中的执行角色' },
    why: {
      en: `It trusts ${administration} of the management account alone, and may do what the baseline needs. Repeat it for every account that joins.`,
      zh: `仅信任管理账号的 ${administration}，权限限于基线所需。每有新账号加入，都要再执行一次。`,
    },
    account: management,
    region: regions.home,
    requirement: '8.1/c',
    commands: [
      forEachRow(
        documentPath(out, 'accounts.tsv'),
        ['account', '_'],
        [
          `credentials=$(aws sts assume-role --role-arn "${role}" --role-session-name stack-sets --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text --region ${regions.home} --profile ${profileOf(config, management)}) || continue`,
          'read -r AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN <<< "$credentials"',
          'export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
          asMember(
            `iam create-role --role-name ${execution} --assume-role-policy-document ${documentUrl(out, 'stack-sets-execution-trust.json')}`,
          ),
          asMember(
            `iam put-role-policy --role-name ${execution} --policy-name baseline --policy-document ${documentUrl(out, 'stack-sets-execution.json')}`,
          ),
          'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN',
        ],
      ),
    ],
  };
}
