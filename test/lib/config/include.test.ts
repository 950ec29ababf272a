import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkConfig } from '../../../lib/config';
import { changed, checked, codesOf, folderWith, MINIMAL_ORGANIZATION, problemsOf, TODAY, told } from './scratch';

const SHOP = '    - { name: Shop, id: "777777777777", email: w@example.com, unit: Production }\n';
const including = (file: string) => changed(MINIMAL_ORGANIZATION, SHOP, `    - include: ${file}\n`);
const HEADER = 'name,id,email,unit\n';

describe('included accounts', () => {
  test('join those of the file, from CSV', () => {
    const { config } = checked(including('more.csv'), {
      'more.csv':
        'name,id,email,unit,network.home\nShop,012345678901,w@example.com,Production,10.2.0.0/20\n"Shop, test",777777777778,x@example.com,Production,\n',
    });

    expect(config?.profile === 'organization' && config.organization.accounts.slice(6)).toEqual([
      {
        name: 'Shop',
        id: '012345678901',
        email: 'w@example.com',
        unit: 'Production',
        role: 'workload',
        network: { home: '10.2.0.0/20' },
      },
      { name: 'Shop, test', id: '777777777778', email: 'x@example.com', unit: 'Production', role: 'workload' },
    ]);
  });

  test('join those of the file, from YAML', () => {
    const { config } = checked(including('teams/more.yaml'), {
      'teams/more.yaml': '- { name: Shop, id: "777777777777", email: w@example.com, unit: Production }\n',
    });

    expect(config?.profile === 'organization' && config.organization.accounts).toHaveLength(7);
  });

  test('may be all there are', () => {
    const whole = MINIMAL_ORGANIZATION.replace(
      / {2}accounts:\n( {4}- .*\n)+(?=network)/,
      '  accounts:\n    include: all.csv\n',
    );
    const all = `${HEADER.trim()},role\n${['management', 'log-archive', 'security', 'network', 'operations', 'backup']
      .map(
        (role, index) =>
          `${role},${String(index).repeat(12)},${role}@example.com,${index === 0 ? '' : 'Core'},${role}\n`,
      )
      .join('')}`;

    expect(problemsOf(whole, { 'all.csv': all })).toEqual([]);
  });

  test('a thousand of them are read', () => {
    const rows = Array.from(
      { length: 1000 },
      (_, n) => `Team ${n},${String(8e11 + n)},t${n}@example.com,Production`,
    ).join('\n');
    const { config, problems } = checked(including('more.csv'), { 'more.csv': HEADER + rows });

    expect(problems).toEqual([]);
    expect(config?.profile === 'organization' && config.organization.accounts).toHaveLength(1006);
  });

  test('a spreadsheet may have saved them: byte order mark, Windows line ends, empty lines and cells', () => {
    const csv = `\uFEFF${HEADER}Shop,777777777777,w@example.com,Production\n\n,,,\n`.replaceAll('\n', '\r\n');

    expect(problemsOf(including('more.csv'), { 'more.csv': csv })).toEqual([]);
  });
});

