import { EC2Client } from '@aws-sdk/client-ec2';
import { type CustomResourceEvent, respond } from '../handler-function/runtime/custom-resource';
import { messageOf, note } from '../handler-function/runtime/note';
import { PATIENCE } from '../sdk-client/patience';
import { attach, type Wanted } from './attachments';
import { attachmentTo } from './hybrid-attachment';

type Properties = Readonly<Record<string, unknown>>;

/**
 * Attaches the networks of listed accounts: once a minute, and when the list changes. When the list goes, networks stay where they
 * are: their gateway goes next. It also tells a stack by which attachment a link ends at the gateway.
 */
export async function handler(event: CustomResourceEvent | Properties): Promise<void> {
  if (!isOfCloudFormation(event)) return run(event);
  try {
    const data = event.RequestType === 'Delete' ? {} : await made(event.ResourceProperties);
    await respond(event, { status: 'SUCCESS', data });
  } catch (error) {
    note('run-failed', { reason: messageOf(error) });
    await respond(event, { status: 'FAILED', reason: messageOf(error) });
  }
}

const isOfCloudFormation = (event: CustomResourceEvent | Properties): event is CustomResourceEvent =>
  typeof event['ResponseURL' as keyof typeof event] === 'string';

/** What CloudFormation asks for: the attachment of a link, or the networks in their tables. */
async function made(properties: Properties): Promise<Readonly<Record<string, string>>> {
  if (!('ResourceId' in properties)) {
    await run(properties);
    return {};
  }
  const { TransitGatewayId, ResourceType, ResourceId } = properties;
  const end = {
    gateway: textOf('TransitGatewayId', TransitGatewayId, /^tgw-[0-9a-f]+$/),
    type: textOf('ResourceType', ResourceType, /^(vpn|direct-connect-gateway)$/),
    resource: textOf('ResourceId', ResourceId, /^(vpn-[0-9a-f]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/),
  };
  const attachment = await attachmentTo(new EC2Client(PATIENCE), end);
  note('found', { attachment });
  return { TransitGatewayAttachmentId: attachment };
}

async function run(properties: Properties): Promise<void> {
  for (const { event, ...rest } of await attach(new EC2Client(PATIENCE), wantedOf(properties))) note(event, rest);
}

/** @throws when the list is not what the construct writes: nothing is attached then. */
function wantedOf({ TransitGatewayId, AnswersTableId, EndpointsTableId, Spokes }: Properties): Wanted {
  if (!Array.isArray(Spokes)) throw new Error(`Spokes is ${JSON.stringify(Spokes)}, and no list`);
  const tables = new Map<string, string>();
  for (const { RouteTableId, Accounts } of Spokes) {
    for (const account of accountsIn(Accounts)) {
      if (tables.has(account)) throw new Error(`Spokes names ${account} twice: a network is in one table alone`);
      tables.set(account, tableOf('RouteTableId', RouteTableId));
    }
  }
  return {
    gateway: textOf('TransitGatewayId', TransitGatewayId, /^tgw-[0-9a-f]+$/),
    answers: [
      tableOf('AnswersTableId', AnswersTableId),
      ...(EndpointsTableId === undefined ? [] : [tableOf('EndpointsTableId', EndpointsTableId)]),
    ],
    tables,
  };
}

const accountsIn = (accounts: unknown): readonly string[] =>
  accounts === '' ? [] : textOf('Accounts', accounts, /^\d{12}( \d{12})*$/).split(' ');

const tableOf = (name: string, value: unknown): string => textOf(name, value, /^tgw-rtb-[0-9a-f]+$/);

function textOf(name: string, value: unknown, pattern: RegExp): string {
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new Error(`${name} is ${JSON.stringify(value)}, and not what the hub writes there`);
}
