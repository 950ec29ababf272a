import type { Authorized, Reach } from './reach';
import { type Authorization, variablesOf } from './route';

/** What stands in the inventory of an API. */
export interface ApiEntry {
  /** As API Gateway calls it. */
  readonly api: string;
  readonly description: string;
  readonly version: string;
  /** Who answers for it. */
  readonly owner: string;
  readonly reach: Reach['kind'];
  /** Undefined where it has none of its own. */
  readonly domainName: string | undefined;
  readonly routes: readonly Authorized[];
}

type Json = Readonly<Record<string, unknown>>;

const SCHEMES: Readonly<Record<Authorization['kind'], Json>> = {
  iam: { type: 'apiKey', name: 'Authorization', in: 'header', description: 'AWS Signature Version 4' },
  'user-pool': { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  function: { type: 'apiKey', name: 'Authorization', in: 'header', description: 'decided by a function' },
};

/** Says which client calls; beside it, every operation demands one of the schemes above. */
const CLIENT: Json = { type: 'apiKey', name: 'x-api-key', in: 'header', description: 'tells clients apart' };

/** The entry of an API in the inventory, and the document of it, in one: OpenAPI 3.0. */
export function openApi(entry: ApiEntry): Json {
  const { api, description, version, owner, reach, domainName, routes } = entry;
  const paths: Record<string, Record<string, Json>> = {};
  for (const authorized of routes) {
    const { path, method } = authorized.route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(authorized) };
  }
  const kinds = [...new Set(routes.map(({ by }) => by.kind))].sort();
  return {
    openapi: '3.0.3',
    info: { title: api, description, version, contact: { name: owner } },
    ...(domainName !== undefined && { servers: [{ url: `https://${domainName}` }] }),
    'x-isms-inventory': { api, owner, reach, routes: routes.length },
    paths,
    components: {
      securitySchemes: { client: CLIENT, ...Object.fromEntries(kinds.map((kind) => [kind, SCHEMES[kind]])) },
    },
  };
}

function operationOf({ route, by }: Authorized): Json {
  const { operation, path, query = {}, body } = route;
  const parameters = [
    ...variablesOf(path).map((name) => parameter('path', name, true)),
    ...Object.entries(query).map(([name, required]) => parameter('query', name, required)),
  ];
  return {
    operationId: operation,
    security: [{ client: [], [by.kind]: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: Object.fromEntries(Object.entries(ANSWERS).map(([status, text]) => [status, { description: text }])),
  };
}

const parameter = (where: 'path' | 'query', name: string, required: boolean): Json => ({
  in: where,
  name,
  required,
  schema: { type: 'string' },
});

const ANSWERS: Readonly<Record<string, string>> = {
  default: 'what the service answers',
  '400': 'the request does not fit the schema',
  '403': 'the caller is not authorized',
  '429': 'too many requests',
};
