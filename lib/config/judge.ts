import type { Bilingual } from '../../constructs/standard';
import { type CheckContext, checks } from './checks';
import { defaultPolicyTypes } from './checks/organization';
import { type Draft, draftOf } from './draft';
import { type Gap, standsDespite } from './gaps';
import { completeIdentity } from './identity-documents';
import { valueAt } from './paths';
import type { Fault, Path } from './problem';
import { withRaisedDefaults } from './raised-defaults';
import { type LandingZoneConfig, type ParsedConfig, schema } from './schema';
import type { Tree } from './source/tree';
import { faultOf } from './zod-issues';

export interface Judged {
  /** Absent when it does not fit the schema. */
  readonly config?: LandingZoneConfig;
  readonly faults: readonly Fault[];
}

/** Against the schema and the checks: of what is ill-formed or was not read, they say what holds whatever stands there. */
export function judge(tree: Tree, asked: Omit<CheckContext, 'isWritten'>, unread: readonly Gap[]): Judged {
  const parsed = schema.safeParse(withRaisedDefaults(tree.value));
  const isWritten = (path: Path): boolean => valueAt(tree.value, path) !== undefined;
  if (parsed.success && unread.length === 0) {
    const context = { ...asked, isWritten };
    return { config: complete(parsed.data, context, tree), faults: faultsIn(parsed.data, context) };
  }
  const draft = draftOf(tree.value);
  const context = { ...asked, isWritten: (path: Path) => isWritten(draft.original(path)) };
  const faults = [
    ...schemaFaults(draft, tree),
    ...lastingFaults(draft, context).map((fault) => ({ ...fault, path: draft.original(fault.path) })),
  ];
  return { faults: faults.filter(standsDespite(unread)) };
}

const faultsIn = (config: ParsedConfig, context: CheckContext): readonly Fault[] =>
  checks.flatMap((check) => [...check.judge(config, context)]);

function schemaFaults(draft: Draft, tree: Tree): readonly Fault[] {
  const ask = (path: Path) => {
    const original = draft.original(path);
    return { value: valueAt(tree.value, original), written: tree.written(original) };
  };
  const faults = draft.issues.map((issue) => faultOf(issue, ask)).filter(standsDespite(draft.meant));
  return [...draft.unknownKeys, ...faults.map((fault) => ({ ...fault, path: draft.original(fault.path) }))];
}

/** What the checks say of every reading of the draft: the rest hangs on what is not known. */
function lastingFaults(draft: Draft, context: CheckContext): readonly Fault[] {
  let lasting: readonly Fault[] = [];
  let nth = 0;
  const faultsOf = faultsOfReadings(context);
  for (const { config, names } of draft.readings()) {
    const faults = faultsOf(config).map((fault) => nameless(fault, names));
    // the second reading differs by names alone: so what differs hangs on one
    lasting =
      nth === 0 ? faults.filter(standsDespite(draft.gaps)) : common(lasting, faults, nth === 1 ? wordsOf : gistOf);
    if (lasting.length === 0) break;
    nth++;
  }
  return lasting;
}

/** Readings differ in few sections: a check whose sections are as in an earlier one has nothing new to say. */
function faultsOfReadings(context: CheckContext): (config: ParsedConfig) => readonly Fault[] {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const told = new Map<string, readonly Fault[]>();
  return (config) => {
    const sections = Object.fromEntries(
      Object.entries(config).map(([key, section]) => [key, numberOf(JSON.stringify(section))]),
    );
    return checks.flatMap((check, nth) => {
      const key = [nth, ...check.sections.map((section) => sections[section])].join();
      const faults = told.get(key) ?? [...check.judge(config, context)];
      told.set(key, faults);
      return faults;
    });
  };
}

function common(some: readonly Fault[], others: readonly Fault[], key: (fault: Fault) => string): readonly Fault[] {
  const known = new Set(others.map(key));
  return some.filter((fault) => known.has(key(fault)));
}

const wordsOf = ({ code, path, message, mend }: Fault): string => JSON.stringify([code, path, message.en, mend.en]);

/** A bound that is not known differs from reading to reading, and is the least in the first. */
const gistOf = ({ code, path, message }: Fault): string =>
  JSON.stringify([code, path, message.en.replaceAll(/\d+/g, '#')]);

/** Without the names that nobody wrote. */
function nameless(fault: Fault, names: readonly string[]): Fault {
  const spoken = names.filter((name) => fault.message.en.includes(name) || fault.mend.en.includes(name));
  if (spoken.length === 0) return fault;
  const longestFirst = spoken.sort((a, b) => b.length - a.length);
  const without = ({ en, zh }: Bilingual): Bilingual => ({
    en: longestFirst.reduce((text, name) => text.replaceAll(name, '…'), en),
    zh: longestFirst.reduce((text, name) => text.replaceAll(name, '…'), zh),
  });
  return { ...fault, message: without(fault.message), mend: without(fault.mend) };
}

/** Fills what one section takes from another, and what stands in documents. */
function complete(parsed: ParsedConfig, context: CheckContext, tree: Tree): LandingZoneConfig {
  const everywhere = [...parsed.regions.allowed, ...Object.values(parsed.azure?.regions ?? {})];
  const dataClasses = parsed.dataClasses.map((dataClass) => ({
    ...dataClass,
    handling: { ...dataClass.handling, regions: dataClass.handling.regions ?? everywhere },
  }));
  const organization = parsed.organization && {
    ...parsed.organization,
    policyTypes: parsed.organization.policyTypes ?? defaultPolicyTypes(parsed.partition),
  };
  // the checks have made sure that the profile has its section
  const identity = completeIdentity(parsed.identity, context, tree);
  return {
    ...parsed,
    dataClasses,
    identity,
    checkedOn: context.asOf,
    ...(organization && { organization }),
  } as LandingZoneConfig;
}
