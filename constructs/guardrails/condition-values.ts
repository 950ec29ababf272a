import { Netmask } from 'netmask';
import type { Bilingual } from '../standard';
import type { Test } from './conditions';

/** What is wrong with a value, and how to mend it. */
export interface ValueFault {
  readonly message: Bilingual;
  readonly mend: Bilingual;
}

/** A form that the values of some operators have. */
interface Form {
  readonly of: RegExp;
  readonly fits: (value: string) => boolean;
  readonly form: Bilingual;
}

/** Operators by what they compare. A policy variable stands for any value. */
const FORMS: readonly Form[] = [
  {
    of: /^(Null|Bool)/,
    fits: (value) => /^(true|false)$/i.test(value),
    form: { en: 'true or false', zh: 'true 或 false' },
  },
  {
    of: /^Numeric/,
    fits: (value) => /^-?\d+(\.\d+)?$/.test(value),
    form: { en: 'a number', zh: '数字' },
  },
  {
    of: /^Date/,
    fits: (value) => /^\d+$/.test(value) || (/^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))),
    form: { en: 'a date such as 2026-01-31T00:00:00Z', zh: '形如 2026-01-31T00:00:00Z 的日期' },
  },
  {
    of: /^(Not)?IpAddress/,
    fits: isNetwork,
    form: { en: 'an address or a network such as 203.0.113.0/24', zh: '地址或形如 203.0.113.0/24 的网段' },
  },
  {
    of: /^Arn/,
    fits: (value) => /^(arn:|[*?])/.test(value),
    form: { en: 'an ARN, or a pattern of one', zh: 'ARN 或其通配模式' },
  },
];

/** An address of either version, alone or with the length of a prefix. */
function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/');
  if (more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return false;
  if (address.includes(':')) return /^[0-9a-f:.]+$/i.test(address) && Number(bits ?? 0) <= 128;
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(address) && canRead(() => new Netmask(value));
}

function canRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** Values that their operator cannot compare, or takes otherwise than they are meant. */
export const unfitValues = (test: Test): readonly ValueFault[] => [...malformed(test), ...literalWildcards(test)];

function malformed({ operator, key, values }: Test): readonly ValueFault[] {
  const plain = operator.replace(/^(ForAnyValue|ForAllValues):/, '');
  const form = FORMS.find(({ of }) => of.test(plain));
  if (form === undefined) return [];
  return values
    .filter((value) => !value.includes('${') && !form.fits(value))
    .map((value) => ({
      message: {
        en: `${operator} of ${key} takes ${form.form.en}, which ${value} is not`,
        zh: `${key} 的 ${operator} 需要${form.form.zh}，而 ${value} 不是`,
      },
      mend: { en: `give ${form.form.en}`, zh: `请填写${form.form.zh}` },
    }));
}

/** The one key that has `*` itself for a value: everybody. */
const EVERYBODY = /:principal$/;

/** `StringEquals` takes `*` and `?` as they stand. */
function literalWildcards({ operator, key, name, values }: Test): readonly ValueFault[] {
  if (!/(^|:)String(Not)?Equals/.test(operator)) return [];
  const like = operator.replace(/Equals(IgnoreCase)?/, 'Like');
  return values
    .filter((value) => /[*?]/.test(value.replaceAll(/\$\{[^}]*\}/g, '')))
    .filter((value) => !(value === '*' && EVERYBODY.test(name)))
    .map((value) => ({
      message: {
        en: `${operator} of ${key} takes the wildcard of ${value} as it stands`,
        zh: `${key} 的 ${operator} 会将 ${value} 中的通配符按字面比较`,
      },
      mend: { en: `use ${like}`, zh: `请使用 ${like}` },
    }));
}

/**
 * What has several values at once, which only `ForAnyValue` and `ForAllValues` compare one by one.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function comparedAtOnce({ operator, key }: Test): readonly ValueFault[] {
  if (operator === 'Null' || /^(ForAnyValue|ForAllValues):/.test(operator)) return [];
  return [
    {
      message: {
        en: `${operator} compares one value, and ${key} has several at once`,
        zh: `${operator} 只比较单个值，而 ${key} 同时有多个值`,
      },
      mend: { en: `use ForAnyValue:${operator}`, zh: `请使用 ForAnyValue:${operator}` },
    },
  ];
}
