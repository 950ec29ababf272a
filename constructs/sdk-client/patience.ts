/**
 * How long a client of the SDK waits, in milliseconds: by itself it waits for ever, and its timeout only warns. A call that takes longer
 * fails with `TimeoutError`, and is made again. Every client of a handler and of a collector has it.
 */
export const PATIENCE = {
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
} as const;
