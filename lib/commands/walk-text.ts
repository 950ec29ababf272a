import type { Bilingual } from '../../constructs/standard';
import { COMPLIANT, DECLARED } from '../evidence/judge';
import { STATUS_ZH } from '../evidence/requirement-status';
import { describeSubject, type Subject } from '../evidence/subject';
import { figureText } from '../evidence/test-results';
import { grouped } from '../report/grouped';
import { CLOUDS, DESIGN, KINDS, OUTCOMES, SHOWING } from '../report/html/words';
import { type EvidenceGroup, roleOf, type WalkedCheck, type WalkedFacet, type WalkedTest } from '../report/walk';
import type { Language } from './io';

/** More resources are counted, with the lines that make them; those that were made for the facet are named first. */
const NAMED_AT_MOST = 3;

const WORDS = {
  declared: { en: 'constructs made for it', zh: '为此而设的构造' },
  others: { en: (n: number) => `and ${n} ${n === 1 ? 'other' : 'others'}`, zh: (n: number) => `及其他 ${n} 个` },
  also: { en: '; ', zh: '；' },
  resources: { en: (n: number) => `${n} resources`, zh: (n: number) => `${n} 个资源` },
  alsoIn: { en: (n: number) => `, in ${n} stacks`, zh: (n: number) => `，共 ${n} 个栈` },
  more: { en: (n: number) => `; and ${n} more`, zh: (n: number) => `；另有 ${n} 项` },
  test: { en: 'test', zh: '测试' },
  figure: { en: 'figure', zh: '实测' },
  colon: { en: ': ', zh: '：' },
  worst: { en: (n: number) => `, the worst of ${n}`, zh: (n: number) => `，${n} 次中最差` },
  unmeasured: { en: 'none measured of these sources; measured by ', zh: '当前源代码尚无实测数据，测量命令：' },
  measuredBy: { en: 'measured by ', zh: '测量命令：' },
  runBy: { en: 'run by', zh: '运行' },
  observed: { en: 'observed', zh: '观测' },
} as const;

/** What a facet's lines depend on beside it. */
export interface Surroundings {
  /** Whether anything was. */
  readonly judged: boolean;
  /** Why no test is named. */
  readonly untested: Bilingual;
}

/** The steps from a facet to what shows it. */
export function facetLines(facet: WalkedFacet, around: Surroundings, lang: Language): readonly string[] {
  const status =
    facet.status && `  ${DESIGN[facet.status].sign} ${lang === 'zh' ? STATUS_ZH[facet.status] : facet.status}`;
  const isTold =
    facet.checks.length === 0 ||
    facet.checks.some(({ check, state }) => state === 'absent' && check.startsWith('proof:'));
  return [
    '',
    `  #${facet.id.split('#')[1]}${status ?? ''}`,
    `    ${facet.statement[lang]}`,
    ...(facet.reason && isTold ? [`    ${facet.reason[lang]}`] : []),
    ...section(
      WORDS.declared[lang],
      facet.declared.flatMap((group) => [
        ...subjectLines(group, lang),
        ...sayingLines(group, lang).map((line) => `  ${line}`),
      ]),
    ),
    ...checkLines(
      facet.checks.filter(({ check }) => !check.startsWith('test:')),
      lang,
    ),
    ...testLines(facet, around, lang),
    ...figureLines(facet, around, lang),
    ...section(
      WORDS.observed[lang],
      facet.observed.flatMap((group) => groupLines(group, lang)),
    ),
  ];
}

