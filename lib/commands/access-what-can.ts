import Table from 'cli-table3';
import type { AccessEstate } from '../proofs/access/access-estate';
import type { AccessPrincipal } from '../proofs/access/principals';
import { type Allowance, areAlike, type Limit, type WhatCan, whatCan } from '../proofs/access/what-can';
import { visibleLine } from '../report/visible';
import { type AccessOptions, contextOf, readAccess } from './access-reading';
import {
  answerData,
  principalData,
  principalLines,
  reasonLines,
  statementData,
  statementText,
  verdictWord,
} from './access-text';
import { ExitCode, type Io, longStep, UsageError } from './io';
import { suggestions } from './suggestion';

/** `isms access what-can`: what a principal may do, by which statement, under which conditions, and what limits it. */
export async function whatCanCommand(typed: string, options: AccessOptions, io: Io): Promise<number> {
  const context = await contextOf(options);
  const estate = await readAccess(options, io);
  const askers = principalsNamed(typed, estate);
  const results = await longStep(io, { en: 'Deciding', zh: '正在判定' }, () =>
    Promise.all(
      groupsOf(askers, estate).map(async ([asker, ...alike]) => ({
        ...(await whatCan(estate, asker, context)),
        alike,
      })),
    ),
  );
  io.out(io.json ? json(results, estate) : results.map((result) => told(result, estate, io)).join('\n'));
  return ExitCode.fine;
}

/** What one can do, and who else, under the same name elsewhere, can do the same there. */
type Shared = WhatCan & { readonly alike: readonly AccessPrincipal[] };

type Group = [AccessPrincipal, ...AccessPrincipal[]];

function groupsOf(askers: readonly AccessPrincipal[], estate: AccessEstate): readonly Group[] {
  const groups: Group[] = [];
  for (const asker of askers) {
    const group = groups.find(([first]) => areAlike(estate, first, asker));
    if (group) group.push(asker);
    else groups.push([asker]);
  }
  return groups;
}

/**
 * The principals of an ARN, a name, a logical id or a construct path: a role that stands in many accounts, each.
 * @throws UsageError for a name that nobody has
 */
function principalsNamed(typed: string, { principals, settled }: AccessEstate): readonly AccessPrincipal[] {
  const names = (asker: AccessPrincipal): readonly string[] => {
    const subject = asker.resource && settled.subjectOf(asker.resource);
    return [
      asker.id,
      asker.name,
      ...(subject ? [subject.path, subject.logicalId, `${subject.stack}/${subject.logicalId}`] : []),
    ];
  };
  const found = principals.filter((asker) => names(asker).includes(typed));
  if (found.length > 0) return found;
  const close = suggestions(typed, principals.flatMap(names));
  throw new UsageError({
    en: `${typed} is no principal of these templates.${close.length > 0 ? ` Did you mean ${close.join(', ')}?` : ' Name a role, a user, a permission set, or an ARN.'}`,
    zh: `${typed} 不是这些模板中的主体。${close.length > 0 ? `是否指 ${close.join('、')}？` : '请给出角色、用户、权限集的名称或 ARN。'}`,
  });
}

function json(results: readonly Shared[], { settled }: AccessEstate): string {
  const granted = ({ service, actions, whole, resources, answer, statement, on }: Allowance) => ({
    service,
    actions,
    wholeService: whole,
    resources,
    statement: statement ? statementData({ kind: on ? 'resource' : 'identity', ...placeIn(statement) }, settled) : null,
    ...answerData(answer, settled),
  });
  const data = results.map(({ asker, alike, allowances, withheld, limits, obscure, unmatched }) => ({
    ...principalData(asker),
    alsoIn: alike.map(principalData),
    allowed: allowances.map(granted),
    withheld: withheld.map(granted),
    limits: limits.map(({ statement, node, actions }) => ({
      actions,
      resources: statement.resources ?? null,
      conditions: statement.conditions,
      statement: statementData(
        {
          kind: node === undefined ? 'identity' : 'service-control',
          ...placeIn(statement),
          ...(node !== undefined && { node }),
        },
        settled,
      ),
    })),
    unknown: obscure.map((statement) => ({
      policy: statement.policy,
      because: statement.doubt?.because,
      atMost: statement.actions?.items ?? null,
    })),
    unknownActions: unmatched,
  }));
  return `${JSON.stringify(data, null, 2)}\n`;
}

type Statement = NonNullable<Allowance['statement']>;

const placeIn = ({ policy, sid, path, resource }: Statement) => ({
  policy,
  ...(sid !== undefined && { sid }),
  path,
  ...(resource && { resource }),
});

const WORDS = {
  head: { en: ['actions', 'on', 'verdict', 'by'], zh: ['操作', '资源', '结论', '依据'] },
  nothing: { en: 'may do nothing', zh: '无任何权限' },
  withheld: { en: 'Granted, but withheld:', zh: '已授予但被其他策略限制：' },
  withheldHead: { en: ['actions', 'granted by', 'withheld by'], zh: ['操作', '授予语句', '限制依据'] },
  limits: { en: 'Refused on some resources or under conditions:', zh: '在部分资源或条件下被拒绝：' },
  limitsHead: { en: ['actions', 'on', 'by'], zh: ['操作', '资源', '依据'] },
  unmatched: { en: 'No such action: ', zh: '不存在的操作：' },
  root: { en: 'the root user of an account may do everything', zh: '账号的根用户可执行一切操作' },
} as const;

