import { takesIn } from '../nag/wildcards';
import { type Statement, short } from './guardrail';

/** A statement, and the Sids of the statements that became one in it. */
export interface Merged {
  readonly statement: Statement;
  readonly from: readonly string[];
}

/** The same statement in fewer characters: nothing twice, nothing that a wildcard beside it covers, actions in order. */
export function tidied(statement: Statement): Statement {
  const { Action, NotAction, Resource, NotResource } = statement;
  return {
    ...statement,
    ...(Action !== undefined && { Action: actionsIn(Action) }),
    ...(NotAction !== undefined && { NotAction: actionsIn(NotAction) }),
    ...(Resource !== undefined && { Resource: short(uncovered(listed(Resource), coversArn)) }),
    ...(NotResource !== undefined && { NotResource: short(uncovered(listed(NotResource), coversArn)) }),
  };
}

/** Actions ignore case: of two spellings the first stays. */
function actionsIn(list: string | readonly string[]): string | readonly string[] {
  const spelt = new Map<string, string>();
  for (const action of listed(list)) if (!spelt.has(action.toLowerCase())) spelt.set(action.toLowerCase(), action);
  return short(uncovered([...spelt.values()], coversAction).sort());
}

/**
 * Statements that differ in their actions alone, or in their resources alone, become one, which refuses what they refuse. The Sid
 * is that of the first; of the others it tells the number.
 * @param mostCharacters of one statement: larger ones are not made
 */
export function merged(statements: readonly Statement[], mostCharacters: number): readonly Merged[] {
  const alone = statements.map((statement) => ({ statement, from: [statement.Sid] }));
  return (['Action', 'Resource'] as const)
    .reduce<readonly Merged[]>((before, list) => mergedBy(list, before, mostCharacters), alone)
    .map(({ statement, from }) => ({ statement: tidied(statement), from }));
}

/** Joins each statement to the first before it that differs in nothing but one list. */
function mergedBy(list: 'Action' | 'Resource', before: readonly Merged[], mostCharacters: number): readonly Merged[] {
  const open = new Map<string, number>();
  const after: Merged[] = [];
  for (const entry of before) {
    const key = keyWithout(list, entry.statement);
    const at = key === undefined ? undefined : open.get(key);
    const other = at === undefined ? undefined : after[at];
    const joint = other && joined(list, other, entry);
    if (at !== undefined && joint && charactersIn(joint.statement) <= mostCharacters) {
      after[at] = joint;
      continue;
    }
    if (key !== undefined) open.set(key, after.length);
    after.push(entry);
  }
  return after;
}

/** Everything but the Sid and one list; undefined for statements that have no such list. */
function keyWithout(list: 'Action' | 'Resource', statement: Statement): string | undefined {
  const { Sid: _, [list]: own, ...rest } = statement;
  return own === undefined ? undefined : JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function joined(list: 'Action' | 'Resource', one: Merged, other: Merged): Merged {
  const from = [...one.from, ...other.from];
  const values = [...listed(one.statement[list]), ...listed(other.statement[list])];
  const Sid = `${from[0]}And${from.length - 1}More`;
  return { statement: { ...one.statement, Sid, [list]: values }, from };
}

/** Characters of a statement, as Organizations counts them. */
export const charactersIn = (statement: Statement): number => JSON.stringify(statement).length;

const listed = (value: string | readonly string[] | undefined): readonly string[] => [value ?? []].flat();

/** Only patterns with wildcards cover anything but themselves; of two that cover each other the first stays. */
function uncovered(values: readonly string[], covers: (pattern: string, text: string) => boolean): string[] {
  const distinct = [...new Set(values)];
  const mayCover = byBeginning(distinct.filter((value) => /[*?]/.test(value)));
  return distinct.filter(
    (value, index) =>
      !mayCover(value).some(
        (other) =>
          other !== value && covers(other, value) && !(covers(value, other) && index < distinct.indexOf(other)),
      ),
  );
}

/** Finds the patterns that begin, up to their first wildcard, as a text does: of hundreds only a few have to be compared with it. */
function byBeginning(patterns: readonly string[]): (text: string) => readonly string[] {
  const known = new Map<string, string[]>();
  for (const pattern of patterns) {
    const beginning = pattern.slice(0, pattern.search(/[*?]/)).toLowerCase();
    known.set(beginning, [...(known.get(beginning) ?? []), pattern]);
  }
  const lengths = [...new Set([...known.keys()].map(({ length }) => length))];
  return (text) => lengths.flatMap((length) => known.get(text.slice(0, length).toLowerCase()) ?? []);
}

export const coversAction = (pattern: string, text: string): boolean =>
  /[*?]/.test(pattern)
    ? coversText(pattern, text, 'i')
    : pattern.length === text.length && pattern.toLowerCase() === text.toLowerCase();

/** Parts of an ARN are compared one by one, so that a wildcard covers nothing beyond its part. */
export function coversArn(pattern: string, text: string): boolean {
  if (pattern === '*' || pattern === text) return true;
  const [parts, others] = [partsOf(pattern), partsOf(text)];
  if (!parts || !others) return false;
  return parts.every((part, index) => part === others[index] || coversText(part, others[index] ?? ''));
}

/** Whether a pattern takes in all that another does: a `?` of the one takes in one character, and so no `*` of the other. */
const coversText = (pattern: string, other: string, flags: '' | 'i' = ''): boolean =>
  !(pattern.includes('?') && other.includes('*')) && takesIn(pattern, other, flags);

/** The six parts of a whole ARN without policy variables; of others nothing is known. */
function partsOf(arn: string): readonly string[] | undefined {
  if (!divided.has(arn)) divided.set(arn, divide(arn));
  return divided.get(arn);
}

/** The same few ARNs are compared with each other again and again. */
const divided = new Map<string, readonly string[] | undefined>();

function divide(arn: string): readonly string[] | undefined {
  const parts = arn.split(':');
  if (arn.includes('${') || parts.length < 6) return undefined;
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Whether a statement refuses all actions that a pattern takes in, and all resources. */
export const takesAction = ({ Action, NotAction }: Statement, action: string): boolean =>
  NotAction === undefined
    ? listed(Action).some((pattern) => coversAction(pattern, action))
    : !listed(NotAction).some((pattern) => coversAction(pattern, action));

export const takesResource = ({ Resource, NotResource }: Statement, resource: string): boolean =>
  NotResource === undefined
    ? listed(Resource).some((pattern) => coversArn(pattern, resource))
    : !listed(NotResource).some((pattern) => coversArn(pattern, resource));
