import { conditionHolds } from '../../../constructs/nag/conditions';
import { Template } from '../../../constructs/nag/template';

const inRegion = (region: unknown) => ({ 'Fn::Equals': [{ Ref: 'AWS::Region' }, region] });
const CONDITIONS = {
  Home: inRegion('eu-west-1'),
  Other: inRegion('eu-central-1'),
  Never: { 'Fn::Equals': ['a', 'b'] },
  Wanted: { 'Fn::Equals': [{ Ref: 'Wanted' }, 'yes'] },
  Away: { 'Fn::Not': [{ Condition: 'Home' }] },
  HomeAndWanted: { 'Fn::And': [{ Condition: 'Home' }, { Condition: 'Wanted' }] },
  HomeOrWanted: { 'Fn::Or': [{ Condition: 'Home' }, { Condition: 'Wanted' }] },
  Round: { 'Fn::Not': [{ Condition: 'Round' }] },
  Strange: { 'Fn::Contains': [['a'], 'a'] },
};

describe('a condition', () => {
  test.each([
    ['Home', 'eu-west-1', true],
    ['Home', 'eu-central-1', false],
    ['Home', undefined, undefined],
    ['Never', 'eu-west-1', false],
    ['Wanted', 'eu-west-1', undefined],
    ['Away', 'eu-west-1', false],
    ['Away', 'eu-central-1', true],
    ['HomeAndWanted', 'eu-west-1', undefined],
    ['HomeAndWanted', 'eu-central-1', false],
    ['HomeOrWanted', 'eu-west-1', true],
    ['HomeOrWanted', 'eu-central-1', undefined],
    ['Round', 'eu-west-1', undefined],
    ['Strange', 'eu-west-1', undefined],
    ['Missing', 'eu-west-1', undefined],
  ])('%s in %p is %p', (name, region, holds) => {
    expect(conditionHolds(name, CONDITIONS, { region })).toBe(holds);
  });

  test.each([
    ['Home', true],
    ['Other', true],
    ['Never', false],
    ['Wanted', undefined],
  ])('%s holds where it does in one of several regions: %p', (name, holds) => {
    expect(conditionHolds(name, CONDITIONS, { regions: ['eu-west-1', 'eu-central-1'] })).toBe(holds);
  });

  test('makes a resource certain where it holds for certain', () => {
    const template = (region: string) =>
      Template.cloudFormation(
        { Conditions: CONDITIONS, Resources: { Key: { Type: 'AWS::KMS::Key', Condition: 'Home' } } },
        { environment: { region } },
      );

    expect(template('eu-west-1').find('Key')?.contingent).toBeUndefined();
    expect(template('eu-central-1').find('Key')?.contingent).toBe('Condition');
  });
});
