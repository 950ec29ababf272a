import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isObject } from '../../constructs/nag/intrinsics';
import { readAssemblyFile } from './assembly-file';

/** An entry of the inventory of APIs: the OpenAPI document that lies beside a template. */
export interface ApiDocument {
  /** Its name. */
  readonly file: string;
  /** The API, as API Gateway calls it. */
  readonly api: string;
  /** Who answers for it; empty where nobody does. */
  readonly owner: string;
  /** `GET /orders/{id}`. */
  readonly routes: readonly string[];
}

/** How `ApiBoundary` names what it writes. */
const DOCUMENT = /\.openapi\.json$/;

/** Folders of stages, as CDK names them. */
const STAGE = /^assembly-/;

/**
 * The OpenAPI documents in the folders of CDK assemblies, and of the stages in them.
 *
 * @param read takes note of each file that was read
 * @throws TemplateError where a document cannot be read.
 */
export const apiDocuments = (folders: readonly string[], read: string[]): readonly ApiDocument[] =>
  folders.filter(existsSync).flatMap((folder) => {
    const names = readdirSync(folder).sort();
    return [
      ...names.filter((name) => DOCUMENT.test(name)).map((name) => documentIn(join(folder, name), read)),
      ...apiDocuments(
        names.filter((name) => STAGE.test(name)).map((name) => join(folder, name)),
        read,
      ),
    ];
  });

function documentIn(file: string, read: string[]): ApiDocument {
  const content = objectIn(readAssemblyFile(file, read));
  const entry = objectIn(content['x-isms-inventory']);
  return {
    file: basename(file),
    api: String(entry['api'] ?? objectIn(content['info'])['title'] ?? ''),
    owner: String(entry['owner'] ?? ''),
    routes: Object.entries(objectIn(content['paths'])).flatMap(([path, item]) =>
      Object.keys(objectIn(item))
        .filter((method) => METHODS.includes(method))
        .map((method) => `${method.toUpperCase()} ${path}`),
    ),
  };
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'any'];

const objectIn = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
