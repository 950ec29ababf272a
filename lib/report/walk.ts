import { type Bilingual, type Facet, facetsOf, type RequirementId } from '../../constructs/standard';
import { checksOf } from '../../constructs/standard/mapping';
import { ADVERSE, type Evidence, type EvidenceKind, type Outcome } from '../evidence/evidence';
import type { Ledger } from '../evidence/ledger';
import { type Subject, subjectKey } from '../evidence/subject';
import { commandOf, type WrittenTest } from '../evidence/test-catalogue';
import type { Figure } from '../evidence/test-results';
import { grouped } from './grouped';
import { type MergedCheck, merged } from './merged-checks';
import type { FacetEntry, RequirementEntry } from './report';

/** Evidence that says the same, once: of all its resources. */
export interface EvidenceGroup {
  readonly kind: EvidenceKind;
  readonly check: string;
  readonly outcome: Outcome;
  /** What is said: several messages where each says something good in words of its own. */
  readonly messages: readonly [Bilingual, ...Bilingual[]];
  /** How many pieces of evidence it stands for. */
  readonly count: number;
  /** First those that constructs declare for the facet. */
  readonly subjects: readonly WalkedSubject[];
}

export interface WalkedSubject {
  readonly subject: Subject;
  /** Whether a construct was made for this facet. */
  readonly declared: boolean;
}

/** A check of a facet, the clouds where it comes to the same, and what it rests on. */
export interface WalkedCheck extends MergedCheck {
  readonly evidence: readonly EvidenceGroup[];
}

/** A test as its source has it, and what came of it. */
export interface WalkedTest extends Pick<WrittenTest, 'title' | 'file'> {
  /** Null where a table of cases makes the title up. */
  readonly line: number | null;
  readonly outcome: 'passed' | 'failed' | 'not-run';
  /** How many cases ran. */
  readonly cases: number;
  /** What runs it, where it was not. */
  readonly command?: string;
}

/** The figures of one kind that tests have measured of a facet: how many, and the worst of them. */
export interface WalkedFigure {
  readonly worst: Figure;
  readonly measures: number;
}

export interface WalkedFacet extends Facet {
  readonly status?: FacetEntry['status'];
  readonly reason?: Bilingual;
  /** What constructs declare to serve it. */
  readonly declared: readonly EvidenceGroup[];
  readonly checks: readonly WalkedCheck[];
  readonly tests: readonly WalkedTest[];
  readonly figures: readonly WalkedFigure[];
  /** What runs the tests that would measure figures, where there are none yet. */
  readonly measuredBy: readonly string[];
  readonly observed: readonly EvidenceGroup[];
}

/** From a requirement to what shows it, step by step. */
export interface Walk {
  readonly facets: readonly WalkedFacet[];
  /** What speaks of the requirement at large. */
  readonly evidence: readonly EvidenceGroup[];
  /** The tests of the requirement at large. */
  readonly tests: readonly WalkedTest[];
}

/** What is walked through. Nothing is judged where there is no ledger: then it is told what would show the requirement. */
export interface Walked {
  readonly ledger?: Pick<Ledger, 'evidence' | 'figures'>;
  readonly entry?: RequirementEntry;
  /** The assertion tests of the checkout. */
  readonly tests: readonly WrittenTest[];
}

export function walkOf(requirement: RequirementId, facets: readonly Facet[], walked: Walked): Walk {
  const evidence = [...(walked.ledger?.evidence ?? []), ...missingRecords(requirement, walked.entry)]
    .filter(({ outcome, requirements }) => outcome !== 'not-applicable' && requirements.includes(requirement))
    .sort((one, other) => compare(subjectKey(one.subject), subjectKey(other.subject)));
  const known = walked.entry?.design.facets ?? [];
  const records = new Set(known.flatMap(({ checks }) => checks.map(({ check }) => check)));
  const isAtLarge = ({ kind, check, facets: of }: Evidence): boolean =>
    kind === 'record' ? !records.has(`record:${check}`) : !known.some(({ id }) => of.includes(id));
  // who asks for one facet is told of that alone
  const isWhole = facets.length === facetsOf(requirement).length;
  const atLarge = isWhole ? evidence.filter(isAtLarge) : [];
  return {
    facets: facets.map((facet) => walkedFacet(facet, evidence, walked)),
    evidence: groupsOf(
      atLarge.filter(({ kind }) => kind !== 'test'),
      [],
    ),
    tests: walkedTests(
      atLarge.flatMap(runTest),
      walked.tests.filter(({ id }) => isWhole && id === requirement),
    ),
  };
}

