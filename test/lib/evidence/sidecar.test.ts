import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { meets } from '../../../constructs/standard';
import { noteStack, readSidecar, type Sidecar, writeSidecar } from '../../../lib/evidence/sidecar';
import { EXAMPLES, example } from '../../support/landing-zone';

const folder = mkdtempSync(join(tmpdir(), 'isms-sidecar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Constructs, those of which are resources whose id begins with `R`. */
class Tree extends Construct {
  constructor() {
    super(undefined as never, '');
    const branch = new Construct(this, 'Branch');
    const leaf = new Construct(branch, 'R1');
    new Construct(this, 'R2');
    meets(branch, '8.4/retention');
    meets(leaf, '8.6/log-storage#write-once', '8.6/log-retention');
    meets(leaf, '8.4/backup');
  }
}

const note = noteStack(
  new Tree(),
  ({ node }) => (node.id.startsWith('R') ? `Id${node.id}` : undefined),
  join(__dirname, '../../..'),
);

describe('what is noted of a stack', () => {
  test('is the path of every resource, and of nothing else', () => {
    expect(Object.entries(note.resources).map(([id, { path }]) => [id, path])).toEqual([
      ['IdR1', 'Branch/R1'],
      ['IdR2', 'R2'],
    ]);
  });

  test('is every declaration, with the resources at and below the construct', () => {
    expect(
      note.declarations.map(({ path, requirements, resources }) => [path, requirements.join(), resources.join()]),
    ).toEqual([
      ['Branch', '8.4/retention', 'IdR1'],
      ['Branch/R1', '8.6/log-storage#write-once,8.6/log-retention', 'IdR1'],
      ['Branch/R1', '8.4/backup', 'IdR1'],
    ]);
  });

  test('is read back as it was written; beside an assembly of others there is none', () => {
    const sidecar: Sidecar = { Stack: { ...note, embedded: { Set: note }, target: { ou: 'Production', accounts: 3 } } };
    expect(readSidecar(folder, [])).toEqual({});
    writeSidecar(folder, sidecar);

    expect(readSidecar(folder, [])).toEqual(JSON.parse(JSON.stringify(sidecar)));
  });
});

test('a sidecar of another shape is refused, with the place', () => {
  writeFileSync(join(folder, 'isms-sidecar.json'), '{"Stack":{"resources":[],"declarations":[]}}');

  expect(() => readSidecar(folder, [])).toThrow(
    /isms-sidecar\.json: is not what isms synth writes \(Stack\.resources: .*synthesize again/,
  );
});

describe.each(EXAMPLES)('beside the templates of %s', (name) => {
  test('every resource is noted, and nothing that is none', () => {
    const landingZone = example(name);
    const sidecar = readSidecar(landingZone.cdkOut, []);

    for (const { name: stack, template } of landingZone.stacks)
      expect(Object.keys(sidecar[stack]?.resources ?? {})).toEqual(
        expect.arrayContaining(Object.keys(template.Resources)),
      );
  });

  test('no line of source is in a template, where it would churn every difference', () => {
    for (const { name: stack } of example(name).stacks) {
      const text = readFileSync(join(example(name).cdkOut, `${stack}.template.json`), 'utf8');

      expect(text).not.toMatch(/\.ts[:"]|aws:cdk:path|aws:cdk:meta/);
    }
  });

  test('no path of a machine is written down', () => {
    for (const directory of [example(name).cdkOut, example(name).cdktfOut]) {
      const files = Object.values(readSidecar(directory, [])).flatMap(({ resources, declarations }) => [
        ...[...Object.values(resources), ...declarations].map(({ source }) => source?.file ?? ''),
        ...Object.values(resources).flatMap(({ parts }) => Object.values(parts ?? {}).map(({ file }) => file)),
      ]);
      const configuration = `examples/${name}/landing-zone.yaml`;

      expect(files.length).toBeGreaterThan(50);
      expect(files.filter((file) => file !== configuration && !/^(lib|constructs|cdktf)\//.test(file))).toEqual([]);
    }
  });
});
