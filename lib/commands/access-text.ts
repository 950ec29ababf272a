import type { Answer, AnswerVerdict, Proviso } from '../proofs/access/answer';
import type { Place } from '../proofs/access/places';
import type { AccessPrincipal } from '../proofs/access/principals';
import type { SettledEstate } from '../proofs/access/settled';
import type { Condition, DecidingStatement } from '../proofs/policy/model';
import type { Language } from './io';

const text = (lang: Language, en: string, zh: string): string => (lang === 'zh' ? zh : en);

const VERDICTS: Readonly<Record<AnswerVerdict, { readonly en: string; readonly zh: string }>> = {
  allowed: { en: 'allowed', zh: '允许' },
  conditional: { en: 'allowed if', zh: '有条件允许' },
  unknown: { en: 'unknown', zh: '未知' },
  refused: { en: 'refused', zh: '拒绝' },
};

export const verdictWord = (verdict: AnswerVerdict, lang: Language): string => VERDICTS[verdict][lang];

/** `acme-developer, permission set in each of the 12 accounts of Production`, and the ARN below. */
export function principalLines({ kind, name, id, place }: AccessPrincipal, lang: Language): readonly string[] {
  const where = place ? whereIn(place, lang) : '';
  const head = [name, KINDS[kind][lang], where].filter(Boolean).join(text(lang, ', ', '，'));
  return kind === 'service' ? [head] : [head, `  ${id}`];
}

const KINDS: Readonly<Record<AccessPrincipal['kind'], { readonly en: string; readonly zh: string }>> = {
  role: { en: 'role', zh: '角色' },
  'permission-set': { en: 'permission set', zh: '权限集' },
  user: { en: 'user', zh: '用户' },
  root: { en: 'root user', zh: '根用户' },
  service: { en: 'AWS service', zh: 'AWS 服务' },
  federated: { en: 'identity provider', zh: '身份提供方' },
};

/** Where a principal is, as far as it is one place. */
export function whereIn({ account, accounts, unit, madeUp }: Place, lang: Language): string {
  if (unit !== undefined && accounts !== 1) {
    if (accounts === undefined) return text(lang, `each account of ${unit}`, `${unit} 的每个账号`);
    return text(lang, `each of the ${accounts} accounts of ${unit}`, `${unit} 的 ${accounts} 个账号`);
  }
  if (madeUp) return text(lang, "the template's account", '模板所在账号');
  const at = text(lang, `account ${account}`, `账号 ${account}`);
  return unit === undefined ? at : text(lang, `${at} (${unit})`, `${at}（${unit}）`);
}

/** A statement, and where it stands: `OnTheHosts (constructs/bastion/bastion.ts:120, acme-operations/Bastion/Access, PolicyDocument.Statement.0)`. */
export function statementText(
  { kind, sid, policy, path, node, resource }: DecidingStatement,
  { subjectOf }: SettledEstate,
): string {
  const subject = resource && subjectOf(resource, path);
  const source = subject?.source && `${subject.source.file}:${subject.source.line}`;
  const name = kind === 'service-control' || kind === 'resource-control' ? policy : undefined;
  const where = [source, subject ? pathOf(subject) : policy, name, node, path].filter(Boolean).join(', ');
  return sid === undefined ? where : `${sid} (${where})`;
}

const pathOf = ({ path, stack }: { readonly path: string; readonly stack: string }): string =>
  path.startsWith(stack) ? path : `${stack}/${path}`;

/** `StringEquals aws:SourceAccount 111111111111`. */
export const conditionText = ({ operator, key, values }: Condition): string =>
  `${operator} ${key} ${values.join(' | ')}`;

export function provisoText(proviso: Proviso, settled: SettledEstate, lang: Language): string {
  const { effect, conditions, patterns } = proviso;
  const what = [
    ...conditions.map(conditionText),
    ...patterns.map((pattern) => text(lang, `the resource is ${pattern}`, `资源为 ${pattern}`)),
  ];
  const word = effect === 'Allow' ? text(lang, 'if', '当') : text(lang, 'unless', '除非');
  return `${word} ${what.join(text(lang, ' and ', ' 且 '))}: ${statementText(proviso.statement, settled)}`;
}

/** Why an answer is what it is, a line each. */
export function reasonLines(answer: Answer, settled: SettledEstate, lang: Language): readonly string[] {
  if (answer.verdict === 'unknown') return [answer.because[lang]];
  if (answer.verdict === 'conditional') return answer.provisos.map((proviso) => provisoText(proviso, settled, lang));
  const granting = answer.deciding.filter(({ policy }) => policy !== 'FullAWSAccess');
  return granting.length > 0 ? granting.map((statement) => statementText(statement, settled)) : [answer.because[lang]];
}

/** The same for machines. */
export function statementData(statement: DecidingStatement, { subjectOf }: SettledEstate) {
  const { resource, ...rest } = statement;
  const subject = resource && subjectOf(resource, rest.path);
  return { ...rest, ...(subject && { stack: subject.stack, resource: subject.path, source: subject.source }) };
}

export const principalData = ({ kind, id, name, place }: AccessPrincipal) => ({
  kind,
  id,
  name,
  ...(place && {
    account: place.account,
    accounts: place.accounts ?? null,
    unit: place.unit ?? null,
    accountKnown: !place.madeUp,
  }),
});

export const answerData = ({ verdict, deciding, provisos, because }: Answer, settled: SettledEstate) => ({
  verdict,
  because,
  deciding: deciding.map((statement) => statementData(statement, settled)),
  provisos: provisos.map(({ statement, ...proviso }) => ({ ...proviso, statement: statementData(statement, settled) })),
});