function walkedFacet(facet: Facet, ofRequirement: readonly Evidence[], { ledger, entry, tests }: Walked): WalkedFacet {
  const evidence = ofRequirement.filter(({ kind, facets }) => kind === 'record' || facets.includes(facet.id));
  const of = (wanted: EvidenceKind): readonly Evidence[] => evidence.filter(({ kind }) => kind === wanted);
  const declared = [...of('declared')].sort(byRole);
  const state = entry?.design.facets.find(({ id }) => id === facet.id);
  const figures = (ledger?.figures ?? []).filter((figure) => figure.facet === facet.id);
  const written = tests.filter(({ id }) => id === facet.id);
  return {
    ...facet,
    ...(state && { status: state.status, reason: { en: state.reason, zh: state.reasonZh } }),
    declared: groupsOf(declared, declared),
    checks: walkedChecks(state ? merged(state.checks) : askedOf(facet), evidence, declared),
    tests: walkedTests(of('test').flatMap(runTest), written),
    figures: worstOfEach(figures),
    measuredBy:
      figures.length > 0 ? [] : unique(written.filter(({ measures }) => measures).map(({ file }) => commandOf(file))),
    observed: groupsOf(of('observed'), declared),
  };
}

/** What would show a facet, where nothing was judged. */
const askedOf = (facet: Facet): readonly MergedCheck[] =>
  [...checksOf(facet.id), ...(facet.rollup ?? []).map((id) => `requirement:${id}`)].map((check) => ({
    check,
    clouds: [],
  }));

/** The checks that a facet demands, and those that speak to it beside them. */
function walkedChecks(
  demanded: readonly MergedCheck[],
  evidence: readonly Evidence[],
  declared: readonly Evidence[],
): readonly WalkedCheck[] {
  const beside = evidence.filter(
    (one) => (one.kind === 'rule' || one.kind === 'proof') && !demanded.some((check) => isOf(one, check)),
  );
  const others = unique(beside.map(({ kind, check }) => `${kind}:${check}`)).map((check) => ({
    check,
    clouds: unique(beside.flatMap(({ subject, cloud }) => subject?.cloud ?? cloud ?? [])),
  }));
  return [
    ...demanded.map((check) => ({ check, found: evidence.filter((one) => isOf(one, check)) })),
    ...others.map((check) => ({ check, found: beside.filter((one) => isOf(one, check)) })),
  ].map(({ check, found }) => ({
    ...check,
    evidence: check.check.startsWith('test:') ? [] : groupsOf(found, declared),
  }));
}

const worstOfEach = (figures: readonly Figure[]): readonly WalkedFigure[] =>
  [...grouped(figures, ({ what, unit }) => `${what.en} ${unit}`).values()].map((of) => ({
    worst: of.reduce(worse),
    measures: of.length,
  }));

/** What is shown of a resource of one cloud shows nothing of the other. */
const isOf = ({ kind, check, subject, cloud }: Evidence, of: MergedCheck): boolean => {
  const where = subject?.cloud ?? cloud;
  return `${kind}:${check}` === of.check && (where === undefined || of.clouds.includes(where));
};

/** A record that is asked for and was not supplied stands in the report alone. */
const missingRecords = (requirement: RequirementId, entry: RequirementEntry | undefined): readonly Evidence[] =>
  (entry?.evidence ?? [])
    .filter(({ outcome }) => outcome === 'missing')
    .map(({ kind, check, outcome, subject, message, messageZh }) => ({
      ...{ kind, check, outcome, subject, message: { en: message, zh: messageZh } },
      ...{ requirements: [requirement], facets: [] },
    }));

/**
 * Evidence that says the same becomes one group: of what is good whatever its words, of what is undecided by them. What is
 * wrong, or was accepted, is named each.
 */
