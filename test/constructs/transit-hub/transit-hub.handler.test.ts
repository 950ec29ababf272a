import {
  AcceptTransitGatewayVpcAttachmentCommand,
  AssociateTransitGatewayRouteTableCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DisassociateTransitGatewayRouteTableCommand,
  EC2Client,
  EnableTransitGatewayRouteTablePropagationCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
} from '@aws-sdk/client-ec2';
import { mockClient } from 'aws-sdk-client-mock';
import type { CustomResourceEvent } from '../../../constructs/handler-function/runtime/custom-resource';
import { clock } from '../../../constructs/handler-function/runtime/retry';
import { handler } from '../../../constructs/transit-hub/transit-hub.handler';
import { notes, serviceError } from '../../support/notes';
import { responseUrl } from '../../support/response-url';

const HUB = '444444444444';
const SPOKE = '555555555555';
const STRANGER = '777777777777';
const ATTACHMENT = 'tgw-attach-0a';
const [PRODUCTION, SHARED, ANSWERS] = ['tgw-rtb-0a', 'tgw-rtb-0b', 'tgw-rtb-0c'];

const WANTED = {
  TransitGatewayId: 'tgw-0a',
  AnswersTableId: ANSWERS,
  Spokes: [
    { Domain: 'production', RouteTableId: PRODUCTION, Accounts: '' },
    { Domain: 'shared', RouteTableId: SHARED, Accounts: `${SPOKE} 666666666666` },
  ],
};

const ec2 = mockClient(EC2Client);
let noted: ReturnType<typeof notes>;
let answers: ReturnType<typeof responseUrl>;
beforeEach(() => {
  ec2.reset();
  ec2.on(GetTransitGatewayRouteTablePropagationsCommand).resolves({});
  noted = notes();
  answers = responseUrl();
  jest.spyOn(clock, 'wait').mockResolvedValue();
});
afterEach(() => jest.restoreAllMocks());

/** An attachment of a spoke that stands in no table. */
const attached = (properties: object = {}) => ({
  TransitGatewayAttachmentId: ATTACHMENT,
  TransitGatewayOwnerId: HUB,
  ResourceOwnerId: SPOKE,
  State: 'available' as const,
  ...properties,
});
const inTable = (table: string, State = 'associated') => ({
  Association: { TransitGatewayRouteTableId: table, State: State as 'associated' },
});
const there = (...found: readonly object[]): void => {
  ec2.on(DescribeTransitGatewayAttachmentsCommand).resolves({ TransitGatewayAttachments: found as never });
};
const changes = () =>
  ec2
    .calls()
    .map(({ args }) => args[0])
    .filter((command) => !/^(Describe|Get)/.test(command.constructor.name))
    .map((command) => [command.constructor.name, command.input]);

