import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statusWords } from './status';

const STYLES = [
  'base',
  'header',
  'overview',
  'rows',
  'requirements',
  'lists',
  'attacks',
  'network',
  'pictures',
  'print',
];
const SCRIPTS = ['page', 'language', 'evidence', 'attacks', 'filter', 'address', 'keyboard', 'start'];

/** What the page is styled with. */
export const style = (): string => STYLES.map(styleSheet).join('') + statusWords();

/** One of the sheets, as pictures have it that are files of their own. */
export const styleSheet = (name: string): string => compact(read(`style/${name}.css`));

/** Without comments that have lines of their own, and without the white space that formatting gives to rules. */
const compact = (css: string): string =>
  css
    .replace(/^ *\/\*.*\*\/\n|^ +/gm, '')
    .replace(/^([\w-]+): /gm, '$1:')
    .replace(/ \{\n/g, '{')
    .replace(/;\n\}?/g, (end) => (end.endsWith('}') ? '}' : ';'));

/** What runs in the page: modules joined into one scope, since a page that needs no network cannot load them. */
export const script = (): string =>
  `(async () => {\n'use strict';\n${SCRIPTS.map((name) => withoutComments(withoutModuleSyntax(read(`client/${name}.mjs`)))).join('')}})();\n`;

/** The same bytes on every system, whatever it checks out as line ends. */
const read = (file: string): string => readFileSync(join(__dirname, file), 'utf8').replace(/\r\n/g, '\n');

const withoutModuleSyntax = (module: string): string =>
  module.replace(/^import \{[^}]*\} from '\.\/[\w-]+\.mjs';\n/gm, '').replace(/^export /gm, '');

/** Comments that have lines of their own, and indentation: they are for who reads the sources. No text goes over several lines. */
const withoutComments = (script: string): string =>
  script.replace(/^ *\/\/.*\n/gm, '').replace(/^ *\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n|^ +/gm, '');

/** Nothing may be loaded, and no style or script run but those that are in the page. */
export function contentPolicy(inPage: { readonly style: string; readonly script: string }): string {
  return [
    "default-src 'none'",
    `style-src ${hash(inPage.style)}`,
    `script-src ${hash(inPage.script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const hash = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
