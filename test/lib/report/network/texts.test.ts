import { placeText, shortName } from '../../../../lib/report/network/texts';

const subject = { stack: 'acme-member-networks/Production', path: 'Member-production/Network/Vpc/Resource' };

test.each([
  ['what a StackSet deploys', 'Member-production/Network/DataSubnet1', 'DataSubnet1'],
  ['a network, by its construct', 'Member-production/Network/Vpc', 'Network/Vpc'],
  ['what is of another stack', 'acme-network/Transit/Gateway', 'acme-network/Gateway'],
])('names in a picture of a StackSet are short: %s', (_, name, expected) => {
  expect(shortName(name, { subject })).toBe(expected);
});

test.each([
  ['in one region, whose accounts have addresses of their own', 'eu-west-1', 'as in the first of 6 accounts in shop'],
  ['in each region', 'each', 'each account'],
])('a picture tells where a StackSet deploys: %s', (_, region, expected) => {
  const said = placeText({ region, account: 'each', target: { ou: 'shop', accounts: 6 } });

  expect(said.map((one) => (typeof one === 'string' ? one : one.en)).at(-1)).toBe(expected);
});
