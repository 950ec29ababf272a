/**
 * How long a handler waits for a service, in milliseconds: an SDK's client waits for ever by itself, and a run would end without a word.
 * A call that takes longer fails with `TimeoutError`, and is made again. Every client of a handler has it.
 */
export const PATIENCE = {
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
} as const;
