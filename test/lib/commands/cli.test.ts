import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { azurePart } from '../../../bin/azure-part';
import { runCli } from '../../../lib/commands/cli';
import { programOf } from '../../../lib/commands/program';
import { version } from '../../../package.json';
import { cloudFormation, FAULTY_BUCKET } from '../../support/foreign-templates';
import { CLI, inShell, isms } from '../../support/spawned';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';

const COMMANDS = [
  'init',
  'validate',
  'synth',
  'check',
  'report',
  'explain',
  'access',
  'diagram',
  'preflight',
  'cost',
  'collect',
];
/** Those that come last. */
const LATER = ['trace', 'review'];

/** Commands that only have others below them. */
const GROUPS = ['local', 'sessions'];

/** Commands that do something, those of a group by both names. */
const DOING = COMMANDS.flatMap((name) => (name === 'access' ? ['access who-can', 'access what-can'] : [name]));

const searching = (...options: readonly string[]): readonly string[] => [
  ...['sessions', 'search', 'ls', '--from', '.'],
  ...options,
];

/** The help of every command, as it would be printed. */
function helpOf(lang: 'en' | 'zh'): ReadonlyMap<string, string> {
  const unused = () => {
    throw new Error('help runs nothing');
  };
  const program = programOf({ lang, azure: azurePart, ioOf: unused, finish: unused });
  const named = (command: Command, name: string): readonly (readonly [string, string])[] => {
    let text = '';
    command.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
    const below = command.commands.flatMap((one) =>
      named(one, command === program ? one.name() : `${name} ${one.name()}`),
    );
    return [[name, text], ...below];
  };
  return new Map(named(program, program.name()));
}

describe('help', () => {
  const help = helpOf('en');
  const chinese = helpOf('zh');

  test('lists every command', () => {
    expect([...help.keys()].filter((name) => !name.includes(' '))).toEqual(['isms', ...COMMANDS, ...GROUPS, ...LATER]);
    expect([...help.keys()]).toEqual(expect.arrayContaining(DOING));
    for (const name of [...COMMANDS, ...LATER])
      expect(help.get('isms')).toMatch(new RegExp(`^ {2}${name} \\[options\\]`, 'm'));
    for (const name of GROUPS) expect(help.get('isms')).toMatch(new RegExp(`^ {2}${name} {2}`, 'm'));
  });

  test.each(DOING)('%s tells its options, with examples', (name) => {
    const text = help.get(name);

    for (const option of ['--config <file>', '--out <folder>', '--json', '--lang <language>', '-h, --help'])
      expect(text).toContain(option);
    expect(text).toMatch(new RegExp(`Examples:\n {2}isms ${name}`));
  });

  test.each(['isms', 'access', ...DOING])('%s speaks Chinese, what the parser adds included', (name) => {
    const text = chinese.get(name);

    expect(text).toMatch(/用法: isms/);
    expect(text).toContain('选项：');
    expect(text).toContain('示例：');
    expect(text).not.toMatch(/Usage|Options|Commands|Arguments|Examples|default:|choices:|display help|\[options\]/);
  });

  test('of init offers a flag for every question', () => {
    for (const flag of [
      'name',
      'owner',
      'profile',
      'partition',
      'home',
      'recovery',
      'account',
      'organization',
      'root',
      'accounts',
      'deputy',
    ])
      expect(help.get('init')).toContain(`--${flag} <`);
  });
});