describe('mistakes in included files', () => {
  test.each([
    ['an id that lost its zero', 'Shop,12345678901,w@example.com,Production', 'wrong-form', 2, 6],
    ['an id in scientific form', 'Shop,7.77E+11,w@example.com,Production', 'wrong-form', 2, 6],
    [
      'an unknown unit behind a quoted comma',
      '"Shop, one",777777777777,w@example.com,Prod',
      'unknown-reference',
      2,
      40,
    ],
    ['an e-mail that the file has already', 'Shop,777777777777,A@example.com,Production', 'duplicate-email', 2, 19],
    ['a missing value', 'Shop,,w@example.com,Production', 'missing-key', 2, 6],
    ['too few cells', 'Shop,777777777777', 'csv-row-width', 2, 18],
  ])('%s is told with line and column of the CSV', (_, row, code, line, column) => {
    const problem = problemsOf(including('more.csv'), { 'more.csv': `${HEADER}${row}\n` }).find(
      (found) => found.code === code,
    );

    expect(problem?.file).toMatch(/more\.csv$/);
    expect([problem?.line, problem?.column]).toEqual([line, column]);
  });

  test('line numbers count lines within quotes', () => {
    const csv = `${HEADER}"Shop\none",777777777777,w@example.com,Production\nTest,777777777778,x@example,Production\n`;

    expect(
      problemsOf(including('more.csv'), { 'more.csv': csv }).map(({ line, column, key }) => [line, column, key]),
    ).toEqual([
      [2, 1, 'organization.accounts[6].name'],
      [4, 19, 'organization.accounts[7].email'],
    ]);
  });

  test.each([
    ['an unknown column', 'nam,id,email,unit\nShop,777777777777,w@example.com,Production\n', 'unknown-key', 1, 1],
    [
      'a column given twice',
      'name,id,email,unit,id\nShop,777777777777,w@example.com,Production,1\n',
      'duplicate-key',
      1,
      20,
    ],
    ['an open quote', `${HEADER}"Shop,777777777777\n`, 'csv-syntax', 2, 1],
    ['no rows', HEADER, 'empty-file', 1, 1],
    ['nothing', '', 'empty-file', 1, 1],
    ['a binary file', 'a\0b', 'binary-file', 20, 16],
  ])('%s is told', (_, csv, code, line, column) => {
    const problem = problemsOf(including('more.csv'), { 'more.csv': csv }).find((found) => found.code === code);

    expect([problem?.line, problem?.column]).toEqual([line, column]);
  });

  test.each([
    [
      'misspelt: what stands in it is checked',
      'name,id,emal,unit',
      [
        'unknown-key organization.accounts[6].include',
        'unknown-reference organization.accounts[6].unit',
        'wrong-form organization.accounts[7].email',
      ],
    ],
    [
      'unknown: that its cells are missing is no further mistake',
      'name,id,post,unit',
      ['unknown-key organization.accounts[6].include', 'unknown-reference organization.accounts[6].unit'],
    ],
    [
      'repeated: that another is missing is no further mistake',
      'name,id,id,unit',
      ['duplicate-key organization.accounts[6].include', 'unknown-reference organization.accounts[6].unit'],
    ],
  ])('a column is %s', (_, header, expected) => {
    const csv = `${header}\nShop,777777777777,w@example.com,Produktion\nTest,777777777778,x@example,Production\n`;

    expect(told(problemsOf(including('more.csv'), { 'more.csv': csv }))).toEqual(expected);
  });

  test.each([
    [
      'short: what it has is checked',
      'Shop,7777',
      ['wrong-form organization.accounts[6].id', 'csv-row-width organization.accounts[6]'],
    ],
    [
      'long: which cell is which is not known',
      'Shop,one,777777777777,w@example.com,Production',
      ['csv-row-width organization.accounts[6]'],
    ],
  ])('a row is too %s', (_, row, expected) => {
    expect(told(problemsOf(including('more.csv'), { 'more.csv': `${HEADER}${row}\n` }))).toEqual(expected);
  });

  test.each([
    ['that does not exist', 'absent.csv', 'missing-include'],
    ['outside the folder', '../secret.csv', 'file-outside-folder'],
    ['outside by a detour', 'x/../../secret.csv', 'file-outside-folder'],
    ['by an absolute path', '/etc/passwd.csv', 'file-outside-folder'],
    ['of another kind', 'accounts.xlsx', 'unknown-file-kind'],
    ['that is none', '[a]', 'wrong-type'],
    ['that is the configuration itself', 'landing-zone.yaml', 'wrong-type'],
  ])('a file %s is told where it is named, and roles are not called missing', (_, file, code) => {
    const problems = problemsOf(including(file));

    expect(codesOf(problems)).toEqual([code]);
  });

  test.each([
    ['in the place of the list', '  accounts:\n    include: absent.csv\n'],
    ['as the only entry', '  accounts:\n    - include: absent.csv\n'],
  ])('a missing file %s is all that is told: how many rows it would have brought is not known', (_, accounts) => {
    const whole = MINIMAL_ORGANIZATION.replace(/ {2}accounts:\n( {4}- .*\n)+(?=network)/, accounts);

    expect(codesOf(problemsOf(whole))).toEqual(['missing-include']);
  });

  test('a list that is empty of itself is told as such', () => {
    const whole = MINIMAL_ORGANIZATION.replace(/ {2}accounts:\n( {4}- .*\n)+(?=network)/, '  accounts: []\n');

    expect(told(problemsOf(whole))).toContain('out-of-bounds organization.accounts');
  });

  test('a link that leads outside is not followed', () => {
    const outside = folderWith({ 'secret.csv': `${HEADER}Shop,777777777777,w@example.com,Production\n` });
    const folder = folderWith({ 'landing-zone.yaml': including('more.csv') });
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'more.csv'));

    expect(codesOf(checkConfig(join(folder, 'landing-zone.yaml'), { asOf: TODAY }).problems)).toEqual([
      'file-outside-folder',
    ]);
  });

  test('an included file cannot include: there is no cycle', () => {
    const problems = problemsOf(including('a.yaml'), { 'a.yaml': '- include: a.yaml\n' });

    expect(told(problems)).toEqual(['nested-include organization.accounts[6].include']);
    expect(problems[0]?.file).toMatch(/a\.yaml$/);
  });
});
