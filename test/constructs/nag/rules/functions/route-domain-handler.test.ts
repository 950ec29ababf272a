import { routeDomainHandler } from '../../../../../constructs/nag/rules/functions/route-domain-handler';
import { describeRule } from '../../../../support/rule-cases';

const part = (Type: string, Properties: object) => ({ Type, Properties });
const HANDLER_ARN = { 'Fn::GetAtt': ['Handler', 'Arn'] };

const asked = (type: string, handler: object, others: object = {}, ServiceToken: unknown = HANDLER_ARN) => ({
  template: {
    Subject: part(type, { ServiceToken }),
    Handler: part('AWS::Lambda::Function', handler),
    ...others,
  },
});
const tagged = (handler: string, more: object = {}) => ({ Tags: [{ Key: 'isms:handler', Value: handler }], ...more });
const schedule = (more: object = {}) => ({
  Schedule: part('AWS::Events::Rule', {
    ScheduleExpression: 'rate(1 minute)',
    State: 'ENABLED',
    Targets: [{ Id: 'Handler', Arn: HANDLER_ARN }],
    ...more,
  }),
});
const spokes = (handler = tagged('transit-hub'), others: object = schedule(), token?: unknown) =>
  asked('Custom::TransitSpokes', handler, others, token);
const gateway = (handler = tagged('transit-spoke')) => asked('Custom::SharedTransitGateway', handler);

describeRule(routeDomainHandler, {
  type: 'Custom::TransitSpokes',
  compliant: {
    'the handler of the hub, again and again': spokes(),
    'the handler of the hub, by its name': spokes({ FunctionName: 'acme-transit-hub' } as never),
  },
  nonCompliant: {
    'one that never runs': [
      spokes(tagged('transit-hub', { ReservedConcurrentExecutions: 0 })),
      'ReservedConcurrentExecutions',
    ],
    'one that nothing calls again': [spokes(tagged('transit-hub'), {}), 'AWS::Events::Rule'],
    'a schedule that is disabled': [
      spokes(tagged('transit-hub'), schedule({ State: 'DISABLED' })),
      'AWS::Events::Rule',
    ],
    'a schedule of another function': [
      spokes(tagged('transit-hub'), schedule({ Targets: [{ Id: 'Other', Arn: 'arn:aws:lambda:other' }] })),
      'AWS::Events::Rule',
    ],
  },
  unknown: {
    'a function of strangers': spokes(tagged('transit-hub'), schedule(), 'arn:aws:lambda:x:999999999999:function:x'),
    'another handler': spokes(tagged('transit-spoke')),
    'a schedule whose state is a parameter': spokes(tagged('transit-hub'), schedule({ State: { Ref: 'State' } })),
  },
});

describeRule(routeDomainHandler, {
  type: 'Custom::SharedTransitGateway',
  compliant: { 'the handler of networks, which answers when asked': gateway() },
  nonCompliant: {
    'one that never runs': [
      gateway(tagged('transit-spoke', { ReservedConcurrentExecutions: 0 })),
      'ReservedConcurrentExecutions',
    ],
  },
  unknown: { 'the handler of the hub': gateway(tagged('transit-hub')) },
});
