import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { awsRules } from '../../../constructs/nag/registry';
import { PurposeKey } from '../../../constructs/purpose-key/purpose-key';
import { WebFirewall, type WebFirewallProps } from '../../../constructs/web-firewall/web-firewall';
import { faults } from '../../support/judged';

function made(props: Partial<WebFirewallProps> = {}, region = 'eu-west-1'): Stack {
  const stack = new Stack(new App(), 'Shop', { env: { account: '111111111111', region } });
  const { key } = new PurposeKey(stack, 'Key', { name: 'acme', purpose: 'web', uses: [WebFirewall.keyUse('acme')] });
  new WebFirewall(stack, 'Firewall', { name: 'acme', subject: 'shop', key, ...props });
  return stack;
}

const synthesized = (props?: Partial<WebFirewallProps>): Template => Template.fromStack(made(props));

describe('WebFirewall', () => {
  test.each(['eu-west-1', 'cn-north-1'])('complies with every rule in %s', (region) => {
    expect(faults([made({}, region)], awsRules).filter((fault) => !fault.startsWith('data-class-tag '))).toEqual([]);
  });

  test('8.3/boundary#web-application-firewall: blocks by rate and by the core rules', () => {
    synthesized({ rateLimit: 500 }).hasResourceProperties('AWS::WAFv2::WebACL', {
      Scope: 'REGIONAL',
      Rules: [
        { Action: { Block: {} }, Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 500 } } },
        {
          OverrideAction: { None: {} },
          Statement: {
            ManagedRuleGroupStatement: {
              Name: 'AWSManagedRulesCommonRuleSet',
              RuleActionOverrides: Match.absent(),
            },
          },
        },
        { OverrideAction: { None: {} }, Statement: { ManagedRuleGroupStatement: Match.anyValue() } },
      ],
    });
  });

  test('8.3/boundary#web-application-firewall: logs what it blocks, and no value that would let somebody in', () => {
    const template = synthesized();

    template.hasResourceProperties('AWS::WAFv2::LoggingConfiguration', {
      RedactedFields: ['authorization', 'cookie', 'x-api-key'].map((Name) => ({ SingleHeader: { Name } })),
      LoggingFilter: Match.absent(),
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: 'aws-waf-logs-acme-shop',
      RetentionInDays: 365,
    });
  });

  test('an exception counts, with its reason beside it', () => {
    synthesized({ exceptions: { SizeRestrictions_BODY: 'uploads of pictures' } }).hasResourceProperties(
      'AWS::WAFv2::WebACL',
      {
        Description: 'Guards shop, SizeRestrictions BODY counts: uploads of pictures',
        Rules: Match.arrayWith([
          Match.objectLike({
            Statement: {
              ManagedRuleGroupStatement: {
                RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
              },
            },
          }),
        ]),
      },
    );
  });

  test.each([
    ['an exception without a reason', { exceptions: { SizeRestrictions_BODY: ' ' } }, /has no reason/],
    ['no limit', { rateLimit: 0 }, /rateLimit is 0.*8\.3\/boundary#web-application-firewall/],
    ['a limit that nobody reaches', { rateLimit: 100_001 }, /rateLimit is 100001/],
    [
      'six exceptions',
      { exceptions: Object.fromEntries([...'abcdef'].map((rule) => [rule, 'why'])) },
      /6 exceptions.*8\.3\/boundary#web-application-firewall/,
    ],
    ['half a request', { rateLimit: 10.5 }, /rateLimit is 10\.5/],
    ['a log that is soon gone', { retention: RetentionDays.ONE_WEEK }, /8\.6\/log-retention#minimum-period/],
  ])('refuses %s', (_, props, told) => {
    expect(() => made(props)).toThrow(told);
  });
});
