import { sessionStartsTold } from '../../../../../constructs/nag/rules/sessions/session-starts-told';
import { describeRule } from '../../../../support/rule-cases';

const SUBJECT = { Type: 'AWS::SSM::Document', Properties: { DocumentType: 'Session', Name: 'acme-bastion' } };
const RULE = 'AWS::Events::Rule';
const starts = (properties: object = {}) => ({
  Type: RULE,
  Properties: {
    EventPattern: { source: ['aws.ssm'], detail: { eventName: ['StartSession'] } },
    State: 'ENABLED',
    Targets: [{ Id: 'a', Arn: 'arn:aws:events:eu-west-1:222222222222:event-bus/default' }],
    ...properties,
  },
});
const withRule = (properties?: object) => ({ template: { Subject: SUBJECT, Rule: starts(properties) } });

describeRule(sessionStartsTold, {
  compliant: {
    'a rule that hands starts on': withRule(),
    'one that is on by default': withRule({ State: undefined }),
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
    'a schedule': [withRule({ EventPattern: undefined, ScheduleExpression: 'rate(5 minutes)' }), RULE],
  },
  notApplicable: {
    'a document of commands': { DocumentType: 'Command', Name: 'acme-run' },
    "the account's default": { DocumentType: 'Session', Name: 'SSM-SessionManagerRunShell' },
  },
});
