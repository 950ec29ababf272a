import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { LandingZoneConfig } from '../lib/config';
import type { Evidence } from '../lib/evidence/evidence';
import type { BesideWork, Parts } from '../lib/parts';

/** What the thread is asked for. */
export type Task =
  | {
      readonly kind: 'azure';
      readonly work: { readonly config: LandingZoneConfig; readonly outdir: string; readonly root: string };
    }
  // whose modules are loaded before there is anything to prove
  | { readonly kind: 'ready'; readonly work: undefined }
  | { readonly kind: 'proofs'; readonly work: BesideWork };

/** What becomes of it. */
export interface Done {
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Milliseconds: who does not answer in this time is given up, and the main thread does the work. */
const LONGEST_WAIT = 60_000;

/** One thread beside the main one, started when it is first needed: most machines have two processors. It keeps no process alive. */
let thread: Worker | undefined;

function ask(task: Task) {
  if (thread === undefined) {
    thread = new Worker(join(__dirname, 'beside-worker.js'));
    thread.unref();
  }
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  thread.postMessage({ task, port: port2, signal }, [port2]);
  return { port: port1, signal };
}

/** AWS and Azure have nothing in common but the configuration. */
const synthesize: Parts['synthesize'] = (config, outdir, root) =>
  new Promise((resolve, reject) => {
    const { port } = ask({ kind: 'azure', work: { config, outdir, root } });
    // who listens to a port is kept alive by it
    port.once('message', ({ error }: Done) => (error === undefined ? resolve() : reject(error)));
    port.once('close', () => reject(new Error('the thread that synthesizes Azure has ended')));
  });

const prepare: Parts['prepare'] = () => ask({ kind: 'ready', work: undefined }).port.close();

const prove: Parts['prove'] = (work) => {
  const { port, signal } = ask({ kind: 'proofs', work });
  return () => {
    Atomics.wait(signal, 0, 0, LONGEST_WAIT);
    const { result } = (receiveMessageOnPort(port)?.message ?? {}) as { readonly result?: readonly Evidence[] };
    port.close();
    // an error is met again, and told, by who does it instead
    return result;
  };
};

/** What can be done beside the main thread. */
export const beside = { synthesize, prepare, prove } satisfies Partial<Parts>;