describe('the process', () => {
  const cwd = folderWith({
    'faulty.json': cloudFormation({ Bucket: FAULTY_BUCKET }),
    'fine.json': cloudFormation({
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/a', TargetKeyId: 'b' } },
    }),
    'landing-zone.yaml': MINIMAL_ACCOUNT,
    'many.json': cloudFormation(
      Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`B${index}`, FAULTY_BUCKET])),
    ),
    'mistaken.yaml': MINIMAL_ACCOUNT.replace('aws', 'azure'),
  });

  interface Expected {
    readonly status: number;
    readonly out?: RegExp;
    readonly err?: RegExp;
  }

  const NOTHING = /^$/;

  test.each<[string, string[], Expected]>([
    ['help on standard output', ['--help'], { status: 0, out: /^Usage: isms/, err: NOTHING }],
    [
      'the version',
      ['--version'],
      { status: 0, out: new RegExp(`^${version.replaceAll('.', '\\.')}\n$`), err: NOTHING },
    ],
    ['no command: help on standard error', [], { status: 2, out: NOTHING, err: /^Usage: isms/ }],
    [
      'an unknown command',
      ['chekc'],
      { status: 2, out: NOTHING, err: /unknown command 'chekc'\n\(Did you mean check\?\)/ },
    ],
    [
      'an unknown option, in Chinese',
      ['check', '--jsn', '--lang=zh'],
      { status: 2, out: NOTHING, err: /^错误：未知选项 --jsn\n（是否指 --json？）\n（isms --help/ },
    ],
    ['an unknown language', ['check', '--lang', 'fr'], { status: 2, out: NOTHING, err: /Allowed choices are en, zh/ }],
    [
      'no finding',
      ['check', '--template', 'fine.json'],
      { status: 0, out: /Open findings: none/, err: /^Judging …\n$/ },
    ],
    [
      'findings',
      ['check', '--template', 'faulty.json'],
      { status: 1, out: /faulty\.json:1 Bucket/, err: /^Judging …\n$/ },
    ],
    [
      'findings as JSON alone on standard output',
      ['check', '--template', 'faulty.json', '--json'],
      { status: 1, out: /^\{[\s\S]*\}\n$/, err: /^Judging …\n$/ },
    ],
    [
      'who may do something',
      ['access', 'who-can', 's3:ListAllMyBuckets', '--template', 'faulty.json'],
      { status: 0, out: /^s3:ListAllMyBuckets: of \d+ principals/, err: /^Reading templates …/ },
    ],
    [
      'a group without its command: help on standard error',
      ['access'],
      { status: 2, out: NOTHING, err: /^Usage: isms access/ },
    ],
    [
      'a missing template',
      ['check', '--template', 'absent.json', '--json'],
      { status: 2, out: /^\[\n[\s\S]*"file": "absent\.json"[\s\S]*\]\n$/, err: /^absent\.json: no such file\n$/ },
    ],
    [
      'a mistaken configuration',
      ['report', '--config', 'mistaken.yaml'],
      { status: 2, out: NOTHING, err: /^mistaken\.yaml:\d+:\d+ error partition/ },
    ],
    [
      'a missing configuration',
      ['check', '--config', 'absent.yaml'],
      { status: 2, out: NOTHING, err: /^absent\.yaml:1:1 error/ },
    ],
  ])('%s', (_, args, { status, out = /./, err = /./ }) => {
    const ended = isms(args, { cwd });

    expect(ended.stdout).toMatch(out);
    expect(ended.stderr).toMatch(err);
    expect(ended.stderr).not.toMatch(/^ +at /m);
    expect(ended.status).toBe(status);
  });

  test.each([
    ['a missing argument', ['explain'], '错误：缺少参数 what'],
    ['an option without its value', ['check', '--config'], '错误：选项 --config <file> 缺少取值'],
    ['a day that is none', ['check', '--as-of', '2026-02-31'], '的取值 2026-02-31 无效。 应为 YYYY-MM-DD 形式的日期。'],
    ['a day of a search that is none', searching('--since', '2026-02-30'), '的取值 2026-02-30 无效。'],
    ['a moment of a day that is none', searching('--until', '2026-02-30T08:00Z'), '的取值 2026-02-30T08:00Z 无效。'],
    ['a search for nothing', searching('--since', '2026-03-02', '--until', '2026-03-01'), '--since 晚于 --until'],
    ['too many arguments', ['check', 'this'], '错误：check 的参数过多：应为 0 个，给出 1 个'],
    ['a missing argument of a command in a group', ['access', 'who-can'], '错误：缺少参数 action'],
    ['an action that is none', ['access', 'who-can', 's3:GetObjekt'], '是否指 s3:GetObject'],
    ['an unknown command', ['nothing-alike'], '错误：未知命令 nothing-alike'],
  ])('a mistake is told in Chinese: %s', async (_, args, expected) => {
    expect(await told(['--lang', 'zh', ...args])).toMatchObject({ code: 2, text: expect.stringContaining(expected) });
  });

  test('a search for sessions that end before they begin is told, and exits 2', async () => {
    expect(await told(searching('--since', '2026-03-02', '--until', '2026-03-01'))).toMatchObject({
      code: 2,
      text: expect.stringContaining('--since is later than --until'),
    });
  });

  test('a fault of the program shows where it happened, and exits 3', async () => {
    const broken = { ...azurePart, judging: () => Promise.reject(new Error('boom')) };
    const { code, text } = await told(['check', '--template', join(cwd, 'fine.json')], broken);

    expect(code).toBe(3);
    expect(text).toMatch(/this is a fault of the program:\nError: boom\n +at /);
    expect(text).toContain(`isms ${version}`);
  });

  test('whoever reads no further disturbs nobody: the exit code stays', () => {
    const { stdout, stderr } = inShell(
      '$ISMS check --template many.json --json | head -c 10; echo " ${PIPESTATUS[0]}"',
      { cwd },
    );

    expect(stdout).toMatch(/^\{\n {2}"passe 1\n$/);
    // a step of a second or more is told with its time
    expect(stderr).toMatch(/^Judging …\n( {2}\d+\.\d s\n)?$/);
  });

  test('a verdict that cannot be written is none', () => {
    expect(inShell('$ISMS check --template fine.json > /dev/full', { cwd })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cannot write standard output (ENOSPC)'),
    });
  });

  test('Ctrl-C ends it as such, and leaves nothing behind', async () => {
    const folder = folderWith({ 'landing-zone.yaml': MINIMAL_ACCOUNT });
    const child = spawn(process.execPath, [CLI, 'report'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.once('data', () => child.kill('SIGINT'));
    const [code, signal] = await once(child, 'exit');

    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
    expect(readdirSync(folder)).toEqual(['landing-zone.yaml']);
  });

  test('help loads neither the CDK, nor the schema, nor a YAML parser', () => {
    const folder = folderWith({
      'list.js': "process.on('exit', () => console.log(Object.keys(require.cache).join('\\n')));",
    });
    const { stdout } = inShell(`NODE_OPTIONS='-r ${join(folder, 'list.js')}' $ISMS --help`, { cwd });

    expect(stdout).toContain('node_modules/commander/');
    expect(stdout).not.toMatch(/node_modules\/(aws-cdk-lib|cdktf|constructs|zod|yaml|@inquirer)\//);
  });
});

/** Runs the command line in this process, and keeps what it says on standard error. */
async function told(args: readonly string[], azure = azurePart): Promise<{ code: number; text: string }> {
  let text = '';
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((part) => {
    text += part;
    return true;
  });
  try {
    return { code: await runCli(['node', 'isms', ...args], azure), text };
  } finally {
    write.mockRestore();
  }
}
