import { gapOf, type PartitionName } from '../partition';
import { type JsonSchema, looseEnd } from './schema';

/** Methods that a route may have. `ANY` is none of them: it cannot be told whether it carries a body. */
export const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;

/** One of them. */
export type Method = (typeof METHODS)[number];

const WITH_BODY: readonly string[] = ['PATCH', 'POST', 'PUT'];

/** Callers sign each request with credentials of IAM; policies say who may call which route. */
export interface ByIam {
  readonly kind: 'iam';
}

/** Callers show a token of a user pool. There are none in China. */
export interface ByUserPool {
  readonly kind: 'user-pool';
  /** ARNs of the pools. */
  readonly userPoolArns: readonly string[];
  /** Scopes of which an access token has to have one; without them API Gateway takes an identity token. */
  readonly scopes?: readonly string[];
}

/** A function of one's own looks at a header and says who calls and what is allowed; its answer is never kept for another request. */
export interface ByFunction {
  readonly kind: 'function';
  readonly functionArn: string;
  /** @default 'Authorization' */
  readonly header?: string;
}

/** How a route knows its callers. There is no way to ask for none. */
export type Authorization = ByFunction | ByIam | ByUserPool;

/** A function answers, and sees the whole request. */
export interface ToFunction {
  readonly kind: 'function';
  readonly functionArn: string;
}

/** A service behind a network load balancer answers, over TLS. */
export interface ToService {
  readonly kind: 'service';
  /** Id of the VPC link. */
  readonly vpcLinkId: string;
  /** Begins with `https://`; the name is that in the service's certificate. */
  readonly uri: string;
}

/** Who answers. */
export type Target = ToFunction | ToService;

/** One method of one path. */
export interface Route {
  readonly method: Method;
  /** Begins with a slash; `{id}` stands for a part that varies. `{proxy+}`, which takes any path, is refused. */
  readonly path: string;
  /** Names the operation in the OpenAPI document, such as `createOrder`. */
  readonly operation: string;
  readonly target: Target;
  /** @default - that of the API */
  readonly authorization?: Authorization;
  /** What a body has to look like: demanded of `PATCH`, `POST` and `PUT`, refused for the others. */
  readonly body?: JsonSchema;
  /** Parameters of the query, and whether each has to be there. API Gateway hands on others too. @default - none */
  readonly query?: Readonly<Record<string, boolean>>;
  /**
   * Milliseconds until the caller gets an error instead of an answer, 50 to 29000.
   * @default 10000
   */
  readonly timeout?: number;
}

export const DEFAULT_TIMEOUT = 10_000;
const SHORTEST_TIMEOUT = 50;
const LONGEST_TIMEOUT = 29_000;

/** `POST /orders` */
export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** The parts of a path that vary. */
export const variablesOf = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);

/** @throws when a route is none, is open to everyone, takes anything, or may wait for ever. */
export function checkRoute(route: Route, authorization: Authorization, partition: PartitionName | undefined): void {
  const name = nameOf(route);
  for (const check of [checkPlace, checkBody, checkTarget, checkTimeout]) check(route, name);
  checkAuthorization(authorization, name, partition);
}

function checkPlace({ method, path }: Route, name: string): void {
  if (!METHODS.includes(method)) {
    throw new Error(
      `${name} has no method of its own; 8.3/api-security#input-validation needs one of ${METHODS.join(', ')}`,
    );
  }
  if (/^\/(?:(?:[\w.-]+|\{\w+\})(?:\/(?:[\w.-]+|\{\w+\}))*)?$/.test(path)) return;
  throw new Error(
    `${name} is no path that 8.3/api-security#inventory-and-access-log could list: write /orders/{id}, each part by itself`,
  );
}

function checkBody({ method, body }: Route, name: string): void {
  if (!WITH_BODY.includes(method)) {
    if (body === undefined) return;
    throw new Error(`${name} has a body, which ${method} does not carry. Leave it out`);
  }
  const loose = body === undefined ? 'body has no schema, so that anything is taken' : looseEnd(body);
  if (loose === undefined) return;
  throw new Error(`${name}: ${loose}, against 8.3/api-security#input-validation. Say it in the schema`);
}

function checkTarget({ target }: Route, name: string): void {
  if (target.kind === 'function' || target.uri.startsWith('https://')) return;
  throw new Error(
    `${name} goes on to ${target.uri} in clear text, against 8.3/traffic-encryption#zone-to-zone-encryption. Give an https:// address`,
  );
}

function checkTimeout({ timeout = DEFAULT_TIMEOUT }: Route, name: string): void {
  if (Number.isInteger(timeout) && timeout >= SHORTEST_TIMEOUT && timeout <= LONGEST_TIMEOUT) return;
  throw new Error(
    `${name} waits ${timeout} ms; 8.3/api-security#throttling-and-quotas sets a limit, and API Gateway takes ${SHORTEST_TIMEOUT} to ${LONGEST_TIMEOUT}`,
  );
}

/** Types exclude most of it; JavaScript and casts do not. */
function checkAuthorization(by: Authorization, name: string, partition: PartitionName | undefined): void {
  if (!['function', 'iam', 'user-pool'].includes(by.kind)) {
    throw new Error(
      `${name} demands no authorization (${by.kind}), against 8.3/api-security#authorization-always. Demand IAM, a token of a user pool or a function`,
    );
  }
  if (by.kind !== 'user-pool') return;
  const gap = partition && gapOf(partition, 'cognito-user-pools');
  if (gap) {
    throw new Error(
      `${name} asks ${gap.name.en}, which this partition lacks. 8.3/api-security#authorization-always is met here by IAM, or by a function that asks ${gap.substitute.en}`,
    );
  }
  if (by.userPoolArns.length > 0) return;
  throw new Error(
    `${name} names no user pool to ask, against 8.3/api-security#authorization-always. Give the ARN of one`,
  );
}
