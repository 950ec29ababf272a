import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stood } from '../../../lib/local/as-made';
import {
  inventoryIn,
  readInventory,
  retainedIn,
  writeInventory,
  writeRetained,
} from '../../../lib/local/inventory-file';
import { readProbes } from '../../../lib/local/probes-file';
import { inScratchFolder } from './scratch-folder';

const STOOD: Stood = {
  resources: [
    {
      stack: 'archive',
      account: '111111111111',
      region: 'eu-central-1',
      logicalId: 'Bucket',
      physicalId: 'bucket',
      type: 'AWS::S3::Bucket',
      standing: 'real',
    },
  ],
  comparison: { read: 1, unread: [], discrepancies: [] },
};

describe('what a deployment leaves', () => {
  test(
    'is read as it was written',
    inScratchFolder(async (folder) => {
      writeInventory(folder, { config: 'landing-zone.yaml', given: { theirs: 'own' }, ...STOOD });

      expect(inventoryIn(folder)).toMatchObject({
        version: 1,
        emulated: true,
        config: 'landing-zone.yaml',
        given: { theirs: 'own' },
        ...STOOD,
      });
    }),
  );

  test(
    'is asked for where there is none',
    inScratchFolder(async (folder) => {
      expect(inventoryIn(folder)).toBeUndefined();
      expect(() => readInventory(folder)).toThrow(
        expect.objectContaining({ because: expect.objectContaining({ zh: expect.stringContaining('isms local up') }) }),
      );
    }),
  );

  test(
    'is as good as none where it is damaged',
    inScratchFolder(async (folder) => {
      for (const file of [folder.inventory, folder.retained, join(folder.root, 'probes.json')])
        writeFileSync(file, '{"');

      expect(inventoryIn(folder)).toBeUndefined();
      expect(retainedIn(folder)).toBeUndefined();
      expect(readProbes(folder, 1)).toEqual([]);
    }),
  );

  test(
    'is kept of what is retained: taken in again, it is judged as when it was made',
    inScratchFolder(async (folder) => {
      expect(retainedIn(folder)).toBeUndefined();
      writeFileSync(folder.retained, '[');
      writeRetained(folder, STOOD);

      expect(retainedIn(folder)).toEqual(STOOD);
    }),
  );
});
