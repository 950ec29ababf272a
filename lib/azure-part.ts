import type { Rule } from '../constructs/nag/rule';
import type { LandingZoneConfig } from './config';

/**
 * The Azure side, handed in by the entry points: `lib` lies behind `cdktf` and never imports it, and a configuration
 * without Azure never loads it.
 */
export interface AzurePart {
  /** Rules for Terraform resources. */
  readonly rules: () => Promise<readonly Rule[]>;
  /** Synthesizes the Terraform stacks of a configuration into a folder. */
  readonly synthesize: (config: LandingZoneConfig, outdir: string, root: string) => Promise<void>;
}
