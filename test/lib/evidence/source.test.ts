import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../support/landing-zone';

/**
 * An application of somebody's, run as they run it: lines are those of the TypeScript, whatever became of it. Each line that
 * makes something ends with what it makes.
 */
const APP = `
import { join } from 'node:path';
import { App, CfnElement, CfnResource, Stack } from 'ROOT/node_modules/aws-cdk-lib';
import { Bucket } from 'ROOT/node_modules/aws-cdk-lib/aws-s3';
import { Construct } from 'ROOT/node_modules/constructs';
import { meets } from 'ROOT/constructs/standard';
import { noteStack } from 'ROOT/lib/evidence/sidecar';
import { sourceOf, traceSources } from 'ROOT/lib/evidence/source';

interface Kept { readonly days: number; readonly reason?: string }

const before = new Construct(undefined as never, '');
traceSources();
traceSources();

class Sealed extends Construct {
  constructor(scope: Construct, id: string, readonly kept: Kept) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', { versioned: true }); // Bucket
    meets(
      bucket,
      '8.6/log-storage#write-once',
    );
    new CfnResource(
      this,
      'Raw',
      { type: 'AWS::SNS::Topic' },
    );
  }
}

const stack = new Stack(new App(), 'Stack');
for (const id of ['One', 'Two']) new Sealed(stack, id, { days: 183 });
const note = noteStack(
  stack,
  (construct) => (CfnElement.isCfnElement(construct) ? String(stack.resolve(construct.logicalId)) : undefined),
  __dirname,
);
const sealed = stack.node.findChild('One');
process.stdout.write(JSON.stringify({ note, sealed: sourceOf(sealed, __dirname), before: sourceOf(before, __dirname), elsewhere: sourceOf(sealed, join(__dirname, 'deep')) }));
`.trimStart();

interface Line {
  readonly file: string;
  readonly line: number;
}

interface Told {
  readonly note: {
    readonly resources: Readonly<Record<string, { readonly path: string; readonly source: Line | null }>>;
    readonly declarations: readonly {
      readonly path: string;
      readonly requirements: readonly string[];
      readonly source: Line | null;
      readonly resources: readonly string[];
    }[];
  };
  readonly sealed: Line | null;
  readonly before: Line | null;
  readonly elsewhere: Line | null;
}

const folder = mkdtempSync(join(tmpdir(), 'isms-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const app = APP.replaceAll('ROOT', ROOT);
writeFileSync(join(folder, 'app.ts'), app);
const told: Told = JSON.parse(
  execFileSync(process.execPath, ['-r', 'tsx/cjs', join(folder, 'app.ts')], { cwd: ROOT, encoding: 'utf8' }),
);

/** The line of the application that has a text. */
const lineOf = (text: string): Line => ({
  file: 'app.ts',
  line: app.split('\n').findIndex((line) => line.includes(text)) + 1,
});

describe('the line of source', () => {
  const sourcesOf = (path: RegExp): readonly (Line | null)[] =>
    Object.values(told.note.resources)
      .filter((resource) => path.test(resource.path))
      .map(({ source }) => source);

  test('of a resource made by a library is where the library was called, for every instance', () => {
    expect(sourcesOf(/Bucket\/Resource$/)).toEqual([lineOf('// Bucket'), lineOf('// Bucket')]);
  });

  test('of a class of one’s own is where it hands over to the library: what it decides stands there', () => {
    expect(told.sealed).toEqual(lineOf('super(scope, id);'));
  });

  test('of a call over several lines is the line on which it begins', () => {
    expect(sourcesOf(/Raw$/)).toEqual([lineOf('new CfnResource('), lineOf('new CfnResource(')]);
  });

  test('of a declaration is that of the declaration, and it knows the resources below', () => {
    expect(told.note.declarations).toHaveLength(2);
    for (const declaration of told.note.declarations) {
      expect(declaration).toMatchObject({
        path: expect.stringMatching(/^Stack\/(One|Two)\/Bucket$/),
        requirements: ['8.6/log-storage#write-once'],
        source: lineOf('meets('),
      });
      expect(declaration.resources).toEqual([expect.stringMatching(/^(One|Two)Bucket/)]);
    }
  });

  test('is relative to the project', () => {
    expect(told.sealed?.file).toBe('app.ts');
  });

  test('is none for a file outside the project: its path would tell where on a machine it lies', () => {
    expect(told.elsewhere).toBeNull();
  });

  test('is unknown for what was made before anyone traced', () => {
    expect(told.before).toBeNull();
  });
});
