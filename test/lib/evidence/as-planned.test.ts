import { awsRules } from '../../../constructs/nag/registry';
import { Template } from '../../../constructs/nag/template';
import type { Observation, Observations } from '../../../lib/collect/observe';
import type { LiveProperties } from '../../../lib/collect/reader';
import { AS_PLANNED } from '../../../lib/evidence/as-planned';
import { JudgedEstate } from '../../../lib/evidence/estate';
import { observedEvidence } from '../../../lib/evidence/observed';

const PLACE = { stack: 'acme-log-archive', account: '111111111111', region: 'eu-central-1' };

const RESOURCES = {
  Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { Threshold: 1, AlarmActions: [{ Ref: 'Topic' }] } },
  Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
  Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/acme/trail', RetentionInDays: 400 } },
  Filter: {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: '/acme/trail',
      FilterPattern: '{ $.x = 1 }',
      MetricTransformations: [{ MetricName: 'm' }],
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: 'Own', PolicyDocument: { Statement: [1] } }] },
  },
  More: {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'More', PolicyDocument: { Statement: [2] }, Roles: [{ Ref: 'Role' }] },
  },
};

type Id = keyof typeof RESOURCES;

const declared = (requirements: readonly string[], ...resources: readonly Id[]) =>
  ({ path: resources.join(), requirements, source: null, resources }) as never;

function estate(resources: object = RESOURCES): JudgedEstate {
  const judged = new JudgedEstate();
  const { account, region } = PLACE;
  const environment = { partition: 'aws', account, region };
  const given = { name: PLACE.stack, estate: judged.estate, environment };
  judged.add(Template.cloudFormation({ Resources: resources }, given), {
    cloud: 'aws',
    partition: 'aws',
    ...PLACE,
    locate: () => undefined,
    declarations: [
      declared(['8.6/log-alerting#detection-catalogue'], 'Alarm', 'Filter'),
      declared(['8.2/mfa#privileged-step-up', '8.2/identity'], 'Alarm'),
      declared(['8.2/least-privilege#no-wildcard-grants'], 'Role'),
    ],
  });
  return judged;
}

const seen = (logicalId: Id, properties: LiveProperties, facts?: LiveProperties): Observation => ({
  ...PLACE,
  logicalId,
  physicalId: logicalId === 'Topic' ? 'arn:aws:sns:eu-central-1:111111111111:alerts' : logicalId,
  type: RESOURCES[logicalId].Type,
  at: '2026-11-01T08:00:00.000Z',
  properties,
  ...(facts && { facts }),
});

const FILTER = {
  FilterName: 'acme-log-archive-Filter-1A2B',
  FilterPattern: '{ $.x = 1 }',
  MetricTransformations: [{ MetricName: 'm' }],
};
const GROUP = { RetentionInDays: 400, KmsKeyId: null };
const OWN = { PolicyName: 'Own', PolicyDocument: { Statement: [1] } };
const MORE = { PolicyName: 'More', PolicyDocument: { Statement: [2] } };
const ROLE = { AssumeRolePolicyDocument: {}, PermissionsBoundary: null, ManagedPolicyArns: [] };

function evidence(observations: readonly Observation[], more: Partial<Observations> = {}, judged = estate()) {
  const all = {
    version: 1,
    emulated: false,
    toolVersion: '1',
    notReached: [],
    probes: [],
    observations,
    ...more,
  } as const;
  return observedEvidence(judged, awsRules, all).filter(({ check }) => check === AS_PLANNED);
}

const told = (...observations: readonly Observation[]) => toldIn(estate(), observations);

const toldIn = (judged: JudgedEstate, observations: readonly Observation[]) =>
  evidence(observations, {}, judged).map(({ outcome, subject, property }) =>
    [outcome, subject?.logicalId, property].filter(Boolean).join(' '),
  );

const topic = seen('Topic', {}, { policies: [], subscriptions: [] });

