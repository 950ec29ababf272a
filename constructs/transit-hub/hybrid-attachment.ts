import { DescribeTransitGatewayAttachmentsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { allPages } from '../handler-function/runtime/pages';
import { clock } from '../handler-function/runtime/retry';

/** What stands at the other end of an attachment, and to which gateway it leads. */
export interface LinkEnd {
  readonly gateway: string;
  readonly type: string;
  readonly resource: string;
}

/** Between two looks. */
const LOOK_EVERY_MS = 10_000;

/** Shorter than a run of the function may take, so that it can still tell. */
const PATIENCE_MS = 4 * 60 * 1000;

/** States of an attachment that stands no more. */
const GONE: readonly (string | undefined)[] = ['deleted', 'deleting', 'failed', 'rejected'];

/**
 * The attachment by which a VPN connection or a Direct Connect gateway ends at a transit gateway, once it stands: CloudFormation
 * makes it with the link, and does not tell its id.
 *
 * @throws when there is none in four minutes, or several.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayAttachments.html
 */
export async function attachmentTo(client: EC2Client, end: LinkEnd): Promise<string> {
  const until = clock.now() + PATIENCE_MS;
  for (;;) {
    const found = await attachmentsTo(client, end);
    const [one] = found;
    if (found.length > 1) throw new Error(`${end.resource} ends at ${end.gateway} ${found.length} times`);
    if (one?.State === 'available' && one.TransitGatewayAttachmentId) return one.TransitGatewayAttachmentId;
    if (clock.now() >= until) {
      throw new Error(`${end.resource} does not end at ${end.gateway}: its attachment is ${one?.State ?? 'not there'}`);
    }
    await clock.wait(LOOK_EVERY_MS);
  }
}

async function attachmentsTo(client: EC2Client, { gateway, type, resource }: LinkEnd) {
  const Filters = [
    { Name: 'transit-gateway-id', Values: [gateway] },
    { Name: 'resource-type', Values: [type] },
    { Name: 'resource-id', Values: [resource] },
  ];
  const found = await allPages(async (NextToken) => {
    const answer = await client.send(new DescribeTransitGatewayAttachmentsCommand({ Filters, NextToken }));
    return { items: answer.TransitGatewayAttachments, next: answer.NextToken };
  });
  return found.filter(({ State }) => !GONE.includes(State));
}
