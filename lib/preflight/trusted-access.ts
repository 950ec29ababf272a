import type { Bilingual, RequirementId } from '../../constructs/standard';
import { accountFor } from '../config/accounts';
import { type Deployment, ofType, type Placed } from './deployment';
import { aws, awsOrganizations, organizationsRegion, text } from './shell';
import type { Step } from './step';

/** A service that works across the organization, and the resource of ours that makes it need that. */
interface TrustedService {
  readonly type: string;
  readonly uses: (placed: Placed) => boolean;
  readonly title: Bilingual;
  readonly why: Bilingual;
  /** Service principal, which Organizations is told to trust; StackSets have a command of their own. */
  readonly principal: string | 'stack-sets' | 'backup-copies' | 'resource-sharing';
  /** Whether another account than the management account must be made the service's administrator. */
  readonly delegates?: true;
  readonly requirement: RequirementId;
}

/**
 * Only what the templates use.
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
 */
const SERVICES: readonly TrustedService[] = [
  {
    type: 'AWS::CloudFormation::StackSet',
    uses: ({ resource }) => resource.text('PermissionModel') === 'SERVICE_MANAGED',
    title: { en: 'Trusted access: StackSets', zh: '可信访问：StackSets' },
    why: {
      en: 'The member baseline reaches accounts through service-managed StackSets, also those that join later.',
      zh: '成员账号基线通过服务托管的 StackSets 下发，后续加入的账号同样适用。',
    },
    principal: 'stack-sets',
    requirement: '8.1/c',
  },
  {
    type: 'AWS::CloudTrail::Trail',
    uses: ({ resource }) => resource.raw('IsOrganizationTrail') === true,
    title: { en: 'Trusted access: CloudTrail', zh: '可信访问：CloudTrail' },
    why: {
      en: 'The organization trail records every account, also those that join later.',
      zh: '组织跟踪记录所有账号，包括后续加入的账号。',
    },
    principal: 'cloudtrail.amazonaws.com',
    requirement: '8.2/operation-audit',
  },
  {
    type: 'AWS::AccessAnalyzer::Analyzer',
    uses: ({ resource }) => resource.text('Type').startsWith('ORGANIZATION'),
    title: { en: 'Trusted access: IAM Access Analyzer', zh: '可信访问：IAM Access Analyzer' },
    why: {
      en: 'The analyzer finds what any account shares with outsiders.',
      zh: '分析器检查各账号对外共享的内容。',
    },
    principal: 'access-analyzer.amazonaws.com',
    delegates: true,
    requirement: '8.7/supervision',
  },
  {
    type: 'AWS::Backup::BackupVault',
    uses: ({ resource }) => JSON.stringify(resource.raw('AccessPolicy') ?? '').includes('backup:CopyIntoBackupVault'),
    title: { en: 'Copies of backups between accounts', zh: '备份跨账号复制' },
    why: {
      en: 'The vault of the backup account takes copies from the organization, which AWS Backup allows only after this switch.',
      zh: '备份账号的保管库接收组织内的副本；须先打开此开关，AWS Backup 才允许跨账号复制。',
    },
    principal: 'backup-copies',
    requirement: '8.4/backup',
  },
  {
    type: 'AWS::RAM::ResourceShare',
    uses: ({ resource }) => resource.text('Principals').includes(':organization/'),
    title: { en: 'Sharing of resources within the organization', zh: '组织内资源共享' },
    why: {
      en: 'The network account shares the transit gateway with the organization, which AWS RAM allows only after this switch.',
      zh: '网络账号向组织共享中转网关；须先打开此开关，AWS RAM 才允许在组织内共享。',
    },
    principal: 'resource-sharing',
    requirement: '8.3/vpc-isolation',
  },
  {
    type: 'AWS::Organizations::Policy',
    uses: ({ resource }) => resource.text('Type') === 'BACKUP_POLICY',
    title: { en: 'Trusted access: AWS Backup', zh: '可信访问：AWS Backup' },
    why: {
      en: 'Backup policies of the organization become plans in its accounts.',
      zh: '组织的备份策略会在各账号中形成备份计划。',
    },
    principal: 'backup.amazonaws.com',
    requirement: '8.4/backup',
  },
];

/** The services of an organization that our stacks need to be trusted. */
export const trustedServices = (deployment: Deployment): readonly Step[] =>
  SERVICES.flatMap((service) => {
    const found = ofType(deployment, service.type).filter(service.uses);
    return found.length > 0 ? [stepOf(service, found, deployment)] : [];
  });

function stepOf(service: TrustedService, found: readonly Placed[], { config }: Deployment): Step {
  const management = accountFor(config, 'management');
  const { title, why, requirement, principal } = service;
  const elsewhere = service.delegates
    ? [...new Set(found.map(({ account }) => account))].filter((id) => id !== management)
    : [];
  const home = (command: string): string => aws(config, management, config.regions.home, command);
  const commands: Readonly<Record<string, readonly string[]>> = {
    'stack-sets': [
      home('cloudformation activate-organizations-access'),
      home(`cloudformation describe-organizations-access ${text('Status')}`),
    ],
    'resource-sharing': [home('ram enable-sharing-with-aws-organization')],
    'backup-copies': [
      home('backup update-global-settings --global-settings isCrossAccountBackupEnabled=true'),
      home(`backup describe-global-settings ${text('GlobalSettings.isCrossAccountBackupEnabled')}`),
    ],
  };
  const trust = [
    awsOrganizations(config, `organizations enable-aws-service-access --service-principal ${principal}`),
    ...elsewhere.map((account) =>
      awsOrganizations(
        config,
        `organizations register-delegated-administrator --account-id ${account} --service-principal ${principal}`,
      ),
    ),
  ];
  return {
    title,
    why,
    requirement,
    account: management,
    region: organizationsRegion(config),
    commands: commands[principal] ?? trust,
  };
}
