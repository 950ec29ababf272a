import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { AzurePart } from '../lib/azure-part';
import type { LandingZoneConfig } from '../lib/config';

/** What the thread beside is given. */
export interface AzureWork {
  readonly config: LandingZoneConfig;
  readonly outdir: string;
  readonly root: string;
}

/** Synthesizes in a thread of its own: AWS and Azure have nothing in common but the configuration, and most machines two processors. */
export const synthesizeBeside: AzurePart['synthesize'] = (config, outdir, root) =>
  new Promise((resolve, reject) => {
    const workerData: AzureWork = { config, outdir, root };
    const worker = new Worker(join(__dirname, 'azure-worker.js'), { workerData });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the synthesis of Azure ended with ${code}`)),
    );
  });
