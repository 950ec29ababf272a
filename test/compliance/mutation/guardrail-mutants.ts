/** A statement of a policy document, as a template has it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A statement, changed in one place; null where it is gone. */
export interface Mutant {
  /** What was done to what, such as `action TrailTampering cloudtrail:StopLogging`. */
  readonly name: string;
  readonly statement: PolicyStatement | null;
}

const EXEMPT = 'aws:PrincipalArn';

/** Every way in which one statement can be weakened, or made to refuse more than it should, by one change. */
export function mutantsOf(statement: PolicyStatement): readonly Mutant[] {
  return [
    { name: `statement ${statement.Sid}`, statement: null },
    ...withoutOne(statement, 'Action'),
    ...withoutOne(statement, 'NotAction'),
    ...withoutOne(statement, 'Resource'),
    ...withoutOne(statement, 'NotResource'),
    ...conditionMutants(statement),
  ];
}

type List = 'Action' | 'NotAction' | 'Resource' | 'NotResource';

/** A list of one is the statement itself. */
function withoutOne(statement: PolicyStatement, list: List): readonly Mutant[] {
  const items = [statement[list] ?? []].flat();
  if (items.length < 2) return [];
  return items.map((item) => ({
    name: `${list} ${statement.Sid} ${item}`,
    statement: { ...statement, [list]: items.filter((other) => other !== item) },
  }));
}

function conditionMutants(statement: PolicyStatement): readonly Mutant[] {
  const condition = statement.Condition ?? {};
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, value]) => {
      const values = [value].flat();
      const having = (changed: readonly string[] | undefined): PolicyStatement => {
        const { [key]: _, ...others } = keys;
        return {
          ...statement,
          Condition: { ...condition, [operator]: changed ? { ...keys, [key]: changed } : others },
        };
      };
      const named = `${statement.Sid} ${key}`;
      return [
        { name: `condition ${named}`, statement: having(undefined) },
        ...(values.length < 2 ? [] : values).map((one) => ({
          name: `value ${named} ${one}`,
          statement: having(values.filter((other) => other !== one)),
        })),
        ...(key === EXEMPT && operator.includes('Not')
          ? [{ name: `exemption ${named}`, statement: having(values.map((one) => one.replace(/role\/.*/, 'role/*'))) }]
          : []),
      ];
    }),
  );
}
