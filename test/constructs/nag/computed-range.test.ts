import { Template } from '../../../constructs/nag/template';

const CUT = (index: unknown, bits: string, of = 'Vpc') => ({
  'Fn::Select': [index, { 'Fn::Cidr': [{ 'Fn::GetAtt': [of, 'CidrBlock'] }, 16, bits] }],
});
const MAPPED = { 'Fn::FindInMap': ['Ranges', { Ref: 'AWS::AccountId' }, 'range'] };
const OWN = '111111111111';
const ALIKE = ['222222222222'];

/** What is read of a subnet's range in a network that has one, for the accounts of a mapping. */
function read(
  subnet: unknown,
  network: unknown,
  ranges: Readonly<Record<string, unknown>> = {},
  alike = ALIKE,
): unknown {
  const template = Template.cloudFormation(
    {
      Mappings: { Ranges: ranges },
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: network } },
        Subnet: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: subnet } },
      },
    },
    { environment: { account: OWN, alike } },
  );
  try {
    return template.find('Subnet')?.literal('CidrBlock');
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

const OPEN = 'CidrBlock is known at deployment only';

test.each([
  ['the whole range of a network', { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] }, '10.0.0.0/16', '10.0.0.0/16'],
  ['the same in the other spelling', { 'Fn::GetAtt': 'Vpc.CidrBlock' }, '10.0.0.0/16', '10.0.0.0/16'],
  ['a part of it', CUT(5, '12'), '10.0.0.0/16', '10.0.80.0/20'],
  ['a part whose number is a text', CUT('5', '12'), '10.0.0.0/16', '10.0.80.0/20'],
  ['a part that a parameter chooses', CUT({ Ref: 'Number' }, '12'), '10.0.0.0/16', OPEN],
  ['a part of a range that a parameter tells', CUT(5, '12'), { Ref: 'Range' }, OPEN],
  ['another attribute', { 'Fn::GetAtt': ['Vpc', 'VpcId'] }, '10.0.0.0/16', OPEN],
])('reads %s', (_, subnet, network, expected) => {
  expect(read(subnet, network)).toBe(expected);
});

test.each([
  ['of one length', { [OWN]: { range: '10.1.0.0/20' }, '222222222222': { range: '10.2.0.0/20' } }, '10.1.1.0/24'],
  ['of several lengths', { [OWN]: { range: '10.1.0.0/20' }, '222222222222': { range: '10.2.0.0/16' } }, OPEN],
  ['that others own', { [OWN]: { range: '10.1.0.0/20' }, '222222222222': { range: '8.8.0.0/20' } }, OPEN],
  ['that one account lacks', { [OWN]: { range: '10.1.0.0/20' } }, OPEN],
])('takes the first for all accounts of a mapping with ranges %s', (_, ranges, expected) => {
  expect(read(CUT(1, '8'), MAPPED, ranges)).toBe(expected);
});

test('takes no range of another place out of a mapping by account: it may be that of anyone', () => {
  const ranges = { [OWN]: { range: '10.1.0.0/20' }, '222222222222': { range: '10.2.0.0/20' } };

  expect(read(MAPPED, '10.0.0.0/16', ranges)).toBe(OPEN);
});
