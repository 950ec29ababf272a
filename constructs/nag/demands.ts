/** What a configuration demands of its templates, beyond what holds for everyone's. */
export interface Demands {
  /**
   * Days for which every log and recording is kept at least.
   * @default - what the law sets
   */
  readonly leastRetentionDays?: number | undefined;
  /**
   * The connections that may be opened; all others are closed.
   * @default - nobody says: whatever is open is neither declared nor undeclared
   */
  readonly flows?: readonly DeclaredFlow[] | undefined;
  /**
   * What networks may open through the firewall of a hub.
   * @default - nobody says
   */
  readonly crossings?: readonly DeclaredCrossing[] | undefined;
  /**
   * Links to data centres, partners and other clouds.
   * @default - nobody says
   */
  readonly links?: readonly DeclaredLink[] | undefined;
  /**
   * Accounts to whose networks peering may lead.
   * @default - nobody says
   */
  readonly peerAccounts?: readonly string[] | undefined;
  /**
   * Whom and what refusals may leave out; everybody and everything else they have to reach.
   * @default - nobody says: what is left out by region, network, account, organization or role is neither declared nor undeclared
   */
  readonly spared?: Spared | undefined;
  /**
   * What sessions on the bastion need of others.
   * @default - nobody says
   */
  readonly sessions?: Readonly<Record<'approval' | 'watcher', 'none' | 'required'>> | undefined;
  /**
   * Types of policies of the organization that have to be attached, as CloudFormation names them.
   * @default - nobody says
   */
  readonly organizationPolicies?: readonly string[] | undefined;
}

/** Whom and what guardrails and boundaries may leave out. */
export interface Spared {
  /** Regions in which people and workloads may work. */
  readonly regions: readonly string[];
  /** Ranges from which people are expected, in CIDR notation. */
  readonly networks: readonly string[];
  /** Ids of VPCs with central endpoints. */
  readonly endpointNetworks?: readonly string[] | undefined;
  /** Accounts of suppliers, which are trusted as if they belonged to the organization. */
  readonly accounts: readonly string[];
  /** Roles that deploy the landing zone, as ARN patterns. */
  readonly roles: readonly string[];
  /** Undefined where there is a single account. */
  readonly organizationId?: string | undefined;
}

/** A connection that may be opened. */
export interface DeclaredFlow {
  /** The client's zone. */
  readonly from: string;
  /** The server's zone, or `any address`. */
  readonly to: string;
  /** The server's port, or the first of a range. */
  readonly port: number;
  /** @default - `port` */
  readonly lastPort?: number | undefined;
  /** @default 'tcp' */
  readonly protocol?: 'tcp' | 'udp';
  /**
   * First and last of the ports that clients call from, and that answers go back to.
   * @default - those of the client's zone
   */
  readonly clientPorts?: readonly [number, number] | undefined;
  /** True where it opens a list inwards alone, for what leaves by an attachment to a hub: no connection is carried. */
  readonly inwards?: true | undefined;
}

/** One end of a flow through the firewall of a hub. */
export interface CrossingEnd {
  /** Whose table of the transit gateway leads there: `production`, `non-production`, `shared` or `hybrid`. */
  readonly domain: string;
  /** In CIDR notation. */
  readonly ranges: readonly string[];
}

/** What may be opened through it. */
export interface DeclaredCrossing {
  readonly from: CrossingEnd;
  readonly to: CrossingEnd;
}

/** A link whose other side has these ranges, and no others. */
export interface DeclaredLink {
  readonly prefixes: readonly string[];
}

/** Of all links. */
export const everyPrefix = (links: readonly DeclaredLink[]): readonly string[] =>
  links.flatMap(({ prefixes }) => prefixes);
