import { eventRuleReaches } from '../../../../../constructs/nag/rules/functions/event-rule-reaches';
import { describeRule } from '../../../../support/rule-cases';

const TARGETS = [{ Id: 'a', Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:acme' }];

const calling = (permission?: object) => ({
  template: {
    Subject: {
      Type: 'AWS::Events::Rule',
      Properties: { Targets: [{ Id: 'a', Arn: { 'Fn::GetAtt': ['Called', 'Arn'] } }] },
    },
    Called: { Type: 'AWS::Lambda::Function', Properties: {} },
    ...(permission && {
      May: {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: { Ref: 'Called' }, Principal: 'events.amazonaws.com', ...permission },
      },
    }),
  },
});

describeRule(eventRuleReaches, {
  compliant: {
    'a target': { State: 'ENABLED', Targets: TARGETS },
    'no word of its state': { Targets: TARGETS },
    'a function that admits the rule': calling({ SourceArn: { 'Fn::GetAtt': ['Subject', 'Arn'] } }),
    'a function that admits each rule': calling({}),
  },
  nonCompliant: {
    'no targets': [{ State: 'ENABLED' }, 'Targets'],
    'an empty list': [{ Targets: [] }, 'Targets'],
    'a function that admits nobody': [calling(), 'Targets.0.Arn'],
    'a function that admits another service': [calling({ Principal: 's3.amazonaws.com' }), 'Targets.0.Arn'],
    'a function that admits another rule': [
      calling({ SourceArn: { 'Fn::GetAtt': ['Called', 'Arn'] } }),
      'Targets.0.Arn',
    ],
  },
  notApplicable: { 'a rule that is off': { State: 'DISABLED' } },
  unknown: { 'a state that deployment decides': { State: { Ref: 'State' }, Targets: TARGETS } },
});
