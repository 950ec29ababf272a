import { compliant, nonCompliant, type Rule, verdictOf } from '../../../constructs/nag/rule';
import { Template } from '../../../constructs/nag/template';

const finding = { property: 'P', message: { en: 'is wrong', zh: '有误' } };
const rule = (verdict: ReturnType<Rule['judge']>): Rule => ({
  id: 'any',
  demand: { en: 'Any.', zh: '任意。' },
  types: [],
  reference: 'https://example.com',
  judge: () => verdict,
});

const key = (attributes: object) =>
  Template.cloudFormation({ Resources: { Key: { Type: 'AWS::KMS::Key', ...attributes } } }).find('Key');
const vault = (properties: object) =>
  Template.terraform({ resource: { azurerm_key_vault: { main: properties } } }).find('azurerm_key_vault.main');

const judged = (resource: ReturnType<typeof key>, verdict = compliant) => {
  if (!resource) throw new Error('there is no resource');
  return verdictOf(rule(verdict), resource);
};

describe('a resource of which deployment decides whether it is made', () => {
  test.each([
    ['a condition', key({ Condition: 'Sometimes' }), 'Condition'],
    ['a count that is computed', vault({ count: '${var.count}' }), 'count'],
    ['a count of none', vault({ count: 0 }), 'count'],
    ['a set that is computed', vault({ for_each: '${var.names}' }), 'for_each'],
    ['an empty set', vault({ for_each: {} }), 'for_each'],
  ])('shows nothing by complying: %s', (_, resource, on) => {
    expect(judged(resource)).toEqual({
      outcome: 'unknown',
      because: expect.objectContaining({ en: `complies, but ${on} decides at deployment whether it is made` }),
    });
  });

  test('is wrong all the same where it does not comply', () => {
    expect(judged(key({ Condition: 'Sometimes' }), nonCompliant(finding))).toEqual(nonCompliant(finding));
  });

  test.each([
    ['no condition', key({})],
    ['a count', vault({ count: 2 })],
    ['a map', vault({ for_each: { one: {} } })],
  ])('is one like any other with %s', (_, resource) => {
    expect(judged(resource)).toEqual(compliant);
  });
});
