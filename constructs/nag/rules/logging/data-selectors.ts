import { isIntrinsic, isObject, isOpen, render } from '../../intrinsics';
import { type Resource, Unresolved } from '../../template';

/** Halves of what is done to data: a selector may keep one alone. */
export type Half = 'reads' | 'writes';

/** What one selector of a trail keeps of the data events of one type of resource. */
export interface DataSelector {
  /** Where it stands. */
  readonly path: string;
  /** As CloudTrail calls it: `AWS::S3::Object`. */
  readonly type: string;
  readonly halves: readonly Half[];
  /** Operations that it leaves out, by name. */
  readonly without: readonly string[];
  /** Whether it takes in a resource, by the beginning of its ARN; undefined where deployment alone decides. */
  readonly takes: (arn: string) => boolean | undefined;
}

const HALVES: Readonly<Record<string, readonly Half[]>> = {
  All: ['reads', 'writes'],
  ReadOnly: ['reads'],
  WriteOnly: ['writes'],
  true: ['reads'],
  false: ['writes'],
};

const TEXTS = ['Equals', 'StartsWith', 'EndsWith', 'NotEquals', 'NotStartsWith', 'NotEndsWith'] as const;

type Operator = (typeof TEXTS)[number];

type Condition = Readonly<Record<Operator, readonly string[]>>;

/**
 * The selectors of data events of a trail, advanced or basic. Advanced selectors by fields that say who calls, or by names of
 * operations that are kept, keep too little to count, and are left out.
 *
 * @throws Unresolved when deployment decides what is selected.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
export function dataSelectors(trail: Resource): readonly DataSelector[] {
  if (trail.has('AdvancedEventSelectors')) {
    return trail
      .list('AdvancedEventSelectors')
      .flatMap((_, index) => advanced(trail, `AdvancedEventSelectors.${index}.FieldSelectors`));
  }
  return trail.list('EventSelectors').flatMap((_, index) => basic(trail, `EventSelectors.${index}`));
}

/** Fields that a selector may have and still keep every operation on what it selects. */
const WHOLE = ['eventCategory', 'resources.type', 'resources.ARN', 'readOnly', 'eventName'];

function advanced(trail: Resource, path: string): readonly DataSelector[] {
  const fields = new Map(
    trail
      .list(path)
      .map((_, index) => [String(trail.literal(`${path}.${index}.Field`)), conditionAt(trail, `${path}.${index}`)]),
  );
  if (!fields.get('eventCategory')?.Equals.includes('Data')) return [];
  const names = fields.get('eventName') ?? NONE;
  const partial = TEXTS.some((operator) => operator !== 'NotEquals' && names[operator].length > 0);
  if (partial || [...fields.keys()].some((field) => !WHOLE.includes(field))) return [];
  return (fields.get('resources.type') ?? NONE).Equals.map((type) => ({
    path,
    type,
    halves: HALVES[fields.get('readOnly')?.Equals[0] ?? 'All'] ?? [],
    without: names.NotEquals,
    takes: (arn) => holds(fields.get('resources.ARN') ?? NONE, arn),
  }));
}

const NONE: Condition = { Equals: [], StartsWith: [], EndsWith: [], NotEquals: [], NotStartsWith: [], NotEndsWith: [] };

function conditionAt(trail: Resource, path: string): Condition {
  const texts = (operator: Operator) =>
    trail.list(`${path}.${operator}`).map((value) => render(value, trail.template.environment));
  return Object.fromEntries(TEXTS.map((operator) => [operator, texts(operator)])) as unknown as Condition;
}

/**
 * Whether every resource below a beginning of an ARN is taken in: what is excluded wins, and one of what is selected is enough.
 * Whole names and ends select single objects, never all of a store.
 */
function holds(condition: Condition, arn: string): boolean | undefined {
  const { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith } = condition;
  const excluded = NotStartsWith.some((start) => arn.startsWith(start) || start.startsWith(arn));
  if (excluded || NotEndsWith.length > 0 || NotEquals.some((name) => name.startsWith(arn))) return false;
  const asked = [...Equals, ...StartsWith, ...EndsWith];
  if (asked.length === 0 || StartsWith.some((start) => arn.startsWith(start)) || Equals.includes(arn)) return true;
  return [...asked, ...NotStartsWith, arn].some(isOpen) ? undefined : false;
}

function basic(trail: Resource, path: string): readonly DataSelector[] {
  const halves = HALVES[String(trail.literal(`${path}.ReadWriteType`) ?? 'All')] ?? [];
  return trail.list(`${path}.DataResources`).map((resource, index) => {
    const at = `${path}.DataResources.${index}`;
    if (!isObject(resource) || isIntrinsic(resource)) throw new Unresolved(at);
    const StartsWith = trail.list(`${at}.Values`).map((value) => render(value, trail.template.environment));
    return {
      path: at,
      type: String(trail.literal(`${at}.Type`)),
      halves,
      without: [],
      takes: (arn) => StartsWith.length > 0 && holds({ ...NONE, StartsWith }, arn),
    };
  });
}
