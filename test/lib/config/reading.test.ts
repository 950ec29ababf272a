import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { checkConfig } from '../../../lib/config';
import {
  changed,
  codesOf,
  folderWith,
  MINIMAL_ACCOUNT,
  MINIMAL_ORGANIZATION,
  problemsOf,
  TODAY,
  told,
} from './scratch';

const INCLUDING = MINIMAL_ORGANIZATION.replace(
  / {2}accounts:\n( {4}- .*\n)+(?=network)/,
  '  accounts: { include: pipe.csv }\n',
);

const RECORD = `records:
  - id: isms-policy
    file: pipe
    sha256: "${'0'.repeat(64)}"
    version: "1"
    owner: a@example.com
    approver: b@example.com
    issued: 2026-09-01
    reviewBy: 2027-08-31
`;

describe('a file that cannot be read', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);

  test.each<[string, string | Uint8Array, string]>([
    ['is empty', '', 'empty-file'],
    ['holds comments only', '# nothing\n', 'empty-file'],
    ['is binary', bytes(0x89, 0x50, 0x4e, 0x47, 0x00, 0x01), 'binary-file'],
    ['is UTF-16', bytes(0xff, 0xfe, 0x61, 0x00), 'not-utf-8'],
    ['is GBK', bytes(0x61, 0x3a, 0x20, 0xd6, 0xd0), 'not-utf-8'],
    ['has 5 MB', `# ${'x'.repeat(5 * 1024 * 1024)}`, 'file-too-large'],
    ['is indented with a tab', 'regions:\n\thome: x\n', 'yaml-tab'],
    ['ends within brackets', 'regions: {', 'yaml-syntax'],
    ['has two documents', 'a: 1\n---\nb: 2\n', 'yaml-multiple-documents'],
    ['nests without end', '['.repeat(100_000), 'yaml-depth'],
    [
      'nests by indentation',
      Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'yaml-depth',
    ],
    ['nests by pairs', `x: [${'a: '.repeat(6_600)}]`, 'yaml-depth'],
    ['nests by dashes', '- '.repeat(100_000), 'yaml-depth'],
    ['has lines without end', '%\n'.repeat(200_000), 'yaml-long-file'],
    ['is one endless line', 'a'.repeat(100_000), 'yaml-long-line'],
  ])('that %s is told so, at one place', (_, content, code) => {
    const problems = problemsOf(content);

    expect(codesOf(problems)).toEqual([code]);
    expect(problems[0]?.line).toBeGreaterThan(0);
    expect(problems[0]?.column).toBeGreaterThan(0);
  });

  test('tells where the first byte stands that is not UTF-8', () => {
    const [problem] = problemsOf(Buffer.concat([Buffer.from('version: 1\nname: a'), Buffer.from([0xd6, 0xd0])]));

    expect(problem).toMatchObject({ line: 2, column: 8 });
  });

  test.each([
    ['does not exist', 'absent.yaml', 'missing-file'],
    ['is a folder', 'folder', 'not-a-file'],
    ['lies below a file', 'file/landing-zone.yaml', 'missing-file'],
    ['has an impossible name', 'a\0b', 'missing-file'],
  ])('a path that %s is told so', (_, name, code) => {
    const folder = folderWith({ file: 'x' });
    mkdirSync(join(folder, 'folder'));

    expect(codesOf(checkConfig(join(folder, name)).problems)).toEqual([code]);
  });

  test('a device is not read', () => {
    expect(codesOf(checkConfig('/dev/zero').problems)).toEqual(['not-a-file']);
  });

  test.each([
    ['the configuration', MINIMAL_ACCOUNT, 'pipe', ['not-a-file ']],
    ['an include', INCLUDING, 'landing-zone.yaml', ['not-a-file organization.accounts.include']],
    ['a record', `${MINIMAL_ACCOUNT}${RECORD}`, 'landing-zone.yaml', ['not-a-file records[0].file']],
  ])('a pipe that nobody writes to is not waited for: as %s', (_, text, name, expected) => {
    const folder = folderWith({ 'landing-zone.yaml': text });
    execFileSync('mkfifo', [join(folder, 'pipe'), join(folder, 'pipe.csv')]);

    expect(told(checkConfig(join(folder, name), { asOf: TODAY }).problems)).toEqual(expected);
  });

  test('a socket is not read', async () => {
    const path = join(folderWith({}), 'socket');
    const server = createServer().listen(path);
    await once(server, 'listening');
    const { problems } = checkConfig(path);
    server.close();

    expect(problems.map(({ message }) => message.en)).toEqual(['is no regular file but a pipe, a socket or a device']);
  });
});

