import { isObject } from '../../../constructs/nag/intrinsics';
import {
  API_V2,
  isPreflight,
  operationsOf,
  REST_API,
  REST_METHOD,
  ROUTE_V2,
} from '../../../constructs/nag/rules/interfaces/apis';
import { type Estate, type Resource, Unresolved } from '../../../constructs/nag/template';
import type { ApiDocument } from '../../evidence/api-documents';
import { type Found, failed, orPassed, unlessOpen } from './found';

/** Types of APIs, and the routes of each as `GET /orders/{id}`. */
const APIS: Readonly<Record<string, (api: Resource) => readonly string[]>> = {
  [REST_API]: (api) => (api.has('Body') || api.has('BodyS3Location') ? ofDocument(api) : ofMethods(api)),
  [API_V2]: (api) => (api.has('Body') || api.has('BodyS3Location') ? ofDocument(api) : ofRoutes(api)),
};

/**
 * Every API that a template makes stands in the inventory, which is the OpenAPI documents beside the templates: with an owner, and with
 * exactly the routes that it has; and every document is of an API of the templates. That calls leave a line in the log
 * `api-access-logged` judges. Without APIs there is nothing to compare.
 *
 * @param documents reads those beside the templates; asked only where there are APIs
 */
export function apiInventory(estate: Estate, documents: () => readonly ApiDocument[]): readonly Found[] {
  const apis = Object.keys(APIS).flatMap((type) => estate.ofType(type));
  if (apis.length === 0) return [];
  const inventory = documents();
  const names = new Set(apis.map(nameOf));
  return [
    ...apis.flatMap((api) => unlessOpen(api, () => entered(api, inventory))),
    ...inventory
      .filter(({ api }) => !names.has(api))
      .map(({ api, file }) =>
        failed({}, `${file} is of ${api}, which no template makes`, `${file} 所述的 ${api} 不由任何模板创建`),
      ),
  ];
}

const nameOf = (api: Resource): string => api.text('Name');

function entered(api: Resource, inventory: readonly ApiDocument[]): readonly Found[] {
  const at = { at: api };
  const name = String(api.literal('Name') ?? '');
  const entry = inventory.find((one) => one.api === name);
  if (entry === undefined) {
    return [
      failed(
        at,
        `${api.id} (${name}) stands in no inventory: no OpenAPI document beside the templates is of it`,
        `${api.id}（${name}）未登记：模板旁没有其 OpenAPI 文档`,
      ),
    ];
  }
  const routes = APIS[api.type]?.(api) ?? [];
  return orPassed(
    [
      ...(entry.owner === ''
        ? [failed(at, `${entry.file} names no owner of ${name}`, `${entry.file} 未注明 ${name} 的责任人`)]
        : []),
      ...routes
        .filter((route) => !entry.routes.includes(route))
        .map((route) =>
          failed(
            at,
            `${name} answers ${route}, of which ${entry.file} says nothing`,
            `${name} 的 ${route} 未记入 ${entry.file}`,
          ),
        ),
      ...entry.routes
        .filter((route) => !routes.includes(route))
        .map((route) =>
          failed(
            at,
            `${entry.file} has ${route}, which ${name} does not answer`,
            `${entry.file} 记有 ${route}，而 ${name} 并无此路由`,
          ),
        ),
    ],
    at,
    `${api.id} (${name}) stands in ${entry.file} with its ${routes.length} routes: ${entry.owner} answers for it`,
    `${api.id}（${name}）及其 ${routes.length} 条路由已登记于 ${entry.file}，责任人 ${entry.owner}`,
  );
}

const ofDocument = (api: Resource): readonly string[] =>
  operationsOf(api).map(({ path }) => {
    const [, route = '', method = ''] = /^Body\.paths\.(.*)\.([^.]+)$/.exec(path) ?? [];
    return spelt(method, route);
  });

const ofMethods = (api: Resource): readonly string[] =>
  api
    .companions(REST_METHOD, (method) => method.referent('RestApiId') === api)
    .filter((method) => !isPreflight(method))
    .map((method) => spelt(String(method.literal('HttpMethod')), pathOf(method.raw('ResourceId'), method, api)));

const ofRoutes = (api: Resource): readonly string[] =>
  api
    .companions(ROUTE_V2, (route) => route.referent('ApiId') === api)
    .map((route) => {
      const [method = '', path = ''] = String(route.literal('RouteKey')).split(' ');
      return spelt(method, path);
    });

const spelt = (method: string, path: string): string =>
  `${method.toLowerCase().replace('x-amazon-apigateway-any-method', 'any').toUpperCase()} ${path}`;

/** The path of a resource of a REST API, from its root. */
function pathOf(value: unknown, from: Resource, api: Resource): string {
  const resource = from.template.referent(value);
  if (resource === api && isRoot(value)) return '/';
  if (resource?.type !== 'AWS::ApiGateway::Resource') throw new Unresolved('ResourceId');
  const parent = pathOf(resource.raw('ParentId'), resource, api);
  return `${parent === '/' ? '' : parent}/${String(resource.literal('PathPart'))}`;
}

const isRoot = (value: unknown): boolean => isObject(value) && JSON.stringify(value).includes('RootResourceId');
