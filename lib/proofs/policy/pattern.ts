import { Doubt, type Truth } from './truth';

/** The value of a context key as a policy variable: undefined where the request has none. */
export type Lookup = (key: string) => string | undefined | Doubt;

export interface PatternOptions {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** @default false */
  readonly ignoreCase?: boolean;
  /** Values of policy variables; left out where the element or the language version has none. */
  readonly lookup?: Lookup;
}

/** `${aws:username}`, `${aws:PrincipalTag/team, 'company-wide'}`; never `${AWS::Region}` or `${Bucket.Arn}`. */
const VARIABLE = /^([\w-]+:(?!:)[^,]*?)(?:\s*,\s*'([^']*)')?$/;

/** A placeholder for anything; `{{resolve:…}}` is read by CloudFormation when it deploys. */
const PLACEHOLDER = /\$\{([^}]*)\}|\{\{resolve:[^}]*\}\}/g;

/** Characters that stand for themselves as `${*}`, `${?}` and `${$}`. */
const SPECIAL: ReadonlySet<string> = new Set(['*', '?', '$']);

interface Compiled {
  readonly expression: RegExp;
  /** Why the pattern is not known to the letter, where it is not: the expression then matches too much. */
  readonly open?: Doubt;
}

/** By whether there are wildcards, and whether case matters: a key made of all three would cost more than it saves. */
const compiled = [
  new Map<string, RegExp>(),
  new Map<string, RegExp>(),
  new Map<string, RegExp>(),
  new Map<string, RegExp>(),
];

/**
 * Whether a pattern of a policy takes in a text. A variable without a value takes in nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function matches(pattern: string, text: string, options: PatternOptions): Truth {
  if (pattern === '*' && options.wildcards) return true;
  if (!PATTERN.test(pattern)) return same(pattern, text, options);
  if (options.wildcards && BEGINNING.test(pattern)) {
    return same(pattern.slice(0, -1), text.slice(0, pattern.length - 1), options);
  }
  const known = compile(pattern, options);
  if (known === undefined || !known.expression.test(text)) return false;
  return known.open ?? true;
}

/** A text that may stand for others than itself. */
const PATTERN = /[*?{]/;

/** A text that only begins as given: what most patterns are. */
const BEGINNING = /^[^*?{]*\*$/;

const same = (pattern: string, text: string, { ignoreCase = false }: PatternOptions): boolean =>
  ignoreCase ? pattern.toLowerCase() === text.toLowerCase() : pattern === text;

/**
 * Whether an ARN pattern takes in an ARN. The parts between colons are compared one by one; an incomplete ARN is completed
 * with wildcards.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function matchesArn(pattern: string, arn: string, lookup?: Lookup): Truth {
  const options = lookup ? { wildcards: true, lookup } : WILDCARDS;
  const parts = wantedParts(pattern);
  if (!parts) return matches(pattern, arn, options);
  const actual = arnParts(arn);
  if (actual.length < ARN_PARTS) return false;
  let open: Doubt | undefined;
  for (let index = 0; index < ARN_PARTS; index++) {
    const truth = matches(parts[index] ?? '*', actual[index] ?? '', options);
    if (truth === false) return false;
    if (truth !== true) open ??= truth;
  }
  return open ?? true;
}

const WILDCARDS: PatternOptions = { wildcards: true };

/** By pattern: policies have the same few, asked about again and again. */
const wanted = new Map<string, readonly string[] | undefined>();

/** The parts of a pattern to be compared one by one; undefined where it is compared as a whole. */
function wantedParts(pattern: string): readonly string[] | undefined {
  const before = wanted.get(pattern);
  if (before || wanted.has(pattern)) return before;
  const parts = arnParts(pattern);
  // a placeholder may hold colons of its own, so nothing is known of the parts behind it
  const isWhole = !pattern.startsWith('arn:') || parts.slice(0, 5).some((part) => part.includes('{'));
  const found = isWhole ? undefined : parts;
  wanted.set(pattern, found);
  return found;
}

/** `arn`, partition, service, region, account, resource. */
const ARN_PARTS = 6;

const parted = new Map<string, readonly string[]>();

/** The parts of an ARN; colons of the resource and those inside `${…}` do not part. */
export function arnParts(text: string): readonly string[] {
  const before = parted.get(text);
  if (before) return before;
  const parts = divided(text);
  parted.set(text, parts);
  return parts;
}

function divided(text: string): readonly string[] {
  const plain = text.includes('${') ? text.replace(PLACEHOLDER, (found) => found.replaceAll(':', '\u0000')) : text;
  const parts = plain.split(':');
  const head = parts.slice(0, ARN_PARTS - 1);
  const all = parts.length < ARN_PARTS ? parts : [...head, parts.slice(ARN_PARTS - 1).join(':')];
  return all.map((part) => part.replaceAll('\u0000', ':'));
}

/** A pattern without its placeholders for values that deployment decides, or undefined where a variable has no value. */
function compile(pattern: string, options: PatternOptions): Compiled | undefined {
  if (!pattern.includes('{')) return { expression: constant(pattern, options) };
  let source = '';
  let open: Doubt | undefined;
  let at = 0;
  for (const found of pattern.matchAll(PLACEHOLDER)) {
    const [whole, name] = found;
    const value = name === undefined ? undeployed(whole) : placeholder(name, options.lookup);
    if (value === undefined) return undefined;
    source += quoted(pattern.slice(at, found.index), options.wildcards);
    source += value instanceof Doubt ? '[\\s\\S]*' : quoted(value, false);
    if (value instanceof Doubt) open ??= value;
    at = found.index + whole.length;
  }
  source += quoted(pattern.slice(at), options.wildcards);
  return { expression: expressionOf(source, options), ...(open && { open }) };
}

function placeholder(name: string, lookup: Lookup | undefined): string | undefined | Doubt {
  const [, key, fallback] = VARIABLE.exec(name) ?? [];
  const special = SPECIAL.has(name);
  if (key === undefined && !special) return undeployed(`\${${name}}`);
  if (!lookup) return `\${${name}}`;
  return special ? name : (lookup(key ?? '') ?? fallback);
}

const undeployed = (text: string): Doubt =>
  new Doubt({ en: `${text} is known at deployment only`, zh: `${text} 的值仅在部署时可知` });

function constant(pattern: string, options: PatternOptions): RegExp {
  const alike = compiled[Number(options.wildcards) + 2 * Number(options.ignoreCase ?? false)];
  const known = alike?.get(pattern);
  if (known) return known;
  const expression = expressionOf(quoted(pattern, options.wildcards), options);
  alike?.set(pattern, expression);
  return expression;
}

const expressionOf = (source: string, { ignoreCase = false }: PatternOptions): RegExp =>
  new RegExp(`^${source}$`, ignoreCase ? 'i' : '');

function quoted(text: string, wildcards: boolean): string {
  const escaped = text.replace(/[.+^${}()|[\]\\*?]/g, '\\$&');
  return wildcards ? escaped.replaceAll('\\*', '[\\s\\S]*').replaceAll('\\?', '[\\s\\S]') : escaped;
}
