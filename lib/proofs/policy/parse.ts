import { type Environment, isIntrinsic, isObject, render } from '../../../constructs/nag/intrinsics';
import type { Resource } from '../../../constructs/nag/template';
import type { Choice, Condition, NamedPrincipal, Policy, PolicyStatement } from './model';
import { Doubt } from './truth';

/** Elements of a statement that the evaluator models. `Sid` and `Effect` are among them. */
const ELEMENTS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** The language version that knows policy variables. */
const VERSION_WITH_VARIABLES = '2012-10-17';

export interface PolicySource {
  /** Name by which a person finds the policy. */
  readonly name: string;
  /**
   * Where the document stands in its resource, such as `PolicyDocument`.
   * @default - the document itself
   */
  readonly path?: string;
  /**
   * Fills in pseudo parameters.
   * @default - none is known
   */
  readonly environment?: Environment;
  /**
   * The resource that holds the document.
   * @default - none of a template
   */
  readonly resource?: Resource;
}

/**
 * A policy document, as an object or as JSON text. What it holds that is known at deployment only, or that the policy
 * language does not have, becomes a statement in doubt.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(document: unknown, source: PolicySource): Policy {
  const body = typeof document === 'string' ? fromJson(document) : document;
  if (!isObject(body) || isIntrinsic(body)) return opaquePolicy(source.name, source.path ?? '');
  const variables = body['Version'] === VERSION_WITH_VARIABLES;
  const path = source.path === undefined ? 'Statement' : `${source.path}.Statement`;
  const raw = body['Statement'];
  if (isIntrinsic(raw)) return opaquePolicy(source.name, path);
  const statements = listed(raw).map((statement, index) =>
    parseStatement(statement, { ...source, path: `${path}.${index}`, variables }),
  );
  return { name: source.name, statements };
}

/** A policy of which only the name is known: it may allow and may deny anything. */
export function opaquePolicy(name: string, path: string): Policy {
  return { name, statements: [opaqueStatement(name, path)] };
}

const opaqueStatement = (policy: string, path: string): PolicyStatement => ({
  policy,
  path,
  conditions: [],
  variables: false,
  doubt: new Doubt({
    en: `${[policy, path].filter(Boolean).join(' ')} is not known before deployment`,
    zh: `${[policy, path].filter(Boolean).join(' ')} 的内容在部署前未知`,
  }),
});

interface StatementSource extends PolicySource {
  readonly path: string;
  readonly variables: boolean;
}

function parseStatement(
  raw: unknown,
  { name, path, environment = {}, variables, resource }: StatementSource,
): PolicyStatement {
  if (!isObject(raw) || isIntrinsic(raw)) return opaqueStatement(name, path);
  const text = (value: unknown): string => unescaped(render(value, environment));
  const effect = raw['Effect'];
  const doubt = unsupported(raw, path);
  return {
    policy: name,
    ...(typeof raw['Sid'] === 'string' && { sid: raw['Sid'] }),
    path,
    ...(resource && { resource }),
    ...((effect === 'Allow' || effect === 'Deny') && { effect }),
    ...choice('actions', raw['Action'], raw['NotAction'], (value) => listed(value).map(text)),
    ...choice('resources', raw['Resource'], raw['NotResource'], (value) => listed(value).map(text)),
    ...choice('principals', raw['Principal'], raw['NotPrincipal'], (value) => principals(value, text)),
    conditions: conditions(raw['Condition'], text),
    variables,
    ...(doubt && { doubt }),
  };
}

/** `Fn::Sub` writes `${!aws:username}` for the policy variable `${aws:username}`. */
const unescaped = (text: string): string => text.replaceAll('${!', '${');

function unsupported(raw: Readonly<Record<string, unknown>>, path: string): Doubt | undefined {
  const strange = Object.keys(raw).filter((element) => !ELEMENTS.has(element));
  const twice = ['Action', 'Resource', 'Principal'].filter((element) => element in raw && `Not${element}` in raw);
  const wrong = [
    ...strange,
    ...twice,
    ...(raw['Effect'] === 'Allow' || raw['Effect'] === 'Deny' ? [] : ['Effect']),
    ...('Action' in raw || 'NotAction' in raw ? [] : ['Action']),
    ...(isIntrinsic(raw['Condition']) ? ['Condition'] : []),
  ];
  if (wrong.length === 0) return undefined;
  return new Doubt({
    en: `${path}: ${wrong.join(', ')} cannot be evaluated`,
    zh: `${path}：无法评估 ${wrong.join('、')}`,
  });
}

type Lists = { actions: string; resources: string; principals: NamedPrincipal };

function choice<Key extends keyof Lists>(
  key: Key,
  plain: unknown,
  negated: unknown,
  read: (value: unknown) => readonly Lists[Key][],
): { readonly [Name in Key]?: Choice<Lists[Key]> } {
  if (plain !== undefined) return { [key]: { negated: false, items: read(plain) } } as never;
  if (negated !== undefined) return { [key]: { negated: true, items: read(negated) } } as never;
  return {};
}

function principals(value: unknown, text: (value: unknown) => string): NamedPrincipal[] {
  if (!isObject(value) || isIntrinsic(value)) return listed(value).map((name) => ({ kind: 'AWS', name: text(name) }));
  return Object.entries(value).flatMap(([kind, names]) => listed(names).map((name) => ({ kind, name: text(name) })));
}

function conditions(value: unknown, text: (value: unknown) => string): Condition[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({
      operator,
      key,
      values: listed(values).map(text),
    })),
  );
}

const listed = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
