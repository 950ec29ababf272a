import {
  DescribeSecurityGroupRulesCommand,
  EC2Client,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import { handler } from '../../../constructs/default-security-group/default-security-group.handler';
import type { CustomResourceEvent } from '../../../constructs/handler-function/runtime/custom-resource';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import { notes, serviceError } from '../../support/notes';
import { customResourceEvent, responseUrl } from '../../support/response-url';

const GROUP = 'sg-0123456789abcdef0';

const ec2 = mockClient(EC2Client);
let noted: ReturnType<typeof notes>;
let answers: ReturnType<typeof responseUrl>;
beforeEach(() => {
  ec2.reset();
  noted = notes();
  answers = responseUrl();
  jest.spyOn(clock, 'wait').mockResolvedValue();
});
afterEach(() => jest.restoreAllMocks());

const event = (more: Partial<CustomResourceEvent> = {}) => customResourceEvent({ GroupId: GROUP }, more);

const statuses = (): readonly unknown[] => answers.bodies.map(({ Status }) => Status);

const rule = (id: string, IsEgress: boolean) => ({ SecurityGroupRuleId: id, IsEgress });

describe('the default security group', () => {
  test('8.3/security-groups#default-group-empty: loses every rule, of every page', async () => {
    ec2
      .on(DescribeSecurityGroupRulesCommand)
      .resolvesOnce({ SecurityGroupRules: [rule('in-1', false)], NextToken: 'more' })
      .resolvesOnce({ SecurityGroupRules: [rule('out-1', true), rule('out-2', true)] });

    await handler(event());

    expect(ec2.commandCalls(DescribeSecurityGroupRulesCommand)[0]?.args[0].input.Filters).toEqual([
      { Name: 'group-id', Values: [GROUP] },
    ]);
    const [ingress] = ec2.commandCalls(RevokeSecurityGroupIngressCommand);
    const [egress] = ec2.commandCalls(RevokeSecurityGroupEgressCommand);
    expect(ingress?.args[0].input).toEqual({ GroupId: GROUP, SecurityGroupRuleIds: ['in-1'] });
    expect(egress?.args[0].input).toEqual({ GroupId: GROUP, SecurityGroupRuleIds: ['out-1', 'out-2'] });
    expect(noted.lines).toEqual([{ event: 'emptied', group: GROUP, ingress: 1, egress: 2 }]);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test('is left alone where it is empty', async () => {
    ec2.on(DescribeSecurityGroupRulesCommand).resolves({ SecurityGroupRules: [] });

    await handler(event({ RequestType: 'Update' }));

    expect(ec2.calls()).toHaveLength(1);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test('stays empty when the resource goes', async () => {
    await handler(event({ RequestType: 'Delete' }));

    expect(ec2.calls()).toEqual([]);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test('is asked for again where EC2 is busy', async () => {
    ec2
      .on(DescribeSecurityGroupRulesCommand)
      .rejectsOnce(serviceError('RequestLimitExceeded'))
      .resolves({ SecurityGroupRules: [rule('in-1', false)] });
    ec2.on(RevokeSecurityGroupIngressCommand).rejectsOnce(serviceError('RequestLimitExceeded')).resolves({});

    await handler(event());

    expect(ec2.commandCalls(RevokeSecurityGroupIngressCommand)).toHaveLength(2);
    expect(statuses()).toEqual(['SUCCESS']);
  });

  test.each([
    ['rules cannot be listed', DescribeSecurityGroupRulesCommand],
    ['a rule cannot be taken away', RevokeSecurityGroupIngressCommand],
  ] as const)('fails the deployment where %s', async (_, command) => {
    ec2.on(DescribeSecurityGroupRulesCommand).resolves({ SecurityGroupRules: [rule('in-1', false)] });
    ec2.on(command as typeof DescribeSecurityGroupRulesCommand).rejects(serviceError('UnauthorizedOperation'));

    await handler(event());

    expect(statuses()).toEqual(['FAILED']);
    expect(noted.events()).toEqual(['run-failed']);
  });

  test.each([undefined, '', 'vpc-1', 42])('is not guessed where the event names %p', async (GroupId) => {
    await handler(event({ ResourceProperties: { GroupId } }));

    expect(ec2.calls()).toEqual([]);
    expect(statuses()).toEqual(['FAILED']);
  });
});
