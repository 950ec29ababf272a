import type { Rule } from '../../rule';
import { databaseCustomerManagedKey } from './database-customer-managed-key';
import { databaseManagedMasterPassword } from './database-managed-master-password';
import { databaseNotPublic } from './database-not-public';
import { databaseTlsEnforced } from './database-tls-enforced';
import { fileSystemCustomerManagedKey } from './file-system-customer-managed-key';
import { searchDomainHttpsOnly } from './search-domain-https-only';

export const databasesRules: readonly Rule[] = [
  databaseCustomerManagedKey,
  databaseManagedMasterPassword,
  databaseNotPublic,
  databaseTlsEnforced,
  fileSystemCustomerManagedKey,
  searchDomainHttpsOnly,
];
