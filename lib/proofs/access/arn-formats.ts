import { arnParts } from '../policy/pattern';
import type { Place } from './places';

/** Stands for a name of which nothing is known. */
const ANY = 'any';

/** A resource of a format in a place: one of which nothing but its type is known. */
export function anyOf(format: string, { partition, region, account }: Place): string {
  const known: Readonly<Record<string, string>> = { Partition: partition, Region: region, Account: account };
  return format.replace(/\$\{(\w+)\}/g, (_, word: string) => known[word] ?? ANY);
}

/** A resource that a pattern of a policy takes in: where the pattern is for any region or account, one of the place. */
export function someOf(pattern: string, place: Place | undefined): string {
  const parts = arnParts(pattern);
  const own = [undefined, place?.partition, undefined, place?.region, place?.account];
  const placed = parts.length < 6 ? parts : parts.map((part, index) => (part === '*' ? (own[index] ?? part) : part));
  return placed.join(':').replaceAll('*', ANY).replaceAll('?', 'x');
}

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