const section = (name: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? [`    • ${name}`, ...lines] : [];

/** Checks that rest on the same are told together. */
function checkLines(checks: readonly WalkedCheck[], lang: Language): readonly string[] {
  const told = checks.map((check) => ({
    name: check.check,
    state: stateText(check, lang),
    lines: check.evidence.flatMap((group) => groupLines(group, lang)),
  }));
  const alike = grouped(told, ({ state, lines }) => [...state, ...lines].join('\n'));
  return [...alike.values()].flatMap((group) => {
    const [
      {
        state: [sign, words],
        lines,
      },
    ] = group as readonly [(typeof told)[number]];
    return [`    ${sign} ${group.map(({ name }) => name).join(', ')}${words}`, ...lines];
  });
}

/** Its sign, and what it comes to in which cloud. */
function stateText({ state, clouds, evidence: [first] }: WalkedCheck, lang: Language): readonly [string, string] {
  const words = state === undefined ? first && OUTCOMES[first.outcome] : SHOWING[state];
  if (!words) return ['-', ''];
  const where = clouds.map((cloud) => CLOUDS[cloud]).join(', ');
  return [words.sign, `  ${words.name[lang]}  [${where}]`];
}

/** What one piece of evidence says, or many that say the same. */
export function groupLines(group: EvidenceGroup, lang: Language): readonly string[] {
  const { sign, name, tone } = OUTCOMES[group.outcome];
  if (tone === 'good' || tone === 'plain') return [...sayingLines(group, lang), ...subjectLines(group, lang)];
  const [resource, ...more] = folded(group, lang);
  const where = resource && more.length === 0 ? `  ${resource.text}` : '';
  return [
    `      ${sign} ${name[lang]}${where}${WORDS.colon[lang]}${saying(group, lang)}`,
    ...(more.length > 0 ? subjectLines(group, lang) : []),
  ];
}

/** The same of evidence that no facet has, under what it is of. */
export function atLargeLines(group: EvidenceGroup, lang: Language): readonly string[] {
  const { sign, name } = OUTCOMES[group.outcome];
  return [
    `    ${sign} ${KINDS[group.kind]?.[lang] ?? group.kind} ${group.check}  ${name[lang]}`,
    ...sayingLines(group, lang),
    ...subjectLines(group, lang),
  ];
}

function saying({ messages: [first, ...others] }: EvidenceGroup, lang: Language): string {
  return `${first[lang]}${others.length > 0 ? WORDS.more[lang](others.length) : ''}`;
}

/** Nothing where the heading says it already. */
const sayingLines = (group: EvidenceGroup, lang: Language): readonly string[] =>
  SILENT.has(group.messages[0].en) ? [] : [`      ${saying(group, lang)}`];

const SILENT: ReadonlySet<string> = new Set([COMPLIANT.en, DECLARED.en]);

interface Folded {
  readonly text: string;
  readonly declared: boolean;
  readonly count: number;
  readonly subjects: readonly Subject[];
}

/** Resources that are made alike in several stacks, once. */
function folded({ subjects }: EvidenceGroup, lang: Language): readonly Folded[] {
  const keyOf = ({ path, type, source }: Subject): string =>
    [roleOf(path), type, source?.file, source?.line].join('\u0000');
  return [...grouped(subjects, ({ subject }) => keyOf(subject)).values()].map((alike) => {
    const [{ subject }] = alike as readonly [(typeof subjects)[number]];
    const { target: _, ...anywhere } = subject;
    const stacks = new Set(alike.map((one) => one.subject.stack)).size;
    const named = stacks > 1 ? `${describeSubject(anywhere)}${WORDS.alsoIn[lang](stacks)}` : describeSubject(subject);
    const place = subject.source ? `  ${subject.source.file}:${subject.source.line}` : '';
    return {
      text: `${named}${place}`,
      declared: alike.some((one) => one.declared),
      count: alike.length,
      subjects: alike.map((one) => one.subject),
    };
  });
}

function subjectLines(group: EvidenceGroup, lang: Language): readonly string[] {
  const all = folded(group, lang);
  const named = all.length <= NAMED_AT_MOST ? all : all.filter(({ declared }) => declared).slice(0, NAMED_AT_MOST);
  const others = all.filter((one) => !named.includes(one)).flatMap(({ subjects }) => subjects);
  const words = named.length > 0 ? WORDS.others : WORDS.resources;
  const last = named.at(-1);
  // made by the same line as the last one that is named: nothing else is to be said of them
  if (last && others.length > 0 && kindOf(others) === kindOf(last.subjects)) {
    const rest = `${WORDS.also[lang]}${words[lang](others.length)}`;
    return named.map(({ text }) => `      ${text}${text === last.text ? rest : ''}`);
  }
  return [
    ...named.map(({ text }) => `      ${text}`),
    ...(others.length > 0 ? [`      ${words[lang](others.length)} (${typesOf(others)})  ${placesOf(others)}`] : []),
  ];
}

const kindOf = (subjects: readonly Subject[]): string => `${typesOf(subjects)} ${placesOf(subjects)}`;

const typesOf = (subjects: readonly Subject[]): string => [...new Set(subjects.map(({ type }) => type))].join(', ');

/** `constructs/a.ts:12, 30; constructs/b.ts:7`: each line of source once. */
function placesOf(subjects: readonly Subject[]): string {
  const sources = subjects.flatMap(({ source }) => source ?? []);
  return [...grouped(sources, ({ file }) => file)]
    .map(([file, lines]) => `${file}:${[...new Set(lines.map(({ line }) => line))].sort((a, b) => a - b).join(', ')}`)
    .join('; ');
}

function testLines({ checks, tests }: WalkedFacet, { untested }: Surroundings, lang: Language): readonly string[] {
  const check = checks.find(({ check: id }) => id.startsWith('test:'));
  if (!check && tests.length === 0) return [];
  // other suites have run, and the report knows of no test but those that have
  const isWritten = check?.state === 'not-built' && tests.length > 0;
  const [sign, words] = check ? stateText(isWritten ? { ...check, state: 'not-run' } : check, lang) : ['•', ''];
  return [
    `    ${sign} ${WORDS.test[lang]}${words}`,
    ...(tests.length === 0 ? [`      ${untested[lang]}`] : []),
    ...fileLines(tests, lang),
  ];
}

/** The tests of the requirement at large. */
export const testsAtLargeLines = (tests: readonly WalkedTest[], lang: Language): readonly string[] =>
  section(WORDS.test[lang], fileLines(tests, lang));

const fileLines = (tests: readonly WalkedTest[], lang: Language): readonly string[] =>
  [...grouped(tests, ({ file, outcome }) => `${file} ${outcome}`).values()].map((of) => fileLine(of, lang));

/** The tests of one file: the first with its title, the others by their lines. */
function fileLine(tests: readonly WalkedTest[], lang: Language): string {
  const [first, ...others] = tests as readonly [WalkedTest, ...WalkedTest[]];
  const { sign, name } = first.outcome === 'not-run' ? NOT_RUN : OUTCOMES[first.outcome];
  const lines = others.flatMap(({ line }) => line ?? []).join(', ');
  const cases = tests.reduce((sum, test) => sum + test.cases, 0);
  const came = first.outcome === 'not-run' ? `${WORDS.runBy[lang]} ${first.command}` : `${cases} ${name[lang]}`;
  const place = `${first.file}${first.line === null ? '' : `:${first.line}`}`;
  return `      ${sign} ${place}  ${first.title.replace(HOLE, '…')}${others.length > 0 ? `  (+${others.length}: ${lines})` : ''}  ${came}`;
}

/** What a table of cases fills in. */
const HOLE = /%[a-z#]|\$\w+/g;

const NOT_RUN = SHOWING['not-run'] as (typeof OUTCOMES)['passed'];

function figureLines(
  { figures, measuredBy }: WalkedFacet,
  { judged }: Surroundings,
  lang: Language,
): readonly string[] {
  const unmeasured = judged ? WORDS.unmeasured : WORDS.measuredBy;
  if (measuredBy.length > 0)
    return [`    ○ ${WORDS.figure[lang]}${WORDS.colon[lang]}${unmeasured[lang]}${measuredBy.join(', ')}`];
  return section(
    WORDS.figure[lang],
    figures.map(({ worst, measures }) => {
      const { sign } = OUTCOMES[worst.passed ? 'passed' : 'failed'];
      const place = `${worst.file}${worst.line === undefined ? '' : `:${worst.line}`}`;
      const of = measures > 1 ? WORDS.worst[lang](measures) : '';
      return `      ${sign} ${figureText(worst, lang)}${of}  ${place}`;
    }),
  );
}
