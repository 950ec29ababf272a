import { join } from 'node:path';
import { azurePart } from '../../../bin/azure-part';
import { runCli } from '../../../lib/commands/cli';
import type { Problem } from '../../../lib/config';
import { cloudFormation, FAULTY_BUCKET } from '../../support/foreign-templates';
import { folderWith, MINIMAL_ACCOUNT } from '../config/scratch';

const folder = folderWith({
  'bucket.json': cloudFormation({ Bucket: FAULTY_BUCKET }),
  'broken.yaml': 'Resources:\n  A:\n',
  'damaged.json': '{',
  'landing-zone.yaml': MINIMAL_ACCOUNT,
  'mistaken.yaml': MINIMAL_ACCOUNT.replace('aws', 'azure'),
  'in-the-way': '',
});
const at = (name: string): string => join(folder, name);

/** Runs the command line in this process, and keeps what it writes. */
async function ran(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((part) => {
      written[stream] += part;
      return true;
    }),
  );
  try {
    return { code: await runCli(['node', 'isms', ...args], azurePart), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** What a failing command gives to machines: JSON and nothing else. */
async function problemsOf(args: readonly string[]): Promise<readonly Problem[]> {
  const { code, stdout } = await ran([...args, '--json']);

  expect(code).toBe(2);
  return JSON.parse(stdout);
}

/** Every command with `--json`, with the arguments that it cannot be without. */
const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['report'],
  ['explain', '8.2/mfa'],
  ['access', 'who-can', 's3:GetObject'],
  ['access', 'what-can', 'somebody'],
  ['preflight'],
  ['collect'],
  ['validate'],
  ['synth'],
];

const JUDGING = COMMANDS.slice(0, 5);

const PROBLEM = {
  code: expect.stringMatching(/^[a-z-]+$/),
  severity: 'error',
  key: expect.any(String),
  file: expect.any(String),
  line: expect.any(Number),
  column: expect.any(Number),
  message: { en: expect.stringMatching(/\w/), zh: expect.stringMatching(/\p{Script=Han}/u) },
  mend: { en: expect.any(String), zh: expect.any(String) },
};

describe.each(COMMANDS)('a failure of isms %s is a list of problems with --json', (...command) => {
  test('for a configuration that is not there', async () => {
    expect(await problemsOf([...command, '--config', at('absent.yaml')])).toEqual([
      { ...PROBLEM, code: 'missing-file', file: at('absent.yaml'), line: 1, column: 1 },
    ]);
  });

  test('for a mistake in the configuration', async () => {
    expect(await problemsOf([...command, '--config', at('mistaken.yaml')])).toContainEqual({
      ...PROBLEM,
      key: 'partition',
      file: at('mistaken.yaml'),
      line: 5,
    });
  });

  test('for a mistake on the command line', async () => {
    expect(await problemsOf([...command, '--confg', 'x'])).toEqual([
      {
        ...PROBLEM,
        code: 'usage',
        file: '',
        message: { en: "unknown option '--confg'\n(Did you mean --config?)", zh: expect.stringMatching(/^未知选项/) },
        mend: { en: expect.stringContaining('isms --help'), zh: expect.stringContaining('isms --help') },
      },
    ]);
  });
});

describe.each(JUDGING)('a failure of isms %s is a list of problems with --json', (...command) => {
  test('for templates and assemblies that cannot be judged, each at its place', async () => {
    const problems = await problemsOf([
      ...command,
      ...['--template', at('absent.json'), at('broken.yaml'), '--assembly', at('absent')],
    ]);

    expect(problems).toEqual([
      { ...PROBLEM, code: 'unusable-file', file: at('absent') },
      { ...PROBLEM, code: 'unusable-file', file: at('absent.json'), line: 1 },
      { ...PROBLEM, code: 'unusable-file', file: at('broken.yaml'), line: 2 },
    ]);
  });
});

describe('other failures are lists of problems too', () => {
  test.each<[string, readonly string[], object]>([
    [
      'results that cannot be written',
      ['synth', '--config', at('landing-zone.yaml'), '--out', at('in-the-way')],
      {
        code: 'unwritable',
        file: at('in-the-way'),
        mend: { en: expect.stringContaining('--out'), zh: expect.stringContaining('--out') },
      },
    ],
    [
      'damaged observations',
      ['check', '--template', at('bucket.json'), '--observations', at('damaged.json')],
      { code: 'unusable-file', file: at('damaged.json') },
    ],
    ['what nobody has', ['explain', 'nothing-alike', '--template', at('bucket.json')], { code: 'usage', file: '' }],
    ['a flag of init that is wrong', initWith('--name', 'A!'), { key: '--name' }],
    ['a flag of init that is missing', ['init', '--config', at('new.yaml')], { code: 'usage' }],
  ])('%s', async (_, args, expected) => {
    expect(await problemsOf(args)).toContainEqual({ ...PROBLEM, ...expected });
  });
});

test.each([
  ['nothing without --json', [], /^$/],
  ['the list with it', ['--json'], /^\[\n/],
])('people are told on standard error; on standard output is %s', async (_, flags, stdout) => {
  expect(await ran(['check', '--template', at('absent.json'), ...flags])).toEqual({
    code: 2,
    stdout: expect.stringMatching(stdout),
    stderr: `${at('absent.json')}: no such file\n`,
  });
});

function initWith(...flags: readonly string[]): readonly string[] {
  return [
    ...['init', '--config', at('new.yaml'), '--owner', 'a@example.com', '--profile', 'single-account'],
    ...[
      '--partition',
      'aws',
      '--home',
      'eu-central-1',
      '--recovery',
      'eu-west-1',
      '--account',
      '111111111111',
      ...flags,
    ],
  ];
}
