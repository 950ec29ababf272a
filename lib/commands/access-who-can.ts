import Table from 'cli-table3';
import type { AccessEstate } from '../proofs/access/access-estate';
import { actionNamed, type CatalogueAction, namesLike } from '../proofs/access/catalogue';
import { type Ability, type Detour, type WhoCan, whoCan } from '../proofs/access/who-can';
import { visibleLine } from '../report/visible';
import { type AccessOptions, contextOf, readAccess } from './access-reading';
import { answerData, principalData, principalLines, reasonLines, verdictWord } from './access-text';
import { ExitCode, type Io, longStep, UsageError } from './io';
import { suggestions } from './suggestion';

/** `isms access who-can`: the principals that may do something, by which statement, under which conditions, through which roles. */
export async function whoCanCommand(
  typed: string,
  resource: string | undefined,
  options: AccessOptions,
  io: Io,
): Promise<number> {
  const action = await known(typed);
  const context = await contextOf(options, action.name.split(':')[0]);
  const estate = await readAccess(options, io);
  const named = resource === undefined ? undefined : arnNamed(resource, estate);
  const result = await longStep(io, { en: 'Deciding', zh: '正在判定' }, () =>
    whoCan(estate, { action, context, ...(named !== undefined && { resource: named }) }),
  );
  io.out(io.json ? json(result, action, named, estate) : told(result, action, named, estate, io));
  return ExitCode.fine;
}

/** @throws UsageError for an action that no service has, or a pattern of actions */
async function known(typed: string): Promise<CatalogueAction> {
  if (/[*?]/.test(typed)) throw pattern(typed);
  const action = await actionNamed(typed);
  if (action) return action;
  const close = suggestions(typed, await namesLike(typed));
  throw new UsageError({
    en: `${typed} is no action of AWS.${close.length > 0 ? ` Did you mean ${close.join(', ')}?` : ' Such are s3:GetObject, kms:Decrypt, sts:AssumeRole.'}`,
    zh: `${typed} 不是 AWS 的操作。${close.length > 0 ? `是否指 ${close.join('、')}？` : '例如 s3:GetObject、kms:Decrypt、sts:AssumeRole。'}`,
  });
}

const pattern = (typed: string): UsageError =>
  new UsageError({
    en: `${typed} is a pattern, and one action is needed: such as s3:GetObject, kms:Decrypt, sts:AssumeRole. What somebody may do in all: isms access what-can.`,
    zh: `${typed} 是通配模式，此处须给出一个操作，例如 s3:GetObject、kms:Decrypt、sts:AssumeRole。某主体的全部权限：isms access what-can。`,
  });

/**
 * The ARN of a resource that was named by its ARN, its logical id or its construct path.
 * @throws UsageError for a name that no resource has, or several
 */
export function arnNamed(typed: string, { resources, settled }: AccessEstate): string {
  if (typed === '*' || typed.startsWith('arn:')) return typed;
  const subjects = resources.map((one) => ({ arn: one.arn, subject: settled.subjectOf(one.resource) }));
  const named = subjects.filter(({ subject }) =>
    [subject.path, subject.logicalId, `${subject.stack}/${subject.logicalId}`].includes(typed),
  );
  const arns = [...new Set(named.map(({ arn }) => arn))];
  const [arn] = arns;
  if (arn !== undefined && arns.length === 1) return arn;
  const close =
    arns.length > 1
      ? arns
      : suggestions(
          typed,
          subjects.flatMap(({ arn: other, subject }) => [other, subject.path, subject.logicalId]),
        );
  throw new UsageError({
    en: `${typed} is ${arns.length > 1 ? 'the name of several resources' : 'no resource of these templates'}.${close.length > 0 ? ` Did you mean ${close.join(', ')}?` : ' Name an ARN.'}`,
    zh: `${typed} ${arns.length > 1 ? '对应多个资源' : '不是这些模板中的资源'}。${close.length > 0 ? `是否指 ${close.join('、')}？` : '请给出 ARN。'}`,
  });
}

function json(
  { able, detours, asked }: WhoCan,
  action: CatalogueAction,
  resource: string | undefined,
  { settled }: AccessEstate,
): string {
  const data = {
    action: action.name,
    resource: resource ?? null,
    asked,
    principals: able.map(({ asker, answer, resources }) => ({
      ...principalData(asker),
      resources,
      ...answerData(answer, settled),
    })),
    throughRoles: detours.map(({ asker, through }) => ({
      ...principalData(asker),
      through: through.map(({ role, answer }) => ({ ...principalData(role), ...answerData(answer, settled) })),
    })),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function told(
  result: WhoCan,
  action: CatalogueAction,
  resource: string | undefined,
  estate: AccessEstate,
  io: Io,
): string {
  const { able, detours, asked } = result;
  const on = resource === undefined ? '' : io.lang === 'zh' ? `（${resource}）` : ` on ${resource}`;
  const heading =
    io.lang === 'zh'
      ? `${action.name}${on}：${asked} 个主体中 ${able.length} 个可直接执行或无法判定，${detours.length} 个可通过角色执行`
      : `${action.name}${on}: of ${asked} principals ${able.length} can themselves or are undecided, ${detours.length} through roles`;
  return `${[
    visibleLine(heading),
    ...(able.length > 0 ? [abilityTable(able, estate, io)] : []),
    ...(detours.length > 0
      ? [io.lang === 'zh' ? '通过切换角色：' : 'By assuming roles:', detourTable(detours, estate, io)]
      : []),
    resource !== undefined && !estate.holderOf(resource) ? ELSEWHERE[io.lang] : '',
  ]
    .filter((line) => line !== '')
    .join('\n')}\n`;
}

const ELSEWHERE = {
  en: 'The resource is none of these templates: what its own policy says, if it has one, is not known.',
  zh: '该资源不在这些模板中：其自身策略（如有）未知。',
} as const;

const table = (head: readonly string[]): InstanceType<typeof Table> =>
  new Table({ head: [...head], style: { head: [], border: [] } });

const cell = (lines: readonly string[]): string => lines.map(visibleLine).join('\n');

function abilityTable(able: readonly Ability[], { settled }: AccessEstate, { lang }: Io): string {
  const rows = table(lang === 'zh' ? ['主体', '结论', '依据'] : ['principal', 'verdict', 'by']);
  for (const { asker, answer, resources } of able) {
    rows.push([
      cell(principalLines(asker, lang)),
      verdictWord(answer.verdict, lang),
      cell([...resourceLines(resources, lang), ...reasonLines(answer, settled, lang)]),
    ]);
  }
  return rows.toString();
}

/** More than these are of no use on a screen; `--json` has them all. */
const MOST_SHOWN = 3;

function resourceLines(resources: readonly string[], lang: Io['lang']): readonly string[] {
  const more = resources.length - MOST_SHOWN;
  return [
    ...resources.slice(0, MOST_SHOWN),
    ...(more > 0 ? [lang === 'zh' ? `……另有 ${more} 个` : `… and ${more} more`] : []),
  ];
}

function detourTable(detours: readonly Detour[], { settled }: AccessEstate, { lang }: Io): string {
  const rows = table(lang === 'zh' ? ['主体', '所切换的角色'] : ['principal', 'assumes']);
  for (const { asker, through } of detours) {
    const steps = through.flatMap(({ role, answer }) => [
      `${verdictWord(answer.verdict, lang)} → ${role.id}`,
      ...reasonLines(answer, settled, lang).map((line) => `    ${line}`),
    ]);
    rows.push([cell(principalLines(asker, lang)), cell(steps)]);
  }
  return rows.toString();
}
