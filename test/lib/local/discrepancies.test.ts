import { Template } from '../../../constructs/nag/template';
import { JudgedEstate } from '../../../lib/evidence/estate';
import type { Evidence } from '../../../lib/evidence/evidence';
import {
  type Discrepancy,
  discrepancyOf,
  droppedProperties,
  notCompared,
  since,
} from '../../../lib/local/discrepancies';
import type { Deployed } from '../../../lib/local/inventory';

const text = { en: 'is off', zh: '已关闭' };

/** An estate with a key that rotates, or does not. */
function estateWith(rotates: boolean): JudgedEstate {
  const estate = new JudgedEstate();
  const template = Template.cloudFormation(
    {
      Resources: {
        Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: rotates, RotationPeriodInDays: 180 } },
      },
    },
    { name: 'archive', estate: estate.estate },
  );
  estate.add(template, {
    cloud: 'aws',
    partition: 'aws',
    account: '111111111111',
    region: 'eu-central-1',
    stack: 'archive',
    locate: () => undefined,
    declarations: [],
  });
  return estate;
}

const seen = (estate: JudgedEstate, more: Partial<Evidence> = {}): Evidence => {
  const key = estate.templates[0]?.find('Key');
  if (!key) throw new Error('no key');
  return {
    kind: 'observed',
    check: 'kms-key-rotation',
    outcome: 'ineffective',
    subject: estate.subjectOf(key),
    message: text,
    requirements: [],
    facets: [],
    property: 'EnableKeyRotation',
    ...more,
  };
};

const discrepancy = (logicalId: string, property: string): Discrepancy => ({
  stack: 'archive',
  account: '111111111111',
  region: 'eu-central-1',
  logicalId,
  type: 'AWS::KMS::Key',
  rule: 'kms-key-rotation',
  property,
  obeyed: true,
  message: text,
});

describe('what is live, compared with its template', () => {
  test('deviates where the template obeys a rule and the live resource does not', () => {
    const estate = estateWith(true);

    expect(discrepancyOf(estate, seen(estate))).toEqual([discrepancy('Key', 'EnableKeyRotation')]);
  });

  test('does not deviate in what the template itself lacks', () => {
    const estate = estateWith(false);

    expect(discrepancyOf(estate, seen(estate))).toEqual([]);
  });

  test('deviates where the template has nothing that the rule judges', () => {
    const estate = estateWith(true);
    const { property: _, ...role } = discrepancy('Key', '');

    expect(discrepancyOf(estate, seen(estate, { check: 'iam-no-wildcard-grants', property: 'Policies' }))).toEqual([
      { ...role, rule: 'iam-no-wildcard-grants', property: 'Policies', obeyed: false },
    ]);
  });

  test('deviates where a check of what no template says fails', () => {
    const estate = estateWith(true);
    const { property: _, ...pending } = seen(estate, { check: 'key-not-pending-deletion' });

    expect(discrepancyOf(estate, pending)).toEqual([
      { ...discrepancy('Key', ''), rule: 'key-not-pending-deletion', property: null, obeyed: false },
    ]);
  });

  test.each(['effective', 'unknown'] as const)('does not deviate where it is %s', (outcome) => {
    const estate = estateWith(true);

    expect(discrepancyOf(estate, seen(estate, { outcome }))).toEqual([]);
  });

  test('has drifted in what did not deviate when it was deployed', () => {
    const dropped = discrepancy('Key', 'EnableKeyRotation');
    const changed = discrepancy('Other', 'EnableKeyRotation');

    expect(since([dropped, changed], [dropped])).toEqual([changed]);
    expect(since([dropped], [dropped])).toEqual([]);
  });

  test('is counted by top-level property, each resource once', () => {
    const dropped = [
      discrepancy('Key', 'KeyPolicy.Statement.0'),
      discrepancy('Key', 'KeyPolicy.Statement.1'),
      discrepancy('Other', 'KeyPolicy.Statement.0'),
      discrepancy('Key', 'EnableKeyRotation'),
      { ...discrepancy('Key', 'Description'), obeyed: false },
      { ...discrepancy('Key', ''), property: null, obeyed: false },
    ];

    expect(droppedProperties(dropped)).toEqual([
      { type: 'AWS::KMS::Key', property: 'EnableKeyRotation', resources: 1 },
      { type: 'AWS::KMS::Key', property: 'KeyPolicy', resources: 2 },
    ]);
  });

  test('leaves out what no reader reads, and says how much: what stands, and is not only recorded', () => {
    const deployed = (type: string, logicalId: string, standing: Deployed['standing'] = 'real'): Deployed => ({
      ...discrepancy(logicalId, ''),
      type,
      physicalId: logicalId,
      standing,
    });

    expect(
      notCompared([
        deployed('AWS::WAFv2::IPSet', 'One'),
        deployed('AWS::EC2::Volume', 'Two'),
        deployed('AWS::EC2::Volume', 'Three'),
        deployed('AWS::KMS::Key', 'Read'),
        deployed('AWS::EC2::Route', 'ReadWithItsTable'),
        deployed('AWS::EC2::Volume', 'Recorded', 'recorded'),
        deployed('AWS::WAFv2::WebACL', 'Refused', 'refused'),
      ]),
    ).toEqual([
      { type: 'AWS::EC2::Volume', resources: 2 },
      { type: 'AWS::WAFv2::IPSet', resources: 1 },
    ]);

    const [entry, other] = [deployed('AWS::EC2::NetworkAclEntry', 'Unread'), deployed('AWS::KMS::Key', 'Read')];
    const unread = [{ ...discrepancy('Unread', ''), type: entry.type, failed: 'the service does not tell' }];
    expect(notCompared([entry, other], unread)).toEqual([{ type: 'AWS::EC2::NetworkAclEntry', resources: 1 }]);
  });
});
