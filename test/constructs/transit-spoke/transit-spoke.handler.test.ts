import {
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import type { CustomResourceEvent } from '../../../constructs/handler-function/runtime/custom-resource';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import { handler } from '../../../constructs/transit-spoke/transit-spoke.handler';
import { notes, serviceError } from '../../support/notes';
import { responseUrl } from '../../support/response-url';

const HUB = '444444444444';
const ATTACHMENT = 'tgw-attach-0a';

const ec2 = mockClient(EC2Client);
const ssm = mockClient(SSMClient);
let now: number;
let answers: ReturnType<typeof responseUrl>;
beforeEach(() => {
  ec2.reset();
  ssm.reset();
  notes();
  answers = responseUrl();
  now = 0;
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  jest.spyOn(clock, 'wait').mockImplementation(async (ms) => {
    now += ms;
  });
});
afterEach(() => jest.restoreAllMocks());

const event = (
  properties: object,
  RequestType: CustomResourceEvent['RequestType'] = 'Create',
): CustomResourceEvent => ({
  RequestType,
  ResponseURL: 'https://cloudformation.example.com/answer',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Resource',
  ResourceProperties: properties as CustomResourceEvent['ResourceProperties'],
});
const asked = { OwnerId: HUB };
const waited = { TransitGatewayAttachmentId: ATTACHMENT };
const outcome = () => answers.bodies.map(({ Status, Data, Reason }) => ({ Status, Data, Reason }));
const states = (...found: readonly (string | undefined)[]): void => {
  const calls = ec2.on(DescribeTransitGatewayVpcAttachmentsCommand);
  for (const State of found) {
    calls.resolvesOnce({ TransitGatewayVpcAttachments: State ? [{ State: State as 'available' }] : [] });
  }
};

describe('the hub', () => {
  test('is the transit gateway that its account shares', async () => {
    ec2.on(DescribeTransitGatewaysCommand).resolves({ TransitGateways: [{ TransitGatewayId: 'tgw-0a' }] });

    await handler(event(asked));

    expect(ec2.commandCalls(DescribeTransitGatewaysCommand)[0]?.args[0].input.Filters).toEqual([
      { Name: 'owner-id', Values: [HUB] },
      { Name: 'state', Values: ['available'] },
    ]);
    expect(outcome()).toEqual([{ Status: 'SUCCESS', Data: { TransitGatewayId: 'tgw-0a' }, Reason: undefined }]);
  });

  test.each([
    ['none', [], 'shares 0 transit gateways'],
    ['two', [{ TransitGatewayId: 'tgw-0a' }, { TransitGatewayId: 'tgw-0b' }], 'shares 2 transit gateways'],
  ])('is not guessed at where the account shares %s', async (_, TransitGateways, reason) => {
    ec2.on(DescribeTransitGatewaysCommand).resolves({ TransitGateways });

    await handler(event(asked));

    expect(outcome()).toEqual([{ Status: 'FAILED', Data: undefined, Reason: expect.stringContaining(reason) }]);
  });

  test('is asked for again where EC2 is busy', async () => {
    ec2
      .on(DescribeTransitGatewaysCommand)
      .rejectsOnce(serviceError('RequestLimitExceeded'))
      .resolves({ TransitGateways: [{ TransitGatewayId: 'tgw-0a' }] });

    await handler(event(asked));

    expect(outcome()[0]?.Status).toBe('SUCCESS');
  });
});

describe('an attachment', () => {
  test('is waited for until the hub has accepted it', async () => {
    states('pendingAcceptance', 'pending', 'available');

    await handler(event(waited));

    expect(ec2.commandCalls(DescribeTransitGatewayVpcAttachmentsCommand)).toHaveLength(3);
    expect(outcome()[0]?.Status).toBe('SUCCESS');
  });

  test.each(['rejected', 'failed', 'deleted', undefined])('that is %s fails the deployment', async (state) => {
    states(state);

    await handler(event(waited));

    expect(outcome()[0]?.Status).toBe('FAILED');
  });

  test('that nobody accepts fails the deployment before the function has to end', async () => {
    ec2
      .on(DescribeTransitGatewayVpcAttachmentsCommand)
      .resolves({ TransitGatewayVpcAttachments: [{ State: 'pendingAcceptance' }] });

    await handler(event(waited));

    expect(now).toBe(14 * 60 * 1000);
    expect(outcome()).toEqual([
      { Status: 'FAILED', Data: undefined, Reason: expect.stringContaining('is this account among the spokes') },
    ]);
  });
});

test('nothing is asked when a resource goes', async () => {
  await handler(event(asked, 'Delete'));

  expect(ec2.calls()).toEqual([]);
  expect(outcome()[0]?.Status).toBe('SUCCESS');
});

test.each([[{}], [{ OwnerId: 'somebody' }], [{ TransitGatewayAttachmentId: 'all' }]])(
  'a question that is none fails: %j',
  async (properties) => {
    await handler(event(properties));

    expect(ec2.calls()).toEqual([]);
    expect(outcome()[0]?.Status).toBe('FAILED');
  },
);

describe('the names of the central endpoints', () => {
  const PARAMETER = `arn:aws-cn:ssm:cn-north-1:${HUB}:parameter/acme/endpoints/profile`;

  test('are in the profile that the parameter of the hub names', async () => {
    ssm.on(GetParameterCommand, { Name: PARAMETER }).resolves({ Parameter: { Value: 'rp-4987774726example' } });

    await handler(event({ ParameterArn: PARAMETER }));

    expect(outcome()).toEqual([{ Status: 'SUCCESS', Data: { ProfileId: 'rp-4987774726example' }, Reason: undefined }]);
  });

  test.each([
    ['names no profile', { Parameter: { Value: 'none' } }],
    ['is not there', {}],
  ])('are not found where it %s', async (_, answer) => {
    ssm.on(GetParameterCommand).resolves(answer);

    await handler(event({ ParameterArn: PARAMETER }));

    expect(outcome()).toMatchObject([{ Status: 'FAILED', Reason: expect.stringContaining('names no profile') }]);
  });

  test('are not asked for where the ARN is of something else', async () => {
    await handler(event({ ParameterArn: 'arn:aws:s3:::bucket' }));

    expect(ssm.calls()).toEqual([]);
    expect(outcome()).toMatchObject([{ Status: 'FAILED' }]);
  });
});