describe('a network of a listed account', () => {
  test('is accepted', async () => {
    there(attached({ State: 'pendingAcceptance' }));

    await handler(WANTED);

    expect(changes()).toEqual([
      [AcceptTransitGatewayVpcAttachmentCommand.name, { TransitGatewayAttachmentId: ATTACHMENT }],
    ]);
    expect(noted.lines).toEqual([{ event: 'accepted', attachment: ATTACHMENT, account: SPOKE }]);
  });

  test('8.3/vpc-isolation#route-domain-separation: is placed in the table of its domain', async () => {
    there(attached());

    await handler(WANTED);

    expect(changes()).toEqual([
      [
        AssociateTransitGatewayRouteTableCommand.name,
        { TransitGatewayAttachmentId: ATTACHMENT, TransitGatewayRouteTableId: SHARED },
      ],
    ]);
  });

  test('is then known to the table that answers', async () => {
    there(attached(inTable(SHARED)));

    await handler(WANTED);

    expect(changes()).toEqual([
      [
        EnableTransitGatewayRouteTablePropagationCommand.name,
        { TransitGatewayAttachmentId: ATTACHMENT, TransitGatewayRouteTableId: ANSWERS },
      ],
    ]);
  });

  test('is then known to the table of central endpoints as well', async () => {
    there(attached(inTable(SHARED)));
    ec2
      .on(GetTransitGatewayRouteTablePropagationsCommand, { TransitGatewayRouteTableId: ANSWERS })
      .resolves({ TransitGatewayRouteTablePropagations: [{ TransitGatewayAttachmentId: ATTACHMENT }] });

    await handler({ ...WANTED, EndpointsTableId: 'tgw-rtb-0d' });

    expect(changes()).toEqual([
      [
        EnableTransitGatewayRouteTablePropagationCommand.name,
        { TransitGatewayAttachmentId: ATTACHMENT, TransitGatewayRouteTableId: 'tgw-rtb-0d' },
      ],
    ]);
    expect(noted.lines).toEqual([{ event: 'answered', attachment: ATTACHMENT, account: SPOKE }]);
  });

  test('stays where it is when the table of the endpoints is none', async () => {
    there(attached(inTable(SHARED)));

    await expect(handler({ ...WANTED, EndpointsTableId: 'main' })).rejects.toThrow('EndpointsTableId is "main"');

    expect(changes()).toEqual([]);
  });

  test('is left alone where all is as it should be', async () => {
    there(attached(inTable(SHARED)));
    ec2.on(GetTransitGatewayRouteTablePropagationsCommand).resolves({
      TransitGatewayRouteTablePropagations: [{ TransitGatewayAttachmentId: ATTACHMENT }],
    });

    await handler(WANTED);

    expect(changes()).toEqual([]);
    expect(noted.lines).toEqual([]);
  });

  test('8.3/vpc-isolation#route-domain-separation: leaves a table that is not its own', async () => {
    there(attached(inTable(PRODUCTION)));

    await handler(WANTED);

    expect(changes()).toEqual([
      [
        DisassociateTransitGatewayRouteTableCommand.name,
        { TransitGatewayAttachmentId: ATTACHMENT, TransitGatewayRouteTableId: PRODUCTION },
      ],
    ]);
    expect(noted.lines).toEqual([{ event: 'moved', attachment: ATTACHMENT, account: SPOKE }]);
  });

  test.each(['pending', 'modifying', 'deleting', 'failed'])('is not touched while it is %s', async (State) => {
    there(attached({ State }));

    await handler(WANTED);

    expect(changes()).toEqual([]);
  });

  test('is not taken from a table twice', async () => {
    there(attached(inTable(PRODUCTION, 'disassociating')));

    await handler(WANTED);

    expect(changes()).toEqual([]);
  });

  test('is found on every page', async () => {
    ec2
      .on(DescribeTransitGatewayAttachmentsCommand)
      .resolvesOnce({ TransitGatewayAttachments: [], NextToken: 'more' })
      .resolvesOnce({ TransitGatewayAttachments: [attached()] });

    await handler(WANTED);

    expect(ec2.commandCalls(AssociateTransitGatewayRouteTableCommand)).toHaveLength(1);
  });

  test('is placed where EC2 was busy before', async () => {
    there(attached());
    ec2.on(AssociateTransitGatewayRouteTableCommand).rejectsOnce(serviceError('RequestLimitExceeded')).resolves({});

    await handler(WANTED);

    expect(ec2.commandCalls(AssociateTransitGatewayRouteTableCommand)).toHaveLength(2);
  });
});

describe('a network of anybody else', () => {
  test('8.3/vpc-isolation#route-domain-separation: stays unaccepted, and is told', async () => {
    there(attached({ ResourceOwnerId: STRANGER, State: 'pendingAcceptance' }));

    await handler(WANTED);

    expect(changes()).toEqual([]);
    expect(noted.lines).toEqual([{ event: 'stranger', attachment: ATTACHMENT, account: STRANGER }]);
  });

  test('leaves whatever table it is in', async () => {
    there(attached({ ResourceOwnerId: STRANGER, ...inTable(SHARED) }));

    await handler(WANTED);

    expect(ec2.commandCalls(DisassociateTransitGatewayRouteTableCommand)).toHaveLength(1);
  });

  test('that of the hub itself is in the template', async () => {
    there(attached({ ResourceOwnerId: HUB }));

    await handler(WANTED);

    expect(ec2.calls()).toHaveLength(1);
  });
});

describe('a list', () => {
  const event = (props: Partial<CustomResourceEvent> = {}): CustomResourceEvent => ({
    RequestType: 'Create',
    ResponseURL: 'https://cloudformation.example.com/answer',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Spokes',
    ResourceProperties: WANTED,
    ...props,
  });

  test('is kept to when it is deployed', async () => {
    there(attached());

    await handler(event());

    expect(ec2.commandCalls(AssociateTransitGatewayRouteTableCommand)).toHaveLength(1);
    expect(answers.bodies.map(({ Status }) => Status)).toEqual(['SUCCESS']);
  });

  test('leaves networks where they are when it goes', async () => {
    await handler(event({ RequestType: 'Delete' }));

    expect(ec2.calls()).toEqual([]);
    expect(answers.bodies.map(({ Status }) => Status)).toEqual(['SUCCESS']);
  });

  test.each([
    ['is none', { Spokes: 'all' }],
    ['names an account twice', { Spokes: [...WANTED.Spokes, { RouteTableId: PRODUCTION, Accounts: SPOKE }] }],
    ['names no account', { Spokes: [{ RouteTableId: SHARED, Accounts: 'somebody' }] }],
    ['names no table', { Spokes: [{ RouteTableId: '', Accounts: SPOKE }] }],
    ['is of no gateway', { TransitGatewayId: undefined }],
    ['has no table that answers', { AnswersTableId: 'all' }],
  ])('that %s is refused before anything is changed', async (_, properties) => {
    await handler(event({ ResourceProperties: { ...WANTED, ...properties } }));

    expect(ec2.calls()).toEqual([]);
    expect(answers.bodies.map(({ Status }) => Status)).toEqual(['FAILED']);
  });

  test('that cannot be kept to fails the deployment', async () => {
    ec2.on(DescribeTransitGatewayAttachmentsCommand).rejects(serviceError('UnauthorizedOperation'));

    await handler(event());

    expect(answers.bodies.map(({ Status }) => Status)).toEqual(['FAILED']);
  });

  test('that cannot be kept to by the minute fails the run, which Lambda repeats', async () => {
    ec2.on(DescribeTransitGatewayAttachmentsCommand).rejects(serviceError('UnauthorizedOperation'));

    await expect(handler(WANTED)).rejects.toThrow('UnauthorizedOperation');
  });
});

