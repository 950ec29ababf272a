import type { Bilingual } from '../../constructs/standard';
import { type Deployment, documentPath } from './deployment';
import { word } from './shell';
import type { Step } from './step';

/** How the Azure CLI calls the two clouds: https://learn.microsoft.com/cli/azure/manage-clouds-azure-cli */
const CLOUDS = { global: 'AzureCloud', china: 'AzureChinaCloud' } as const;

export function azureTools({ config }: Deployment): readonly Step[] {
  const { azure } = config;
  if (!azure) return [];
  return [
    {
      title: { en: 'Azure: tools and sign-in', zh: 'Azure：工具与登录' },
      why: WHY_SIGN_IN[azure.environment],
      account: azure.tenantId,
      requirement: '8.2/identity',
      details: [
        {
          en: 'On each subscription: Contributor, and Role Based Access Control Administrator, since the stacks define and assign a role',
          zh: '各订阅上须有：参与者，以及基于角色的访问控制管理员（堆栈会定义并分配角色）',
        },
        {
          en: 'terraform init fetches the azurerm provider from the public Terraform registry; behind a firewall, configure a provider mirror in the Terraform CLI configuration',
          zh: 'terraform init 从公共 Terraform 注册表 获取 azurerm 提供程序；网络受限时请在 Terraform CLI 配置中设置镜像',
        },
      ],
      commands: [
        'terraform version',
        `az cloud set --name ${CLOUDS[azure.environment]}`,
        `az login --tenant ${azure.tenantId}`,
        'az account list --query "[].{name:name,id:id,state:state}" --output table',
      ],
    },
  ];
}

const WHY_SIGN_IN: Readonly<Record<keyof typeof CLOUDS, Bilingual>> = {
  global: {
    en: 'Terraform deploys Azure, in the name of whoever is signed in.',
    zh: 'Azure 由 Terraform 以登录身份部署。',
  },
  china: {
    en: 'Terraform deploys Azure, in the name of whoever is signed in. Azure China is a cloud of its own, with its own sign-in.',
    zh: 'Azure 由 Terraform 以登录身份部署。Azure 中国是独立的云，登录也独立。',
  },
};

/** One loop over the stacks, however many subscriptions there are. */
export function azureDeployment(deployment: Deployment): readonly Step[] {
  const { config, file, out } = deployment;
  const { azure } = config;
  if (!azure) return [];
  const { home, recovery } = azure.regions;
  return [
    {
      title: { en: 'Azure: synthesize', zh: 'Azure：合成' },
      why: {
        en: 'Terraform reads what this writes. First put into the context of cdktf.json what belongs to your deployment.',
        zh: 'Terraform 读取其输出。请先在 cdktf.json 的 context 中填写部署参数。',
      },
      details: [
        {
          en: 'state: the storage for the state of Terraform, to be made beforehand. Without it the state is a file beside each stack: for trials only',
          zh: 'state：存放 Terraform 状态的存储，须预先创建。未设置时状态为各堆栈目录中的文件，仅供试用',
        },
        {
          en: 'deployerAddresses: the public address of this machine, until it can reach the private endpoint of the key vault',
          zh: 'deployerAddresses：本机公网地址，直至可访问密钥保管库的专用终结点',
        },
      ],
      commands: [`node -r ./bin/sources.js bin/azure.ts --config ${word(file)} --out ${word(`${out}/cdktf.out`)}`],
    },
    {
      title: {
        en: `Azure: ${azure.subscriptions.length * 2} stacks, look at the plan`,
        zh: `Azure：${azure.subscriptions.length * 2} 个堆栈，查看计划`,
      },
      why: {
        en: `Two for each subscription, ${home} and then ${recovery}. They do not depend on each other.`,
        zh: `每个订阅两个：先 ${home}，后 ${recovery}，相互独立。`,
      },
      commands: [
        forEachStack(deployment, 'init -input=false'),
        forEachStack(deployment, 'plan -input=false -out=tfplan'),
      ],
    },
    {
      title: { en: 'Azure: apply the plan', zh: 'Azure：执行计划' },
      why: {
        en: 'What is applied is what was looked at.',
        zh: '执行的正是已查看的计划。',
      },
      details: [
        {
          en: '403 at azurerm_key_vault_key: the right to create keys takes minutes to arrive; plan and apply again',
          zh: 'azurerm_key_vault_key 返回 403：创建密钥的权限需数分钟生效，重新 plan 与 apply 即可',
        },
        {
          en: 'Afterwards take deployerAddresses out of cdktf.json, synthesize and apply once more',
          zh: '完成后从 cdktf.json 移除 deployerAddresses，再次合成并 apply',
        },
      ],
      commands: [forEachStack(deployment, 'apply -input=false tfplan')],
    },
  ];
}

