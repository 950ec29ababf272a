import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, inShell, isms } from '../../support/spawned';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';

const AS_OF = '2026-11-23';

/** In a trial the locks can be taken away, which rules object to. */
const TRIAL = `${MINIMAL_ACCOUNT}lock: governance\n`;

/** Files, in folders of whatever depth. */
const listed = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

interface Verdict {
  readonly findings: readonly { readonly check: string; readonly property: string; readonly subject: object | null }[];
}

/** Findings without the lines of source, which only the synthesis knows. */
const findingsOf = ({ stdout }: Ended): readonly object[] =>
  (JSON.parse(stdout) as Verdict).findings.map((finding) => ({
    ...finding,
    subject: finding.subject && { ...finding.subject, source: null },
  }));

describe('isms synth', () => {
  const cwd = folderWith({ 'landing-zone.yaml': TRIAL });
  let synthesized: Ended;

  beforeAll(() => {
    synthesized = isms(['synth', '--as-of', AS_OF], { cwd });
  });

  test('writes the assembly, says where, and leaves nothing else', () => {
    expect(synthesized).toMatchObject({ status: 0, stdout: 'out/cdk.out\n' });
    expect(readdirSync(join(cwd, 'out'))).toEqual(['cdk.out']);
    expect(listed(join(cwd, 'out', 'cdk.out'))).toContain('acme-log-archive.template.json');
  });

  test('names no folder of this machine in what it writes', () => {
    const folder = join(cwd, 'out', 'cdk.out');
    const naming = listed(folder).filter((name) => read(folder, name).includes(cwd));

    expect(naming).toEqual([]);
  });

  test('check judges its assembly as it judges the configuration, finding by finding', () => {
    const own = isms(['check', '--json', '--as-of', AS_OF], { cwd });
    const assembly = isms(
      ['check', '--json', '--as-of', AS_OF, '--assembly', 'out/cdk.out', '--config', 'landing-zone.yaml'],
      { cwd },
    );

    expect(own.status).toBe(1);
    expect(findingsOf(own).length).toBeGreaterThan(0);
    expect(findingsOf(assembly)).toEqual(findingsOf(own));
    expect(assembly.status).toBe(1);
  });

  test('what lies in the folder from before stays, and is not judged', () => {
    const folder = folderWith({
      'landing-zone.yaml': TRIAL,
      'out/cdk.out/manifest.json': '{"artifacts":',
      'out/cdk.out/acme-gone.template.json': '{"Resources":{"Gone":{"Type":"AWS::S3::Bucket"}}}',
      'out/cdk.out/isms-sidecar.json': 'half of it',
      'out/cdktf.out/manifest.json': 'half of it',
      'out/cdk.out/terraform.tfstate': 'precious',
    });
    const { status, stdout } = isms(['check', '--json', '--as-of', AS_OF], { cwd: folder });

    expect(status).toBe(1);
    expect(stdout).not.toContain('acme-gone');
    expect(read(folder, 'out', 'cdk.out', 'terraform.tfstate')).toBe('precious');
    expect(read(folder, 'out', 'cdk.out', 'manifest.json')).toBe(read(cwd, 'out', 'cdk.out', 'manifest.json'));
  });

  test('a run that fails damages no earlier assembly, and the next one succeeds', () => {
    const before = read(cwd, 'out', 'cdk.out', 'manifest.json');
    const failed = inShell('ulimit -f 40; $ISMS synth', { cwd });

    expect(failed.status).toBe(2);
    expect(failed.stderr).toMatch(/cannot write out\S*: the file is larger than this process may write/);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['cdk.out']);
    expect(read(cwd, 'out', 'cdk.out', 'manifest.json')).toBe(before);
    expect(isms(['synth', '--json'], { cwd })).toMatchObject({ status: 0, stdout: '{"folders":["out/cdk.out"]}\n' });
  });

  test.each(['test-results.json', 'test-results-thorough.json', 'test-results-recorder.json'])(
    'a damaged %s is told',
    (name) => {
      const folder = folderWith({ 'landing-zone.yaml': TRIAL, [`out/${name}`]: '[' });
      writeFileSync(join(folder, 'package.json'), '{}');
      const { status, stderr } = isms(['check'], { cwd: folder });

      expect(status).toBe(2);
      expect(stderr).toContain(`${name} is damaged`);
    },
  );
});
