import { finding } from '../../constructs/nag/findings';
import { compliant, nonCompliant, type Rule } from '../../constructs/nag/rule';
import { tagOf } from '../../constructs/nag/tags';

const TAG = 'isms:data-class';

/**
 * What holds data says of which class it is: handling follows from the class.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources
 */
export const azureDataClassTag: Rule = {
  id: 'azure-data-class-tag',
  demand: {
    en: `What holds data carries its class in the tag ${TAG}.`,
    zh: `存放数据的资源以 ${TAG} 标签标明数据级别。`,
  },
  types: [
    'azurerm_cosmosdb_account',
    'azurerm_data_protection_backup_vault',
    'azurerm_key_vault',
    'azurerm_log_analytics_workspace',
    'azurerm_managed_disk',
    'azurerm_mssql_database',
    'azurerm_mysql_flexible_server',
    'azurerm_postgresql_flexible_server',
    'azurerm_recovery_services_vault',
    'azurerm_storage_account',
  ],
  reference: 'https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources',
  judge: (resource) =>
    tagOf(resource, TAG, 'tags')
      ? compliant
      : nonCompliant(
          finding(
            'tags',
            `has no ${TAG}: nobody can tell how the data is to be handled`,
            `缺少 ${TAG}：无法确定数据应如何处理`,
          ),
        ),
};
