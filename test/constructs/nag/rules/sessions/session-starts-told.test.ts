import { verdictOf } from '../../../../../constructs/nag/rule';
import { sessionStartsTold } from '../../../../../constructs/nag/rules/sessions/session-starts-told';
import { Estate, Template } from '../../../../../constructs/nag/template';
import { describeRule } from '../../../../support/rule-cases';

const SUBJECT = { Type: 'AWS::SSM::Document', Properties: { DocumentType: 'Session', Name: 'acme-bastion' } };
const RULE = 'AWS::Events::Rule';
const starts = (properties: object = {}) => ({
  Type: RULE,
  Properties: {
    EventPattern: { source: ['aws.ssm'], detail: { eventName: ['StartSession'] } },
    State: 'ENABLED',
    Targets: [{ Id: 'a', Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:starts' }],
    ...properties,
  },
});
const bus = (account: string): string => `arn:aws:events:eu-west-1:${account}:event-bus/default`;
const withRule = (properties?: object) => ({ template: { Subject: SUBJECT, Rule: starts(properties) } });

describeRule(sessionStartsTold, {
  compliant: {
    'a rule that hands starts on': withRule(),
    'one that is on by default': withRule({ State: undefined }),
    'one that hands them to a queue': withRule({ Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }] }),
  },
  nonCompliant: {
    'no rule': [{ template: { Subject: SUBJECT } }, RULE],
    'one that is off': [withRule({ State: 'DISABLED' }), RULE],
    'one without a target': [withRule({ Targets: [] }), RULE],
    'one of other calls': [withRule({ EventPattern: { detail: { eventName: ['SendCommand'] } } }), RULE],
    'one of refused calls alone': [
      withRule({ EventPattern: { detail: { eventName: ['StartSession'], errorCode: [{ exists: true }] } } }),
      RULE,
    ],
    'one of starts by some alone': [
      withRule({ EventPattern: { detail: { eventName: ['StartSession'], userIdentity: { type: ['IAMUser'] } } } }),
      RULE,
    ],
    'a schedule': [withRule({ EventPattern: undefined, ScheduleExpression: 'rate(5 minutes)' }), RULE],
  },
  notApplicable: {
    'a document of commands': { DocumentType: 'Command', Name: 'acme-run' },
    "the account's default": { DocumentType: 'Session', Name: 'SSM-SessionManagerRunShell' },
  },
  unknown: { 'a bus of which no template says who listens': withRule({ Targets: [{ Id: 'a', Arn: bus('9') }] }) },
});

const ARCHIVE = { partition: 'aws', account: '222222222222', region: 'eu-west-1' };
const OPERATIONS = { ...ARCHIVE, account: '555555555555' };

/** Starts are handed on to the bus of the archive. */
function handedOn(archive: object) {
  const estate = new Estate();
  const rule = starts({ Targets: [{ Id: 'a', Arn: bus(ARCHIVE.account) }] });
  const operations = Template.cloudFormation(
    { Resources: { Subject: SUBJECT, Rule: rule } },
    { environment: OPERATIONS, estate },
  );
  Template.cloudFormation({ Resources: archive }, { environment: ARCHIVE, estate });
  const subject = operations.find('Subject');
  return subject && verdictOf(sessionStartsTold, subject).outcome;
}

const admitting = (principal: unknown, statement: object = {}) => ({
  Type: 'AWS::Events::EventBusPolicy',
  Properties: {
    StatementId: 'starts',
    Statement: {
      Effect: 'Allow',
      Principal: principal,
      Action: 'events:PutEvents',
      Resource: bus(ARCHIVE.account),
      ...statement,
    },
  },
});
const FROM_OPERATIONS = admitting({ AWS: 'arn:aws:iam::555555555555:root' });
const OLDER_FORM = {
  Type: 'AWS::Events::EventBusPolicy',
  Properties: { StatementId: 'starts', Principal: '555555555555', Action: 'events:PutEvents' },
};
const ofAccounts = (...account: readonly string[]) => ({
  EventPattern: { source: ['aws.ssm'], account, detail: { eventName: ['StartSession'] } },
});

describe('a bus of another account', () => {
  test.each([
    ['that admits them and hands them on', { Policy: FROM_OPERATIONS, Rule: starts() }],
    ['that admits them in the older form', { Policy: OLDER_FORM, Rule: starts() }],
    ['that admits the organization', { Policy: admitting('*'), Rule: starts() }],
    ['with a rule for the account', { Policy: FROM_OPERATIONS, Rule: starts(ofAccounts('1', '555555555555')) }],
  ])('8.2/session-recording#session-reconciliation: takes starts %s', (_, archive) => {
    expect(handedOn(archive)).toBe('compliant');
  });

  test.each([
    ['that admits nobody', { Rule: starts() }],
    ['that admits another account', { Policy: admitting({ AWS: 'arn:aws:iam::1:root' }), Rule: starts() }],
    ['that refuses the account', { Policy: admitting('*', { Effect: 'Deny' }), Rule: starts() }],
    ['that admits another call', { Policy: admitting('*', { Action: 'events:PutRule' }), Rule: starts() }],
    ['on which nothing listens', { Policy: FROM_OPERATIONS }],
    ['whose rule is off', { Policy: FROM_OPERATIONS, Rule: starts({ State: 'DISABLED' }) }],
    ['whose rule hears of other accounts', { Policy: FROM_OPERATIONS, Rule: starts(ofAccounts('1')) }],
  ])('does not take starts %s', (_, archive) => {
    expect(handedOn(archive)).toBe('non-compliant');
  });
});
