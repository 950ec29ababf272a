/**
 * Filter patterns of CloudWatch Logs for events in JSON, read and decided. What the language's documentation does not
 * settle is undecided: regular expressions, and a difference from a field that is not there.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export type Expression =
  | { readonly kind: 'everything' }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'comparison';
      /** A path from the event, such as `userIdentity.type`. */
      readonly selector: string;
      readonly operator: string;
      /** Text without quotes, or `NULL`, `TRUE`, `FALSE` after `IS`. */
      readonly value: string;
    };

/** True or false; undefined where what is known does not decide. */
export type Decision = boolean | undefined;

/** The values at a selector, none where the event has no such field; undefined where that is not known. */
export type Lookup = (selector: string) => readonly unknown[] | undefined;

const TOKEN = /\s*(&&|\|\||!=|<=|>=|[()=<>]|"[^"]*"|%[^%]*%|\$(?:\.\[?[\w'*.-]+\]?|\[[^\]]*\])+|[^\s()&|=<>!"]+)/y;

/** A pattern as an expression; `undecided` for one of another kind, such as terms of text, or one that cannot be read. */
export function parsePattern(pattern: string): Expression {
  const expression = known.get(pattern) ?? parsed(pattern);
  known.set(pattern, expression);
  return expression;
}

/** Many rules read the same few patterns. */
const known = new Map<string, Expression>();

function parsed(pattern: string): Expression {
  const text = pattern.trim();
  if (text === '' || text === '" "') return { kind: 'everything' };
  if (!text.startsWith('{') || !text.endsWith('}')) return { kind: 'undecided' };
  const tokens = tokensOf(text.slice(1, -1));
  const whole = tokens && either(tokens);
  return whole && tokens?.length === 0 ? whole : { kind: 'undecided' };
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const match = TOKEN.exec(text);
    if (!match) return undefined;
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

/** `||` binds last. Each of these takes its tokens from the front; undefined where they make no sense. */
function either(tokens: string[]): Expression | undefined {
  return joined(tokens, '||', 'or', (rest) => joined(rest, '&&', 'and', single));
}

function joined(
  tokens: string[],
  symbol: string,
  kind: 'and' | 'or',
  next: (tokens: string[]) => Expression | undefined,
): Expression | undefined {
  let left = next(tokens);
  while (left && tokens[0] === symbol) {
    tokens.shift();
    const right = next(tokens);
    left = right && { kind, left, right };
  }
  return left;
}

function single(tokens: string[]): Expression | undefined {
  if (tokens[0] !== '(') return comparison(tokens);
  tokens.shift();
  const inner = either(tokens);
  return tokens.shift() === ')' ? inner : undefined;
}

function comparison(tokens: string[]): Expression | undefined {
  const [from = '', operator = '', value = ''] = tokens.splice(0, 3);
  if (!from.startsWith('$')) return undefined;
  const selector = from.replace(/^\$\.?/, '');
  if (`${operator} ${value}` === 'NOT EXISTS') return { kind: 'comparison', selector, operator, value };
  if (operator === 'IS' && /^(NULL|TRUE|FALSE)$/.test(value)) return { kind: 'comparison', selector, operator, value };
  if (!/^(=|!=|<|<=|>|>=)$/.test(operator) || value === '' || /^[()&|]/.test(value)) return undefined;
  if (value.startsWith('%')) return { kind: 'undecided' };
  return { kind: 'comparison', selector, operator, value: value.replace(/^"|"$/g, '') };
}

/** The conditions of which an expression is made. */
export const conditionsOf = (expression: Expression): readonly Expression[] =>
  'left' in expression ? [...conditionsOf(expression.left), ...conditionsOf(expression.right)] : [expression];

/** Whether a pattern fires on an event of which the lookup knows something, or everything. */
export function fires(expression: Expression, lookup: Lookup): Decision {
  switch (expression.kind) {
    case 'everything':
      return true;
    case 'undecided':
      return undefined;
    case 'and':
      return both(fires(expression.left, lookup), fires(expression.right, lookup));
    case 'or':
      return negated(both(negated(fires(expression.left, lookup)), negated(fires(expression.right, lookup))));
    case 'comparison': {
      const values = lookup(expression.selector);
      return values && compared(values, expression.operator, expression.value);
    }
  }
}

const negated = (decision: Decision): Decision => (decision === undefined ? undefined : !decision);

function both(left: Decision, right: Decision): Decision {
  if (left === false || right === false) return false;
  return left === undefined || right === undefined ? undefined : true;
}

function compared(found: readonly unknown[], operator: string, wanted: string): Decision {
  if (operator === 'NOT') return found.length === 0;
  if (operator === 'IS') return found.some((value) => String(value).toUpperCase() === wanted);
  // a selector must lead to a text or a number: the pattern does not fit an event where it leads elsewhere
  const values = found.filter(
    (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  );
  if (operator === '!=') return found.length === 0 ? undefined : values.some((value) => !isLike(value, wanted));
  if (operator === '=') return values.some((value) => isLike(value, wanted));
  return values.some((value) => typeof value === 'number' && isOrdered(value, operator, Number(wanted)));
}

/** `*` at the beginning and at the end stands for any text; within, for itself. */
function isLike(value: unknown, wanted: string): boolean {
  const text = String(value);
  if (typeof value === 'number') return wanted === '*' || value === Number(wanted);
  const [before, after] = [wanted.startsWith('*'), wanted.endsWith('*')];
  if (!before && !after) return text === wanted;
  const core = wanted.replace(/^\*/, '').replace(/\*$/, '');
  if (before && after) return text.includes(core);
  if (before) return text.endsWith(core);
  return text.startsWith(core);
}

function isOrdered(value: number, operator: string, limit: number): boolean {
  if (operator === '<') return value < limit;
  if (operator === '<=') return value <= limit;
  return operator === '>' ? value > limit : value >= limit;
}
