import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';
import { type Rule, verdictOf } from '../../../constructs/nag/rule';
import { Resource } from '../../../constructs/nag/template';

const NAG = join(__dirname, '../../../constructs/nag');

/** The rule that the README writes, as if it stood in a file of its own in an area's folder. */
function ruleOfReadme(): Rule {
  const [, source = ''] =
    /```ts\n(.*?export const .*?: Rule = .*?)```/s.exec(readFileSync(join(NAG, 'README.md'), 'utf8')) ?? [];
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} as Record<string, Rule> };
  const load = (path: string): unknown => require(resolve(NAG, 'rules/storage', path));
  new Function('require', 'module', 'exports', code)(load, module, module.exports);
  const [rule] = Object.values(module.exports);
  if (!rule) throw new Error('the README writes no rule');
  return rule;
}

describe('README', () => {
  const verdictOn = (properties: object) =>
    verdictOf(ruleOfReadme(), new Resource('Queue', 'AWS::SQS::Queue', { ...properties }));

  test('writes a rule that works', () => {
    expect(verdictOn({ MessageRetentionPeriod: '1209600' })).toEqual({ outcome: 'compliant' });
    expect(verdictOn({})).toMatchObject({ findings: [{ property: 'MessageRetentionPeriod' }] });
    expect(verdictOn({ MessageRetentionPeriod: { Ref: 'Seconds' } }).outcome).toBe('unknown');
  });
});
