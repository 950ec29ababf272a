import { LIVE_CHECKS } from '../../../lib/evidence/live-checks';

const AT = '2026-11-01T00:00:00.000Z';

/** Alarms of which none has told yet say nothing. */
const quiet = {
  good: [{ state: 'OK' }],
  wrong: [{ state: 'ALARM' }],
  open: [{}, { state: 'INSUFFICIENT_DATA' }],
};

const cases = {
  'session-reconciliation-quiet': quiet,
  'trail-validation-quiet': quiet,
  'config-recorder-records': {
    good: [{ recording: true }],
    wrong: [{ recording: false }],
    open: [{}, { recording: null }],
  },
  'default-group-empty': { good: [{ defaultGroupRules: 0 }], wrong: [{ defaultGroupRules: 1 }], open: [{}] },
  'group-without-public-address': {
    good: [{ publicAddresses: [] }],
    wrong: [{ publicAddresses: ['203.0.113.7'] }],
    open: [{}, { publicAddresses: null }],
  },
  'key-rotated-within-year': {
    good: [
      { created: '2026-01-01T00:00:00.000Z', rotationsRead: false },
      { created: '2020-01-01T00:00:00.000Z', lastRotated: '2025-11-01T00:00:00.000Z', rotationsRead: true },
    ],
    wrong: [
      { created: '2020-01-01T00:00:00.000Z', rotationsRead: true },
      { created: '2020-01-01T00:00:00.000Z', lastRotated: '2025-10-31T00:00:00.000Z', rotationsRead: true },
    ],
    // an old key whose rotations could not be read
    open: [{}, { created: '2020-01-01T00:00:00.000Z', rotationsRead: false }],
  },
  'sealed-subnet-unroutable': {
    good: [{ routeTable: 'rtb-1', waysOut: [] }],
    wrong: [{ waysOut: [] }, { routeTable: null, waysOut: [] }, { routeTable: 'rtb-1', waysOut: ['igw-1'] }],
    open: [{}],
  },
  'subnet-list-separates': {
    good: [{ accessList: 'acl-1', allowsEverything: [] }],
    wrong: [{ accessList: 'acl-1', allowsEverything: ['ingress 100'] }],
    open: [{}, { accessList: null }, { accessList: 'acl-1' }],
  },
  'trail-of-organization': { good: [{ organization: true }], wrong: [{ organization: false }], open: [{}] },
  'trail-delivers-to-its-bucket': {
    good: [{ bucket: 'acme-trail', prefix: '' }],
    wrong: [
      { bucket: 'elsewhere', prefix: '' },
      { bucket: 'acme-trail-2', prefix: '' },
      { bucket: 'acme-trail', prefix: 'hidden' },
    ],
    open: [{}, { bucket: 'acme-trail' }],
  },
  'organization-policy-as-planned': {
    good: [{ content: { Statement: [{ Action: ['a:B'], Effect: 'Deny' }], Limit: '1' } }],
    wrong: [
      { content: { Statement: [] } },
      { content: { Statement: [{ Action: ['a:C'], Effect: 'Deny' }], Limit: 1 } },
    ],
    open: [{}, { content: null }],
  },
  'key-not-pending-deletion': {
    good: [{ state: 'Enabled' }, { state: 'Disabled' }],
    wrong: [{ state: 'PendingDeletion' }, { state: 'PendingReplicaDeletion' }],
    open: [{}],
  },
  'key-granted-within': {
    good: [
      { account: '111111111111', grantees: [] },
      {
        account: '111111111111',
        grantees: [
          'dynamodb.eu-central-1.amazonaws.com',
          'backup.cn-north-1.amazonaws.com.cn',
          'arn:aws:iam::111111111111:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling',
          'arn:aws-cn:sts::111111111111:assumed-role/aws:ec2-infrastructure/i-1',
        ],
      },
    ],
    wrong: [
      'arn:aws:iam::999999999999:root',
      'arn:aws:iam::999999999999:role/thief',
      'arn:aws:sts::999999999999:assumed-role/thief/x',
      'arn:aws:iam::111111111111:root',
      'arn:aws:iam::111111111111:user/somebody',
      'amazonaws.com.example.com',
    ].map((grantee) => ({ account: '111111111111', grantees: ['s3.amazonaws.com', grantee] })),
    open: [{}, { account: '111111111111' }, { grantees: [] }],
  },
  'user-key-with-second-factor': {
    good: [
      { accessKeys: 0, secondFactors: 0 },
      { accessKeys: 1, secondFactors: 1 },
    ],
    wrong: [
      { accessKeys: 1, secondFactors: 0 },
      { accessKeys: 2, secondFactors: 2 },
    ],
    open: [{}, { accessKeys: 1 }, { secondFactors: 1 }],
  },
  'key-enabled': {
    // of deletion the check beside it tells
    good: [{ state: 'Enabled' }, { state: 'Updating' }, { state: 'PendingDeletion' }],
    wrong: [{ state: 'Disabled' }, { state: 'PendingImport' }, { state: 'Unavailable' }],
    open: [{}],
  },
};

/** Of a trail, and of a subnet. */
const PLANNED = {
  IsOrganizationTrail: true,
  S3BucketName: 'acme-trail',
  Content: { Limit: 1, Statement: [{ Effect: 'Deny', Action: ['a:B'] }] },
  CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Group', 'Arn'] },
  Tags: [{ Key: 'isms:zone', Value: 'data' }],
};

describe('live checks', () => {
  test('each has its cases', () => {
    expect(LIVE_CHECKS.map(({ id }) => id).sort()).toEqual(Object.keys(cases).sort());
  });

  test.each(LIVE_CHECKS.map((check) => [check.id, check] as const))('%s', (id, { judge, demand }) => {
    const { good, wrong, open } = cases[id as keyof typeof cases];

    for (const facts of good) expect(judge(facts, AT, PLANNED)).toBeUndefined();
    for (const facts of wrong)
      expect(judge(facts, AT, PLANNED)).toEqual({ wrong: { en: expect.any(String), zh: expect.any(String) } });
    for (const facts of open) expect(judge(facts, AT, PLANNED)).toHaveProperty('open');
    expect(demand.zh).toMatch(/\p{Script=Han}/u);
  });

  test.each([undefined, [{ Key: 'isms:zone', Value: 'ingress' }]])(
    'a subnet of no sealed zone may lead out: %j',
    (Tags) => {
      const check = LIVE_CHECKS.find(({ id }) => id === 'sealed-subnet-unroutable');

      expect(check?.judge({ routeTable: 'rtb-1', waysOut: ['igw-1'] }, AT, { Tags })).toBeUndefined();
    },
  );

  test('a bucket that the template gives by reference decides nothing', () => {
    const check = LIVE_CHECKS.find(({ id }) => id === 'trail-delivers-to-its-bucket');

    expect(check?.judge({ bucket: 'b', prefix: '' }, AT, { S3BucketName: { Ref: 'B' } })).toHaveProperty('open');
  });

  test('a policy that the template builds of parts decides nothing', () => {
    const check = LIVE_CHECKS.find(({ id }) => id === 'organization-policy-as-planned');

    expect(check?.judge({ content: {} }, AT, { Content: { Statement: [{ Ref: 'Part' }] } })).toHaveProperty('open');
  });

  test('a trail that was never for the organization need not be', () => {
    const check = LIVE_CHECKS.find(({ id }) => id === 'trail-of-organization');

    expect(check?.judge({ organization: false }, AT, {})).toBeUndefined();
    expect(check?.judge({ organization: false }, AT, { IsOrganizationTrail: 'true' })).toHaveProperty('wrong');
  });
});
