import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import type { Construct } from 'constructs';
import { type AzureCloud, azureLocationOf } from '../../constructs/partition';
import { meets } from '../../constructs/standard';
import { BackupVault } from '../constructs/backup-vault/backup-vault';
import { DiagnosticSettings } from '../constructs/diagnostic-settings/diagnostic-settings';
import { auditContainers, FLOW_LOG_CONTAINER, type LogSource } from '../constructs/diagnostic-settings/log-categories';
import { FlowLog } from '../constructs/flow-log/flow-log';
import { EncryptionKey } from '../constructs/key-vault/encryption-key';
import { KeyVault } from '../constructs/key-vault/key-vault';
import { LogStorage, type LogWriter } from '../constructs/log-storage/log-storage';
import { LogWorkspace } from '../constructs/log-workspace/log-workspace';
import { PrivateEndpoint, PrivateNames } from '../constructs/private-endpoint/private-endpoint';
import { ResourceGroup } from '../constructs/resource-group/resource-group';
import type { DeclaredFlow } from '../constructs/zoned-network/flow-rules';
import { ZonedNetwork } from '../constructs/zoned-network/zoned-network';
import { endpoints, type PrivateService } from '../environment';
import { keyVaultName, localName, type NamingContext, storageAccountName } from '../naming';
import { Aspects, AzurermBackend, LocalBackend, TerraformStack } from '../terraform';
import { Tagging } from './tags';

/** Where Terraform keeps what it knows of the deployment. It must exist beforehand; `cdktf/README.md` says how. */
export interface StateStorage {
  /** Its group. */
  readonly resourceGroup: string;
  /** The account's name. */
  readonly storageAccount: string;
  /** The blob container; each stack has a file in it. */
  readonly container: string;
  /** Subscription that holds the storage account. */
  readonly subscriptionId: string;
}

/** What a `BaselineStack` needs to know. */
export interface BaselineProps {
  /** Name of the landing zone: 3 to 20 characters, from which all names derive. */
  readonly name: string;
  /** The cloud. Its tenants, endpoints and locations are its own. */
  readonly environment: AzureCloud;
  /** Id of the Microsoft Entra tenant. */
  readonly tenantId: string;
  /** Id of the subscription. */
  readonly subscriptionId: string;
  /** Location, such as `chinanorth3`. */
  readonly location: string;
  /**
   * What is made. `home` has the subscription's activity log and backup vault too, `recovery` what must stand in each
   * location: network, keys and log storage.
   */
  readonly place: 'home' | 'recovery';
  /** Range of the virtual network. */
  readonly range: string;
  /**
   * Connections that may be made between zones.
   * @default - none: everything is closed
   */
  readonly flows?: readonly DeclaredFlow[];
  /** Days that logs are kept and locked; at least 183. */
  readonly retentionDays: number;
  /** Whether immutability is locked for good; `unlocked` is for trials, and the rules report it. */
  readonly lock: 'locked' | 'unlocked';
  /** Tags for everything: owner, environment, data class. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Where Terraform keeps its state.
   * @default - the state is a file beside the synthesized stack, which is for trials only
   */
  readonly state?: StateStorage;
  /**
   * Public addresses of the machine that deploys for the first time; see `KeyVault`.
   * @default - none
   */
  readonly deployerAddresses?: readonly string[];
}

/**
 * What a subscription has in a location: logs sealed and searchable, keys, a zoned network under flow logs, and in the home
 * location the activity log's export and the backup vault.
 *
 * @throws when the location is not one of the environment.
 */
