import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { accountsOf, checkConfig } from '../../../lib/config';
import { generatedFiles } from '../../../tools/generate-config-docs';
import { MINIMAL_ACCOUNT, MINIMAL_ORGANIZATION, TODAY } from './scratch';

const ROOT = resolve(__dirname, '../../..');
const EXAMPLES = ['quickstart', 'organization', 'china'];
const fileOf = (example: string): string => join(ROOT, 'examples', example, 'landing-zone.yaml');

describe('examples', () => {
  test.each([
    ['quickstart', 1, 'aws', 'global'],
    ['organization', 26, 'aws', 'global'],
    ['china', 6, 'aws-cn', 'china'],
  ])('%s is valid: %i accounts in %s, and Azure %s', (example, accounts, partition, azure) => {
    const { config, problems } = checkConfig(fileOf(example), { asOf: TODAY });

    expect(problems).toEqual([]);
    expect(config && accountsOf(config)).toHaveLength(accounts);
    expect(config?.partition).toBe(partition);
    expect(config?.azure?.environment).toBe(azure);
  });

  test.each([
    ['organization', ['service-control', 'resource-control', 'declarative-ec2']],
    ['china', ['service-control']],
  ])('%s asks for no kinds of policies, and gets those that its partition is known to have', (example, types) => {
    const { config } = checkConfig(fileOf(example), { asOf: TODAY });

    expect(config?.profile === 'organization' && config.organization.policyTypes).toEqual(types);
  });

  test.each(EXAMPLES)('%s stays usable for years: what ends by itself only warns', (example) => {
    const { config } = checkConfig(fileOf(example), { asOf: '2030-12-31' });

    expect(config).toBeDefined();
  });

  test.each(EXAMPLES)('%s names the schema for editors', (example) => {
    expect(readFileSync(fileOf(example), 'utf8').split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../../docs/landing-zone.schema.json',
    );
  });
});

describe('what is generated from the schema', () => {
  test.each(Object.entries(generatedFiles()))('%s is up to date: npm run generate', (file, text) => {
    expect(readFileSync(join(ROOT, file), 'utf8')).toBe(text);
  });

  const validate = new Ajv({ allErrors: true, strict: false }).compile(
    JSON.parse(readFileSync(join(ROOT, 'docs/landing-zone.schema.json'), 'utf8')),
  );

  test.each(EXAMPLES)('the JSON Schema accepts %s', (example) => {
    validate(parse(readFileSync(fileOf(example), 'utf8')));

    expect(validate.errors ?? []).toEqual([]);
  });

  test.each([
    ['an unknown key', `${MINIMAL_ACCOUNT}lok: compliance\n`],
    ['an unknown choice', MINIMAL_ACCOUNT.replace('partition: aws', 'partition: gov')],
    ['an account id without quotes', MINIMAL_ACCOUNT.replace('"111111111111"', '111111111111')],
    ['a single account without its id', MINIMAL_ACCOUNT.replace(/account: ".*"\n/, '')],
    ['an organization with an account', `${MINIMAL_ORGANIZATION}account: "111111111111"\n`],
  ])('the JSON Schema refuses %s', (_, text) => {
    expect(validate(parse(text))).toBe(false);
  });

  test('every key says what it is', () => {
    const silent = keysWithoutDescription(
      JSON.parse(readFileSync(join(ROOT, 'docs/landing-zone.schema.json'), 'utf8')),
    );

    expect(silent).toEqual([]);
  });
});

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

function keysWithoutDescription(node: Node, path = ''): readonly string[] {
  const inner = [node.items, ...(node.anyOf ?? [])].flatMap((child) =>
    child ? keysWithoutDescription(child, path) : [],
  );
  const keys = Object.entries(node.properties ?? {}).flatMap(([key, child]) => [
    ...(child.description ? [] : [`${path}.${key}`]),
    ...keysWithoutDescription(child, `${path}.${key}`),
  ]);
  return [...inner, ...keys];
}