describe('what is live, held against its template', () => {
  test('a part that a condition decides may be there or not', () => {
    const later = { ...RESOURCES.More, Condition: 'Home' };
    const judged = estate({ ...RESOURCES, More: later });
    const role = (...Policies: readonly object[]) => toldIn(judged, [seen('Role', { ...ROLE, Policies })]);

    expect(role(OWN, MORE)).toEqual(['effective More', 'effective Role']);
    expect(role(OWN)).toEqual(['effective Role']);
  });

  test('is effective where it is the same, the id of what it refers to included', () => {
    const alarm = {
      Threshold: 1,
      AlarmActions: ['arn:aws:sns:eu-central-1:111111111111:alerts'],
      ActionsEnabled: true,
    };

    expect(told(seen('Alarm', alarm), topic)).toEqual(['effective Alarm', 'effective Topic']);
    expect(told(seen('Alarm', { ...alarm, AlarmActions: ['arn:aws:sns:eu-central-1:9:x'] }), topic)).toContain(
      'ineffective Alarm AlarmActions',
    );
  });

  test('is ineffective for what the nearest construct was declared to meet', () => {
    const [found] = evidence([seen('Alarm', { Threshold: 99, ActionsEnabled: true })]);

    expect(found).toMatchObject({
      outcome: 'ineffective',
      property: 'Threshold',
      facets: ['8.2/mfa#privileged-step-up'],
      requirements: ['8.2/identity', '8.2/mfa'],
    });
    expect(found?.message.en).toContain('Threshold is 99, and 1 in the template');
    expect(found?.message.zh).toContain('Threshold 为 99，模板中为 1');
  });

  test('is ineffective for what rules judge it for, where nothing was declared', () => {
    const [found] = evidence([
      seen('Group', { ...GROUP, RetentionInDays: 1 }, { metricFilters: [FILTER], subscriptionFilters: [] }),
    ]);

    expect(found).toMatchObject({ outcome: 'ineffective', property: 'RetentionInDays' });
    expect(found?.facets).toContain('8.6/log-retention#minimum-period');
  });

  test('is taken for the default of CloudFormation where the template leaves it out', () => {
    expect(told(seen('Alarm', { ActionsEnabled: false }))).toEqual(['ineffective Alarm ActionsEnabled']);
  });

  test('a part is named by itself where it is gone or changed; what is more, at what has it', () => {
    const facts = (...metricFilters: readonly object[]) => ({ metricFilters, subscriptionFilters: [] });
    const group = (...filters: readonly object[]) => told(seen('Group', GROUP, facts(...filters)));
    const changed = { ...FILTER, FilterPattern: '{ $.x = 2 }' };

    expect(group(FILTER)).toEqual(['effective Filter', 'effective Group']);
    expect(group()).toEqual(['ineffective Filter', 'effective Group']);
    expect(group(changed)).toEqual(['ineffective Filter', `ineffective Group metricFilters ${FILTER.FilterName}`]);
    expect(group(FILTER, { ...FILTER, FilterName: 'evil' })).toEqual([
      'effective Filter',
      'ineffective Group metricFilters evil',
    ]);
  });

  test('policies of a role are its own and those of other resources, and no others', () => {
    const role = (...Policies: readonly object[]) => told(seen('Role', { ...ROLE, Policies }));

    expect(role(MORE, OWN)).toEqual(['effective More', 'effective Role']);
    expect(role(OWN, MORE, { PolicyName: 'evil', PolicyDocument: {} })).toEqual([
      'effective More',
      'ineffective Role Policies evil',
    ]);
    expect(role(MORE)).toEqual(['ineffective Role Policies Own', 'effective More']);
  });

  test('is ineffective with all of a stack that is gone, and unsaid of one that could not be looked at', () => {
    const stack = { ...PLACE, failed: 'ValidationError: Stack with id acme-log-archive does not exist' };
    const of = (more: object) => evidence([], { notReached: [{ ...stack, ...more }] });
    const gone = of({ gone: '2026-11-01T08:00:00.000Z' });

    expect(of({})).toEqual([]);
    expect(gone.map(({ subject, outcome }) => `${outcome} ${subject?.logicalId}`).sort()).toEqual(
      ['Alarm', 'Filter', 'Group', 'More', 'Role', 'Topic'].map((id) => `ineffective ${id}`),
    );
    expect(gone[0]?.observed).toEqual({ at: '2026-11-01T08:00:00.000Z', emulated: false });
  });

  test('is unknown where it could not be read, with its parts', () => {
    const { properties: _, ...group } = seen('Group', {}) as Observation & { readonly properties: LiveProperties };

    expect(told({ ...group, failed: 'Throttling: slow' })).toEqual(['unknown Group', 'unknown Filter']);
    expect(told({ ...seen('Group', GROUP), factsFailed: 'AccessDenied: no' })).toEqual([
      'unknown Filter',
      'effective Group',
    ]);
    expect(told({ ...group, failed: 'Missing: none', gone: true })).toEqual([
      'ineffective Group',
      'ineffective Filter',
    ]);
  });

  test('what an emulator does not keep is unknown there, and held against a real account', () => {
    const lossy = {
      ...seen('Group', GROUP, { metricFilters: [FILTER], subscriptionFilters: [] }),
      notKept: ['RetentionInDays'],
    };
    const without = { ...lossy, properties: { RetentionInDays: null } };
    const outcome = (emulated: boolean) => evidence([without], { emulated }).map((entry) => entry.outcome);

    expect(outcome(true)).toEqual(['unknown', 'effective']);
    expect(outcome(false)).toEqual(['ineffective', 'effective']);
  });

  test('what stands now where an emulator had kept nothing is held against the template', () => {
    const lossy = { ...seen('Group', { RetentionInDays: 1 }, { metricFilters: [FILTER], subscriptionFilters: [] }) };
    const outcome = (notKept: readonly string[]) => evidence([{ ...lossy, notKept }], { emulated: true })[0]?.outcome;

    expect(outcome([])).toBe('ineffective');
    expect(outcome(['RetentionInDays'])).toBe('ineffective');
  });

  test('what differs is told where it first does, with both values, and what may be secret without', () => {
    const Type = 'AWS::Lambda::Function';
    const judged = estate({
      ...RESOURCES,
      Role: { Type, Properties: { DeadLetterConfig: { TargetArn: { Ref: 'Topic' } } } },
    });
    const role = {
      ...seen('Role', { DeadLetterConfig: { TargetArn: 'arn:x' }, Environment: { Variables: { A: 's' } } }),
      type: Type,
    };
    const messages = evidence([role, topic], {}, judged).map(({ message }) => message.en);

    expect(messages[0]).toContain(
      'DeadLetterConfig is not what the template says: TargetArn is arn:x, and arn:aws:sns:eu-central-1:111111111111:alerts in the template',
    );
    expect(messages[1]).toMatch(/Environment is not what the template says \(/);
  });

  test('a key behind an alias is told by what the templates have under that name', () => {
    const alias = 'arn:aws:kms:eu-central-1:111111111111:alias/acme/logs';
    const judged = estate({
      Topic: { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: alias } },
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Name: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/acme/logs', TargetKeyId: { Ref: 'Key' } } },
    });
    const key = { ...seen('Topic', {}), logicalId: 'Key', physicalId: '1234-5678', type: 'AWS::KMS::Key' };
    const under = (id: string) => {
      const KmsMasterKeyId = `arn:aws:kms:eu-central-1:111111111111:key/${id}`;
      return toldIn(judged, [key, seen('Topic', { KmsMasterKeyId }, { policies: [], subscriptions: [] })]);
    };

    expect(under('1234-5678')).toContain('effective Topic');
    expect(under('9')).toContain('ineffective Topic KmsMasterKeyId');
  });

  test('what was not looked at is not compared', () => {
    expect(told(seen('Role', { Policies: [OWN, MORE] }))).toEqual(['effective More', 'effective Role']);
  });
});
