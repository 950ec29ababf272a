import { asMade, isAccountedFor, notKeptOf, type Stood, takenOver } from '../../../lib/local/as-made';
import type { Comparison, Discrepancy } from '../../../lib/local/discrepancies';
import { type Deployed, identityOf } from '../../../lib/local/inventory';

const PLACE = { stack: 'archive', account: '111111111111', region: 'eu-central-1' };
const TYPE = 'AWS::S3::Bucket';

const deployed = (logicalId: string, physicalId = logicalId): Deployed => ({
  ...PLACE,
  logicalId,
  physicalId,
  type: TYPE,
  standing: 'real',
});

const lost = (logicalId: string, property: string, more: Partial<Discrepancy> = {}): Discrepancy => ({
  ...PLACE,
  logicalId,
  type: TYPE,
  rule: 'rule',
  property,
  obeyed: true,
  missing: property,
  message: { en: 'is missing', zh: '缺失' },
  ...more,
});

const compared = (...discrepancies: readonly Discrepancy[]): Comparison => ({ read: 2, unread: [], discrepancies });

describe('what was retained and taken over', () => {
  const bucket = deployed('Bucket');
  const dropped = lost('Bucket', 'Tags');
  const otherKey: Discrepancy = { ...dropped, rule: 'as-planned', property: 'BucketEncryption' };
  const retained: Stood = { resources: [bucket], comparison: compared(dropped) };

  test('deviates in what it did not before: of what an emulator lost nothing is told again', () => {
    expect(takenOver(retained, [bucket], compared(dropped, otherKey))).toEqual([otherKey]);
  });

  test('is nothing that was made anew, and nothing where nothing was retained', () => {
    expect(takenOver(retained, [deployed('Bucket', 'another')], compared(otherKey))).toEqual([]);
    expect(takenOver(undefined, [bucket], compared(otherKey))).toEqual([]);
  });
});

describe('how a resource compared with its template when it was made', () => {
  const bucket = deployed('Bucket');
  const dropped = lost('Bucket', 'Tags');
  const sabotaged = lost('Bucket', 'BucketEncryption');

  test('is as it is now for the first deployment', () => {
    expect(asMade(undefined, [bucket], compared(dropped))).toEqual(compared(dropped));
  });

  test('stays as it was for what stood before: a redeployment launders no sabotage', () => {
    const before: Stood = { resources: [bucket], comparison: compared(dropped) };

    expect(asMade(before, [bucket], compared(dropped, sabotaged)).discrepancies).toEqual([dropped]);
    expect(asMade(before, [bucket], compared()).discrepancies).toEqual([dropped]);
  });

  test('is as it is now for what was made in the place of another, or beside it', () => {
    const before: Stood = { resources: [bucket], comparison: compared(dropped) };
    const replaced = deployed('Bucket', 'another');
    const added = lost('Other', 'Tags');

    expect(asMade(before, [replaced, deployed('Other')], compared(sabotaged, added)).discrepancies).toEqual([
      sabotaged,
      added,
    ]);
  });

  test('forgets what no longer stands', () => {
    const before: Stood = { resources: [bucket], comparison: compared(dropped) };

    expect(asMade(before, [], compared()).discrepancies).toEqual([]);
  });

  test('keeps in the same way what could not be read', () => {
    const unread = { ...PLACE, logicalId: 'Bucket', type: TYPE, failed: 'AccessDenied' };
    const before: Stood = { resources: [bucket], comparison: compared() };

    expect(asMade(before, [bucket], { ...compared(), unread: [unread] }).unread).toEqual([]);
    expect(asMade(undefined, [bucket], { ...compared(), unread: [unread] }).unread).toEqual([unread]);
  });
});

describe('what the emulator has not kept', () => {
  test('is what the template says and nothing stands for, once each, by resource', () => {
    const comparison = compared(
      lost('A', 'Lock.Days', { missing: 'Lock' }),
      lost('A', 'Lock.Mode', { missing: 'Lock' }),
      lost('A', 'Policy'),
      lost('B', 'Open', { obeyed: false }),
    );
    const kept = notKeptOf({ resources: [deployed('A'), deployed('B')], comparison });

    expect(kept.get(identityOf(deployed('A')))).toEqual(['Lock', 'Policy']);
    expect(kept.get(identityOf(deployed('B')))).toEqual([]);
    expect(kept.get(identityOf(deployed('A', 'another')))).toBeUndefined();
  });

  test('is not what it has made otherwise', () => {
    const { missing: _, ...otherwise } = lost('A', 'BucketEncryption');

    expect(
      notKeptOf({ resources: [deployed('A')], comparison: compared(otherwise) }).get(identityOf(deployed('A'))),
    ).toEqual([]);
  });
});

test('what no deployment that came to its end has told of was left by one that did not', () => {
  const before: Stood = { resources: [deployed('A')], comparison: compared() };

  expect(isAccountedFor([deployed('A')], before)).toBe(true);
  expect(isAccountedFor([], undefined)).toBe(true);
  expect(isAccountedFor([deployed('A'), deployed('B')], before)).toBe(false);
  expect(isAccountedFor([deployed('A', 'another')], before)).toBe(false);
  expect(isAccountedFor([deployed('A')], undefined)).toBe(false);
});
