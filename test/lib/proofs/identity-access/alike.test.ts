import type { AccessPrincipal } from '../../../../lib/proofs/access/principals';
import { alike, beginningOf, wherever } from '../../../../lib/proofs/identity-access/alike';
import { parsePolicy } from '../../../../lib/proofs/policy/parse';
import { OWN_FUNCTION, USER, WORKLOAD_BUCKET } from '../../../../lib/proofs/policy/targets';

const PLACE = { partition: 'aws', region: 'eu-central-1', account: '700000000001', accounts: 2, madeUp: false };
const ARN = 'arn:aws:iam::700000000001:role/builder';

const granted = (Action: string, Resource: string): AccessPrincipal => ({
  kind: 'permission-set',
  id: ARN,
  name: 'builder',
  place: { ...PLACE, alike: ['700000000004'] },
  principal: { kind: 'role-session', arn: ARN, roleArn: ARN, account: PLACE.account },
  identity: [
    parsePolicy({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] }, { name: 'own' }),
  ],
});

const fill = (text: string, region = PLACE.region): string =>
  text
    .replace('{partition}', 'aws')
    .replace('{region}', region)
    .replace('{account}', PLACE.account)
    .replace('{name}', 'acme');

test.each<[string, string, string]>([
  [
    OWN_FUNCTION,
    'arn:aws:lambda:*:*:function:acme-identity-*',
    'arn:aws:lambda:eu-central-1:700000000001:function:acme-identity-',
  ],
  [OWN_FUNCTION, 'arn:aws:lambda:eu-west-1:*:function:acme-a', 'arn:aws:lambda:eu-west-1:700000000001:function:acme-a'],
  [USER, 'arn:aws:iam::*:user/finance/*', 'arn:aws:iam::700000000001:user/finance/'],
])('of %s, %s names one alike', (example, pattern, beginning) => {
  const tried = alike(granted('lambda:*', pattern), 'lambda:InvokeFunction', example, fill);

  expect(tried[0]).toBe(fill(example));
  expect(tried.some((arn) => arn.startsWith(beginning))).toBe(true);
});

test('what the example speaks for, and what is of the workload, adds nothing', () => {
  const tried = (pattern: string): readonly string[] =>
    alike(granted('lambda:*', pattern), 'lambda:InvokeFunction', OWN_FUNCTION, fill);

  expect(tried('*')).toEqual([fill(OWN_FUNCTION)]);
  expect(tried('arn:aws:lambda:*:*:function:orders')).toEqual([fill(OWN_FUNCTION)]);
  expect(beginningOf(WORKLOAD_BUCKET)).toBeUndefined();
});

test('who speaks for a unit asks in those of its accounts that grants name', () => {
  const accounts = (account: string): readonly (string | undefined)[] =>
    wherever(granted('lambda:*', `arn:aws:lambda:*:${account}:function:acme-a`)).map(({ place }) => place?.account);

  expect(accounts('700000000004')).toEqual(['700000000001', '700000000004']);
  expect(accounts('*')).toEqual(['700000000001']);
  expect(accounts('999999999999')).toEqual(['700000000001']);
});
