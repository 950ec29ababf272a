/** Errors that pass: too many calls, another change under way, a service that is not there for the moment. */
const PASSING = new Set([
  'ConflictException',
  'InternalServerError',
  'InternalServerException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);

const ATTEMPTS = 8;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;

/** Waits; tests pass no time with it. */
export const clock = {
  wait: (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms)),
  now: (): number => Date.now(),
};

/**
 * Calls again when a call fails for a reason that passes, each time after a longer wait with jitter, eight times in all.
 *
 * @throws what the last call threw, or the first reason that does not pass.
 * @see https://docs.aws.amazon.com/general/latest/gr/api-retries.html
 */
export async function retrying<Result>(call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (attempt === ATTEMPTS || !passes(error)) throw error;
      const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
      await clock.wait(longest / 2 + Math.random() * (longest / 2));
    }
  }
}

function passes(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { $metadata: { httpStatusCode = 0 } = {} } = error as {
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return PASSING.has(error.name) || httpStatusCode >= 500;
}
