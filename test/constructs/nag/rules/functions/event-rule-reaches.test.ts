import { eventRuleReaches } from '../../../../../constructs/nag/rules/functions/event-rule-reaches';
import { describeRule } from '../../../../support/rule-cases';

const TARGETS = [{ Id: 'a', Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:acme' }];

describeRule(eventRuleReaches, {
  compliant: { 'a target': { State: 'ENABLED', Targets: TARGETS }, 'no word of its state': { Targets: TARGETS } },
  nonCompliant: {
    'no targets': [{ State: 'ENABLED' }, 'Targets'],
    'an empty list': [{ Targets: [] }, 'Targets'],
  },
  notApplicable: { 'a rule that is off': { State: 'DISABLED' } },
  unknown: { 'a state that deployment decides': { State: { Ref: 'State' }, Targets: TARGETS } },
});
