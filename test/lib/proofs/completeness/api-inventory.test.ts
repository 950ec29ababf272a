import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../support/weakened-copy';
import { resource } from '../access/stacks';
import { compared } from './compared';

const FACET = '8.3/api-security#inventory-and-access-log';

const got = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
const method = (HttpMethod: string, ResourceId: unknown, Type = 'AWS_PROXY') =>
  resource('AWS::ApiGateway::Method', { RestApiId: { Ref: 'Api' }, HttpMethod, ResourceId, Integration: { Type } });
const part = (PathPart: string, ParentId: unknown) =>
  resource('AWS::ApiGateway::Resource', { RestApiId: { Ref: 'Api' }, PathPart, ParentId });

const REST = {
  Api: resource('AWS::ApiGateway::RestApi', { Name: 'acme-orders' }),
  Orders: part('orders', got('Api', 'RootResourceId')),
  Order: part('{id}', { Ref: 'Orders' }),
  List: method('GET', { Ref: 'Orders' }),
  Preflight: method('OPTIONS', { Ref: 'Orders' }, 'MOCK'),
  Read: method('GET', { Ref: 'Order' }),
};

const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'acme-orders' },
  'x-isms-inventory': { api: 'acme-orders', owner: 'orders team' },
  paths: { '/orders': { get: {} }, '/orders/{id}': { get: {} } },
};

/** A folder of an assembly with documents beside the templates. */
function beside(...documents: readonly object[]): string {
  const folder = temporaryFolder();
  documents.forEach((document, index) => {
    writeFileSync(join(folder, `orders-${index}.openapi.json`), JSON.stringify(document));
  });
  return folder;
}

const lines = (resources: Record<string, object>, ...documents: readonly object[]) =>
  compared(FACET, resources, { assemblies: [beside(...documents)] });

test(`${FACET}: an API with a document of the same routes and an owner stands in the inventory`, () => {
  expect(lines(REST, DOCUMENT)).toEqual([
    'passed Api: Api (acme-orders) stands in orders-0.openapi.json with its 2 routes: orders team answers for it',
  ]);
});

test('so does an HTTP API, and one that is made from a document', () => {
  const http = {
    Api: resource('AWS::ApiGatewayV2::Api', { Name: 'acme-orders', ProtocolType: 'HTTP' }),
    List: resource('AWS::ApiGatewayV2::Route', { ApiId: { Ref: 'Api' }, RouteKey: 'GET /orders' }),
    Read: resource('AWS::ApiGatewayV2::Route', { ApiId: { Ref: 'Api' }, RouteKey: 'GET /orders/{id}' }),
  };
  const documented = resource('AWS::ApiGateway::RestApi', { Name: 'acme-orders', Body: DOCUMENT });

  expect(lines(http, DOCUMENT)[0]).toMatch(/^passed Api/);
  expect(lines({ Api: documented }, DOCUMENT)[0]).toMatch(/^passed Api/);
});

test('documents of stages are found in their folders', () => {
  const folder = beside();
  mkdirSync(join(folder, 'assembly-Live'));
  writeFileSync(join(folder, 'assembly-Live', 'orders.openapi.json'), JSON.stringify(DOCUMENT));

  expect(compared(FACET, REST, { assemblies: [folder] })[0]).toMatch(/^passed Api/);
});

test('without APIs there is nothing to judge, and no document is read', () => {
  expect(lines({ Key: resource('AWS::KMS::Key') }, DOCUMENT)).toEqual([]);
});

test.each<[string, Record<string, object>, readonly object[], string]>([
  ['no document', REST, [], 'failed Api: Api (acme-orders) stands in no inventory'],
  [
    'the document of another API',
    REST,
    [{ ...DOCUMENT, 'x-isms-inventory': { api: 'acme-other', owner: 'team' } }],
    'failed Api: Api (acme-orders) stands in no inventory',
  ],
  [
    'no owner',
    REST,
    [{ ...DOCUMENT, 'x-isms-inventory': { api: 'acme-orders' } }],
    'failed Api: orders-0.openapi.json names no owner of acme-orders',
  ],
  [
    'a route that stands in no document',
    { ...REST, Remove: method('DELETE', { Ref: 'Order' }) },
    [DOCUMENT],
    'failed Api: acme-orders answers DELETE /orders/{id}, of which',
  ],
  [
    'a route of the root',
    { ...REST, Root: method('ANY', got('Api', 'RootResourceId')) },
    [DOCUMENT],
    'failed Api: acme-orders answers ANY /, of which',
  ],
  [
    'a documented route that is not there',
    REST,
    [{ ...DOCUMENT, paths: { ...DOCUMENT.paths, '/items': { post: {} } } }],
    'failed Api: orders-0.openapi.json has POST /items, which',
  ],
  [
    'a document whose API is in no template',
    REST,
    [DOCUMENT, { ...DOCUMENT, 'x-isms-inventory': { api: 'acme-gone', owner: 'team' } }],
    'failed: orders-1.openapi.json is of acme-gone, which no template makes',
  ],
])('fails with %s', (_, resources, documents, line) => {
  expect(lines(resources, ...documents).filter((one) => one.startsWith(line))).toHaveLength(1);
});

test('is unknown where deployment decides a name, or routes are elsewhere', () => {
  expect(lines({ Api: resource('AWS::ApiGateway::RestApi', { Name: { Ref: 'Name' } }) })[0]).toMatch(/^unknown Api/);
  const elsewhere = resource('AWS::ApiGateway::RestApi', {
    Name: 'acme-orders',
    BodyS3Location: { Bucket: 'b', Key: 'k' },
  });
  expect(lines({ Api: elsewhere }, DOCUMENT)[0]).toMatch(/^unknown Api/);
  expect(lines({ ...REST, More: method('GET', { Ref: 'Imported' }) }, DOCUMENT)[0]).toMatch(/^unknown Api/);
});
