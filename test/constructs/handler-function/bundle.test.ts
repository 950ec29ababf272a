import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundleOf,
  EMBEDDABLE,
  embeddedCodeOf,
  HANDLER_SOURCES,
  HANDLERS,
} from '../../../constructs/handler-function/bundle';
import { bundleHandlers } from '../../../constructs/handler-function/bundling';
import { lambdaRuntimes } from '../../../constructs/partition';
import { ROOT } from '../../support/landing-zone';

const codeOf = (folder: string): readonly string[] =>
  HANDLERS.map((name) => readFileSync(join(folder, name, 'index.js'), 'utf8'));

describe('bundles', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'isms-bundles-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are of every handler that there is', () => {
    const handlers = readdirSync(join(ROOT, 'constructs'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.handler.ts'))
      .sort();

    expect(handlers).toEqual(HANDLERS.map((name) => `${name}/${name}.handler.ts`));
  });

  test('are made of the folders by which they are known to be new, and of packages', () => {
    const own = bundleHandlers(ROOT, folder).filter((file) => !file.startsWith('node_modules/'));

    expect(own.length).toBeGreaterThan(HANDLERS.length);
    expect(own.filter((file) => !HANDLER_SOURCES.some((source) => file.startsWith(`${source}/`)))).toEqual([]);
  });

  test('hold the SDK, and nothing that Lambda would have to provide', () => {
    bundleHandlers(ROOT, folder);

    const required = codeOf(folder).flatMap((code) =>
      [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name),
    );
    expect(required).toContain('node:https');
    // the SDK tries for it and does without: it signs for several regions at once
    const spared = '@aws-sdk/signature-v4-crt';
    expect([...new Set(required)].filter((name) => /^@?(aws|smithy)/.test(name ?? '') && name !== spared)).toEqual([]);
  });

  /** Bytes: the template of a network, in which two handlers stand, is near to what a StackSet takes; the removal has one to itself. */
  const BESIDE_A_NETWORK = 5000;
  const ALONE = 6000;

  test.each(EMBEDDABLE)('%s stands in a template without the SDK, and has a handler', (name) => {
    const code = embeddedCodeOf(name);
    const module = { exports: {} };
    new Function('module', 'exports', 'require', code)(module, module.exports, require);

    expect(Buffer.byteLength(code)).toBeLessThan(name === 'default-network' ? ALONE : BESIDE_A_NETWORK);
    expect(code).toContain('require("@aws-sdk/client-ec2")');
    expect(module.exports).toMatchObject({ handler: expect.any(Function) });
  });

  test('a handler that is not made for it stands in no template', () => {
    expect(() => embeddedCodeOf('session-index')).toThrow('session-index: its code is an asset');
  });

  test('are the same byte for byte wherever the sources lie', () => {
    const elsewhere = join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    cpSync(join(ROOT, 'constructs'), join(elsewhere, 'constructs'), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(elsewhere, 'node_modules'));
    bundleHandlers(elsewhere, join(folder, 'there'));
    bundleHandlers(ROOT, join(folder, 'here'));

    expect(codeOf(join(folder, 'there'))).toEqual(codeOf(join(folder, 'here')));
  });

  test('name no folder of this machine', () => {
    for (const name of HANDLERS) expect(readFileSync(join(bundleOf(name), 'index.js'), 'utf8')).not.toContain(ROOT);
  });

  test('are found again as they were made', () => {
    bundleHandlers(ROOT, folder);

    expect(HANDLERS.map((name) => readFileSync(join(bundleOf(name), 'index.js'), 'utf8'))).toEqual(codeOf(folder));
  });

  test.each(HANDLERS)('%s loads, and has a handler', (name) => {
    const { handler } = require(join(bundleOf(name), 'index.js')) as { readonly handler: unknown };

    expect(handler).toEqual(expect.any(Function));
  });

  test('are compiled for the Node.js of the runtime', () => {
    expect(Object.values(lambdaRuntimes).map(({ name, node }) => [name, node])).toEqual([
      ['nodejs22.x', 22],
      ['nodejs22.x', 22],
    ]);
  });
});
