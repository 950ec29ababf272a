import { join } from 'node:path';
import { renderProblems } from '../../../lib/commands/problems';
import { validateCommand } from '../../../lib/commands/validate';
import { folderWith, MINIMAL_ACCOUNT, TODAY } from '../config/scratch';
import { RecordingIo } from './recording-io';

const fileWith = (text: string): string => join(folderWith({ 'landing-zone.yaml': text }), 'landing-zone.yaml');

function run(text: string, io = new RecordingIo()) {
  const config = fileWith(text);
  return { io, config, code: validateCommand({ config, asOf: TODAY }, io) };
}

const MISTAKEN = MINIMAL_ACCOUNT.replace('recovery: eu-west-1', 'recovery: eu-central-1');
const WARNED = `${MINIMAL_ACCOUNT}suppliers: [{ name: S, owner: s@example.com, services: [x], contractEnds: 2026-01-01, assessed: 2026-01-01 }]\n`;

describe('isms validate', () => {
  test('says that a valid configuration is valid, and exits 0', () => {
    const { code, io, config } = run(MINIMAL_ACCOUNT);

    expect(code).toBe(0);
    expect(io.stdout).toBe(`${config}: valid\n`);
    expect(io.stderr).toBe('');
  });

  test('tells file, line, column, key, what is wrong, how to mend it and the requirement, and exits 2', () => {
    const { code, io, config } = run(MISTAKEN);

    expect(code).toBe(2);
    expect(io.stdout).toBe('');
    expect(io.stderr).toBe(
      [
        `${config}:6:42 error regions.recovery is the home region eu-central-1, and would fail with it [8.8/cross-region]`,
        '    Choose another region of the partition.',
        '',
        '1 error, 0 warnings',
        '',
      ].join('\n'),
    );
  });

  test('speaks Chinese', () => {
    const { io } = run(MISTAKEN, new RecordingIo('zh'));

    expect(io.stderr).toContain('错误 regions.recovery 与主区域 eu-central-1 相同');
    expect(io.stderr).toContain('1 个错误，0 个警告');
  });

  test('gives JSON on standard output, for tools', () => {
    const { code, io, config } = run(MISTAKEN, new RecordingIo('en', true));

    expect(code).toBe(2);
    expect(io.stderr).toBe('');
    expect(JSON.parse(io.stdout)).toEqual([
      {
        code: 'recovery-is-home',
        severity: 'error',
        file: config,
        line: 6,
        column: 42,
        key: 'regions.recovery',
        message: { en: expect.any(String), zh: expect.any(String) },
        mend: { en: expect.any(String), zh: expect.any(String) },
        requirement: '8.8/cross-region',
      },
    ]);
  });

  test('a valid configuration gives an empty list as JSON', () => {
    expect(JSON.parse(run(MINIMAL_ACCOUNT, new RecordingIo('en', true)).io.stdout)).toEqual([]);
  });

  test('warnings alone are told, and exit 0', () => {
    const { code, io } = run(WARNED);

    expect(code).toBe(0);
    expect(io.stderr).toContain('warning suppliers[0].contractEnds');
    expect(io.stderr).toContain('0 errors, 1 warning');
  });

  test('a missing file is a problem like any other', () => {
    const io = new RecordingIo();

    expect(validateCommand({ config: join(folderWith({}), 'absent.yaml') }, io)).toBe(2);
    expect(io.stderr).toContain('absent.yaml:1:1 error does not exist');
  });
});

describe('rendering', () => {
  const problem = {
    code: 'x',
    severity: 'error' as const,
    file: 'a.yaml',
    line: 1,
    column: 1,
    key: 'name',
    message: { en: 'is \u001b[31mred', zh: '红' },
    mend: { en: 'Mend it.', zh: '改。' },
  };

  test('colours only where they are wanted', () => {
    expect(renderProblems([{ ...problem, message: problem.mend }], { colour: false, lang: 'en' })).not.toContain(
      '\u001b',
    );
    expect(renderProblems([{ ...problem, message: problem.mend }], { colour: true, lang: 'en' })).toContain(
      '\u001b[31m',
    );
  });

  test('what a file holds does not command the terminal', () => {
    expect(renderProblems([problem], { colour: false, lang: 'en' })).not.toContain('\u001b');
  });

  test('shows the first hundred, and says how many more there are', () => {
    const many = renderProblems(
      Array.from({ length: 130 }, () => problem),
      { colour: false, lang: 'en' },
    );

    expect(many.match(/Mend it/g)).toHaveLength(100);
    expect(many).toContain('130 errors, 0 warnings; 30 more with --json');
  });
});

describe('start-up', () => {
  test('validation loads neither the CDK nor the prompt library', () => {
    validateCommand({ config: fileWith(MINIMAL_ACCOUNT), asOf: TODAY }, new RecordingIo());
    const loaded = Object.keys(require.cache).filter((path) =>
      /node_modules\/(aws-cdk-lib|cdktf|@inquirer)\//.test(path),
    );

    expect(Object.keys(require.cache).some((path) => path.includes('node_modules/yaml/'))).toBe(true);
    expect(loaded).toEqual([]);
  });
});
