import { accountFor } from '../config/accounts';
import type { PlannedStack } from '../stacks/plan';
import { type Deployment, documentUrl, stackAccounts } from './deployment';
import { aws, deployerOf, profileOf } from './shell';
import type { Section, Step } from './step';

/** Name of the policy that bounds CloudFormation, in each account. */
export const deploymentPolicyName = (name: string): string => `${name}-deployment`;

/** The file that holds an account's deployment policy. */
export const deploymentPolicyFile = (account: string): string => `deployment-${account}.json`;

/** A bootstrap stack in each account and region of the plan, and whom it trusts. */
export function bootstrapSection(deployment: Deployment): Section {
  return {
    title: { en: 'Bootstrap and trust', zh: '初始化（bootstrap）与信任' },
    steps: [
      ...stackAccounts(deployment).map((account) => policyStep(deployment, account)),
      ...bootstrapSteps(deployment),
    ],
  };
}

function policyStep({ config, out }: Deployment, account: string): Step {
  const name = deploymentPolicyName(config.name);
  const { home } = config.regions;
  const file = documentUrl(out, deploymentPolicyFile(account));
  return {
    title: { en: `What CloudFormation may do in ${account}`, zh: `CloudFormation 在 ${account} 中的权限` },
    why: {
      en: 'The default is AdministratorAccess. This policy holds only the services that the stacks of the account have resources of.',
      zh: '默认是 AdministratorAccess。该策略只包含该账号堆栈所用的服务。',
    },
    account,
    region: home,
    requirement: '8.2/least-privilege',
    details: [
      {
        en: 'It is no cage: whoever may create roles can give one more than he has. What holds him are the trust below and the guardrails',
        zh: '它并非牢笼：能创建角色者可授予超出自身的权限。真正的约束是下方的信任关系与防护策略',
      },
      {
        en: 'After an upgrade that brings new services: aws iam create-policy-version --set-as-default with the new file',
        zh: '升级引入新服务后：以新文件执行 aws iam create-policy-version --set-as-default',
      },
    ],
    commands: [aws(config, account, home, `iam create-policy --policy-name ${name} --policy-document ${file}`)],
  };
}

function bootstrapSteps(deployment: Deployment): readonly Step[] {
  const places = new Map(deployment.stacks.map((stack) => [`${stack.account}/${stack.region}`, stack]));
  return [...places.values()].map((stack) => bootstrapStep(deployment, stack));
}

function bootstrapStep({ config }: Deployment, { account, region }: PlannedStack): Step {
  const deployer = deployerOf(config, account);
  const policy = `arn:${config.partition}:iam::${account}:policy/${deploymentPolicyName(config.name)}`;
  const options = [
    ...(deployer === account ? [] : [`--trust ${deployer}`]),
    `--cloudformation-execution-policies ${policy}`,
    '--bootstrap-customer-key',
    '--termination-protection',
    `--profile ${profileOf(config, account)}`,
  ];
  return {
    title: { en: `Bootstrap ${account} in ${region}`, zh: `初始化 ${account} 的 ${region}` },
    why: whyTrust(
      deployer === account,
      config.profile === 'organization' && account === accountFor(config, 'management'),
    ),
    account,
    region,
    requirement: '8.2/least-privilege',
    commands: [`npx cdk bootstrap aws://${account}/${region} ${options.join(' ')}`],
  };
}

function whyTrust(itself: boolean, management: boolean): Step['why'] {
  if (management) {
    return {
      en: 'The management account trusts nobody: who deploys there signs in there. Templates lie under a customer key.',
      zh: '管理账号不信任任何其他账号：须直接登录该账号部署。模板以客户密钥加密。',
    };
  }
  if (itself) {
    return {
      en: 'Only this account deploys into itself; nobody else is trusted. Templates lie under a customer key.',
      zh: '仅本账号可部署到自身，不信任其他账号。模板以客户密钥加密。',
    };
  }
  return {
    en: 'Only the operations account may deploy here; the roles named cdk-* are what it assumes. Templates lie under a customer key.',
    zh: '只有运维账号可部署到此处，并代入名为 cdk-* 的角色。模板以客户密钥加密。',
  };
}
