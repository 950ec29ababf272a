import { EC2Client } from '@aws-sdk/client-ec2';
import { type CustomResourceEvent, respond } from '../handler-function/runtime/custom-resource';
import { messageOf, note } from '../handler-function/runtime/note';
import { PATIENCE } from '../sdk-client/patience';
import { gatewayOf, standing } from './hub';

type Data = Readonly<Record<string, string>>;

/** Tells a stack which gateway is the hub's, or when its attachment stands. Makes nothing, so that nothing is to be deleted. */
export async function handler(event: CustomResourceEvent): Promise<void> {
  try {
    const data = event.RequestType === 'Delete' ? {} : await answerTo(event);
    await respond(event, { status: 'SUCCESS', data });
  } catch (error) {
    note('run-failed', { reason: messageOf(error) });
    await respond(event, { status: 'FAILED', reason: messageOf(error) });
  }
}

async function answerTo({ ResourceProperties }: CustomResourceEvent): Promise<Data> {
  const { OwnerId: owner, TransitGatewayAttachmentId: attachment } = ResourceProperties;
  const client = new EC2Client(PATIENCE);
  if (typeof owner === 'string' && /^\d{12}$/.test(owner)) {
    const gateway = await gatewayOf(client, owner);
    note('found', { gateway });
    return { TransitGatewayId: gateway };
  }
  if (typeof attachment === 'string' && /^tgw-attach-[0-9a-f]+$/.test(attachment)) {
    await standing(client, attachment);
    note('standing', { attachment });
    return {};
  }
  throw new Error('neither OwnerId nor TransitGatewayAttachmentId says what is asked');
}
