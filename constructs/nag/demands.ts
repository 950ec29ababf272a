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
}
