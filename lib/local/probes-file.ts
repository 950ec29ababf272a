import { join } from 'node:path';
import type { Probe } from '../collect/observe';
import type { LocalFolder } from './folder';
import { contentOf, writeWhole } from './json-file';

const fileIn = ({ root }: LocalFolder): string => join(root, 'probes.json');

/** What the scenes that were played in the emulator that runs have shown; none where there were none. */
export function readProbes(folder: LocalFolder, pid: number): readonly Probe[] {
  const played = contentOf<Played>(fileIn(folder));
  return played?.emulator === pid ? played.probes : [];
}

/** Kept with the emulator that they were played in: of another one they say nothing. */
export function writeProbes(folder: LocalFolder, pid: number, probes: readonly Probe[]): void {
  writeWhole(fileIn(folder), { emulator: pid, probes } satisfies Played);
}

interface Played {
  readonly emulator: number;
  readonly probes: readonly Probe[];
}
