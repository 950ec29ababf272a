import { Duration } from 'aws-cdk-lib';
import { deployIn } from '../deploying';
import { actionsOf, allow } from '../grant';
import type { JobFunction } from '../job-function';
import { seeWhatIsThere } from '../metadata';

/** Changes the landing zone by deploying it, in the roles of the CDK, and nothing by hand but what no template can. */
export const platformAdministrator: JobFunction = {
  id: 'platform-administrator',
  title: { en: 'Platform administrator', zh: '平台管理员' },
  does: {
    en: 'Deploys the landing zone from reviewed templates, opens accounts, raises quotas.',
    zh: '依据经评审的模板部署着陆区，开立账号，申请提升配额。',
  },
  longestSession: Duration.hours(1),
  boundary: 'none',
  grants: ({ partition }) => [
    seeWhatIsThere(),
    ...deployIn(partition),
    allow('FollowDeployments', [
      ...actionsOf('cloudformation', 'DetectStackDrift DetectStackSetDrift GetTemplate GetTemplateSummary'),
      ...actionsOf('iam', 'GetPolicy GetPolicyVersion GetRole GetRolePolicy'),
      ...actionsOf('s3', 'GetBucketLocation GetBucketPolicy GetEncryptionConfiguration'),
    ]),
    allow('OpenAccounts', [
      ...actionsOf('organizations', 'CreateAccount InviteAccountToOrganization MoveAccount TagResource'),
    ]),
    allow('RaiseQuotas', [
      ...actionsOf('servicequotas', 'GetAWSDefaultServiceQuota GetServiceQuota RequestServiceQuotaIncrease'),
    ]),
  ],
};
