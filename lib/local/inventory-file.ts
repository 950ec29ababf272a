import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { version } from '../../package.json';
import { UsageError } from '../commands/io';
import type { Comparison } from './discrepancies';
import type { LocalFolder } from './folder';
import type { Deployed } from './inventory';

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
  /** As it was right after the deployment. */
  readonly comparison: Comparison;
}

export function writeInventory(
  { inventory }: LocalFolder,
  told: Pick<InventoryFile, 'config' | 'resources' | 'comparison'>,
): void {
  const file: InventoryFile = {
    version: 1,
    emulated: true,
    toolVersion: version,
    at: new Date().toISOString(),
    ...told,
  };
  const aside = `${inventory}.new`;
  writeFileSync(aside, `${JSON.stringify(file, null, 1)}\n`);
  renameSync(aside, inventory);
}

/** What the last deployment left, where one has come to its end. */
export const inventoryIn = ({ inventory }: LocalFolder): InventoryFile | undefined =>
  existsSync(inventory) ? (JSON.parse(readFileSync(inventory, 'utf8')) as InventoryFile) : undefined;

/** @throws UsageError where nothing was deployed to its end */
export function readInventory(folder: LocalFolder): InventoryFile {
  const file = inventoryIn(folder);
  if (file) return file;
  throw new UsageError({
    en: 'no deployment has come to its end here: isms local up deploys',
    zh: '此处没有完成的部署：请先执行 isms local up',
  });
}
