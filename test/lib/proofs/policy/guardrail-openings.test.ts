import type { Demands } from '../../../../constructs/nag/demands';
import type { Evidence } from '../../../../lib/evidence/evidence';
import { guardrailOpenings } from '../../../../lib/proofs/policy/guardrail-openings';
import { MATRIX } from '../../../../lib/proofs/policy/matrix';
import { rowOf } from '../../../../lib/proofs/policy/policy-simulation';
import { stagesIn } from '../../../../lib/proofs/policy/stage';
import { estateOf } from './guarded';

const REGIONS = ['eu-central-1', 'eu-west-1'];

const DEMANDS: Demands = {
  spared: {
    regions: REGIONS,
    networks: ['203.0.113.0/24'],
    endpointNetworks: ['vpc-0123456789abcdef0'],
    accounts: ['999999999999'],
    roles: ['arn:aws:iam::*:role/cdk-*'],
    organizationId: 'o-exampleorg1',
  },
};

type Statement = Readonly<Record<string, unknown>>;

/** An organization with one service control policy. */
const organization = (...statements: readonly Statement[]) => ({
  Resources: {
    Guardrails: {
      Type: 'AWS::Organizations::Policy',
      Properties: {
        Name: 'acme-guardrails-1',
        Type: 'SERVICE_CONTROL_POLICY',
        TargetIds: ['r-ab12'],
        Content: { Version: '2012-10-17', Statement: statements.map((one) => ({ Effect: 'Deny', ...one })) },
      },
    },
  },
});

/** Attacks on the trail and on keys, by other regions, and by data carried out. */
const ABOUT = [
  'trail-silenced',
  'key-destroyed',
  'foreign-region-used',
  'data-carried-out',
  'lasting-credentials-made',
];

function openingsOf(statements: readonly Statement[], demands = DEMANDS): readonly Evidence[] {
  const estate = estateOf(organization(...statements), 'aws', demands);
  const stages = stagesIn(estate);
  const about = MATRIX.filter(({ id }) => ABOUT.includes(id));
  const rows = stages.flatMap((stage) => about.map((row) => rowOf(row, stage)));
  return guardrailOpenings(estate, rows, stages);
}

const outcomesOf = (...args: Parameters<typeof openingsOf>): readonly string[] =>
  openingsOf(...args).map(({ outcome }) => outcome);

const TRAIL: Statement = { Sid: 'Trail', Action: 'cloudtrail:*', Resource: '*' };
const REGION: Statement = {
  Sid: 'Regions',
  NotAction: ['iam:*'],
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': REGIONS } },
};
const when = (Condition: Statement): Statement => ({ ...TRAIL, Condition });

test.each<[string, Statement]>([
  ['nothing', TRAIL],
  ['roles that the configuration names', when({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/cdk-*' } })],
  ['regions that the configuration allows', REGION],
  ['a supplier that the configuration trusts', when({ StringNotEquals: { 'aws:PrincipalAccount': '999999999999' } })],
])('8.2/no-excess-access#attack-matrix: what leaves out %s passes', (_, statement) => {
  expect(outcomesOf([statement])).toEqual(['passed']);
});

test.each<[string, Statement, string]>([
  ['a role', when({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/legacy-*' } }), 'role/legacy-x'],
  [
    'an account',
    when({ StringNotEquals: { 'aws:PrincipalAccount': '700000000005' } }),
    'aws:PrincipalAccount 700000000005',
  ],
  ['a client', when({ StringNotLike: { 'aws:UserAgent': '*aws-cli*' } }), 'aws:UserAgent xaws-clix'],
  ['a time', when({ DateLessThanIfExists: { 'aws:CurrentTime': '2999-01-01T00:00:00Z' } }), '2999-12-31T00:00:00Z'],
  ['an expected network', when({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }), 'aws:SourceIp 203.0.113.0'],
  [
    'the network of central endpoints',
    when({ StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } }),
    'aws:SourceVpc vpc-0123456789abcdef0',
  ],
  [
    'an allowed region',
    when({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }),
    'aws:RequestedRegion eu-west-1',
  ],
  ['other accounts', { ...TRAIL, Resource: 'arn:aws:cloudtrail:*:999999999998:trail/*' }, 'in account 999999999997'],
  ['other regions', { ...TRAIL, Resource: 'arn:aws:cloudtrail:eu-central-1:*:trail/*' }, 'in region eu-west-1'],
  [
    'a trail',
    { Sid: 'Trail', Action: 'cloudtrail:*', NotResource: 'arn:aws:cloudtrail:*:*:trail/free-*' },
    'trail/free-x',
  ],
])('8.2/no-excess-access#attack-matrix: what leaves out %s that nobody declares fails', (_, statement, witness) => {
  const [found, ...more] = openingsOf([statement]);

  expect(more).toEqual([]);
  expect(found).toMatchObject({ outcome: 'failed', attack: 'trail-silenced', subject: { logicalId: 'Guardrails' } });
  expect(found?.message.en).toContain(witness);
  expect(found?.message.en).toMatch(
    /^Trail \(acme-guardrails-1, Content\.Statement\.0\) has an opening that nothing declares/,
  );
  expect(found?.message.zh).toContain('留有未经声明的缺口');
  expect(found?.facets).toContain('8.2/operation-audit#audit-tamper-protection');
});

test('another region, network or account than the configuration names fails, and whatever it could name passes without one', () => {
  const region = { ...REGION, Condition: { StringNotEquals: { 'aws:RequestedRegion': [...REGIONS, 'us-west-2'] } } };
  const role = when({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/legacy-*' } });

  expect(outcomesOf([region])).toEqual(['failed']);
  expect(outcomesOf([region, role], {})).toEqual(['passed']);
  expect(outcomesOf([when({ StringNotLike: { 'aws:UserAgent': 'x' } })], {})).toEqual(['failed']);
});

test('an action that is excepted for no look-alike fails', () => {
  expect(openingsOf([{ ...REGION, NotAction: ['iam:*', 'sns:*'] }]).map(({ message }) => message.en)).toEqual([
    expect.stringContaining('by sns:Anything'),
  ]);
});

test('what another statement refuses is no hole', () => {
  const spared = when({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/legacy-*' } });

  expect(outcomesOf([spared, { ...TRAIL, Sid: 'Again' }])).toEqual(['passed']);
});

test('what requests say of themselves is not known', () => {
  const [found] = openingsOf([when({ StringNotLike: { 'aws:userid': '*:${aws:PrincipalTag/name}' } })]);

  expect(found).toMatchObject({
    outcome: 'unknown',
    property: 'Content.Statement.0.Condition.StringNotLike.aws:userid',
  });
  expect(found?.message.zh).toContain('无法判定');
});

test('says nothing of statements that refuse no attack', () => {
  expect(outcomesOf([{ Sid: 'Mail', Action: 'ses:*', Resource: '*' }])).toEqual([]);
});