const forEachStack = ({ out }: Deployment, command: string): string =>
  [
    'while read -r stack; do',
    `  terraform -chdir=${word(`${out}/cdktf.out/stacks`)}/"$stack" ${command}`,
    `done < ${documentPath(out, 'azure-stacks.txt')}`,
  ].join('\n');

interface AzureItem {
  readonly type: string;
  readonly home: number;
  readonly recovery: number;
  readonly billed: Bilingual;
}

/** Counted per stack; a test compares the counts with the synthesized stacks. */
export const AZURE_ITEMS: readonly AzureItem[] = [
  {
    type: 'azurerm_log_analytics_workspace',
    home: 1,
    recovery: 1,
    billed: { en: 'Log Analytics workspaces: by GB in and kept', zh: 'Log Analytics 工作区：按写入与保留量' },
  },
  {
    type: 'azurerm_storage_account',
    home: 2,
    recovery: 2,
    billed: {
      en: 'Storage accounts, geo-redundant: by GB kept for the retention period',
      zh: '异地冗余存储帐户：按保留期内的存储量',
    },
  },
  {
    type: 'azurerm_key_vault',
    home: 1,
    recovery: 1,
    billed: { en: 'Key vaults: by operation', zh: '密钥保管库：按操作次数' },
  },
  {
    type: 'azurerm_key_vault_key',
    home: 2,
    recovery: 1,
    billed: { en: 'Keys: by key and operation', zh: '密钥：按密钥与操作次数' },
  },
  {
    type: 'azurerm_private_endpoint',
    home: 3,
    recovery: 3,
    billed: { en: 'Private endpoints: by hour and GB', zh: '专用终结点：按小时与流量' },
  },
  {
    type: 'azurerm_private_dns_zone',
    home: 2,
    recovery: 2,
    billed: { en: 'Private DNS zones: by zone and query', zh: '专用 DNS 区域：按区域与查询' },
  },
  {
    type: 'azurerm_network_watcher_flow_log',
    home: 1,
    recovery: 1,
    billed: { en: 'Flow logs with traffic analytics: by GB', zh: '流日志与流量分析：按 GB' },
  },
  {
    type: 'azurerm_data_protection_backup_vault',
    home: 1,
    recovery: 0,
    billed: { en: 'Backup vaults: by protected instance and GB', zh: '备份保管库：按受保护实例与 GB' },
  },
];

export function azureItems({ config }: Deployment): readonly Step[] {
  const { azure } = config;
  if (!azure) return [];
  return (['home', 'recovery'] as const).map((place) => ({
    title: { en: `Every month in ${azure.regions[place]} (Azure)`, zh: `${azure.regions[place]} 每月（Azure）` },
    why: {
      en: 'For all subscriptions together. Put your prices to it with the calculator of your cloud.',
      zh: '所有订阅合计。请用所在云的价格计算器自行计价。',
    },
    region: azure.regions[place],
    details: AZURE_ITEMS.filter((item) => item[place] > 0).map(({ billed, ...item }) => {
      const count = item[place] * azure.subscriptions.length;
      return { en: `${count} × ${billed.en}`, zh: `${count} × ${billed.zh}` };
    }),
  }));
}

export function azureTeardown(deployment: Deployment): readonly Step[] {
  if (!deployment.config.azure) return [];
  return [
    {
      title: { en: 'Azure: take it down', zh: 'Azure：拆除' },
      why: {
        en: 'The plan stops at what holds data (prevent_destroy) and names it. Locked containers and vaults refuse until their retention is over.',
        zh: '计划会在保存数据的资源（prevent_destroy）处停止并列出。已锁定的容器与保管库在保留期满前拒绝删除。',
      },
      requirement: '8.4/retention',
      commands: [forEachStack(deployment, 'plan -destroy -input=false')],
      details: [
        {
          en: 'What may go: terraform state rm for each address that the plan names, then terraform destroy; then delete what was taken out of the state',
          zh: '可删除者：对计划列出的每个地址执行 terraform state rm，再执行 terraform destroy，最后手动删除移出状态的资源',
        },
        {
          en: 'A deleted key vault holds its name until its soft-delete period ends: purge protection forbids to shorten it',
          zh: '已删除的密钥保管库在软删除期满前仍占用名称：清除保护不允许缩短该期限',
        },
      ],
    },
  ];
}
