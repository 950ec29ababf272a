/** What must be put away before the process ends, whatever ends it. */
const cleanUps = new Set<() => void>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs `cleanUp` if the process is interrupted. @returns a function that withdraws it, for when the work has ended by itself. */
export function onInterruption(cleanUp: () => void): () => void {
  cleanUps.add(cleanUp);
  return () => cleanUps.delete(cleanUp);
}

/**
 * From now on an interruption (Ctrl-C, a pipeline that is stopped) puts away what is half done, then ends the process as the
 * signal would have. A second one ends it at once.
 */
export function heedInterruptions(): void {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      for (const cleanUp of cleanUps) cleanUp();
      process.kill(process.pid, signal);
    });
  }
}
