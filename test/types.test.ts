import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as library from '@aws-sdk/client-ec2';

const OURS = readFileSync(resolve(__dirname, '../types/client-ec2.d.ts'), 'utf8');
const LIBRARY = join(dirname(require.resolve('@aws-sdk/client-ec2/package.json')), 'dist-types');

const operations = [...OURS.matchAll(/^ {2}readonly (\w+): \[input: (\w+), output: (\w+)\];$/gm)].map(
  ([, name = '', input = '', output = '']) => ({ name, input, output }),
);
const values = [...OURS.matchAll(/^export declare (?:const|class) (\w+)/gm)].map(([, name = '']) => name);

describe('the narrow declarations of EC2', () => {
  test('have something to say', () => {
    expect(operations.length).toBeGreaterThan(10);
    expect(values.length).toBeGreaterThan(operations.length);
  });

  test.each(operations)('$name takes and gives what the library says', ({ name, input, output }) => {
    const file = join(LIBRARY, 'commands', `${name}Command.d.ts`);
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';

    expect(text).toContain(`${name}CommandInput extends ${input} {`);
    expect(text).toContain(
      output === 'object'
        ? `${name}CommandOutput extends __MetadataBearer {`
        : `${name}CommandOutput extends ${output}, __MetadataBearer {`,
    );
  });

  test.each(values)('%s is there when it runs', (name) => {
    expect(library).toHaveProperty(name, expect.any(Function));
  });
});
