import { type MessagePort, parentPort } from 'node:worker_threads';
import type { Done, Task } from './beside';

/** Loaded when they are first asked for. */
const WORK = {
  azure: ({ config, outdir, root }) =>
    (require('../cdktf/synthesize') as typeof import('../cdktf/synthesize')).synthesizeAzure(config, outdir, root),
  ready: async () => void require('../lib/proofs/beside'),
  proofs: async (work) => (require('../lib/proofs/beside') as typeof import('../lib/proofs/beside')).provedBeside(work),
} satisfies { readonly [Kind in Task['kind']]: (work: Extract<Task, { kind: Kind }>['work']) => Promise<unknown> };

parentPort?.on('message', async ({ task, port, signal }: { task: Task; port: MessagePort; signal: Int32Array }) => {
  port.postMessage(await done(task));
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
  port.close();
});

async function done(task: Task): Promise<Done> {
  try {
    const work = WORK[task.kind] as (work: Task['work']) => Promise<unknown>;
    return { result: await work(task.work) };
  } catch (error) {
    return { error };
  }
}
