import { EC2Client } from '@aws-sdk/client-ec2';
import { SSMClient } from '@aws-sdk/client-ssm';
import { type CustomResourceEvent, respond } from '../handler-function/runtime/custom-resource';
import { messageOf, note } from '../handler-function/runtime/note';
import { PATIENCE } from '../sdk-client/patience';
import { gatewayOf, profileAt, standing } from './hub';

type Data = Readonly<Record<string, string>>;

/** Tells a stack which gateway or profile is the hub's, or when its attachment stands. Makes nothing, so that nothing is to be deleted. */
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
  const { OwnerId: owner, TransitGatewayAttachmentId: attachment, ParameterArn: parameter } = ResourceProperties;
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
  if (typeof parameter === 'string' && /^arn:[a-z-]+:ssm:[a-z0-9-]+:\d{12}:parameter\/.+$/.test(parameter)) {
    const profile = await profileAt(new SSMClient(PATIENCE), parameter);
    note('found', { profile });
    return { ProfileId: profile };
  }
  throw new Error('neither OwnerId, TransitGatewayAttachmentId nor ParameterArn says what is asked');
}
