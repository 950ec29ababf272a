import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scripts } from '../../../package.json';
import { awsFaults } from './shell-commands';

const ROOT = resolve(__dirname, '../../..');
const page = readFileSync(join(ROOT, 'docs/deploy.md'), 'utf8');
const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);

/** What the page says in code, in blocks and within lines. */
const code = [...blocks, ...[...page.matchAll(/`([^`\n]+)`/g)].map(([, inline = '']) => inline)];

const named = (pattern: RegExp): readonly string[] => [
  ...new Set(code.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
];

const helps = new Map<string, string>();

/** What the pinned CLI says of a command; it breaks long options over lines. */
function helpOf(command: string): string {
  const known = helps.get(command);
  if (known !== undefined) return known;
  const cli = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
  const help = execFileSync(process.execPath, [cli, command, '--help'], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
  helps.set(command, help);
  return help;
}

describe('docs/deploy.md', () => {
  test('names only npm scripts that exist', () => {
    const names = named(/npm run ([\w:-]+)/g);

    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  test('names only commands of isms that exist', () => {
    const cli = ['program', 'program-views'].map((name) => readFileSync(join(ROOT, `lib/commands/${name}.ts`), 'utf8'));
    const existing = [...cli.join('\n').matchAll(/(?:common|judging|looking)\(program, '(\w+)'/g)].map(
      ([, name]) => name,
    );
    const names = named(/\bisms ([a-z]+)/g);

    expect(names).toEqual(expect.arrayContaining(['preflight', 'validate', 'check', 'report']));
    expect(names.filter((name) => !existing.includes(name))).toEqual([]);
  });

  test('names only commands and options of the pinned cdk that exist', () => {
    const used = [...blocks.join('\n').matchAll(/npx cdk ([a-z]+)(.*)/g)].map(([, name = '', rest = '']) => ({
      name,
      options: [...rest.matchAll(/--([a-z-]+)/g)].map(([, option]) => `--${option}`),
    }));

    expect(new Set(used.map(({ name }) => name))).toEqual(new Set(['bootstrap', 'diff', 'deploy', 'destroy']));
    for (const { name, options } of used)
      expect(options.filter((option) => !helpOf(name).includes(option))).toEqual([]);
  });

  test('calls the AWS CLI as it is', () => {
    expect(blocks.flatMap((block) => awsFaults(block))).toEqual([]);
    expect(code.flatMap((text) => awsFaults(text, { examples: true }))).toEqual([]);
  });

  test('has blocks that bash can parse', () => {
    for (const block of blocks)
      expect(() => execFileSync('bash', ['-n'], { input: block, stdio: 'pipe' })).not.toThrow();
  });

  test('names only files that exist', () => {
    const files = named(/^((?:bin|cdktf|docs|constructs|lib)\/[\w./-]+|[A-Z]+\.md|cdktf\.json)$/g);

    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  test('says plainly what nobody has tried', () => {
    expect(page).toContain('Nobody has deployed this to a real cloud yet.');
  });
});
