import { takeInTheSame, takeInTheSameArn } from '../../../constructs/nag/wildcards';

test.each([
  ['', ''],
  ['*', ''],
  ['role/*', 'role/acme-bastion'],
  ['*-eu-west-1', 'acme-bastion*'],
  ['a?c', 'ab*'],
  ['?', '?'],
  ['**', '*'],
])('%s and %s take in the same', (one, other) => {
  expect([takeInTheSame(one, other), takeInTheSame(other, one)]).toEqual([true, true]);
});

test.each([
  ['', 'a'],
  ['?', ''],
  ['role/acme-*', 'role/other-*'],
  ['*-west', 'acme-east'],
])('%s and %s take in nothing that is the same', (one, other) => {
  expect([takeInTheSame(one, other), takeInTheSame(other, one)]).toEqual([false, false]);
});

test.each([
  ['arn:*:iam::555555555555:*', 'arn:aws:iam::*:role/acme*', true],
  ['arn:*:iam::222222222222:*', 'arn:aws:iam::555555555555:role/*', false],
  ['arn:aws:iam::*:role/one', 'arn:aws:iam::1:role/other*', false],
  ['1*', '12', true],
  ['1*', 'arn:aws:iam::1:root', false],
])('%s and %s, part by part: %s', (one, other, expected) => {
  expect([takeInTheSameArn(one, other), takeInTheSameArn(other, one)]).toEqual([expected, expected]);
});