describe('the attachment of a link', () => {
  const asked = { TransitGatewayId: 'tgw-0a', ResourceType: 'vpn', ResourceId: 'vpn-0a' };
  const event = (ResourceProperties: object, RequestType: CustomResourceEvent['RequestType'] = 'Create') => ({
    RequestType,
    ResponseURL: 'https://cloudformation.example.com/answer',
    StackId: 'stack',
    RequestId: 'request',
    LogicalResourceId: 'Attachment',
    ResourceProperties: ResourceProperties as CustomResourceEvent['ResourceProperties'],
  });
  const outcome = () => answers.bodies.map(({ Status, Data, Reason }) => ({ Status, Data, Reason }));
  const states = (...found: readonly (readonly string[])[]): void => {
    const calls = ec2.on(DescribeTransitGatewayAttachmentsCommand);
    for (const each of found) {
      calls.resolvesOnce({
        TransitGatewayAttachments: each.map((State) => ({ TransitGatewayAttachmentId: ATTACHMENT, State })) as never,
      });
    }
  };

  test.each([
    ['vpn', 'vpn-0a'],
    ['direct-connect-gateway', '0f5b6c1e-8a3d-4c2b-9e77-1d2c3b4a5f60'],
  ])('of a %s is told once it stands', async (ResourceType, ResourceId) => {
    states([], ['pending'], ['available']);

    await handler(event({ ...asked, ResourceType, ResourceId }));

    expect(ec2.commandCalls(DescribeTransitGatewayAttachmentsCommand)[0]?.args[0].input.Filters).toEqual([
      { Name: 'transit-gateway-id', Values: ['tgw-0a'] },
      { Name: 'resource-type', Values: [ResourceType] },
      { Name: 'resource-id', Values: [ResourceId] },
    ]);
    expect(outcome()).toEqual([
      { Status: 'SUCCESS', Data: { TransitGatewayAttachmentId: ATTACHMENT }, Reason: undefined },
    ]);
    expect(changes()).toEqual([]);
  });

  test('that was there before is passed over', async () => {
    states(['deleted', 'available']);

    await handler(event(asked));

    expect(outcome()[0]?.Status).toBe('SUCCESS');
  });

  test('fails the deployment where there are two', async () => {
    states(['available', 'available']);

    await handler(event(asked));

    expect(outcome()).toEqual([
      { Status: 'FAILED', Data: undefined, Reason: expect.stringContaining('ends at tgw-0a 2 times') },
    ]);
  });

  test('fails the deployment where it does not come to stand in time', async () => {
    let now = 0;
    jest.spyOn(clock, 'now').mockImplementation(() => now);
    jest.spyOn(clock, 'wait').mockImplementation(async (ms) => {
      now += ms;
    });
    ec2.on(DescribeTransitGatewayAttachmentsCommand).resolves({ TransitGatewayAttachments: [{ State: 'pending' }] });

    await handler(event(asked));

    expect(now).toBe(4 * 60 * 1000);
    expect(outcome()[0]).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('is pending') });
  });

  test.each([
    [{ ...asked, TransitGatewayId: 'all' }],
    [{ ...asked, ResourceType: 'vpc' }],
    [{ ...asked, ResourceId: 'vpc-0a' }],
    [{ ...asked, ResourceId: undefined }],
  ])('is not asked for with %j', async (properties) => {
    await handler(event(properties));

    expect(ec2.calls()).toEqual([]);
    expect(outcome()[0]?.Status).toBe('FAILED');
  });

  test('is not asked for when the link goes', async () => {
    await handler(event(asked, 'Delete'));

    expect(ec2.calls()).toEqual([]);
    expect(outcome()[0]?.Status).toBe('SUCCESS');
  });
});