export class BaselineStack extends TerraformStack {
  private readonly naming: NamingContext;
  private readonly workspace: LogWorkspace;
  private readonly auditLogs: LogStorage;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BaselineProps,
  ) {
    super(scope, id);
    requireLocation(props, id);
    const { name, subscriptionId, location } = props;
    this.naming = { name, subscriptionId, location };
    this.connect();

    const logs = this.group('logs');
    const vault = this.keyVault();
    this.workspace = new LogWorkspace(this, 'Workspace', {
      group: logs,
      name: localName(this.naming, 'log'),
      retentionDays: props.retentionDays,
    });
    const logKey = new EncryptionKey(this, 'LogKey', { vault, name: 'logs' });
    this.auditLogs = this.logStorage('AuditLogs', 'logs', logs, logKey, 'azure-monitor', auditContainers);
    const flowLogs = this.logStorage('FlowLogs', 'flow', logs, logKey, 'network-watcher', [FLOW_LOG_CONTAINER]);

    const network = this.network(flowLogs);
    this.connectPrivately(network, vault, flowLogs);
    this.logEverything(vault, flowLogs, network);
    if (props.place === 'home') this.addHome(vault);
    if (props.place === 'recovery') meets(this, '8.8/cross-region#recovery-region');
    Aspects.of(this).add(new Tagging(props.tags));
  }

  private connect(): void {
    const { props } = this;
    new AzurermProvider(this, 'azurerm', {
      environment: endpoints[props.environment].provider,
      tenantId: props.tenantId,
      subscriptionId: props.subscriptionId,
      // the log storages refuse keys, and their firewall the deploying machine: everything goes through Resource Manager
      storageUseAzuread: true,
      resourceProviderRegistrations: 'none',
      resourceProvidersToRegister: RESOURCE_PROVIDERS,
      features: [
        {
          keyVault: [
            {
              purgeSoftDeleteOnDestroy: false,
              purgeSoftDeletedKeysOnDestroy: false,
              recoverSoftDeletedKeyVaults: true,
            },
          ],
          logAnalyticsWorkspace: [{ permanentlyDeleteOnDestroy: false }],
          resourceGroup: [{ preventDeletionIfContainsResources: true }],
          storage: [{ dataPlaneAvailable: false }],
        },
      ],
    });
    if (!props.state) {
      new LocalBackend(this, { path: `terraform.${this.node.id}.tfstate` });
      return;
    }
    new AzurermBackend(this, {
      environment: endpoints[props.environment].provider,
      resourceGroupName: props.state.resourceGroup,
      storageAccountName: props.state.storageAccount,
      containerName: props.state.container,
      subscriptionId: props.state.subscriptionId,
      tenantId: props.tenantId,
      key: `${this.node.id}.tfstate`,
      useAzureadAuth: true,
    });
  }

  private group(purpose: string): ResourceGroup {
    return new ResourceGroup(this, `${purpose}-group`, {
      name: localName(this.naming, purpose),
      location: this.props.location,
    });
  }

  private keyVault(): KeyVault {
    return new KeyVault(this, 'KeyVault', {
      group: this.group('keys'),
      name: keyVaultName(this.naming),
      tenantId: this.props.tenantId,
      custodianRole: `${keyVaultName(this.naming)} key custodian`,
      deployerAddresses: this.props.deployerAddresses,
    });
  }

  private logStorage(
    id: string,
    kind: string,
    group: ResourceGroup,
    key: EncryptionKey,
    writer: LogWriter,
    containers: readonly string[],
  ): LogStorage {
    const { retentionDays, lock } = this.props;
    const name = storageAccountName(this.naming, kind);
    return new LogStorage(this, id, { group, name, key, writer, containers, retentionDays, lock });
  }

  private network(flowLogs: LogStorage): ZonedNetwork {
    const { range, flows, location, retentionDays } = this.props;
    const network = new ZonedNetwork(this, 'Network', {
      group: this.group('network'),
      name: localName(this.naming, 'vnet'),
      range,
      flows,
    });
    new FlowLog(this, 'FlowLog', {
      network,
      name: localName(this.naming, 'flows'),
      location,
      storage: flowLogs,
      workspace: this.workspace,
      retentionDays,
    });
    return network;
  }

  private connectPrivately(network: ZonedNetwork, vault: KeyVault, flowLogs: LogStorage): void {
    const group = this.group('endpoints');
    const names = (service: PrivateService): PrivateNames =>
      new PrivateNames(this, `${service}-names`, { group, network, environment: this.props.environment, service });
    const [vaultNames, blobNames] = [names('vault'), names('blob')];
    const reach = (id: string, zone: PrivateNames, targetId: string): PrivateEndpoint =>
      new PrivateEndpoint(this, id, { group, network, names: zone, name: localName(this.naming, id), targetId });
    reach('keys-endpoint', vaultNames, vault.vault.id);
    reach('logs-endpoint', blobNames, this.auditLogs.account.id);
    reach('flows-endpoint', blobNames, flowLogs.account.id);
  }

  private logEverything(vault: KeyVault, flowLogs: LogStorage, network: ZonedNetwork): void {
    this.log('keys', 'keyVault', vault.vault.id);
    this.log('flows', 'blobService', flowLogs.blobServiceId);
    this.log('network', 'virtualNetwork', network.network.id);
    this.log('workspace', 'logWorkspace', this.workspace.workspace.id);
    for (const [zone, group] of Object.entries(network.securityGroups)) {
      this.log(`${zone}-group`, 'networkSecurityGroup', group.id);
    }
    new DiagnosticSettings(this, 'audit-logs-diagnostics', {
      targetId: this.auditLogs.blobServiceId,
      source: 'blobService',
      workspace: this.workspace,
    });
  }

  private log(id: string, source: LogSource, targetId: string): void {
    const { workspace, auditLogs: archive } = this;
    new DiagnosticSettings(this, `${id}-diagnostics`, { targetId, source, workspace, archive });
  }

  private addHome(vault: KeyVault): void {
    this.log('activity', 'subscription', `/subscriptions/${this.props.subscriptionId}`);
    const backup = new BackupVault(this, 'BackupVault', {
      group: this.group('backup'),
      name: localName(this.naming, 'vault'),
      key: new EncryptionKey(this, 'BackupKey', { vault, name: 'backup' }),
      lock: this.props.lock,
    });
    this.log('backup', 'backupVault', backup.vault.id);
  }
}

/** What the stack's resources need, instead of the provider's own long list: `resource_provider_registrations`. */
const RESOURCE_PROVIDERS = [
  'Microsoft.Authorization',
  'Microsoft.DataProtection',
  'Microsoft.Insights',
  'Microsoft.KeyVault',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  'Microsoft.OperationalInsights',
  'Microsoft.Storage',
];

function requireLocation({ environment, location }: BaselineProps, path: string): void {
  if (azureLocationOf(location)?.cloud === environment) return;
  const example = environment === 'china' ? 'chinanorth3' : 'northeurope';
  throw new Error(`${path}: ${location} is no location of Azure ${environment}. Choose one of it, such as ${example}.`);
}
