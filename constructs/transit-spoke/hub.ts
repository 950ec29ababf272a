import {
  DescribeTransitGatewaysCommand,
  DescribeTransitGatewayVpcAttachmentsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { allPages } from '../handler-function/runtime/pages';
import { clock, retrying } from '../handler-function/runtime/retry';

/** Between two looks at an attachment. */
const LOOK_EVERY_MS = 10_000;

/** Shorter than a run of the function may take, so that it can still tell. */
const PATIENCE_MS = 14 * 60 * 1000;

/**
 * The one transit gateway that an account shares with this one.
 * @throws when it shares none, or several.
 */
export async function gatewayOf(client: EC2Client, owner: string): Promise<string> {
  const Filters = [
    { Name: 'owner-id', Values: [owner] },
    { Name: 'state', Values: ['available'] },
  ];
  const found = await allPages(async (NextToken) => {
    const answer = await client.send(new DescribeTransitGatewaysCommand({ Filters, NextToken }));
    return { items: answer.TransitGateways, next: answer.NextToken };
  });
  const [gateway] = found.flatMap(({ TransitGatewayId: id }) => id ?? []);
  if (gateway !== undefined && found.length === 1) return gateway;
  throw new Error(`${owner} shares ${found.length} transit gateways with this account, where it should be one`);
}

/**
 * The profile that a parameter of the hub names.
 * @throws when the parameter is not shared with this account, or names none.
 */
export async function profileAt(client: SSMClient, parameter: string): Promise<string> {
  const { Parameter: found } = await client.send(new GetParameterCommand({ Name: parameter }));
  if (found?.Value !== undefined && /^rp-[0-9a-z]+$/.test(found.Value)) return found.Value;
  throw new Error(`${parameter} is ${JSON.stringify(found?.Value)}, and names no profile`);
}

/**
 * Returns once an attachment stands.
 * @throws when the hub does not accept it in fourteen minutes, or refuses it.
 */
export async function standing(client: EC2Client, attachment: string): Promise<void> {
  const until = clock.now() + PATIENCE_MS;
  for (;;) {
    const state = await stateOf(client, attachment);
    if (state === 'available') return;
    if (state !== 'pendingAcceptance' && state !== 'pending' && state !== 'initiating') {
      throw new Error(`${attachment} is ${state ?? 'not there'}: the hub does not carry it`);
    }
    if (clock.now() >= until) {
      throw new Error(`${attachment} is still ${state}: is this account among the spokes of the hub?`);
    }
    await clock.wait(LOOK_EVERY_MS);
  }
}

async function stateOf(client: EC2Client, attachment: string): Promise<string | undefined> {
  const { TransitGatewayVpcAttachments: [found] = [] } = await retrying(() =>
    client.send(new DescribeTransitGatewayVpcAttachmentsCommand({ TransitGatewayAttachmentIds: [attachment] })),
  );
  return found?.State;
}
