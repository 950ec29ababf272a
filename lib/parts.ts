import type { DeclaredFlow, Demands } from '../constructs/nag/demands';
import type { Rule } from '../constructs/nag/rule';
import type { Bilingual } from '../constructs/standard';
import type { LandingZoneConfig } from './config';
import type { Evidence } from './evidence/evidence';
import type { KnownOrganization } from './proofs/access/places';

/** What is known of resources of one cloud: the rules that judge them, and why some types need none. */
export interface Judging {
  readonly rules: readonly Rule[];
  readonly supporting: (type: string) => Bilingual | undefined;
}

/** What the proofs rest on that take longest. */
export interface BesideWork {
  /** The folder that CDK has synthesized. */
  readonly assembly: string;
  readonly demands: Demands;
  /** The connections that may be made between zones. @default - nobody says */
  readonly flows?: readonly DeclaredFlow[];
  readonly organization?: KnownOrganization;
}

/**
 * What the entry points hand in. The Azure side, since `lib` lies behind `cdktf` and never imports it, and a configuration without Azure
 * never loads it; and who works beside the main thread.
 */
export interface Parts {
  /** How Terraform resources are judged. */
  readonly judging: () => Promise<Judging>;
  /** Synthesizes the Terraform stacks of a configuration into a folder. */
  readonly synthesize: (config: LandingZoneConfig, outdir: string, root: string) => Promise<void>;
  /** Lets who works beside get ready, as long as there is nothing to prove. @default - nobody does */
  readonly prepare?: () => void;
  /**
   * Begins the proofs that take longest. @returns what they have come to, which is waited for; undefined where nobody could make them
   * @default - they are made in the main thread
   */
  readonly prove?: (work: BesideWork) => () => readonly Evidence[] | undefined;
}
