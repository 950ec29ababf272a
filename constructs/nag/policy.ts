import { isIntrinsic, isObject, render } from './intrinsics';
import { type Resource, Unresolved } from './template';

/** A statement of a policy document, with lists for what may be a list, and texts for what may be intrinsics. */
export interface Statement {
  /** Where it stands, such as `PolicyDocument.Statement.2`. */
  readonly path: string;
  /** Empty where there is none. */
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** `AWS:*`, `Service:cloudtrail.amazonaws.com`, `*`. */
  readonly principals: readonly string[];
  readonly notPrincipals: readonly string[];
  /** Operator, then key (in lower case, as keys ignore case), then values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/**
 * The statements of a policy document at a path, which may be an object or JSON text.
 * @throws Unresolved when the document or its statements are known at deployment only.
 */
export function statementsOf(resource: Resource, path: string): readonly Statement[] {
  const document = parsed(resource.raw(path), path);
  if (document === undefined) return [];
  const statements = [document['Statement'] ?? []].flat();
  const text = (value: unknown): string => render(value, resource.template.environment);
  return statements.map((statement, index) => {
    const at = `${path === '' ? '' : `${path}.`}Statement.${index}`;
    if (!isObject(statement) || isIntrinsic(statement)) throw new Unresolved(at);
    const texts = (key: string): string[] => listed(statement[key]).map(text);
    return {
      path: at,
      sid: text(statement['Sid']),
      effect: text(statement['Effect']),
      actions: texts('Action'),
      notActions: texts('NotAction'),
      resources: texts('Resource'),
      notResources: texts('NotResource'),
      principals: principals(statement['Principal'], text),
      notPrincipals: principals(statement['NotPrincipal'], text),
      conditions: conditions(statement['Condition'], text),
    };
  });
}

function parsed(document: unknown, path: string): Readonly<Record<string, unknown>> | undefined {
  if (document === undefined || document === null) return undefined;
  if (isIntrinsic(document)) throw new Unresolved(path);
  if (typeof document !== 'string') return isObject(document) ? document : undefined;
  try {
    return JSON.parse(document) as Record<string, unknown>;
  } catch {
    throw new Unresolved(path);
  }
}

const listed = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

function principals(value: unknown, text: (value: unknown) => string): string[] {
  if (!isObject(value) || isIntrinsic(value)) return listed(value).map(text);
  return Object.entries(value).flatMap(([kind, names]) => listed(names).map((name) => `${kind}:${text(name)}`));
}

function conditions(value: unknown, text: (value: unknown) => string): Statement['conditions'] {
  const byOperator = Object.entries(isObject(value) ? value : {}).map(([operator, keys]) => {
    const byKey = Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => [
      key.toLowerCase(),
      listed(values).map(text),
    ]);
    return [operator, Object.fromEntries(byKey)];
  });
  return Object.fromEntries(byOperator);
}
