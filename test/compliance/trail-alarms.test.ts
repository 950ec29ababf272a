import { detectionsIn } from '../../constructs/trail-alarms/detections';
import { unitsOf } from '../../lib/config';
import { AccessEstate } from '../../lib/proofs/access/access-estate';
import { alertEmails } from '../../lib/stacks/people';
import { EXAMPLES, example } from '../support/landing-zone';
import { resourcesOf } from '../support/templates';
import type { TrailEvent } from '../support/trail-events';
import { samplesOf } from '../support/trail-samples';
import { raisedBy } from '../support/trail-watch';

/** Calls that change federation, the directory, or what permission sets grant and to whom. */
const CHANGES_OF_ADMISSION = [
  { action: 'iam:CreateSAMLProvider', resource: 'arn:{partition}:iam::{account}:saml-provider/other' },
  { action: 'iam:UpdateSAMLProvider', resource: 'arn:{partition}:iam::{account}:saml-provider/other' },
  { action: 'iam:DeleteSAMLProvider', resource: 'arn:{partition}:iam::{account}:saml-provider/other' },
  { action: 'iam:CreateOpenIDConnectProvider', resource: 'arn:{partition}:iam::{account}:oidc-provider/other' },
  { action: 'rolesanywhere:CreateTrustAnchor', resource: '*' },
  { action: 'sso:CreatePermissionSet', resource: '*' },
  { action: 'sso:PutInlinePolicyToPermissionSet', resource: '*' },
  { action: 'sso:CreateAccountAssignment', resource: '*' },
  { action: 'sso:UpdateSSOConfiguration', resource: '*' },
  { action: 'sso-directory:CreateUser', resource: '*' },
  { action: 'identitystore:CreateGroupMembership', resource: '*' },
] as const;

describe.each(EXAMPLES)('%s', (example_) => {
  const landingZone = example(example_);
  const { config } = landingZone;
  const { name, partition } = config;
  // the samples are those of a landing zone called acme
  const named = (event: TrailEvent): TrailEvent => JSON.parse(JSON.stringify(event).replaceAll('acme', name));
  const raised = (event: TrailEvent) => raisedBy(landingZone, named(event));

  test.each(detectionsIn(partition).map(({ id }) => id))(
    '%s is told to the people on call, and its look-alikes are not',
    (id) => {
      const { fires, keepsStill } = samplesOf(id, partition);
      const told = { alarm: `${name}-${id}`, hearers: alertEmails(config) };

      for (const event of Object.values(fires)) expect(raised(event)).toContainEqual(told);
      for (const event of Object.values(keepsStill)) {
        expect(raised(event).map(({ alarm }) => alarm)).not.toContain(`${name}-${id}`);
      }
    },
  );

  /** Each event is told by the first match, in the minute in which it arrives. */
  const atOnce = (id: string) =>
    resourcesOf(landingZone, 'AWS::CloudWatch::Alarm').filter(
      ({ properties }) =>
        properties['AlarmName'] === `${name}-${id}` &&
        properties['Threshold'] === 1 &&
        properties['ComparisonOperator'] === 'GreaterThanOrEqualToThreshold' &&
        properties['Period'] === 60 &&
        properties['EvaluationPeriods'] === 1,
    );

  test.each([
    ['8.2/high-risk-approval', 'break-glass-use'],
    ['8.2/identity', 'identity-change'],
    ['8.2/mfa', 'root-use'],
    ['8.2/operation-audit', 'audit-change'],
  ])('%s: %s is told at once, by one alarm of the whole landing zone', (_, id) => {
    expect(atOnce(id)).toHaveLength(1);
  });

  test('8.2/identity#identity-provider-protection: of all identities break-glass alone changes who is let in, root aside, and whoever does is told of at once', () => {
    const access = new AccessEstate(landingZone.estate(), unitsOf(config));
    const people = access.principals.filter(({ kind, place }) => place !== undefined && kind !== 'root');
    const able = CHANGES_OF_ADMISSION.flatMap(({ action, resource }) =>
      people.filter((one) => {
        const arn = resource.replace('{partition}', partition).replace('{account}', one.place?.account ?? '');
        return access.decide(one, { action, resource: arn }).verdict !== 'refused';
      }),
    ).map((one) => one.name);
    const { fires } = samplesOf('identity-change', partition);

    expect(people.length).toBeGreaterThan(9);
    expect(people.map(({ kind }) => kind)).toEqual(
      config.profile === 'organization' && config.identity.source === 'identity-center'
        ? expect.arrayContaining(['role', 'permission-set'])
        : expect.arrayContaining(['role']),
    );
    expect([...new Set(able)]).toEqual([`${name}-break-glass`]);
    expect(Object.keys(fires).length).toBeGreaterThan(3);
    for (const event of Object.values(fires)) {
      expect(raised(event)).toContainEqual({ alarm: `${name}-identity-change`, hearers: alertEmails(config) });
    }
    expect(atOnce('identity-change')).toHaveLength(1);
  });

  test('8.4/encryption-at-rest#key-deletion-protection: every key waits 30 days, and scheduling its deletion is told at once', () => {
    const keys = resourcesOf(landingZone, 'AWS::KMS::Key');
    const { fires } = samplesOf('key-deletion', partition);

    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter(({ properties }) => properties['PendingWindowInDays'] !== 30)).toEqual([]);
    expect(raised(fires['a deletion scheduled'] ?? {})).toContainEqual({
      alarm: `${name}-key-deletion`,
      hearers: alertEmails(config),
    });
    expect(atOnce('key-deletion')).toHaveLength(1);
  });

  test('8.2/operation-audit: the trail also goes to a log group of its own stack, under a customer key, kept no shorter than logs and not to be deleted', () => {
    const [trail] = resourcesOf(landingZone, 'AWS::CloudTrail::Trail');
    const group = resourcesOf(landingZone, 'AWS::Logs::LogGroup').find(
      ({ properties }) => properties['LogGroupName'] === `/${name}/trail`,
    );

    expect(trail?.properties['CloudWatchLogsLogGroupArn']).toEqual({ 'Fn::GetAtt': [group?.id, 'Arn'] });
    expect(trail?.template.name).toBe(group?.template.name);
    expect(group?.properties).toMatchObject({
      DeletionProtectionEnabled: true,
      KmsKeyId: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
    });
    expect(Number(group?.properties['RetentionInDays'])).toBeGreaterThanOrEqual(config.retention.logs);
  });
});
