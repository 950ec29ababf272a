import type { Bilingual } from '../../constructs/standard';
import { type Deployment, documentsFolder } from './deployment';
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
      why: {
        en:
          azure.environment === 'china'
            ? 'Azure China is a cloud of its own, with its own sign-in. Roles are assigned, so the signed-in identity must be Owner of each subscription.'
            : 'Roles are assigned, so the signed-in identity must be Owner of each subscription.',
        zh:
          azure.environment === 'china'
            ? 'Azure 中国是独立的云，登录也独立。部署会分配角色，登录身份须为各订阅的所有者。'
            : '部署会分配角色，登录身份须为各订阅的所有者。',
      },
      account: azure.tenantId,
      requirement: '8.2/identity',
      details: [
        {
          en: 'terraform init fetches the azurerm provider from registry.terraform.io; behind a firewall, configure a provider mirror in the Terraform CLI configuration',
          zh: 'terraform init 从 registry.terraform.io 获取 azurerm 提供程序；网络受限时请在 Terraform CLI 配置中设置镜像',
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

/** One loop over the stacks, however many subscriptions there are. */
export function azureDeployment({ config, file, out }: Deployment): readonly Step[] {
  const { azure } = config;
  if (!azure) return [];
  const stacks = azure.subscriptions.length * 2;
  const loop = (command: string): string =>
    [
      'while read -r stack; do',
      `  terraform -chdir=${word(`${out}/cdktf.out/stacks`)}/"$stack" ${command}`,
      `done < ${documentsFolder(out)}/azure-stacks.txt`,
    ].join('\n');
  return [
    {
      title: { en: 'Azure: synthesize', zh: 'Azure：合成' },
      why: {
        en: 'Terraform reads what isms synth writes; the CDKTF command line is not needed.',
        zh: 'Terraform 读取 isms synth 的输出，无需 CDKTF 命令行。',
      },
      commands: [`npx isms synth --config ${word(file)} --out ${word(out)}`],
    },
    {
      title: { en: `Azure: ${stacks} stacks, look at the plan`, zh: `Azure：${stacks} 个堆栈，查看计划` },
      why: {
        en: `Two for each subscription: ${azure.regions.home} and ${azure.regions.recovery}. They do not depend on each other.`,
        zh: `每个订阅两个：${azure.regions.home} 与 ${azure.regions.recovery}，相互独立。`,
      },
      commands: [loop('init -input=false'), loop('plan -input=false -out=tfplan')],
    },
    {
      title: { en: 'Azure: apply the plan', zh: 'Azure：执行计划' },
      why: {
        en: 'What is applied is what was looked at.',
        zh: '执行的正是已查看的计划。',
      },
      details: [
        {
          en: 'The state is a file beside each stack, for trials. Otherwise put a backend_override.tf.json there before the first init (docs/deploy.md): who loses the state cannot change what it describes',
          zh: '状态文件位于各堆栈目录，仅供试用。正式使用须在首次 init 前放置 backend_override.tf.json（见 docs/deploy.md）：丢失状态即无法再变更资源',
        },
      ],
      commands: [loop('apply -input=false tfplan')],
    },
  ];
}

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

export function azureTeardown({ config, out }: Deployment): readonly Step[] {
  const { azure } = config;
  if (!azure) return [];
  return [
    {
      title: { en: 'Azure: take it down', zh: 'Azure：拆除' },
      why: {
        en: 'Locked containers and vaults refuse until their retention is over; a deleted key vault cannot be purged before its soft-delete period ends.',
        zh: '已锁定的容器与保管库在保留期满前拒绝删除；已删除的密钥保管库在软删除期满前不可清除。',
      },
      requirement: '8.4/retention',
      commands: [
        [
          'while read -r stack; do',
          `  terraform -chdir=${word(`${out}/cdktf.out/stacks`)}/"$stack" plan -destroy -input=false`,
          `done < ${documentsFolder(out)}/azure-stacks.txt`,
        ].join('\n'),
      ],
      details: [
        {
          en: 'Read the plan first; then terraform destroy in place of plan -destroy. Resource groups that still hold something are not deleted',
          zh: '先查看计划，再以 terraform destroy 代替 plan -destroy 执行。仍含资源的资源组不会被删除',
        },
      ],
    },
  ];
}