describe('YAML that is read', () => {
  test('may have a byte order mark and Windows line ends', () => {
    expect(problemsOf(`\uFEFF${MINIMAL_ACCOUNT.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  test('may be JSON', () => {
    const json = JSON.stringify({
      version: 1,
      name: 'acme',
      owner: 'platform@example.com',
      profile: 'single-account',
      partition: 'aws',
      regions: { home: 'eu-central-1', recovery: 'eu-west-1' },
      account: '111111111111',
      network: { home: '10.0.0.0/16', recovery: '10.1.0.0/16' },
    });

    expect(problemsOf(json)).toEqual([]);
  });

  test.each([
    ['a key given twice', `${MINIMAL_ACCOUNT}name: other\n`, 'duplicate-key', 9],
    ['an anchor', changed(MINIMAL_ACCOUNT, 'owner: platform', 'owner: &me platform'), 'yaml-anchor', 3],
    ['a tag', changed(MINIMAL_ACCOUNT, 'owner: platform', 'owner: !!js/function platform'), 'yaml-tag', 3],
    ['another version of YAML', `%YAML 1.1\n---\n${MINIMAL_ACCOUNT}`, 'yaml-version', 1],
  ])('is told of %s, and the rest is checked all the same', (_, text, code, line) => {
    const problems = problemsOf(`${text}lok: governance\n`);

    expect(problems.find((problem) => problem.code === code)?.line).toBe(line);
    expect(codesOf(problems)).toContain('unknown-key');
  });

  test('a small file cannot unfold into a large one: aliases are refused', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefghij'
        .split('')
        .map((name, index) => `${name}: &${name} [*${'abcdefghi'[index]}, *${'abcdefghi'[index]}]`),
    ];

    expect(codesOf(problemsOf(bomb.join('\n')))).toEqual(expect.arrayContaining(['yaml-alias', 'yaml-anchor']));
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is an unknown key like any other',
    (key) => {
      expect(told(problemsOf(`${MINIMAL_ACCOUNT}${key}: { polluted: true }\n`))).toEqual([`unknown-key ${key}`]);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    },
  );

  test.each([
    ['an account id without quotes', 'account: "111111111111"', 'account: 012345678901', 'unquoted-text account'],
    ['one that looks octal', 'account: "111111111111"', 'account: 0o17', 'unquoted-text account'],
    ['a name that YAML takes for a number', 'name: acme', 'name: 1e3', 'unquoted-text name'],
    ['a name that YAML takes for true', 'name: acme', 'name: true', 'unquoted-text name'],
    ['null', 'name: acme', 'name: ~', 'missing-key name'],
    [
      'a list where keys belong',
      'regions: { home: eu-central-1, recovery: eu-west-1 }',
      'regions: [eu-central-1]',
      'wrong-type regions',
    ],
    [
      'a text where keys belong',
      'network: { home: 10.0.0.0/16, recovery: 10.1.0.0/16 }',
      'network: none',
      'wrong-type network',
    ],
    ['a version to come', 'version: 1', 'version: 2', 'unknown-value version'],
    ['an unknown choice', 'partition: aws', 'partition: aws-us-gov', 'unknown-value partition'],
    ['a bad address', '10.1.0.0/16', '10.256.0.0/16', 'wrong-form network.recovery'],
  ])('%s', (_, from, to, expected) => {
    expect(told(problemsOf(changed(MINIMAL_ACCOUNT, from, to)))).toEqual([expected]);
  });

  test.each([
    ['no', 'Write false.'],
    ['on', 'Write true.'],
  ])('the %s of YAML 1.1 is told to be text', (word, mend) => {
    const supplier = `suppliers:\n  - { name: S, owner: s@example.com, services: [x], contractEnds: 2030-01-01, assessed: 2026-10-01, critical: ${word} }\n`;

    expect(problemsOf(MINIMAL_ACCOUNT + supplier).map((problem) => [problem.key, problem.mend.en])).toEqual([
      ['suppliers[0].critical', mend],
    ]);
  });

  test.each(['x', '[]', '- a', '1', 'null: 1', '? [a]\n: b'])('%s at the top is no configuration', (text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });

  test('a thousand mistakes are cut off', () => {
    const keys = Array.from({ length: 2000 }, (_, index) => `x${index}: 1`).join('\n');

    expect(problemsOf(`${MINIMAL_ACCOUNT}${keys}\n`)).toHaveLength(500);
  });
});

describe('the parsers speak both languages', () => {
  const HAN = /^\P{Script=Latin}*$/u;

  test.each([
    ['quotes without end', 'name: "acme\n'],
    ['brackets without end', 'regions: {'],
    ['a value that begins with @', 'name: @acme\n'],
    ['an escape that is none', 'name: "a\\qb"\n'],
    ['a second colon', 'a: b: c\n'],
    ['an indentation of its own', 'a:\n  b: 1\n c: 2\n'],
    ['keys within brackets', 'a: [\n- b\n]\n'],
    ['a line without a colon', 'a: 1\nb\nc: 2\n'],
    ['something after a value', 'a: "b" c\n'],
    ['an anchor before an alias', 'a: &x *y\n'],
    ['two anchors', 'a: &x &y b\n'],
    ['two tags', 'a: !x !y b\n'],
    ['a directive that is none', '%FOO bar\n---\na: 1\n'],
  ])('of YAML: %s', (_, text) => {
    const faults = problemsOf(text).filter(({ code }) => code === 'yaml-syntax');

    expect(faults).not.toEqual([]);
    for (const { message } of faults) {
      expect(message.zh.replaceAll(/YAML|[*&!]name/g, '')).toMatch(HAN);
      expect(message.en).not.toMatch(/is no valid YAML:|\n/);
    }
  });

  test.each([
    ['quotes without end', '"Core\nx,y'],
    ['quotes within a cell', 'Co"re",x'],
    ['something after quotes', '"Core"x,y'],
    ['an endless row', `"${'x'.repeat(30_000)}"`],
  ])('of CSV: %s', (_, row) => {
    const [problem] = problemsOf(INCLUDING.replace('pipe.csv', 'a.csv'), { 'a.csv': `name,id\n${row}\n` });

    expect(problem?.code).toBe('csv-syntax');
    expect(problem?.message.zh.replaceAll('CSV', '')).toMatch(HAN);
    expect(problem?.message.en).not.toMatch(/Quote|Record|Invalid/);
  });
});

describe('links', () => {
  test('a configuration may be reached through a link', () => {
    const folder = folderWith({ 'real/landing-zone.yaml': MINIMAL_ACCOUNT });
    symlinkSync(join(folder, 'real'), join(folder, 'link'));

    expect(checkConfig(join(folder, 'link', 'landing-zone.yaml'), { asOf: TODAY }).problems).toEqual([]);
  });
});
