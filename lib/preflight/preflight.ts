import { bootstrapSection } from './bootstrap';
import { capacitySection } from './capacity';
import { costSection } from './cost';
import type { Deployment } from './deployment';
import { identitySection } from './identity';
import { orderSection } from './order';
import { organizationSection } from './organization';
import type { Section } from './step';
import { toolsSection } from './tools';
import { upkeepSection } from './upkeep';

/** All that a deployment takes, from the tools to taking it down, in the order in which it is done. */
export const preflight = (deployment: Deployment): readonly Section[] => [
  toolsSection(deployment),
  organizationSection(deployment),
  identitySection(deployment),
  bootstrapSection(deployment),
  capacitySection(deployment),
  orderSection(deployment),
  costSection(deployment),
  upkeepSection(deployment),
];
