import type { Rule } from '../constructs/nag/rule';
import type { Bilingual } from '../constructs/standard';
import type { LandingZoneConfig } from './config';

/** What is known of resources of one cloud: the rules that judge them, and why some types need none. */
export interface Judging {
  readonly rules: readonly Rule[];
  readonly supporting: (type: string) => Bilingual | undefined;
}

/**
 * The Azure side, handed in by the entry points: `lib` lies behind `cdktf` and never imports it, and a configuration
 * without Azure never loads it.
 */
export interface AzurePart {
  /** How Terraform resources are judged. */
  readonly judging: () => Promise<Judging>;
  /** Synthesizes the Terraform stacks of a configuration into a folder. */
  readonly synthesize: (config: LandingZoneConfig, outdir: string, root: string) => Promise<void>;
}
