import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../../lib/commands/io';
import { writeFolder } from '../../../lib/report/write';

const FILES = { 'report.json': '{}', 'index.html': '<p>' };

let parent: string;
let folder: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'isms-'));
  folder = join(parent, 'report');
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

const contents = (): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

describe('writeFolder', () => {
  test('writes all files and leaves nothing beside them', () => {
    writeFolder(folder, FILES);

    expect(contents()).toEqual(FILES);
    expect(readdirSync(parent)).toEqual(['report']);
  });

  test('makes the folders above', () => {
    folder = join(parent, 'a', 'b', 'report');
    writeFolder(folder, FILES);

    expect(contents()).toEqual(FILES);
  });

  test('replaces an earlier report whole', () => {
    writeFolder(folder, { ...FILES, 'old.txt': 'gone' });
    writeFolder(folder, { 'report.json': 'new' });

    expect(contents()).toEqual({ 'report.json': 'new' });
    expect(readdirSync(parent)).toEqual(['report']);
  });

  test('writes where a link leads, and leaves the link', () => {
    mkdirSync(join(parent, 'elsewhere'));
    symlinkSync(join(parent, 'elsewhere'), folder, 'dir');
    writeFolder(folder, FILES);

    expect(readdirSync(join(parent, 'elsewhere')).sort()).toEqual(['index.html', 'report.json']);
    expect(contents()).toEqual(FILES);
  });

  test('throws when the last file cannot be written, and leaves the earlier report and nothing else', () => {
    writeFolder(folder, FILES);

    expect(() => writeFolder(folder, { 'report.json': 'new', 'no/such/folder': 'x' })).toThrow('ENOENT');
    expect(contents()).toEqual(FILES);
    expect(readdirSync(parent)).toEqual(['report']);
  });

  test('throws when a file stands in the place of a folder above, and touches nothing', () => {
    writeFileSync(join(parent, 'file'), 'mine');

    expect(() => writeFolder(join(parent, 'file', 'report'), FILES)).toThrow(/ENOTDIR|EEXIST/);
    expect(readFileSync(join(parent, 'file'), 'utf8')).toBe('mine');
    expect(readdirSync(parent)).toEqual(['file']);
  });

  test('throws when the folder holds something else, which would be lost', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'mine');

    expect(() => writeFolder(folder, FILES)).toThrow(UsageError);
    expect(contents()).toEqual({ 'thesis.txt': 'mine' });
  });

  test('throws when a file stands in its place', () => {
    writeFileSync(folder, 'mine');

    expect(() => writeFolder(folder, FILES)).toThrow(UsageError);
    expect(readFileSync(folder, 'utf8')).toBe('mine');
  });

  test('writes into a folder that is empty', () => {
    mkdirSync(folder);
    writeFolder(folder, FILES);

    expect(contents()).toEqual(FILES);
  });

  test('a run that was killed does not hinder the next', () => {
    mkdirSync(join(parent, `.report.${process.pid}.new`));
    writeFileSync(join(parent, `.report.${process.pid}.new`, 'half'), '');
    writeFolder(folder, FILES);

    expect(contents()).toEqual(FILES);
    expect(existsSync(join(parent, `.report.${process.pid}.new`))).toBe(false);
  });
});
