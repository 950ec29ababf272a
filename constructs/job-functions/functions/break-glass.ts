import { Duration } from 'aws-cdk-lib';
import { deployIn } from '../deploying';
import { actionsOf, allow } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

/**
 * Restores the ordinary ways in, and leaves the rest to those who come in by them: mends sign-in, takes a guardrail off
 * that locks everybody out, and deploys.
 */
export const breakGlass: JobFunction = {
  id: 'break-glass',
  title: { en: 'Break-glass', zh: '应急处置' },
  does: {
    en: 'In an emergency restores sign-in, guardrails and deployment; everything else follows by the ordinary ways.',
    zh: '紧急情况下恢复登录、护栏与部署；其余处置经正常途径进行。',
  },
  longestSession: Duration.hours(1),
  boundary: 'none',
  grants: ({ partition, name }) => [
    seeWhatIsThere(),
    allow(
      'MendFederation',
      ['iam:GetSAMLProvider', 'iam:UpdateSAMLProvider'],
      [`arn:${partition}:iam::*:saml-provider/*`],
    ),
    allow('MendAssignments', [
      ...actionsOf('identitystore', 'DescribeGroup DescribeUser ListGroupMemberships ListGroups ListUsers'),
      ...actionsOf(
        'sso',
        'CreateAccountAssignment DescribeAccountAssignmentCreationStatus DescribePermissionSet DescribePermissionSetProvisioningStatus ListAccountAssignments ListInstances ListPermissionSets ProvisionPermissionSet',
      ),
    ]),
    allow('TakeGuardrailsOff', ['organizations:DetachPolicy'], [`arn:${partition}:organizations::*:*`]),
    ...deployIn(partition, 'OrganizationAccountAccessRole'),
    allow(
      'FinishDeployments',
      ['cloudformation:CancelUpdateStack', 'cloudformation:ContinueUpdateRollback', 'cloudformation:RollbackStack'],
      [`arn:${partition}:cloudformation:*:*:stack/${name}-*/*`],
    ),
  ],
};
