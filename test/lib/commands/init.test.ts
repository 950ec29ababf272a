import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InitOptions, initCommand, type Prompts } from '../../../lib/commands/init';
import { UsageError } from '../../../lib/commands/io';
import { checkConfig } from '../../../lib/config';
import { folderWith } from '../config/scratch';
import { RecordingIo } from './recording-io';

const SINGLE: InitOptions = {
  name: 'acme',
  owner: 'platform@example.com',
  profile: 'single-account',
  partition: 'aws',
  home: 'eu-central-1',
  recovery: 'eu-west-1',
  account: '012345678901',
};

const { account: _, ...COMMON } = SINGLE;

const ORGANIZATION: InitOptions = {
  ...COMMON,
  profile: 'organization',
  organization: 'o-exampleorg1',
  root: 'r-ab12',
  accounts: 'accounts.csv',
  deputy: 'deputy@example.com',
};

const ACCOUNTS = `name,id,email,unit,role
Management,111111111111,m@example.com,,management
Archive,222222222222,a@example.com,Security,log-archive
Security,333333333333,s@example.com,Security,security
Network,444444444444,n@example.com,Infrastructure,network
Operations,555555555555,o@example.com,Infrastructure,operations
Backup,666666666666,b@example.com,Infrastructure,backup
`;

const target = (files: Readonly<Record<string, string>> = {}): string => join(folderWith(files), 'landing-zone.yaml');

