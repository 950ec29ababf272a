import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sdkTypes } from '../tools/generate-sdk-types';

const ROOT = resolve(__dirname, '..');
const FOLDER = 'types/sdk';
const files = readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`);
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('the declarations of what is called of the SDK', () => {
  test('are those that the library gives for what the sources import: npm run generate makes them', () => {
    const made = sdkTypes();

    expect(files).toEqual(Object.keys(made).sort());
    expect(files.filter((file) => textOf(file) !== made[file])).toEqual([]);
  });

  test.each(files)('%s names what is there when it runs', (file) => {
    const names = [...textOf(file).matchAll(/^export declare (?:const|class) (\w+)/gm)].map(([, name = '']) => name);
    const library = require(`@aws-sdk/${file.slice(FOLDER.length + 1, -'.d.ts'.length)}`) as object;

    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name) => typeof library[name as keyof typeof library] !== 'function')).toEqual([]);
  });
});
