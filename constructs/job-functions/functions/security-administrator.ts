import { Duration } from 'aws-cdk-lib';
import { actionsOf, allow } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

/**
 * Keys are kept here and used elsewhere: no encrypting, no decrypting, no grants, and no key policies, with which one
 * could give oneself all three. Nothing here stops a log.
 */
export const securityAdministrator: JobFunction = {
  id: 'security-administrator',
  title: { en: 'Security administrator', zh: '安全管理员' },
  does: {
    en: 'Judges findings, keeps keys but uses none, cuts off compromised hosts.',
    zh: '研判安全发现，管理但不使用密钥，隔离受侵害的主机。',
  },
  longestSession: Duration.hours(1),
  boundary: 'none',
  grants: ({ partition }) => [
    seeWhatIsThere(),
    allow('JudgeFindings', [
      ...actionsOf(
        'access-analyzer',
        'ApplyArchiveRule CheckAccessNotGranted CheckNoNewAccess GetAnalyzer GetFinding StartResourceScan UpdateFindings ValidatePolicy',
      ),
      ...actionsOf('cloudtrail', 'GetEventSelectors GetTrail GetTrailStatus LookupEvents'),
      ...actionsOf(
        'config',
        'GetComplianceDetailsByConfigRule GetComplianceDetailsByResource GetResourceConfigHistory SelectResourceConfig StartConfigRulesEvaluation',
      ),
      ...actionsOf(
        'guardduty',
        'ArchiveFindings CreateSampleFindings GetDetector GetFindings ListDetectors ListFindings UnarchiveFindings UpdateFindingsFeedback',
      ),
      ...actionsOf('inspector2', 'ListCoverage ListFindings'),
      ...actionsOf('securityhub', 'BatchUpdateFindings DescribeHub GetFindings GetInsights ListMembers'),
    ]),
    allow('ReadWhoMayDoWhat', [
      ...actionsOf(
        'iam',
        'GenerateCredentialReport GenerateServiceLastAccessedDetails GetAccountAuthorizationDetails GetAccountSummary GetCredentialReport GetPolicy GetPolicyVersion GetRole GetRolePolicy GetSAMLProvider GetServiceLastAccessedDetails GetUser GetUserPolicy SimulateCustomPolicy SimulatePrincipalPolicy',
      ),
      ...actionsOf(
        'sso',
        'DescribePermissionSet GetInlinePolicyForPermissionSet ListAccountAssignments ListAccountsForProvisionedPermissionSet ListInstances ListPermissionSets ListPermissionSetsProvisionedToAccount',
      ),
      ...actionsOf(
        'identitystore',
        'DescribeGroup DescribeUser ListGroupMemberships ListGroupMembershipsForMember ListGroups ListUsers',
      ),
    ]),
    allow('KeepKeys', [
      ...actionsOf(
        'kms',
        'CancelKeyDeletion CreateAlias CreateKey EnableKey EnableKeyRotation GetKeyPolicy GetKeyRotationStatus TagResource UntagResource UpdateKeyDescription',
      ),
    ]),
    allow(
      'CutHostsOff',
      ['ec2:ModifyNetworkInterfaceAttribute'],
      ['network-interface', 'security-group', 'instance'].map((type) => `arn:${partition}:ec2:*:*:${type}/*`),
    ),
  ],
};