describe('isms init', () => {
  test('writes a valid configuration from flags', async () => {
    const config = target();
    const io = new RecordingIo();

    expect(await initCommand({ ...SINGLE, config }, io)).toBe(0);
    expect(io.stdout).toBe(`wrote ${config}\n`);
    expect(checkConfig(config)).toMatchObject({ problems: [], config: { name: 'acme', account: '012345678901' } });
  });

  test('writes one for an organization, with accounts from a CSV file', async () => {
    const config = target({ 'accounts.csv': ACCOUNTS });

    expect(await initCommand({ ...ORGANIZATION, config }, new RecordingIo())).toBe(0);
    expect(checkConfig(config).problems).toEqual([]);
  });

  test.each<[string, InitOptions, string]>([
    [
      'an organization for a single account',
      { ...SINGLE, organization: 'o-exampleorg1', root: 'r-ab12' },
      '--organization --root have no meaning with --profile single-account',
    ],
    [
      'an account for an organization',
      { ...ORGANIZATION, account: '111111111111' },
      '--account has no meaning with --profile organization',
    ],
  ])('refuses %s: a flag is not ignored', async (_, options, message) => {
    const config = target({ 'accounts.csv': ACCOUNTS });

    await expect(initCommand({ ...options, config }, new RecordingIo())).rejects.toThrow(message);
    expect(existsSync(config)).toBe(false);
  });

  test('in aws-cn it delivers by self-managed StackSets', async () => {
    const config = target({ 'accounts.csv': ACCOUNTS });
    const china = { partition: 'aws-cn', home: 'cn-northwest-1', recovery: 'cn-north-1' } as const;

    expect(await initCommand({ ...ORGANIZATION, ...china, config }, new RecordingIo())).toBe(0);
    expect(checkConfig(config)).toMatchObject({ problems: [], config: { organization: { delivery: 'self-managed' } } });
  });

  test('names the schema for editors, and fits in 30 lines', async () => {
    const config = target();
    await initCommand({ ...SINGLE, config }, new RecordingIo());
    const lines = readFileSync(config, 'utf8').split('\n');

    expect(lines[0]).toMatch(/^# yaml-language-server: \$schema=.*docs\/landing-zone\.schema\.json$/);
    expect(lines.length).toBeLessThan(30);
  });

  test('never overwrites a file', async () => {
    const config = target({ 'landing-zone.yaml': 'mine' });

    await expect(initCommand({ ...SINGLE, config }, new RecordingIo())).rejects.toThrow(
      'exists, and is never overwritten',
    );
    expect(readFileSync(config, 'utf8')).toBe('mine');
  });

  test.each<[string, Partial<InitOptions>, string]>([
    ['a bad name', { name: 'A' }, '--name is "A"'],
    ['a region of the other partition', { home: 'cn-north-1' }, '--home cn-north-1 is a region of aws-cn'],
    ['recovery at home', { recovery: 'eu-central-1' }, '--recovery is the home region'],
    ['a short account id', { account: '1' }, '--account is "1"'],
    ['YAML in disguise', { name: 'a\npartition: aws-cn' }, '--name is'],
  ])('%s is told by its flag, and nothing is written', async (_, change, expected) => {
    const config = target();
    const io = new RecordingIo();

    expect(await initCommand({ ...SINGLE, ...change, config }, io)).toBe(2);
    expect(io.stderr).toContain(expected);
    expect(existsSync(config)).toBe(false);
  });

  test('an organization without its CSV file is told so, and nothing is written', async () => {
    const config = target();
    const io = new RecordingIo();

    expect(await initCommand({ ...ORGANIZATION, config }, io)).toBe(2);
    expect(io.stderr).toContain('--accounts names accounts.csv, which does not exist');
    expect(existsSync(config)).toBe(false);
  });

  test('where nobody can be asked, it lists the missing flags', async () => {
    const failure = initCommand({ name: 'acme', profile: 'single-account', config: target() }, new RecordingIo());

    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow('give --owner --partition --home --recovery --account');
  });

  test('a folder that does not exist is told', async () => {
    const config = join(folderWith({}), 'absent', 'landing-zone.yaml');

    await expect(initCommand({ ...SINGLE, config }, new RecordingIo())).rejects.toThrow('its folder does not exist');
  });

  test('gives the file as JSON, for tools', async () => {
    const config = target();
    const io = new RecordingIo('en', true);
    await initCommand({ ...SINGLE, config }, io);

    expect(JSON.parse(io.stdout)).toEqual({ file: config });
  });
});

describe('questions', () => {
  function answering(answers: Readonly<Record<string, string>>): { prompts: Prompts; asked: string[] } {
    const asked: string[] = [];
    const answer = async ({ message, ...question }: { message: string; default?: string }) => {
      asked.push(message);
      return answers[message] ?? question.default ?? '';
    };
    return { prompts: { input: answer, select: answer }, asked };
  }

  test('are asked for what the flags leave open, and only that', async () => {
    const config = target();
    const { prompts, asked } = answering({ 'Home region': 'eu-central-1', 'Account id': '111111111111' });
    const { home: _home, account: _account, ...rest } = SINGLE;

    expect(await initCommand({ ...rest, config }, new RecordingIo(), prompts)).toBe(0);
    expect(asked).toEqual(['Home region', 'Account id']);
  });

  test('suggest the two regions of China', async () => {
    const config = target();
    const { prompts } = answering({});
    const { home: _home, recovery: _recovery, ...rest } = SINGLE;
    await initCommand({ ...rest, partition: 'aws-cn', config }, new RecordingIo(), prompts);

    expect(checkConfig(config).config?.regions).toMatchObject({ home: 'cn-northwest-1', recovery: 'cn-north-1' });
  });

  test('are asked in Chinese', async () => {
    const { prompts, asked } = answering({ 账号_ID: '' });
    const { account: _, ...rest } = SINGLE;
    await initCommand({ ...rest, config: target() }, new RecordingIo('zh'), prompts);

    expect(asked).toEqual(['账号 ID']);
  });

  test('refuse an answer of the wrong form at once, and say what is right', async () => {
    const verdicts: (true | string)[] = [];
    const prompts: Prompts = {
      input: async ({ validate }) => {
        verdicts.push(validate('12'), validate('111111111111'));
        return '111111111111';
      },
      select: async () => '',
    };
    const { account: _, ...rest } = SINGLE;
    await initCommand({ ...rest, config: target() }, new RecordingIo(), prompts);

    expect(verdicts).toEqual(['12 digits in quotes, such as "111111111111"', true]);
  });
});
