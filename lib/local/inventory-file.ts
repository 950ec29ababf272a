import { version } from '../../package.json';
import { UsageError } from '../commands/io';
import type { Stood } from './as-made';
import type { Comparison } from './discrepancies';
import type { LocalFolder } from './folder';
import type { Deployed } from './inventory';
import { contentOf, writeWhole } from './json-file';

/** What the last deployment left: what stands behind each resource, and what the emulator dropped. */
export interface InventoryFile {
  readonly version: 1;
  /** An emulated cloud: nothing here speaks of production. */
  readonly emulated: true;
  readonly toolVersion: string;
  /** When, in ISO 8601. */
  readonly at: string;
  readonly config: string;
  readonly resources: readonly Deployed[];
  /** By id that the emulator gave, the one that the configuration has in its place. */
  readonly given: Readonly<Record<string, string>>;
  /** As it was right after each resource was made. */
  readonly comparison: Comparison;
}

export function writeInventory(
  { inventory }: LocalFolder,
  told: Pick<InventoryFile, 'config' | 'resources' | 'given' | 'comparison'>,
): void {
  const file: InventoryFile = {
    version: 1,
    emulated: true,
    toolVersion: version,
    at: new Date().toISOString(),
    ...told,
  };
  writeWhole(inventory, file);
}

/** What a destroyed landing zone left behind, and how it compared with the templates when it was made. */
export const writeRetained = ({ retained }: LocalFolder, stood: Stood): void => writeWhole(retained, stood);

export const retainedIn = ({ retained }: LocalFolder): Stood | undefined => contentOf<Stood>(retained);

/** What the last deployment left, where one has come to its end. */
export const inventoryIn = ({ inventory }: LocalFolder): InventoryFile | undefined =>
  contentOf<InventoryFile>(inventory);

/** @throws UsageError where nothing was deployed to its end */
export function readInventory(folder: LocalFolder): InventoryFile {
  const file = inventoryIn(folder);
  if (file) return file;
  throw new UsageError({
    en: 'no deployment has come to its end here: isms local up deploys',
    zh: '此处没有完成的部署：请先执行 isms local up',
  });
}
