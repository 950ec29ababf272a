import type { Bilingual } from '../../../standard';
import { isIntrinsic, isObject } from '../../intrinsics';

/** A secret in the clear: what it is, never what it says. */
export type Secret = Bilingual;

const PRIVATE_KEY: Secret = { en: 'a private key', zh: '私钥' };
const ACCESS_KEY: Secret = { en: 'an access key of AWS', zh: 'AWS 访问密钥' };
const IN_ADDRESS: Secret = { en: 'an address with a password in it', zh: '内含密码的地址' };
const PASSWORD: Secret = { en: 'a password', zh: '密码' };
const TOKEN: Secret = { en: 'what looks like a secret', zh: '疑似密钥的内容' };

const PEM = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;
/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const ACCESS_KEY_ID = /(?<![A-Z0-9])(?:AKIA|ASIA)(?![A-Z0-9]{9}EXAMPLE)[A-Z2-7]{16}(?![A-Z0-9])/;
const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s@/'"]+)@/i;

/** The last word of a name decides: `DB_PASSWORD` holds one, `PASSWORD_LENGTH` and `PASSWORD_SECRET_ARN` do not. */
const NAMES_PASSWORD = /(?:password|passwd|passphrase)$/i;
const NAMES_TOKEN = /(?:(?:^|[-_.a-z])(?:secret|token)|(?:api|access|private|signing|secret)[-_.]?key)$/i;

/** `export DB_PASSWORD='…'`, `--password …` within a longer text: whatever is assigned is meant. */
const ASSIGNED = /(?:^|[\s;&|("'`])(?:--)?([A-Za-z][\w.-]*)(?:=|(?<=--[\w.-]+)\s+)(["']?)([^\s"';|&)]+)\2/g;

/** `"password":"…"`, `password: …`: may be prose as well, so that a password has to look like one. */
const TOLD = /(?:^|[\s{,;"'])([A-Za-z][\w.-]*)["']?\s*:(?!\/\/)\s*(["']?)([^\s"',;}]+)\2/g;
const UNLIKE_A_WORD = /^(?=.{6})(?=.*[^A-Za-z.]).*$/;

/** Texts that stand for a value instead of holding one. */
const STAND_IN =
  /^(?:\$|%|<|arn:|\{\{|\/|https?:|file:|s3:|ssm:|x+$|\*+$|(?:null|none|true|false|undefined|changeit?)$)/i;

/** The fewest characters and bits of entropy that a token has: names and words have less. */
const SHORTEST_TOKEN = 16;
const LEAST_BITS = 3.3;

/** What a text holds, known by its form alone, whatever it is called. */
function byForm(text: string): Secret | undefined {
  if (PEM.test(text)) return PRIVATE_KEY;
  if (ACCESS_KEY_ID.test(text)) return ACCESS_KEY;
  const [, password] = ADDRESS.exec(text) ?? [];
  return password !== undefined && !STAND_IN.test(password) ? IN_ADDRESS : undefined;
}

/** What a value is, known by what it is called. */
function byName(name: string, value: string): Secret | undefined {
  if (value === '' || STAND_IN.test(value) || value.includes('${')) return undefined;
  if (NAMES_PASSWORD.test(name)) return PASSWORD;
  return NAMES_TOKEN.test(name) && looksRandom(value) ? TOKEN : undefined;
}

/** Letters and digits without an order to them. */
const looksRandom = (value: string): boolean =>
  value.length >= SHORTEST_TOKEN &&
  /^[\w+/=.~-]+$/.test(value) &&
  /[A-Za-z]/.test(value) &&
  /\d/.test(value) &&
  !/^(?:[a-z]+[-_./]){2,}/i.test(value) &&
  entropyOf(value) >= LEAST_BITS;

/** Bits a character, by how often each occurs. */
function entropyOf(text: string): number {
  const times = new Map<string, number>();
  for (const character of text) times.set(character, (times.get(character) ?? 0) + 1);
  return [...times.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}

/** What a text holds that stands under a name. */
export function secretIn(name: string, text: string): Secret | undefined {
  const known = byForm(text) ?? byName(name, text);
  if (known !== undefined) return known;
  const assigned = [...text.matchAll(ASSIGNED)];
  const told = [...text.matchAll(TOLD)].filter(([, , , value = '']) => UNLIKE_A_WORD.test(value));
  for (const [, named = '', , value = ''] of [...assigned, ...told]) {
    const found = byName(named, value);
    if (found) return found;
  }
  return undefined;
}

/** A text of a template, or a parameter that brings one; where it stands, and what it is called. */
export interface Text {
  readonly path: string;
  readonly name: string;
  readonly text?: string;
  readonly parameter?: string;
}

/** What is made of texts; others hold names of resources and attributes. */
const MADE_OF_TEXTS = ['Fn::Base64', 'Fn::If', 'Fn::Join', 'Fn::Sub'];

/** All texts within a value; those that are `{ Name, Value }` by their name, and those of an intrinsic where it stands. */
export function textsIn(value: unknown, path: string, name: string): readonly Text[] {
  if (typeof value === 'string') return [{ path, name, text: value }];
  if (Array.isArray(value)) return value.flatMap((element, index) => textsIn(element, `${path}.${index}`, name));
  if (isIntrinsic(value)) return textsOfIntrinsic(value, path, name);
  if (!isObject(value)) return [];
  const own = value['Name'] ?? value['Key'] ?? value['name'];
  return Object.entries(value).flatMap(([key, inner]) => {
    const named = /^value$/i.test(key) && typeof own === 'string' ? own : key;
    return textsIn(inner, path === '' ? key : `${path}.${key}`, named);
  });
}

function textsOfIntrinsic(value: Readonly<Record<string, unknown>>, path: string, name: string): readonly Text[] {
  const [kind = '', argument] = Object.entries(value)[0] ?? [];
  if (kind === 'Ref') return [{ path, name, parameter: String(argument) }];
  return MADE_OF_TEXTS.includes(kind) ? [argument].flat(2).flatMap((part) => textsIn(part, path, name)) : [];
}
