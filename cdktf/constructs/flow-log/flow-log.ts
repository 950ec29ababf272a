import { NetworkWatcherFlowLog } from '@cdktf/provider-azurerm/lib/network-watcher-flow-log';
import { Construct } from 'constructs';
import { requireLogRetention, SHORTEST_LOG_RETENTION_DAYS } from '../../../constructs/partition';
import { meets } from '../../../constructs/standard';
import { FLOW_LOG_CONTAINER } from '../diagnostic-settings/log-categories';
import type { LogStorage } from '../log-storage/log-storage';
import type { LogWorkspace } from '../log-workspace/log-workspace';
import type { ZonedNetwork } from '../zoned-network/zoned-network';

/** The longest that a flow log's own retention counts; logs that stay longer stay until someone deletes them. */
const LONGEST_RETENTION_DAYS = 365;

/** What a `FlowLog` needs to know. */
export interface FlowLogProps {
  /** Whose flows are recorded. */
  readonly network: ZonedNetwork;
  /** Name, unique for the network watcher. */
  readonly name: string;
  /** Where the network is, and therefore the storage too. */
  readonly location: string;
  /** Sealed storage in the network's location, made for `network-watcher`. */
  readonly storage: LogStorage;
  /** Where traffic is analysed. */
  readonly workspace: LogWorkspace;
  /**
   * Days for which flow logs are kept. At least 183.
   * @default 183
   */
  readonly retentionDays?: number;
  /**
   * The location's network watcher. A subscription has one for each location, made by Azure with its first network.
   * @default { name: 'NetworkWatcher_<location>', resourceGroupName: 'NetworkWatcherRG' }
   */
  readonly networkWatcher?: { readonly name: string; readonly resourceGroupName: string };
}

/**
 * Records every flow of a virtual network, accepted or denied, and has it analysed every ten minutes.
 *
 * @throws when the retention is shorter than 183 days.
 */
export class FlowLog extends Construct {
  readonly flowLog: NetworkWatcherFlowLog;

  constructor(scope: Construct, id: string, props: FlowLogProps) {
    super(scope, id);
    const days = props.retentionDays ?? SHORTEST_LOG_RETENTION_DAYS;
    requireLogRetention(days, this.node.path);
    const counted = days <= LONGEST_RETENTION_DAYS;
    const { workspace } = props.workspace;

    this.flowLog = new NetworkWatcherFlowLog(this, 'FlowLog', {
      networkWatcherName: props.networkWatcher?.name ?? `NetworkWatcher_${props.location}`,
      resourceGroupName: props.networkWatcher?.resourceGroupName ?? 'NetworkWatcherRG',
      name: props.name,
      location: props.location,
      enabled: true,
      version: 2,
      targetResourceId: props.network.network.id,
      storageAccountId: props.storage.account.id,
      // 0 days, not enabled: kept without end
      retentionPolicy: { enabled: counted, days: counted ? days : 0 },
      trafficAnalytics: {
        enabled: true,
        intervalInMinutes: 10,
        workspaceId: workspace.workspaceId,
        workspaceRegion: props.location,
        workspaceResourceId: workspace.id,
      },
      dependsOn: props.storage.sealsOf([FLOW_LOG_CONTAINER]),
    });
    meets(this, '8.6/log-collection#network-flow-logs', '8.6/log-retention#minimum-period');
  }
}
