import { regions } from '../../constructs/partition/regions';
import { devDependencies } from '../../package.json';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { azureTools } from './azure';
import {
  type Deployment,
  documentPath,
  MEMBERS,
  memberAccounts,
  ofType,
  type Placed,
  placesOf,
  stackAccounts,
} from './deployment';
import { aws, awsOrganizations, forEachRow, organizationsRegion, profileOf, text, word } from './shell';
import { type Section, type Step, same } from './step';

/** The role that Organizations makes in accounts that it creates, for the management account. */
export const ACCOUNT_ACCESS_ROLE = 'OrganizationAccountAccessRole';

/** What must be at hand before anything is touched. */
export function toolsSection(deployment: Deployment): Section {
  return {
    title: { en: 'Tools, credentials and the configuration', zh: '工具、凭证与配置' },
    steps: [
      tools(deployment),
      ...azureTools(deployment),
      judged(deployment),
      ...credentials(deployment),
      ...chinaEndpoints(deployment.config),
      ...optInRegions(deployment),
      zones(deployment),
      ...instanceTypes(deployment),
    ],
  };
}

function tools({ config }: Deployment): Step {
  return {
    title: { en: 'Tools', zh: '工具' },
    why: {
      en: 'Stacks are deployed from a checkout, with the version of the CDK that it pins: others may refuse its assemblies.',
      zh: '须从代码检出目录部署，并使用其锁定的 CDK 版本：其他版本可能拒绝其合成结果。',
    },
    details: [
      { en: 'Node.js 20 or later', zh: 'Node.js 20 或更高版本' },
      { en: `aws-cdk ${devDependencies['aws-cdk']} (npx cdk)`, zh: `aws-cdk ${devDependencies['aws-cdk']}（npx cdk）` },
      { en: 'AWS CLI version 2, bash', zh: 'AWS CLI 第 2 版、bash' },
      ...(config.azure
        ? [{ en: 'Terraform and the Azure CLI, for Azure', zh: 'Terraform 与 Azure CLI（用于 Azure）' }]
        : []),
    ],
    commands: ['npm ci', 'node --version', 'npx cdk --version', 'aws --version'],
  };
}

function judged({ file }: Deployment): Step {
  return {
    title: { en: 'A configuration without errors or findings', zh: '配置无错误、无未决发现' },
    why: {
      en: 'What fails here, offline and in seconds, would fail half-way through the deployment.',
      zh: '此处的离线检查只需数秒；若不通过，部署会中途失败。',
    },
    commands: [`npx isms validate --config ${word(file)}`, `npx isms check --config ${word(file)}`],
  };
}

function credentials(deployment: Deployment): readonly Step[] {
  const { config } = deployment;
  const { home } = config.regions;
  const first = accountFor(config, 'management');
  const signIn: Step = {
    title: { en: `Credentials for account ${first}`, zh: `账号 ${first} 的凭证` },
    why: {
      en: 'The commands below name a profile. Any source of temporary credentials will do; the last command must print the account.',
      zh: '以下命令均使用指定的配置文件（profile）。任何临时凭证来源皆可；最后一条命令须输出该账号。',
    },
    account: first,
    region: home,
    requirement: '8.2/identity',
    commands: [
      `aws configure sso --profile ${profileOf(config, first)}`,
      aws(config, first, home, `sts get-caller-identity ${text('Account')}`),
    ],
  };
  const others = stackAccounts(deployment).filter((account) => account !== first);
  return [signIn, ...others.map((account) => chainedCredentials(config, account, first))];
}

function chainedCredentials(config: LandingZoneConfig, account: string, from: string): Step {
  const profile = profileOf(config, account);
  const role = `arn:${config.partition}:iam::${account}:role/${ACCOUNT_ACCESS_ROLE}`;
  return {
    title: { en: `Credentials for account ${account} (${profile})`, zh: `账号 ${account} 的凭证（${profile}）` },
    why: {
      en: `Bootstrapping needs an administrator once. ${ACCOUNT_ACCESS_ROLE} is in accounts that the organization created; invited ones need a role of yours.`,
      zh: `初始化（bootstrap）需要一次管理员权限。${ACCOUNT_ACCESS_ROLE} 存在于由组织创建的账号中；受邀加入的账号须自备角色。`,
    },
    account,
    region: config.regions.home,
    commands: [
      `aws configure set role_arn ${role} --profile ${profile}`,
      `aws configure set source_profile ${profileOf(config, from)} --profile ${profile}`,
      aws(config, account, config.regions.home, `sts get-caller-identity ${text('Account')}`),
    ],
  };
}