export function groupsOf(evidence: readonly Evidence[], declared: readonly Evidence[]): readonly EvidenceGroup[] {
  const keyOf = ({ kind, check, outcome, message }: Evidence, index: number): string => {
    if (ADVERSE.has(outcome) || outcome === 'suppressed' || outcome === 'ineffective') return `${index}`;
    if (kind === 'declared') return [roleOf(check), message.en].join('\u0000');
    return [kind, check, outcome, GOOD.has(outcome) ? '' : message.en].join('\u0000');
  };
  const groups = grouped([...evidence.entries()], ([index, entry]) => keyOf(entry, index));
  return [...groups.values()].map((group) =>
    groupOf(
      group.map(([, entry]) => entry),
      declared,
    ),
  );
}

function groupOf(evidence: readonly Evidence[], declared: readonly Evidence[]): EvidenceGroup {
  const [first] = evidence as readonly [Evidence, ...Evidence[]];
  const [message, ...more] = new Map(evidence.map((entry) => [entry.message.en, entry.message])).values();
  const subjects = evidence
    .flatMap(({ subject }) => (subject ? [{ subject, declared: isDeclared(subject, declared) }] : []))
    .sort((one, other) => Number(other.declared) - Number(one.declared));
  const { kind, check, outcome } = first;
  const messages = [message ?? first.message, ...more] as const;
  return { kind, check, outcome, messages, count: evidence.length, subjects };
}

const GOOD: ReadonlySet<Outcome> = new Set<Outcome>(['compliant', 'passed', 'effective', 'valid']);

const isDeclared = ({ stack, path }: Subject, declared: readonly Evidence[]): boolean =>
  declared.some(({ check, subject }) => subject?.stack === stack && `${path}/`.startsWith(`${check}/`));

/** The same construct in another stack has the same role: its path below the stack. */
export const roleOf = (path: string): string => path.slice(path.indexOf('/') + 1);

/** From where a person comes in to where it is kept and who is told. */
const ROLES = [
  'AWS::SSM::Document',
  'AWS::EC2::LaunchTemplate',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::Function',
];

const rankOf = ({ subject }: Evidence): number => {
  if (subject?.type === 'AWS::CloudWatch::Alarm') return ROLES.length + 1;
  const rank = ROLES.indexOf(subject?.type ?? '');
  return rank === -1 ? ROLES.length : rank;
};

const byRole = (one: Evidence, other: Evidence): number => rankOf(one) - rankOf(other);

type RunTest = NonNullable<Evidence['test']> & Pick<Evidence, 'outcome'>;

const runTest = ({ test, outcome }: Evidence): readonly RunTest[] => (test ? [{ ...test, outcome }] : []);

/** The tests of the sources, and those of a run that stand in no source here. */
function walkedTests(run: readonly RunTest[], written: readonly WrittenTest[]): readonly WalkedTest[] {
  const placeOf = ({ file, line, title }: Pick<RunTest, 'file' | 'line' | 'title'>): string =>
    `${file}:${line ?? title}`;
  const results = grouped(run, placeOf);
  const unrun = written.filter((test) => !results.has(placeOf(test)));
  const titles = new Map(written.map((test) => [placeOf(test), test.title]));
  const ran = [...results].map(([place, cases]): WalkedTest => {
    const [{ file, line, title }] = cases as readonly [RunTest, ...RunTest[]];
    const failed = cases.some(({ outcome }) => outcome === 'failed');
    return {
      ...{ title: withoutId(titles.get(place) ?? title), file, line: line ?? null },
      ...{ outcome: failed ? 'failed' : 'passed', cases: cases.length },
    };
  });
  const others = unrun.map(
    ({ title, file, line }): WalkedTest => ({
      ...{ title: withoutId(title), file, line },
      ...{ outcome: 'not-run', cases: 0, command: commandOf(file) },
    }),
  );
  return [...ran, ...others].sort((one, other) => compare(one.file, other.file) || (one.line ?? 0) - (other.line ?? 0));
}

const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

const withoutId = (title: string): string => title.replace(/^[\d.]+\/[\w#-]+[:,]?\s*/, '');

/** Of two figures of one kind, that which is nearer to its bound or past it. */
const worse = (one: Figure, other: Figure): Figure => {
  const isLess = one.atLeast !== undefined ? other.value < one.value : other.value > one.value;
  return isLess ? other : one;
};

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];
