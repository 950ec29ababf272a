import type { Principal, Request } from './model';
import type { Lookup } from './pattern';
import { Doubt, UndeterminedKey } from './truth';

/** What a request says of itself, by condition key. Keys ignore case. */
export class RequestContext {
  /** Read when the first statement asks: most requests are decided without. */
  private read: { readonly given: Given; readonly isUndetermined: (key: string) => boolean } | undefined;

  constructor(private readonly request: Request) {}

  /** Undefined where the request has no such key. */
  values(key: string): readonly string[] | undefined | Doubt {
    this.read ??= readKeys(this.request);
    const name = key.toLowerCase();
    return this.read.isUndetermined(name) ? new UndeterminedKey(key) : this.read.given.get(name);
  }

  /** The value of a key as a policy variable, which keys of several values cannot be. */
  get lookup(): Lookup {
    return (key) => {
      const values = this.values(key);
      if (values === undefined || values instanceof Doubt) return values;
      return values.length > 1 ? severalValues(key) : values[0];
    };
  }
}

type Given = ReadonlyMap<string, readonly string[]>;

function readKeys(request: Request) {
  const given = new Map(keysOf(request.principal)).set('aws:resourceaccount', [request.resource.account]);
  for (const [key, values] of Object.entries(request.context ?? {})) given.set(key.toLowerCase(), listOf(values));
  return { given, isUndetermined: undeterminedIn(request, given) };
}

const listOf = (values: string | readonly string[]): readonly string[] =>
  typeof values === 'string' ? [values] : values;

/** By principal: the same few ask again and again. */
const known = new WeakMap<Principal, Given>();

function keysOf(principal: Principal): Given {
  const before = known.get(principal);
  if (before) return before;
  const keys = new Map(
    Object.entries(derivedFromPrincipal(principal)).map(([key, value]) => [key.toLowerCase(), [value]]),
  );
  known.set(principal, keys);
  return keys;
}

/**
 * Keys that follow from who asks.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
function derivedFromPrincipal(principal: Principal): Record<string, string> {
  switch (principal.kind) {
    case 'anonymous':
      return { 'aws:PrincipalType': 'Anonymous', 'aws:PrincipalIsAWSService': 'false' };
    case 'federated':
      return { 'aws:FederatedProvider': principal.provider, 'aws:PrincipalIsAWSService': 'false' };
    case 'service':
      return { 'aws:PrincipalIsAWSService': 'true', 'aws:PrincipalServiceName': principal.name };
    default:
      return {
        'aws:PrincipalAccount': principal.account,
        'aws:PrincipalArn': principalArn(principal),
        'aws:PrincipalIsAWSService': 'false',
        'aws:PrincipalType': TYPES[principal.kind],
        ...(principal.kind === 'user' && { 'aws:username': principal.arn.slice(principal.arn.lastIndexOf('/') + 1) }),
      };
  }
}

const TYPES = { root: 'Account', user: 'User', 'role-session': 'AssumedRole', 'federated-user': 'FederatedUser' };

/** A session shows the ARN of its role. */
const principalArn = (principal: Extract<Principal, { readonly arn: string }>): string =>
  principal.kind === 'role-session' ? principal.roleArn : principal.arn;

function undeterminedIn({ undetermined = [] }: Request, given: ReadonlyMap<string, unknown>): (key: string) => boolean {
  if (undetermined === 'others') return (key) => !given.has(key);
  const keys = new Set(undetermined.map((key) => key.toLowerCase()));
  return (key) => keys.has(key);
}

const severalValues = (key: string): Doubt =>
  new Doubt({
    en: `${key} has several values and cannot be a policy variable`,
    zh: `${key} 有多个值，不能用作策略变量`,
  });
