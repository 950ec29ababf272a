import type { Bilingual } from '../../constructs/standard';
import { AccessEstate } from '../proofs/access/access-estate';
import { keysLike, typeOfKey } from '../proofs/access/condition-keys';
import type { Context } from '../proofs/policy/model';
import { type EstateOptions, lookedAt } from './estate-reading';
import { type Io, longStep, UsageError } from './io';
import { suggestions } from './suggestion';

export interface AccessOptions extends EstateOptions {
  /** `key=value`, as given. */
  readonly context?: readonly string[];
}

/** Reads who there is and what there is: in templates that anyone made, or in the landing zone of the configuration. */
export async function readAccess(options: AccessOptions, io: Io): Promise<AccessEstate> {
  const { estate, loaded } = await lookedAt(options, io, NOTHING);
  const access = await longStep(
    io,
    { en: 'Reading policies', zh: '正在读取策略' },
    () => new AccessEstate(estate, loaded?.assess.organization),
  );
  // every account has a root user, whatever is deployed to it
  if (access.resources.length === 0 && access.principals.every(({ kind }) => kind === 'root'))
    throw new UsageError(NOTHING);
  return access;
}

const NOTHING: Bilingual = {
  en: 'no policy to read: the templates hold no role, user or resource of AWS that policies speak of',
  zh: '没有可读取的策略：模板中没有策略所涉及的 AWS 角色、用户或资源',
};

/**
 * The condition keys that were given.
 * @param service whose action is asked for. @default - any
 * @throws UsageError for one that is not `key=value`, that no request carries, or whose value is of another type
 */
export async function contextOf({ context = [] }: AccessOptions, service?: string): Promise<Context> {
  const values = new Map<string, string[]>();
  for (const given of context) {
    const [, key, value] = /^([\w./-]+:[^=]+)=(.*)$/s.exec(given) ?? [];
    if (key === undefined || value === undefined) throw malformed(given);
    const type = await typeOfKey(key, service);
    if (type === undefined) throw unknownKey(key, suggestions(key, await keysLike(key, service)), service);
    const wanted = VALUES[type.replace('ArrayOf', '')];
    if (wanted && !wanted.pattern.test(value)) throw ofAnotherType(given, wanted.is);
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return Object.fromEntries(values);
}

/** What values look like, by the type of the key; those of other types may be anything. */
const VALUES: Readonly<Record<string, { readonly pattern: RegExp; readonly is: Bilingual }>> = {
  Bool: { pattern: /^(true|false)$/i, is: { en: 'true or false', zh: 'true 或 false' } },
  Numeric: { pattern: /^-?\d+(\.\d+)?$/, is: { en: 'a number', zh: '数字' } },
  Date: {
    pattern: /^(\d+|\d{4}-\d{2}-\d{2}(T.+)?)$/,
    is: { en: 'a date such as 2026-01-31T00:00:00Z', zh: '日期，例如 2026-01-31T00:00:00Z' },
  },
};

const malformed = (given: string): UsageError =>
  new UsageError({
    en: `--context ${given}: write key=value, such as --context aws:MultiFactorAuthPresent=true`,
    zh: `--context ${given}：应为 键=值，例如 --context aws:MultiFactorAuthPresent=true`,
  });

const unknownKey = (key: string, close: readonly string[], service: string | undefined): UsageError =>
  new UsageError({
    en: `--context ${key}: ${service === undefined ? 'no request carries' : `requests to ${service} do not carry`} such a condition key.${close.length > 0 ? ` Did you mean ${close.join(', ')}?` : ' Such are aws:MultiFactorAuthPresent, aws:SourceIp, aws:PrincipalTag/team.'}`,
    zh: `--context ${key}：${service === undefined ? '任何请求' : `对 ${service} 的请求`}都不含此条件键。${close.length > 0 ? `是否指 ${close.join('、')}？` : '例如 aws:MultiFactorAuthPresent、aws:SourceIp、aws:PrincipalTag/team。'}`,
  });

const ofAnotherType = (given: string, { en, zh }: Bilingual): UsageError =>
  new UsageError({ en: `--context ${given}: the value is to be ${en}`, zh: `--context ${given}：取值应为 ${zh}` });
