import type { PartitionName } from '../../../constructs/partition';
import type { Bilingual, FacetId, RequirementId } from '../../../constructs/standard';
import type { Party } from './askers';
import type { Need } from './needs';
import type { TechniqueId } from './techniques';

/**
 * A call to be decided. `{partition}`, `{name}` (the landing zone's), `{account}`, `{neighbour}` (another member account),
 * `{outsider}` (an account of somebody else), `{organizationId}`, `{region}`, `{foreignRegion}` (one that is not allowed),
 * `{expectedAddress}`, `{suffix}` (of the names of services) and `{exempt}` (the name of a role that deploys the landing zone)
 * stand for what the templates tell.
 */
export interface Call {
  readonly action: string;
  /** Every resource that the service authorises: one refusal refuses the call. */
  readonly resources: readonly string[];
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The resource's own policy, where no call passes without it: both leave the decision to the account. */
  readonly resourcePolicy?: 'key' | 'trust';
  /**
   * Whose the resources are, where their ARN does not say.
   * @default - the account in their ARN, or the one in which attacks play
   */
  readonly owner?: Owner;
  /**
   * Who makes it, where that is to be allowed.
   * @default - the administrator
   */
  readonly by?: Party;
}

/** Another member account, an account of somebody else, or one of AWS. */
export type Owner = 'neighbour' | 'outsider' | 'aws';

/** Calls that are all needed: one refusal refuses the whole. */
export type Chain = readonly Call[];

/** What an attacker does, who may do it all the same, and what looks like it and does no harm. */
export interface Attack {
  readonly id: string;
  /** What is attempted, as a noun phrase. */
  readonly title: Bilingual;
  /** Published techniques that go this way, as `techniques.ts` names them. */
  readonly techniques?: readonly TechniqueId[];
  /**
   * Where it is published.
   * @default - the pages of its techniques
   */
  readonly sources?: readonly string[];
  /** Facets whose statement the row shows. */
  readonly facets: readonly FacetId[];
  /** Requirements that it speaks to without showing one of their facets. */
  readonly requirements?: readonly RequirementId[];
  /** Whether the roles that deploy the landing zone may do it. */
  readonly exempt: 'platform' | 'nobody';
  /** @default 'administrator' */
  readonly by?: 'administrator' | Party;
  /** All of them have to be refused. */
  readonly attempts: readonly (Call | Chain)[];
  /** What the administrator, or whom a call names, has to be able to do. */
  readonly harmless: readonly (Call | Chain)[];
  /**
   * Why it makes no sense in a single account, where there is no organization.
   * @default - it does
   */
  readonly organizationOnly?: Bilingual;
  /**
   * What has to be there for it to be tried.
   * @default - nothing
   */
  readonly needs?: Need;
  /**
   * Id of the detection that meets it where it is not tried.
   * @default - none: it is left out
   */
  readonly detection?: string;
  /** @default - both */
  readonly partitions?: readonly PartitionName[];
}

/** The calls of an attempt, one by one. */
export const callsOf = (attempt: Call | Chain): Chain => ('action' in attempt ? [attempt] : attempt);
