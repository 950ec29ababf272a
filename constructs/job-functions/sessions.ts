import { Duration } from 'aws-cdk-lib';

/** A working day: nobody works longer without signing in again. */
export const LONGEST_SESSION = Duration.hours(8);

/** What IAM takes as the longest session of a role. */
const SHORTEST_LIMIT = Duration.hours(1);

/** @throws when a limit is shorter than IAM takes, or longer than given. */
export function requireSession(given: Duration, longest: Duration, path: string): void {
  const seconds = given.toSeconds();
  if (seconds >= SHORTEST_LIMIT.toSeconds() && seconds <= longest.toSeconds()) return;
  throw new Error(
    `${path}: sessions of ${given.toMinutes({ integral: false })} minutes are not within the ${SHORTEST_LIMIT.toMinutes()} to ${longest.toMinutes()} that 8.2/identity#leaver-revocation lets a session outlive its grant. Give a time within.`,
  );
}
