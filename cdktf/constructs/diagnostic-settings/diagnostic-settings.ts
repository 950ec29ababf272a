import { MonitorDiagnosticSetting } from '@cdktf/provider-azurerm/lib/monitor-diagnostic-setting';
import { Construct } from 'constructs';
import { meets } from '../../../constructs/standard';
import type { LogStorage } from '../log-storage/log-storage';
import type { LogWorkspace } from '../log-workspace/log-workspace';
import { containerOf, type LogSource, logCategories } from './log-categories';

/** Where logs go. */
export interface LogDestinations {
  /** Where logs are searched. */
  readonly workspace: LogWorkspace;
  /**
   * Where they are sealed.
   * @default - not at all: only for the storage account that seals the logs of all others, as its own would feed themselves
   */
  readonly archive?: LogStorage;
}

/** What `DiagnosticSettings` need to know. */
export interface DiagnosticSettingsProps extends LogDestinations {
  /** Id of what is to log; of a storage account its blob service, of a subscription `/subscriptions/<id>`. */
  readonly targetId: string;
  /** What kind of thing it is, which decides what it can log. */
  readonly source: LogSource;
}

/**
 * Sends everything that a resource can log to the workspace and to the log storage.
 *
 * @throws when the log storage has no sealed container for what it would be sent.
 */
export class DiagnosticSettings extends Construct {
  readonly setting: MonitorDiagnosticSetting;

  constructor(scope: Construct, id: string, props: DiagnosticSettingsProps) {
    super(scope, id);
    const { archive } = props;
    const categories = logCategories[props.source];
    const containers = [...new Set(categories.map(containerOf))];
    this.setting = new MonitorDiagnosticSetting(this, 'Setting', {
      name: 'isms',
      targetResourceId: props.targetId,
      logAnalyticsWorkspaceId: props.workspace.workspace.id,
      ...(archive && { storageAccountId: archive.account.id, dependsOn: archive.sealsOf(containers) }),
      enabledLog: categories.map((category) => ({ category })),
    });
    meets(
      this,
      '8.6/log-collection#source-completeness',
      ...(props.source === 'subscription' ? (['8.2/operation-audit#control-plane-coverage'] as const) : []),
    );
  }
}
