import { at, listOf, type Placed, rendered } from './templates';

/** A call on data as selectors see it. */
export interface DataCall {
  readonly type: string;
  readonly arn: string;
  readonly name: string;
}

const OPERATORS: Readonly<Record<string, (text: string, value: string) => boolean>> = {
  Equals: (text, value) => text === value,
  StartsWith: (text, value) => text.startsWith(value),
  NotEquals: (text, value) => text !== value,
  NotStartsWith: (text, value) => !text.startsWith(value),
};

/**
 * Whether a trail records a call, decided from its selectors as CloudTrail documents it: of a field, none of what is excluded
 * and any of what is selected; all fields of a selector; any selector.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html
 */
export function records(trail: Placed, call: DataCall): boolean {
  const event: Readonly<Record<string, string>> = {
    eventCategory: 'Data',
    'resources.type': call.type,
    'resources.ARN': call.arn,
    eventName: call.name,
  };
  const holds = (condition: unknown): boolean => {
    const { Field: field, ...asked } = condition as { Field: string } & Record<string, unknown[]>;
    const text = event[field];
    if (text === undefined) throw new Error(`${field} is none of the fields of a call`);
    const of = (operator: string): boolean[] =>
      (asked[operator] ?? []).map((value) => {
        const decide = OPERATORS[operator];
        if (!decide) throw new Error(`${operator} is not decided here`);
        return decide(text, rendered(value, trail.template));
      });
    const operators = Object.keys(asked);
    const selected = operators.filter((operator) => !operator.startsWith('Not')).flatMap(of);
    return (
      operators.filter((operator) => operator.startsWith('Not')).every((operator) => of(operator).every(Boolean)) &&
      (selected.length === 0 || selected.some(Boolean))
    );
  };
  return listOf(at(trail.properties, 'AdvancedEventSelectors')).some((selector) =>
    listOf(at(selector, 'FieldSelectors')).every(holds),
  );
}
