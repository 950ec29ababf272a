import { type Environment, isIntrinsic, isObject, isOpen, render } from './intrinsics';

/** The conditions of a template, by name. */
export type Conditions = Readonly<Record<string, unknown>>;

/**
 * Whether a condition holds where a template stands: undefined where parameters decide. Where the template stands in several regions, it
 * holds if it does in one of them.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html
 */
export function conditionHolds(name: string, conditions: Conditions, environment: Environment): boolean | undefined {
  const { regions = [environment.region] } = environment;
  const answers = regions.map((region) => holds({ Condition: name }, conditions, { ...environment, region }, []));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** Undefined where parameters decide. */
type Holds = boolean | undefined;

function holds(expression: unknown, conditions: Conditions, environment: Environment, asked: readonly string[]): Holds {
  if (!isObject(expression) || !isIntrinsic(expression)) return undefined;
  const [name = '', argument] = Object.entries(expression)[0] ?? [];
  if (name === 'Fn::Equals') return equal(argument, environment);
  if (name === 'Condition') {
    const other = String(argument);
    // CloudFormation refuses a condition that asks for itself
    return asked.includes(other) ? undefined : holds(conditions[other], conditions, environment, [...asked, other]);
  }
  return LOGIC[name]?.([argument].flat().map((part) => holds(part, conditions, environment, asked)));
}

/** One part may settle it, whatever the others say. */
const settled = (parts: readonly Holds[], by: boolean): Holds => {
  if (parts.includes(by)) return by;
  return parts.includes(undefined) ? undefined : !by;
};

const LOGIC: Readonly<Record<string, (parts: readonly Holds[]) => Holds>> = {
  'Fn::And': (parts) => settled(parts, false),
  'Fn::Or': (parts) => settled(parts, true),
  'Fn::Not': ([part]) => (part === undefined ? undefined : !part),
};

function equal(sides: unknown, environment: Environment): boolean | undefined {
  if (!Array.isArray(sides) || sides.length !== 2) return undefined;
  const [one = '', other = ''] = sides.map((side) => render(side, environment));
  if (isOpen(one) || isOpen(other)) return undefined;
  return one === other;
}
