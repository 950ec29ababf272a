import {
  AcceptTransitGatewayVpcAttachmentCommand,
  AssociateTransitGatewayRouteTableCommand,
  DescribeTransitGatewayAttachmentsCommand,
  DisassociateTransitGatewayRouteTableCommand,
  type EC2Client,
  EnableTransitGatewayRouteTablePropagationCommand,
  GetTransitGatewayRouteTablePropagationsCommand,
  type TransitGatewayAttachment,
} from '@aws-sdk/client-ec2';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';

/** Which accounts may attach, and into which table. */
export interface Wanted {
  readonly gateway: string;
  /** The tables that know the way back to all of them. */
  readonly answers: readonly string[];
  /** Table, by account. */
  readonly tables: ReadonlyMap<string, string>;
}

/** What was done with an attachment; `stranger` where nothing was. */
export interface Step {
  readonly event: 'accepted' | 'placed' | 'answered' | 'moved' | 'stranger';
  readonly attachment: string;
  readonly account: string;
}

/** States of an attachment whose tables can be changed. */
const STANDING = 'available';

/**
 * Brings the attachments of a gateway nearer to what is wanted, each by one step: it is accepted, then placed, then answered. One in
 * a table that is not its own leaves that, and is placed the next time. Starts from what there is, so that it may be repeated, or end
 * anywhere. What strangers ask for is left as it is: unaccepted, it carries nothing; and what stands already leaves its table.
 *
 * @throws when attachments cannot be listed or changed.
 */
export async function attach(client: EC2Client, wanted: Wanted): Promise<readonly Step[]> {
  const found = await attachmentsOf(client, wanted.gateway);
  const foreign = found.filter((one) => one.ResourceOwnerId !== one.TransitGatewayOwnerId);
  if (foreign.length === 0) return [];
  const answered = new Map<string, ReadonlySet<string>>();
  for (const table of wanted.answers) answered.set(table, await propagatedTo(client, table));
  const steps: Step[] = [];
  for (const one of foreign) {
    const event = await step(client, one, wanted, answered);
    if (event) steps.push({ event, attachment: idOf(one), account: one.ResourceOwnerId ?? '' });
  }
  return steps;
}

const idOf = ({ TransitGatewayAttachmentId: id = '' }: TransitGatewayAttachment): string => id;

async function step(
  client: EC2Client,
  one: TransitGatewayAttachment,
  { tables, answers }: Wanted,
  answered: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Step['event'] | undefined> {
  const TransitGatewayAttachmentId = idOf(one);
  const table = tables.get(one.ResourceOwnerId ?? '');
  const current = one.Association?.TransitGatewayRouteTableId;
  if (one.State === 'pendingAcceptance') {
    if (table === undefined) return 'stranger';
    await retrying(() => client.send(new AcceptTransitGatewayVpcAttachmentCommand({ TransitGatewayAttachmentId })));
    return 'accepted';
  }
  if (one.State !== STANDING) return undefined;
  if (current !== undefined && current !== table) {
    const from = { TransitGatewayAttachmentId, TransitGatewayRouteTableId: current };
    if (one.Association?.State === 'associated') {
      await retrying(() => client.send(new DisassociateTransitGatewayRouteTableCommand(from)));
    }
    return 'moved';
  }
  if (table === undefined) return 'stranger';
  if (current === undefined) {
    const to = { TransitGatewayAttachmentId, TransitGatewayRouteTableId: table };
    await retrying(() => client.send(new AssociateTransitGatewayRouteTableCommand(to)));
    return 'placed';
  }
  const lacking = answers.filter((answering) => !answered.get(answering)?.has(TransitGatewayAttachmentId));
  for (const TransitGatewayRouteTableId of lacking) {
    const to = { TransitGatewayAttachmentId, TransitGatewayRouteTableId };
    await retrying(() => client.send(new EnableTransitGatewayRouteTablePropagationCommand(to)));
  }
  return lacking.length > 0 ? 'answered' : undefined;
}

function attachmentsOf(client: EC2Client, gateway: string): Promise<readonly TransitGatewayAttachment[]> {
  const Filters = [
    { Name: 'transit-gateway-id', Values: [gateway] },
    { Name: 'resource-type', Values: ['vpc'] },
  ];
  return allPages(async (NextToken) => {
    const answer = await client.send(new DescribeTransitGatewayAttachmentsCommand({ Filters, NextToken }));
    return { items: answer.TransitGatewayAttachments, next: answer.NextToken };
  });
}

async function propagatedTo(client: EC2Client, table: string): Promise<ReadonlySet<string>> {
  const found = await allPages(async (NextToken) => {
    const asked = { TransitGatewayRouteTableId: table, NextToken };
    const answer = await client.send(new GetTransitGatewayRouteTablePropagationsCommand(asked));
    return { items: answer.TransitGatewayRouteTablePropagations, next: answer.NextToken };
  });
  return new Set(found.flatMap(({ TransitGatewayAttachmentId: id }) => id ?? []));
}
