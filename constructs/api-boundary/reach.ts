import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Conditions, principalCondition, type Senders } from '../purpose-key/senders';
import { type Authorization, type Route, variablesOf } from './route';

/** Reached through endpoints in networks, and not from the internet. */
export interface Privately {
  readonly kind: 'private';
  /** Ids of the interface endpoints for `execute-api` that lead to it. */
  readonly endpointIds: readonly string[];
}

/** Reached from the internet, past a web firewall. */
export interface Regionally {
  readonly kind: 'regional';
  /**
   * Requests of one address in five minutes.
   * @default 2000
   */
  readonly rateLimit?: number;
}

/** From where an API is reached. */
export type Reach = Privately | Regionally;

/** A route, and how it knows its callers. */
export interface Authorized {
  readonly route: Route;
  readonly by: Authorization;
}

/** Every path once. */
export const pathsOf = (routes: readonly Authorized[]): readonly string[] => [
  ...new Set(routes.map(({ route }) => route.path)),
];

/**
 * Who may call at all, before any route's own authorization: from the named endpoints where the API is private, and as a
 * member of the organization where callers are known to IAM. Callers with a token have no identity that a policy could
 * name; their authorizer decides.
 *
 * @param preflights paths at which browsers ask before they call
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
 */
export function resourcePolicy(
  reach: Reach,
  insiders: Senders,
  routes: readonly Authorized[],
  preflights: readonly string[],
): PolicyDocument {
  const byIam = routes.filter(({ by }) => by.kind === 'iam').map(({ route }) => executionOf(route));
  const byToken = routes.filter(({ by }) => by.kind !== 'iam').map(({ route }) => executionOf(route));
  const insider = principalCondition(insiders);
  return new PolicyDocument({
    statements: [
      ...unlessNone(byIam, (routes) => [
        statement('InsidersCall', Effect.ALLOW, routes, { StringEquals: insider }),
        statement('NoOutsiders', Effect.DENY, routes, { StringNotEquals: insider }),
      ]),
      ...unlessNone(byToken, (routes) => [statement('AuthorizersDecide', Effect.ALLOW, routes)]),
      ...unlessNone(
        preflights.map((path) => executionOf({ method: 'OPTIONS', path })),
        (paths) => [statement('BrowsersAsk', Effect.ALLOW, paths)],
      ),
      ...(reach.kind === 'private'
        ? [
            statement('OnlyThroughEndpoints', Effect.DENY, ['execute-api:/*'], {
              StringNotEquals: { 'aws:SourceVpce': reach.endpointIds },
            }),
          ]
        : []),
    ],
  });
}

const unlessNone = <Made>(routes: readonly string[], make: (routes: readonly string[]) => readonly Made[]) =>
  routes.length === 0 ? [] : make(routes);

/** API Gateway completes what begins with `execute-api:/`; a policy cannot refer to the API that it belongs to. */
const executionOf = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `execute-api:/*/${method}${variablesOf(path).reduce((at, variable) => at.replace(`{${variable}}`, '*'), path)}`;

const statement = (
  sid: string,
  effect: Effect,
  resources: readonly string[],
  conditions: Conditions = {},
): PolicyStatement =>
  new PolicyStatement({
    sid,
    effect,
    principals: [new AnyPrincipal()],
    actions: ['execute-api:Invoke'],
    resources: [...resources],
    conditions,
  });
