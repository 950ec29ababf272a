import { workerData } from 'node:worker_threads';
import { synthesizeAzure } from '../cdktf/synthesize';
import type { AzureWork } from './azure-beside';

const { config, outdir, root } = workerData as AzureWork;

// what fails is an error of the thread, which tells who waits for it
void synthesizeAzure(config, outdir, root);
