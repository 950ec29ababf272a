import { EncryptionKey } from '../../../cdktf/constructs/key-vault/encryption-key';
import { KeyVault, type KeyVaultProps } from '../../../cdktf/constructs/key-vault/key-vault';
import { LogStorage, type LogStorageProps } from '../../../cdktf/constructs/log-storage/log-storage';
import { LogWorkspace } from '../../../cdktf/constructs/log-workspace/log-workspace';
import { ResourceGroup } from '../../../cdktf/constructs/resource-group/resource-group';
import { ZonedNetwork, type ZonedNetworkProps } from '../../../cdktf/constructs/zoned-network/zoned-network';
import type { TerraformStack } from '../../../cdktf/terraform';

/** Constructs of a landing zone, each made once for a stack, for tests that need another beside the one they test. */
export class Parts {
  constructor(readonly stack: TerraformStack) {}

  group(location = 'northeurope', id = 'Group'): ResourceGroup {
    return new ResourceGroup(this.stack, id, { name: `acme-${id.toLowerCase()}`, location });
  }

  vault(props: Partial<KeyVaultProps> = {}): KeyVault {
    return new KeyVault(this.stack, 'Vault', {
      group: this.group('northeurope', 'Keys'),
      name: 'acme-kv-1',
      tenantId: '00000000-0000-4000-8000-000000000001',
      custodianRole: 'acme key custodian',
      ...props,
    });
  }

  key(): EncryptionKey {
    return new EncryptionKey(this.stack, 'Key', { vault: this.vault(), name: 'logs' });
  }

  storage(props: Partial<LogStorageProps> = {}): LogStorage {
    return new LogStorage(this.stack, 'Storage', {
      group: this.group(),
      name: 'acmelogs1',
      key: this.key(),
      containers: ['insights-logs-auditevent'],
      writer: 'azure-monitor',
      ...props,
    });
  }

  workspace(): LogWorkspace {
    return new LogWorkspace(this.stack, 'Workspace', { group: this.group('northeurope', 'Logs'), name: 'acme-log' });
  }

  network(props: Partial<ZonedNetworkProps> = {}): ZonedNetwork {
    return new ZonedNetwork(this.stack, 'Network', {
      group: this.group('northeurope', 'Net'),
      name: 'acme-vnet',
      range: '10.64.0.0/22',
      ...props,
    });
  }
}
