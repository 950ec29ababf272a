import { threatFindingsKept } from '../../../../../constructs/nag/rules/firewall/threat-findings-kept';
import { describeRule } from '../../../../support/rule-cases';

const made = (Type: string, Properties: object) => ({ template: { Subject: { Type, Properties } } });
const list = (Activate: unknown) => made('AWS::GuardDuty::IPSet', { Format: 'TXT', Activate });
const entities = (Activate: unknown) => made('AWS::GuardDuty::TrustedEntitySet', { Format: 'TXT', Activate });

describeRule(threatFindingsKept, {
  compliant: {
    'a filter that changes nothing': { Action: 'NOOP' },
    'a filter without an action': { Name: 'noise' },
    'a list that is not active': list(false),
    'a list of which nothing is said': list(undefined),
    'names and addresses that are not active': entities('false'),
  },
  nonCompliant: {
    'a filter that archives': [{ Action: 'ARCHIVE' }, 'Action'],
    'a list of trusted addresses': [list(true), 'Activate'],
    'one that a text makes active': [list('true'), 'Activate'],
    'a list of trusted names and addresses': [entities(true), 'Activate'],
  },
  unknown: {
    'an action that is a parameter': { Action: { Ref: 'Action' } },
    'a list that a parameter makes active': list({ Ref: 'Active' }),
  },
});
