import type { Bilingual } from '../../constructs/standard';

const joins = (en: string, zh: string): Bilingual => ({
  en: `joins ${en} and decides nothing by itself`,
  zh: `仅用于关联${zh}，自身不作任何安全决定`,
});

const judgedWith = (en: string, zh: string): Bilingual => ({
  en: `is judged together with ${en}`,
  zh: `随${zh}一并判定`,
});

/** Types of Terraform resources that no rule need judge, and why. */
export const azureSupporting: Readonly<Record<string, Bilingual>> = {
  azurerm_data_protection_backup_vault_customer_managed_key: judgedWith('the vault that it encrypts', '其加密的保管库'),
  azurerm_private_dns_zone: judgedWith('the private endpoints whose names it holds', '登记于其中的专用终结点'),
  azurerm_private_dns_zone_virtual_network_link: joins('a private DNS zone and a network', '专用 DNS 区域与网络'),
  azurerm_resource_group: { en: 'holds resources, each of which is judged', zh: '仅容纳资源，资源逐一判定' },
  azurerm_route: judgedWith('the subnets that use its table', '使用该路由表的子网'),
  azurerm_route_table: judgedWith('the subnets that use it', '使用它的子网'),
  azurerm_storage_management_policy: {
    en: 'deletes only what no immutability policy holds any more; the policies are judged',
    zh: '仅删除已不受不可变策略保护的数据；不可变策略另行判定',
  },
  azurerm_subnet_network_security_group_association: judgedWith('the subnet that it guards', '其保护的子网'),
  azurerm_subnet_route_table_association: judgedWith('the subnet that it routes', '其路由的子网'),
  azurerm_user_assigned_identity: {
    en: 'has no right by itself; the assignments of roles to it are judged',
    zh: '自身无任何权限；授予它的角色分配另行判定',
  },
};
