import { ownFlows } from '../../constructs/isolated-vpc/flows';
import type { Demands } from '../../constructs/nag/demands';
import { isInForce } from './flow-terms';
import type { Flow, LandingZoneConfig } from './schema';

/** The flows that are declared on the day of the configuration: one that has ended, or that nobody confirms, is not. */
export const flowsInForce = ({
  network,
  checkedOn,
}: Pick<LandingZoneConfig, 'network' | 'checkedOn'>): readonly Flow[] =>
  network.flows.filter((flow) => isInForce(flow, checkedOn));

/** What a configuration demands of its templates. */

export const demandsOf = (config: Pick<LandingZoneConfig, 'retention' | 'network' | 'checkedOn'>): Demands => ({
  leastRetentionDays: config.retention.minimum,
  flows: [...ownFlows(config.network.endpoints), ...flowsInForce(config)],
});
