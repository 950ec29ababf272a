import { verdictOf } from '../../../../../constructs/nag/rule';
import { threatFindingsTold } from '../../../../../constructs/nag/rules/firewall/threat-findings-told';
import { Estate, Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

const SECURITY = { partition: 'aws', account: '333333333333', region: 'eu-west-1' };
const WORKLOAD = { ...SECURITY, account: '111111111111' };
const RULE = 'AWS::Events::Rule';
const LOG = 'arn:aws:logs:eu-west-1:333333333333:log-group:/acme/findings';
const BUS = 'arn:aws:events:eu-west-1:333333333333:event-bus/default';
const SUBJECT = { Type: 'AWS::GuardDuty::Detector', Properties: { Enable: true } };

const rule = (arn: unknown, properties: object = {}, attributes: object = {}) => ({
  Type: RULE,
  Properties: { EventPattern: { source: ['aws.guardduty'] }, Targets: [{ Id: 'a', Arn: arn }], ...properties },
  ...attributes,
});
const policy = (statement: object = {}) => ({
  Type: 'AWS::Logs::ResourcePolicy',
  Properties: {
    PolicyDocument: JSON.stringify({
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: ['events.amazonaws.com'] },
          Action: ['logs:PutLogEvents'],
          Resource: `${LOG}:*`,
          ...statement,
        },
      ],
    }),
  },
});
const alarm = (properties: object = {}) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    MetricName: 'IncomingLogEvents',
    Dimensions: [{ Name: 'LogGroupName', Value: { Ref: 'Log' } }],
    ...properties,
  },
});
const Log = { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/acme/findings' } };
const KEPT = { Rule: rule(LOG), Log, Policy: policy(), Alarm: alarm() };
const FUNCTION = 'arn:aws:lambda:eu-west-1:333333333333:function:findings';

const beside = (resources: object) => ({ template: { Subject: SUBJECT, ...resources }, environment: SECURITY });

describeRule(threatFindingsTold, {
  compliant: {
    'a log group that is watched': beside(KEPT),
    'a reference to it': beside({ ...KEPT, Rule: rule({ 'Fn::GetAtt': ['Log', 'Arn'] }) }),
    'its name in the alarm': beside({ ...KEPT, Alarm: alarm({ Dimensions: [{ Value: '/acme/findings' }] }) }),
    'a function': beside({ Rule: rule(FUNCTION) }),
  },
  nonCompliant: {
    'no rule': [beside({}), RULE],
    'one that is off': [beside({ ...KEPT, Rule: rule(LOG, { State: 'DISABLED' }) }), RULE],
    'one of other events': [beside({ ...KEPT, Rule: rule(LOG, { EventPattern: { source: ['aws.ssm'] } }) }), RULE],
    'one without a target': [beside({ Rule: rule(LOG, { Targets: [] }) }), RULE],
    'a log group that admits nobody': [beside({ ...KEPT, Policy: undefined }), RULE],
    'one that admits another service': [
      beside({ ...KEPT, Policy: policy({ Principal: { Service: 'es.amazonaws.com' } }) }),
      RULE,
    ],
    'one that lets nothing be written': [beside({ ...KEPT, Policy: policy({ Action: 'logs:CreateLogStream' }) }), RULE],
    'one that refuses': [beside({ ...KEPT, Policy: policy({ Effect: 'Deny' }) }), RULE],
    'a policy for another group': [beside({ ...KEPT, Policy: policy({ Resource: `${LOG}-old:*` }) }), RULE],
    'a log group that nobody watches': [beside({ ...KEPT, Alarm: undefined }), RULE],
    'an alarm on another group': [beside({ ...KEPT, Alarm: alarm({ Dimensions: [{ Value: '/acme/old' }] }) }), RULE],
    'an alarm on every group': [beside({ ...KEPT, Alarm: alarm({ Dimensions: undefined }) }), RULE],
    'an alarm on its size': [beside({ ...KEPT, Alarm: alarm({ MetricName: 'IncomingBytes' }) }), RULE],
  },
  unknown: {
    'a bus of which no template says who listens': beside({ Rule: rule(BUS.replaceAll('3', '9')) }),
    'a rule that deployment may leave out': beside({ Rule: rule(FUNCTION, {}, { Condition: 'Told' }) }),
  },
});

const admitting = (principal: unknown, statement: object = {}) => ({
  Type: 'AWS::Events::EventBusPolicy',
  Properties: {
    StatementId: 'findings',
    Statement: { Effect: 'Allow', Principal: principal, Action: 'events:PutEvents', Resource: BUS, ...statement },
  },
});
const FROM_ORGANIZATION = admitting('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } });
const OLDER_FORM = {
  Type: 'AWS::Events::EventBusPolicy',
  Properties: { StatementId: 'findings', Principal: '111111111111', Action: 'events:PutEvents' },
};

/** Findings are handed on to the bus of the security account. */
function handedOn(security: object, environment: object = WORKLOAD): string | undefined {
  const estate = new Estate();
  const workload = Template.cloudFormation(
    { Resources: { Subject: SUBJECT, Rule: rule(BUS) } },
    { environment, estate },
  );
  Template.cloudFormation({ Resources: security }, { environment: SECURITY, estate });
  const subject = workload.find('Subject');
  return subject && verdictOf(threatFindingsTold, subject).outcome;
}

test.each([
  ['of the organization', { ...KEPT, Bus: FROM_ORGANIZATION }, WORKLOAD],
  ['of the account', { ...KEPT, Bus: admitting({ AWS: 'arn:aws:iam::111111111111:root' }) }, WORKLOAD],
  ['of the account, in the older form', { ...KEPT, Bus: OLDER_FORM }, WORKLOAD],
  ['of accounts that the template does not know', { ...KEPT, Bus: FROM_ORGANIZATION }, { region: 'eu-west-1' }],
  ['of another region of its own', KEPT, { ...SECURITY, region: 'eu-central-1' }],
])('8.3/intrusion#threat-detection: the security account takes findings %s', (_, security, environment) => {
  expect(handedOn(security, environment)).toBe('compliant');
});

test.each([
  ['the bus admits nobody', KEPT, WORKLOAD],
  ['it admits another account', { ...KEPT, Bus: admitting({ AWS: 'arn:aws:iam::222222222222:root' }) }, WORKLOAD],
  ['it admits an account, of many', { ...KEPT, Bus: OLDER_FORM }, { region: 'eu-west-1' }],
  ['it admits to something else', { ...KEPT, Bus: admitting('*', { Action: 'events:PutRule' }) }, WORKLOAD],
  ['it refuses', { ...KEPT, Bus: admitting('*', { Effect: 'Deny' }) }, WORKLOAD],
  ['nothing listens there', { Bus: FROM_ORGANIZATION }, WORKLOAD],
  ['it is handed on and on', { Bus: FROM_ORGANIZATION, Rule: rule(BUS) }, WORKLOAD],
])('8.3/intrusion#threat-detection: findings are lost where %s', (_, security, environment) => {
  expect(handedOn(security, environment)).toBe('non-compliant');
});
