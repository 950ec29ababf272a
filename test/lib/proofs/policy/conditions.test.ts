import { allow, decided, policy, SESSION } from './asked';

type Values = string | readonly string[];

/** Section of the page on operators, operator, values of the policy, values of the request, whether it holds. */
type Case = readonly [string, string, Values, Values | undefined, boolean];

const CASES: readonly Case[] = [
  ['Conditions_String', 'StringEquals', 'Blue', 'Blue', true],
  ['Conditions_String', 'StringEquals', 'Blue', 'blue', false],
  ['Conditions_String', 'StringEquals', 'B*', 'Blue', false],
  ['Conditions_String', 'StringEquals', ['red', 'blue'], 'blue', true],
  ['Conditions_String', 'StringEquals', 'blue', undefined, false],
  ['Conditions_String', 'StringNotEquals', ['red', 'blue'], 'blue', false],
  ['Conditions_String', 'StringNotEquals', ['red', 'blue'], 'green', true],
  ['Conditions_String', 'StringNotEquals', 'blue', undefined, true],
  ['Conditions_String', 'StringEqualsIgnoreCase', 'BLUE', 'blue', true],
  ['Conditions_String', 'StringNotEqualsIgnoreCase', 'BLUE', 'blue', false],
  ['Conditions_String', 'StringLike', ['', 'home/', 'home/${aws:PrincipalTag/who}/*'], 'home/ann/x', true],
  ['Conditions_String', 'StringLike', 'h?me', 'home', true],
  ['Conditions_String', 'StringLike', 'H*', 'home', false],
  ['Conditions_String', 'StringNotLike', 'h*', 'home', false],
  ['Conditions_String', 'StringNotLike', 'h*', undefined, true],
  ['policy-vars-no-value', 'StringEquals', '${aws:PrincipalTag/none}', '', false],
  ['policy-vars-no-value', 'StringNotEquals', '${aws:PrincipalTag/none}', 'x', true],
  ['Conditions_Numeric', 'NumericEquals', '10', '10.0', true],
  ['Conditions_Numeric', 'NumericNotEquals', '10', '9', true],
  ['Conditions_Numeric', 'NumericLessThan', '10', '10', false],
  ['Conditions_Numeric', 'NumericLessThanEquals', '10', '10', true],
  ['Conditions_Numeric', 'NumericGreaterThan', '10', '9', false],
  ['Conditions_Numeric', 'NumericGreaterThanEquals', '10', '10.5', true],
  ['Conditions_Numeric', 'NumericLessThanEquals', '10', undefined, false],
  ['Conditions_Date', 'DateGreaterThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:02Z', true],
  ['Conditions_Date', 'DateGreaterThan', '2020-01-01T00:00:01Z', '2019-12-31T23:59:59Z', false],
  ['Conditions_Date', 'DateLessThan', '1577836801', '2020-01-01T00:00:00Z', true],
  ['Conditions_Date', 'DateEquals', '2020-01-01T00:00:00Z', '1577836800', true],
  ['Conditions_Date', 'DateNotEquals', '2020-01-01T00:00:00Z', '1577836800', false],
  ['Conditions_Date', 'DateLessThanEquals', '2020-01-01', '2020-01-01T00:00:00Z', true],
  ['Conditions_Date', 'DateGreaterThanEquals', '2020-01-01T00:00:00+01:00', '2019-12-31T23:00:00Z', true],
  ['Conditions_Boolean', 'Bool', 'true', 'true', true],
  ['Conditions_Boolean', 'Bool', 'false', 'true', false],
  ['Conditions_Boolean', 'Bool', 'false', undefined, false],
  ['Conditions_BinaryEquals', 'BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', true],
  ['Conditions_BinaryEquals', 'BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'b3RoZXI=', false],
  ['Conditions_IPAddress', 'IpAddress', '203.0.113.0/24', '203.0.113.255', true],
  ['Conditions_IPAddress', 'IpAddress', '203.0.113.0/24', '203.0.114.0', false],
  ['Conditions_IPAddress', 'IpAddress', '203.0.113.7', '203.0.113.7', true],
  ['Conditions_IPAddress', 'IpAddress', ['203.0.113.0/24', '2001:DB8:1234:5678::/64'], '2001:db8:1234:5678::9', true],
  ['Conditions_IPAddress', 'NotIpAddress', '203.0.113.0/24', '203.0.113.1', false],
  ['Conditions_IPAddress', 'NotIpAddress', '203.0.113.0/24', '2001:db8::1', true],
  ['Conditions_IPAddress', 'IpAddress', '203.0.113.0/24', undefined, false],
  [
    'Conditions_ARN',
    'ArnLike',
    'arn:aws:s:*:111122223333:finance/*',
    'arn:aws:s:us-east-2:111122223333:finance/x',
    true,
  ],
  [
    'Conditions_ARN',
    'ArnLike',
    'arn:aws:s:*:111122223333:finance/*',
    'arn:aws:s:us-east-2:999999999999:store/abc:111122223333:finance/x',
    false,
  ],
  [
    'Conditions_ARN',
    'StringLike',
    'arn:aws:s:*:111122223333:finance/*',
    'arn:aws:s:us-east-2:999999999999:store/abc:111122223333:finance/x',
    true,
  ],
  ['Conditions_ARN', 'ArnEquals', 'arn:aws:sns:*:111122223333:t?pic', 'arn:aws:sns:eu-west-1:111122223333:topic', true],
  ['Conditions_ARN', 'ArnNotLike', 'arn:aws:iam::*:role/cdk-*', 'arn:aws:iam::111122223333:role/cdk-deploy', false],
  ['Conditions_ARN', 'ArnNotEquals', 'arn:aws:iam::*:role/cdk-*', undefined, true],
  ['Conditions_ARN', 'ArnLike', 'arn:aws-cn:iam::*:root', 'arn:aws:iam::111122223333:root', false],
  ['Conditions_IfExists', 'StringEqualsIfExists', 'blue', undefined, true],
  ['Conditions_IfExists', 'StringEqualsIfExists', 'blue', 'red', false],
  ['Conditions_IfExists', 'StringLikeIfExists', ['t1.*', 't2.*'], 'm3.large', false],
  ['Conditions_IfExists', 'BoolIfExists', 'false', undefined, true],
  ['Conditions_IfExists', 'StringNotEqualsIfExists', 'blue', undefined, true],
  ['Conditions_Null', 'Null', 'true', undefined, true],
  ['Conditions_Null', 'Null', 'true', 'x', false],
  ['Conditions_Null', 'Null', 'false', 'x', true],
  ['multi-value-conditions-eval', 'ForAllValues:StringEquals', ['ID', 'Message', 'Tags'], ['Message', 'Tags'], true],
  [
    'multi-value-conditions-eval',
    'ForAllValues:StringEquals',
    ['ID', 'Message', 'Tags'],
    ['Message', 'UserName'],
    false,
  ],
  ['multi-value-conditions-eval', 'ForAllValues:StringEquals', ['ID'], undefined, true],
  ['multi-value-conditions-eval', 'ForAllValues:StringEquals', ['ID'], [], true],
  [
    'multi-value-conditions-eval',
    'ForAnyValue:StringEquals',
    ['ID', 'PostDateTime'],
    ['PostDateTime', 'Message'],
    true,
  ],
  ['multi-value-conditions-eval', 'ForAnyValue:StringEquals', ['ID', 'PostDateTime'], ['UserName'], false],
  ['multi-value-conditions-eval', 'ForAnyValue:StringEquals', ['ID'], undefined, false],
  ['multi-value-conditions-eval', 'ForAnyValue:StringEquals', ['ID'], [], false],
  ['multi-value-conditions-eval', 'ForAnyValue:StringLike', ['alias/acme/*'], ['alias/x', 'alias/acme/logs'], true],
];

const context = (given: Values | undefined) => ({
  'aws:PrincipalTag/who': 'ann',
  ...(given !== undefined && { 'Some:Key': given }),
});

const grant = (Condition: object) => ({ identity: [policy('p', allow('*', '*', { Condition }))] });

test.each(CASES)('%s: %s %j on %j is %s', (_, operator, wanted, given, holds) => {
  const policies = grant({ [operator]: { 'some:key': wanted } });

  const { verdict } = decided({ by: SESSION, context: context(given), policies });

  expect(verdict).toBe(holds ? 'allowed' : 'implicitDeny');
});

test.each([
  ['a number that is none', { NumericEquals: { 'some:key': 'ten' } }],
  ['a range that is none', { IpAddress: { 'some:key': '203.0.113.0/33' } }],
  ['an IPv6 address without a prefix', { IpAddress: { 'some:key': '2001:db8::1' } }],
  ['a pattern that is no ARN', { ArnLike: { 'some:key': 'role/*' } }],
  ['a truth value that is none', { Bool: { 'some:key': '${aws:PrincipalTag/who}' } }],
])('leaves %s undecided', (_, condition) => {
  expect(decided({ context: context('7'), policies: grant(condition) }).verdict).toBe('unknown');
});

test('all operators and all keys have to hold', () => {
  const policies = grant({
    StringEquals: { 'some:key': 'a', 'aws:PrincipalTag/who': 'ann' },
    Bool: { 'some:flag': 'true' },
  });

  expect(decided({ context: { ...context('a'), 'some:flag': 'true' }, policies }).verdict).toBe('allowed');
  expect(decided({ context: { ...context('a'), 'some:flag': 'false' }, policies }).verdict).toBe('implicitDeny');
  expect(decided({ context: { ...context('b'), 'some:flag': 'true' }, policies }).verdict).toBe('implicitDeny');
});
