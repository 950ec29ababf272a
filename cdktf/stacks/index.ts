import { azureLocationOf } from '../../constructs/partition';
import type { LandingZoneConfig } from '../../lib/config/schema';
import { shareOf } from '../constructs/zoned-network/address-plan';
import type { App, TerraformStack } from '../terraform';
import { BaselineStack, type StateStorage } from './baseline';

export type { StateStorage } from './baseline';

/** What the deployment needs beside the configuration. */
export interface AzureOptions {
  /**
   * Where Terraform keeps its state.
   * @default - each stack's state is a file beside it
   */
  readonly state?: StateStorage;
  /**
   * Public addresses of the machine that deploys for the first time.
   * @default - none
   */
  readonly deployerAddresses?: readonly string[];
}

/**
 * The stacks of the configuration's Azure part: for each subscription one in the home and one in the recovery location.
 *
 * @returns none where the configuration has no Azure part.
 * @throws when the recovery location is not the pair of the home location: storage and vaults copy to the pair and nowhere else.
 */
export function composeAzure(app: App, config: LandingZoneConfig, options: AzureOptions = {}): TerraformStack[] {
  const { azure } = config;
  if (!azure) return [];
  requirePair(azure.regions.home, azure.regions.recovery);
  const sites = azure.subscriptions.flatMap((subscription, nth) =>
    (['home', 'recovery'] as const).map((place) => ({ subscription, nth, place })),
  );
  return sites.map(({ subscription, nth, place }) => {
    const location = azure.regions[place];
    return new BaselineStack(app, `azure-${subscription.name}-${location}`, {
      name: config.name,
      environment: azure.environment,
      tenantId: azure.tenantId,
      subscriptionId: subscription.id,
      location,
      place,
      range: shareOf(azure.network, place, nth, 'azure.network'),
      flows: config.network.flows,
      retentionDays: config.retention.logs,
      lock: config.lock === 'compliance' ? 'locked' : 'unlocked',
      tags: {
        ...config.tags,
        'isms:owner': config.owner,
        'isms:environment': subscription.environment,
        'isms:data-class': logClass(config),
      },
      ...options,
    });
  });
}

/** Logs tell of everything, so they are handled as the gravest class below core data. */
function logClass({ dataClasses }: LandingZoneConfig): string {
  const [first] = dataClasses;
  return (dataClasses.find(({ level }) => level === 'important') ?? first)?.name ?? 'important';
}

function requirePair(home: string, recovery: string): void {
  const pair = azureLocationOf(home)?.pair;
  if (pair === recovery) return;
  const mend = pair ? `Make the recovery location ${pair}.` : 'Choose a home location that has a pair.';
  throw new Error(
    `azure.regions: ${recovery} is not the pair of ${home}, to which geo-redundant logs and backups are copied (8.4/backup, 8.6/log-storage). ${mend}`,
  );
}