function chinaEndpoints(config: LandingZoneConfig): readonly Step[] {
  if (config.partition !== 'aws-cn') return [];
  const account = accountFor(config, 'management');
  const region = organizationsRegion(config);
  return [
    {
      title: { en: 'Endpoints of the China partition', zh: '中国分区的终端节点' },
      why: {
        en: 'aws-cn is a partition of its own: other accounts, other credentials, other endpoints. Profiles of the global partition do not work here.',
        zh: 'aws-cn 是独立分区：账号、凭证、终端节点均独立，全球分区的凭证在此无效。',
      },
      account,
      region,
      details: [
        {
          en: 'Organizations answers in cn-northwest-1 (Ningxia) only',
          zh: 'Organizations 仅由 cn-northwest-1（宁夏）提供',
        },
        { en: 'IAM answers in cn-north-1 (Beijing) for both regions', zh: 'IAM 由 cn-north-1（北京）为两个区域提供' },
        {
          en: 'Accounts have no root user; the IAM user that opened the account takes its place: give it MFA and lock it away',
          zh: '账号没有根用户，由开户时的 IAM 用户代替：须为其启用 MFA 并封存',
        },
      ],
      commands: [
        `aws configure set region ${config.regions.home} --profile ${profileOf(config, account)}`,
        aws(config, account, region, `iam get-account-summary ${text('SummaryMap.Users')}`),
      ],
    },
  ];
}

/** Regions opened since March 2019 are off until an account switches them on; the guardrails forbid it later. */
function optInRegions(deployment: Deployment): readonly Step[] {
  const { config } = deployment;
  const management = accountFor(config, 'management');
  const known = regions[config.partition];
  return config.regions.allowed
    .filter((region) => known[region]?.optIn)
    .map((region) => ({
      title: { en: `Switch on the region ${region}`, zh: `启用区域 ${region}` },
      why: {
        en: 'It is off in every new account, and after the guardrails nobody in a member account can switch it on.',
        zh: '新账号默认停用该区域；防护策略生效后，成员账号内无人能再启用。',
      },
      account: management,
      region,
      requirement: '8.4/cross-border' as const,
      details: [{ en: 'It takes minutes to hours', zh: '生效需数分钟至数小时' }],
      commands: [
        aws(config, management, 'us-east-1', `account enable-region --region-name ${region}`),
        ...(memberAccounts(config).length > 0 ? enableInMembers(deployment, region) : []),
        aws(config, management, 'us-east-1', `account get-region-opt-status --region-name ${region}`),
      ],
    }));
}

/** The management account must not name itself; for others Account Management needs trusted access. */
function enableInMembers({ config, out }: Deployment, region: string): readonly string[] {
  const management = accountFor(config, 'management');
  return [
    awsOrganizations(config, 'organizations enable-aws-service-access --service-principal account.amazonaws.com'),
    forEachRow(
      documentPath(out, 'accounts.tsv'),
      ['account', '_'],
      [aws(config, management, 'us-east-1', `account enable-region --account-id "$account" --region-name ${region}`)],
    ),
  ];
}

function zones(deployment: Deployment): Step {
  const { config } = deployment;
  const subnets = ofType(deployment, 'AWS::EC2::Subnet');
  const zonesIn = (place: Pick<Placed, 'account' | 'region'>): readonly string[] => [
    ...new Set(
      subnets
        .filter(({ account, region }) => account === place.account && region === place.region)
        .map(({ resource }) => resource.text('AvailabilityZone')),
    ),
  ];
  return {
    title: { en: 'Availability zones', zh: '可用区' },
    why: {
      en: 'Subnets name their zones, so that none moves by itself. An account that lacks one answers with an error.',
      zh: '子网固定使用指定可用区，以免自行迁移；账号缺少其中之一时会报错。',
    },
    commands: placesOf(subnets).map((place) =>
      aws(
        config,
        place.account,
        place.region,
        `ec2 describe-availability-zones --zone-names ${zonesIn(place).join(' ')} ${text('AvailabilityZones[].[ZoneName,State]')}`,
      ),
    ),
  };
}

function instanceTypes(deployment: Deployment): readonly Step[] {
  const { config } = deployment;
  const wanted = ofType(deployment, 'AWS::EC2::LaunchTemplate')
    .filter(({ account }) => account !== MEMBERS)
    .map(({ resource, account, region }) => ({
      account,
      region,
      type: resource.text('LaunchTemplateData.InstanceType'),
    }));
  if (wanted.length === 0) return [];
  return [
    {
      title: { en: 'Instance types', zh: '实例类型' },
      why: {
        en: 'Not every zone offers every type: each zone above must be in the answer.',
        zh: '并非每个可用区都提供所有类型：答复须包含上述每个可用区。',
      },
      details: [...new Set(wanted.map(({ type, region }) => `${type} ${region}`))].map(same),
      commands: wanted.map(({ account, region, type }) =>
        aws(
          config,
          account,
          region,
          `ec2 describe-instance-type-offerings --location-type availability-zone --filters Name=instance-type,Values=${type} ${text('InstanceTypeOfferings[].Location')}`,
        ),
      ),
    },
  ];
}