function told(
  { asker, alike, allowances, withheld, limits, obscure, unmatched }: Shared,
  estate: AccessEstate,
  { lang }: Io,
): string {
  const parts = [
    ...[asker, ...alike].flatMap((one) => principalLines(one, lang).map(visibleLine)),
    allowances.length > 0 ? allowanceTable(allowances, estate, lang) : WORDS.nothing[lang],
    ...obscure.map((statement) => visibleLine(obscureLine(statement, lang))),
    ...(withheld.length > 0 ? [WORDS.withheld[lang], withheldTable(withheld, estate, lang)] : []),
    ...(limits.length > 0 ? [WORDS.limits[lang], limitTable(limits, estate, lang)] : []),
    ...(unmatched.length > 0 ? [visibleLine(`${WORDS.unmatched[lang]}${unmatched.join(', ')}`)] : []),
  ];
  return `${parts.join('\n')}\n`;
}

type Language = Io['lang'];

/** What a policy may grant whose text is not known. */
function obscureLine({ policy, actions }: Statement, lang: Language): string {
  if (!actions)
    return lang === 'zh'
      ? `策略 ${policy} 的内容未知，可能授予任何权限`
      : `What the policy ${policy} grants is not known: it may be anything`;
  const atMost = actions.items.join(', ');
  return lang === 'zh'
    ? `策略 ${policy} 的细节未知，至多授予：${atMost}`
    : `What the policy ${policy} grants is known in part: at most ${atMost}`;
}

const table = (head: readonly string[]): InstanceType<typeof Table> =>
  new Table({ head: [...head], style: { head: [], border: [] } });

const cell = (lines: readonly string[]): string => lines.map(visibleLine).join('\n');

function allowanceTable(allowances: readonly Allowance[], { settled }: AccessEstate, lang: Language): string {
  const rows = table(WORDS.head[lang]);
  for (const alike of alikeOf(allowances)) {
    const [{ statement, answer }] = alike;
    const by = grantedBy(statement, settled, lang);
    const why = answer.verdict === 'allowed' ? [] : reasonLines(answer, settled, lang);
    rows.push([
      cell(actionLines(alike, lang)),
      cell(shortened([...new Set(alike.flatMap(({ resources }) => resources))], lang)),
      verdictWord(answer.verdict, lang),
      cell([by, ...why]),
    ]);
  }
  return rows.toString();
}

function withheldTable(withheld: readonly Allowance[], { settled }: AccessEstate, lang: Language): string {
  const rows = table(WORDS.withheldHead[lang]);
  for (const alike of alikeOf(withheld)) {
    const [{ statement, answer }] = alike;
    rows.push([
      cell(actionLines(alike, lang)),
      cell([grantedBy(statement, settled, lang)]),
      cell(reasonLines(answer, settled, lang)),
    ]);
  }
  return rows.toString();
}

function limitTable(limits: readonly Limit[], { settled }: AccessEstate, lang: Language): string {
  const rows = table(WORDS.limitsHead[lang]);
  for (const { statement, node, actions } of limits) {
    const { resources } = statement;
    const on = resources?.items ?? ['*'];
    const words = resources?.negated ? [lang === 'zh' ? '除以下之外：' : 'all but', ...on] : on;
    rows.push([
      cell(shortened(actions, lang)),
      cell(shortened(words, lang)),
      cell([
        statementText(
          {
            kind: node === undefined ? 'identity' : 'service-control',
            ...placeIn(statement),
            ...(node !== undefined && { node }),
          },
          settled,
        ),
      ]),
    ]);
  }
  return rows.toString();
}

const grantedBy = (statement: Statement | undefined, settled: AccessEstate['settled'], lang: Language): string =>
  statement ? statementText({ kind: 'identity', ...placeIn(statement) }, settled) : WORDS.root[lang];

type Alike = readonly [Allowance, ...Allowance[]];

/** Of one statement, what is decided alike in several services. */
function alikeOf(allowances: readonly Allowance[]): readonly Alike[] {
  const groups: [Allowance, ...Allowance[]][] = [];
  for (const allowance of allowances) {
    const group = groups.find(([first]) => first.statement === allowance.statement && sameAnswer(first, allowance));
    if (group) group.push(allowance);
    else groups.push([allowance]);
  }
  return groups;
}

const sameAnswer = (one: Allowance, other: Allowance): boolean =>
  one.answer.verdict === other.answer.verdict &&
  one.answer.because.en === other.answer.because.en &&
  one.answer.provisos.map(({ statement }) => statement.path).join() ===
    other.answer.provisos.map(({ statement }) => statement.path).join() &&
  one.answer.deciding.map(({ path }) => path).join() === other.answer.deciding.map(({ path }) => path).join();

/** More than these are of no use on a screen; `--json` has them all. */
const MOST_SHOWN = 12;

function actionLines(alike: Alike, lang: Language): readonly string[] {
  const all = alike.flatMap(({ service, actions, whole }) => (whole ? [`${service}:*`] : actions));
  if (all.length <= MOST_SHOWN) return all;
  const counted = alike.map(({ service, actions, whole }) =>
    whole ? `${service}:*` : count(service, actions.length, lang),
  );
  return shortened(counted, lang);
}

const count = (service: string, actions: number, lang: Language): string =>
  lang === 'zh' ? `${service}：${actions} 个操作` : `${service}: ${actions} actions`;

function shortened(lines: readonly string[], lang: Language): readonly string[] {
  const more = lines.length - MOST_SHOWN;
  return more <= 0
    ? lines
    : [...lines.slice(0, MOST_SHOWN), lang === 'zh' ? `……另有 ${more} 项` : `… and ${more} more`];
}
