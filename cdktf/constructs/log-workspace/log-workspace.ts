import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { Construct } from 'constructs';
import { requireLogRetention, SHORTEST_LOG_RETENTION_DAYS } from '../../../constructs/partition';
import { meets } from '../../../constructs/standard';
import { validName } from '../../naming';
import type { ResourceGroup } from '../resource-group/resource-group';

/** What the workspace can keep at hand; what must be kept longer is in the log storage. */
const LONGEST_RETENTION_DAYS = 730;

/** What a `LogWorkspace` needs to know. */
export interface LogWorkspaceProps {
  /** The group that holds it; its location is the workspace's. */
  readonly group: ResourceGroup;
  /** Name, unique in the group: 4 to 63 letters, digits and hyphens. */
  readonly name: string;
  /**
   * Days for which logs can be queried. At least 183; what is over 730 is for the log storage to keep.
   * @default 183
   */
  readonly retentionDays?: number;
  /**
   * What may reach the workspace. `private` needs an Azure Monitor private link scope, which the landing zone does not make:
   * without one no agent could write and no person read.
   * @default 'public': with an Entra sign-in and a role, never with the workspace's shared keys
   */
  readonly access?: 'public' | 'private';
}

/**
 * The workspace in which logs are searched. It is encrypted with keys of the platform: a customer-managed key would need a
 * dedicated cluster, and the sealed copy in the log storage has one.
 *
 * @throws when the retention is shorter than 183 days, or Azure would refuse the name.
 */
export class LogWorkspace extends Construct {
  readonly workspace: LogAnalyticsWorkspace;

  constructor(scope: Construct, id: string, props: LogWorkspaceProps) {
    super(scope, id);
    const days = props.retentionDays ?? SHORTEST_LOG_RETENTION_DAYS;
    requireLogRetention(days, this.node.path);
    this.workspace = new LogAnalyticsWorkspace(this, 'Workspace', {
      ...props.group.placement,
      name: validName('log analytics workspace', props.name, this.node.path),
      sku: 'PerGB2018',
      retentionInDays: Math.min(days, LONGEST_RETENTION_DAYS),
      immediateDataPurgeOn30DaysEnabled: false,
      internetIngestionEnabled: props.access !== 'private',
      internetQueryEnabled: props.access !== 'private',
      allowResourceOnlyPermissions: true,
      localAuthenticationEnabled: false,
      // no cap: a full day's allowance would silence the logs
      dailyQuotaGb: -1,
      lifecycle: { preventDestroy: true },
    });
    meets(this, '8.6/log-retention#minimum-period');
  }
}
