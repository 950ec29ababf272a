import type * as z from 'zod';
import { type FormatName, formats } from './formats';
import { bare } from './schema-walk';

type Schema = z.core.$ZodType;

/** Makes a text of a form from a number. */
type Sample = (nth: number) => string;

/** Gives such a text for a number that was not used before. */
export type Naming = (sample: Sample) => string;

const inDigits = (nth: number, length: number): string => String(nth).padStart(length, '0');
const word: Sample = (nth) => `stand-in-${nth}`;

/** Well-formed texts that nobody wrote. */
const samples: Readonly<Record<Exclude<FormatName, keyof typeof choices>, Sample>> = {
  'reference-name': word,
  identifier: word,
  'record-id': word,
  'account-id': (nth) => `9${inDigits(nth, 11)}`,
  email: (nth) => `${word(nth)}@example.com`,
  'azure-region': (nth) => `location${nth}`,
  domain: (nth) => `${word(nth)}.example.com`,
  // one address of a block that is seldom used: it can lie in another range, and none can lie in it
  'ipv4-address': (nth) => `100.127.${Math.floor(nth / 256) % 256}.${nth % 256}`,
  cidr: (nth) => `100.127.${Math.floor(nth / 256) % 256}.${nth % 256}/32`,
  sha256: (nth) => inDigits(nth, 64),
  'organization-id': (nth) => `o-${inDigits(nth, 10)}`,
  'root-id': (nth) => `r-${inDigits(nth, 4)}`,
  'account-name': word,
  uuid: (nth) => `ffffffff-ffff-ffff-ffff-${inDigits(nth, 12)}`,
  'user-name': word,
  'ascii-text': word,
  'policy-sid': (nth) => `StandIn${nth}`,
  'policy-resource': (nth) => `arn:aws:s3:::${word(nth)}/*`,
  'instance-arn': (nth) => `arn:aws:sso:::instance/ssoins-${inDigits(nth, 16)}`,
  'identity-store-id': (nth) => `d-${inDigits(nth, 10)}`,
  'vpc-id': (nth) => `vpc-${inDigits(nth, 17)}`,
  'hosted-zone-id': (nth) => `Z${nth}`,
  'host-name': (nth) => `${word(nth)}.example.com`,
  'url-path': (nth) => `/${word(nth)}`,
  'relative-file': word,
  'phone-number': (nth) => `+1${inDigits(nth, 10)}`,
  'supplier-id': word,
  principal: (nth) => `9${inDigits(nth, 11)}`,
  'external-id': (nth) => `abcdefghijklmnop-${nth}`,
  person: (nth) => `${word(nth)}@example.com`,
  'sign-in-name': word,
  'session-prefix': (nth) => `S${nth}-`,
  'tag-key': word,
  'tag-value': word,
};

/** Forms of which it matters what a value is: on which side of others it lies, or whether it exists. */
const choices = {
  name: ['aaa', 'a'.repeat(20)],
  'aws-region': ['eu-central-1', 'us-east-1', 'ap-southeast-1', 'cn-northwest-1', 'us-west-2', 'eu-west-1'],
  'any-region': ['eu-central-1', 'us-east-1', 'westeurope', 'chinanorth3'],
  duration: ['1m', '99999d'],
  date: ['1900-01-01', '2099-12-31'],
  'iam-action': ['s3:GetObject'],
  action: ['s3:GetObject'],
  control: ['8.1', '8.2', '8.3', '8.4', '8.5', '8.6', '8.7', '8.8', '8.9'],
} as const satisfies Partial<Readonly<Record<FormatName, readonly string[]>>>;

/** The parts of zod's definitions that tell what a schema takes. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { readonly _zod: { readonly def: Bound } }[];
}

interface Bound {
  readonly pattern?: RegExp;
  readonly value?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * Well-formed values in the place of one that is not: as many as matter, so that what is wrong with all of them is wrong
 * whatever the value is mended to. Texts that are merely names are new in each call.
 */
export function standInsFor(schema: Schema | undefined, name: Naming): readonly unknown[] {
  if (!schema) return [undefined];
  const { type, shape, element, entries, values, checks = [] } = (bare(schema)._zod as { def: Definition }).def;
  const bounds = checks.map(({ _zod }) => _zod.def);
  switch (type) {
    case 'string':
      return textsFor(bounds, name);
    case 'number':
      return numbersWithin(bounds);
    case 'boolean':
      return [false, true];
    case 'enum':
      return Object.values(entries ?? {});
    case 'literal':
      return values ?? [];
    case 'array':
      return [listOf(element, least(bounds), name)];
    case 'object':
      return objectsWith(shape ?? {}, name);
    default:
      return [{}];
  }
}

/** The format by its pattern. Prose has none. */
function formatOf(bounds: readonly Bound[]): FormatName | undefined {
  return (Object.keys(formats) as FormatName[]).find((format) =>
    bounds.some(({ pattern }) => pattern === formats[format].pattern),
  );
}

function textsFor(bounds: readonly Bound[], name: Naming): readonly string[] {
  const format = formatOf(bounds);
  if (format === undefined) return [name(word)];
  return format in choices ? choices[format as keyof typeof choices] : [name(samples[format as keyof typeof samples])];
}

function numbersWithin(bounds: readonly Bound[]): readonly number[] {
  const limits = bounds.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return limits.length > 0 ? [Math.min(...limits), Math.max(...limits)] : [0];
}

const least = (bounds: readonly Bound[]): number =>
  Math.max(0, ...bounds.flatMap(({ minimum }) => (minimum === undefined ? [] : [minimum])));

const listOf = (element: Schema | undefined, length: number, name: Naming): readonly unknown[] =>
  Array.from({ length }, () => standInsFor(element, name)[0]);

/** With the keys alone that are needed. */
function objectsWith(shape: Readonly<Record<string, Schema>>, name: Naming): readonly unknown[] {
  const needed = Object.entries(shape).filter(([, value]) => value._zod.optin === undefined);
  const columns = needed.map(([key, value]) => ({ key, values: standInsFor(value, name) }));
  const most = Math.max(1, ...columns.map(({ values }) => values.length));
  return Array.from({ length: most }, (_, nth) =>
    Object.fromEntries(columns.map(({ key, values }) => [key, values[nth % values.length]])),
  );
}
