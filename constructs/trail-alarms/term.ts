/**
 * What an event of the trail must be for a detection to fire, as data: a pattern for CloudWatch Logs is written from it
 * (`pattern.ts`).
 *
 * A selector is a path of fields, such as `userIdentity.type`; `[0]` chooses an element of a list, `[*]` any of them.
 */
export type Term =
  | { readonly kind: 'is'; readonly selector: string; readonly values: readonly string[] }
  | { readonly kind: 'is-not'; readonly selector: PresentField; readonly value: string }
  | { readonly kind: 'flag'; readonly selector: string; readonly value: boolean }
  | { readonly kind: 'absent'; readonly selector: string }
  | { readonly kind: 'all'; readonly terms: readonly Term[] }
  | { readonly kind: 'any'; readonly terms: readonly Term[] };

/**
 * Fields that a difference may be asked of. What CloudWatch Logs makes of a difference from a field that is not there, no
 * document says: these every event has, the name of a user every event of an IAM user.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export type PresentField = 'eventType' | 'sourceIPAddress' | 'userIdentity.userName';

/** The field has one of the values. `*` at the beginning or at the end of a value stands for any text. */
export const is = (selector: string, ...values: readonly string[]): Term => ({ kind: 'is', selector, values });

/** The field has another value. */
export const isNot = (selector: PresentField, value: string): Term => ({ kind: 'is-not', selector, value });

/** The field is true, or false. */
export const flag = (selector: string, value: boolean): Term => ({ kind: 'flag', selector, value });

/** The field has any value. CloudWatch Logs knows no `EXISTS`. */
export const present = (selector: string): Term => is(selector, '*');

/** The event has no such field. */
export const absent = (selector: string): Term => ({ kind: 'absent', selector });

export const all = (...terms: readonly Term[]): Term => ({ kind: 'all', terms });

export const any = (...terms: readonly Term[]): Term => ({ kind: 'any', terms });

/** A call of one of the operations of a service, by the names that CloudTrail gives to both. */
export const call = (service: string, ...operations: readonly string[]): Term =>
  all(is('eventSource', `${service}.amazonaws.com`), is('eventName', ...operations));
