import { finding } from '../../constructs/nag/findings';
import { type Rule, verdictFrom } from '../../constructs/nag/rule';

/**
 * Nothing in a storage account can be read anonymously: the account forbids it, and no container offers it. The provider
 * allows it by default (`allow_nested_items_to_be_public` is true in 4.x).
 *
 * @see https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent
 */
export const azureStoragePublicAccess: Rule = {
  id: 'azure-storage-public-access',
  demand: {
    en: 'A storage account forbids anonymous access, and no container offers it.',
    zh: '存储账户禁止匿名访问，且没有容器开放匿名访问。',
  },
  types: ['azurerm_storage_account', 'azurerm_storage_container'],
  reference:
    'https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/r/storage_account.html.markdown',
  judge(resource) {
    if (resource.type === 'azurerm_storage_container') {
      const access = resource.literal('container_access_type') ?? 'private';
      return verdictFrom(
        access === 'private'
          ? []
          : [
              finding(
                'container_access_type',
                `is ${String(access)}: anyone can read it`,
                `为 ${String(access)}：任何人均可读取`,
              ),
            ],
      );
    }
    return verdictFrom(
      resource.flag('allow_nested_items_to_be_public') === false
        ? []
        : [
            finding(
              'allow_nested_items_to_be_public',
              'is not false, and the default is true: a container can be opened to anyone',
              '未设为 false（默认 true）：容器可被开放给任何人',
            ),
          ],
    );
  },
};
