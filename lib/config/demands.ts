import { ownFlows } from '../../constructs/isolated-vpc/flows';
import type { Demands } from '../../constructs/nag/demands';
import { isInForce } from './flow-terms';
import type { LandingZoneConfig } from './schema';

/** What a configuration demands of its templates. A flow that has ended, or that nobody confirms, is declared no more. */
export const demandsOf = ({
  retention,
  network,
  checkedOn,
}: Pick<LandingZoneConfig, 'retention' | 'network' | 'checkedOn'>): Demands => ({
  leastRetentionDays: retention.minimum,
  flows: [...ownFlows(network.endpoints), ...network.flows.filter((flow) => isInForce(flow, checkedOn))],
});
