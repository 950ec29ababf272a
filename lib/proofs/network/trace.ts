import type { Bounds } from './bounds';
import type { Doubt } from './model';

/** A way that packets take: the names of what they pass, from one end to the other. */
export interface Path {
  readonly hops: readonly string[];
  readonly packets: Bounds;
  readonly firewalls: readonly string[];
}

/** Where packets end that do not arrive, and why. */
export interface Stop {
  readonly hops: readonly string[];
  readonly reason: Doubt;
}

/** What was met on the way: the witness of an answer. */
export class Trace {
  readonly paths: Path[] = [];
  readonly stops: Stop[] = [];
  private readonly known = new Map<string, Doubt>();

  doubt(...doubts: readonly Doubt[]): void {
    for (const doubt of doubts) this.known.set(doubt.en, doubt);
  }

  get doubts(): readonly Doubt[] {
    return [...this.known.values()];
  }
}
