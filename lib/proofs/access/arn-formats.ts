import { takesIn } from '../../../constructs/nag/wildcards';
import { arnParts } from '../policy/pattern';
import { ANY, commonText } from './common-text';
import type { Place } from './places';

/** A resource of a format in a place: one of which nothing but its type is known. */
export function anyOf(format: string, { partition, region, account }: Place): string {
  const known: Readonly<Record<string, string>> = { Partition: partition, Region: region, Account: account };
  const filled = format.replace(/\$\{(\w+)\}/g, (_, word: string) => known[word] ?? ANY);
  // of recovery points the reference leaves open whose they are
  return filled.replace(/^((?:[^:]*:){4})\*:/, `$1${account}:`);
}

/** A resource that a pattern of a policy takes in: where the pattern is for any region or account, one of the place. */
export function someOf(pattern: string, place: Place | undefined): string {
  const parts = arnParts(pattern);
  const own = [undefined, place?.partition, undefined, place?.region, place?.account];
  const placed = parts.length < 6 ? parts : parts.map((part, index) => (part === '*' ? (own[index] ?? part) : part));
  return placed.join(':').replaceAll('*', ANY).replaceAll('?', 'x');
}

/**
 * A resource of a format that patterns of policies all take in: of the place as far as they leave that open. Undefined where
 * there is none, as no object is a bucket.
 */
export function takenInByAll(items: readonly string[], format: string, place: Place): string | undefined {
  const wanted = format.replace(PLACEHOLDER, '*');
  const all = items.map((item) => item.replace(PLACEHOLDER, '*'));
  const found = all.every((item) => item.startsWith('arn:'))
    ? joined(arnParts(wanted).map((part, nth) => partOf([...all.map((item) => partAt(item, nth)), part], nth, place)))
    : commonText([...all, anyOf(format, place).replaceAll(ANY, '*')]);
  return found !== undefined && (holdsAnything(format) || patternOf(format).test(found)) ? found : undefined;
}

/** Whether a name of the format goes on however it likes; that of a bucket ends where an object's begins. */
const holdsAnything = (format: string): boolean => !format.endsWith('${BucketName}');

const PLACEHOLDER = /\$\{[^}]*\}/g;

/** An incomplete ARN is completed with wildcards. */
const partAt = (arn: string, nth: number): string => arnParts(arn)[nth] ?? '*';

function partOf(patterns: readonly string[], nth: number, { partition, region, account }: Place): string | undefined {
  const own = [undefined, partition, undefined, region, account][nth];
  return own !== undefined && patterns.every((pattern) => takesIn(pattern, own)) ? own : commonText(patterns);
}

const joined = (parts: readonly (string | undefined)[]): string | undefined =>
  parts.includes(undefined) ? undefined : parts.join(':');

/** What a resource may be asked for where an action is about what it holds: an object of a bucket, a stream of a log group. */
const HELD = ['', `/${ANY}`, `:${ANY}`];

/** The ARN of a resource, or of what it holds, that is of one of the formats; undefined where neither is. */
export function fitting(arn: string, formats: readonly string[]): string | undefined {
  const patterns = formats.map(patternOf);
  return HELD.map((held) => `${arn}${held}`).find((one) => patterns.some((pattern) => pattern.test(one)));
}

const patterns = new Map<string, RegExp>();

function patternOf(format: string): RegExp {
  const known = patterns.get(format);
  if (known) return known;
  const source = format
    .split(/(\$\{\w+\})/)
    .map((part) => (part.startsWith('${') ? wild(part) : part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')))
    .join('');
  const pattern = new RegExp(`^${source}$`);
  patterns.set(format, pattern);
  return pattern;
}

/** Names of buckets have no slash; those of other resources may, as paths of roles do. */
const wild = (part: string): string => (/BucketName|Account|Region|Partition/.test(part) ? '[^:/]*' : '[^:]+');
