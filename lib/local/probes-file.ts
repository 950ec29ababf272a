import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Probe } from '../collect/observe';
import type { LocalFolder } from './folder';

const fileIn = ({ root }: LocalFolder): string => join(root, 'probes.json');

/** What the scenes that were played in the emulator that runs have shown; none where there were none. */
export function readProbes(folder: LocalFolder, pid: number): readonly Probe[] {
  const file = fileIn(folder);
  if (!existsSync(file)) return [];
  const { emulator, probes } = JSON.parse(readFileSync(file, 'utf8')) as Played;
  return emulator === pid ? probes : [];
}

/** Kept with the emulator that they were played in: of another one they say nothing. */
export function writeProbes(folder: LocalFolder, pid: number, probes: readonly Probe[]): void {
  writeFileSync(fileIn(folder), `${JSON.stringify({ emulator: pid, probes } satisfies Played, null, 1)}\n`);
}

interface Played {
  readonly emulator: number;
  readonly probes: readonly Probe[];
}
