import { EC2Client } from '@aws-sdk/client-ec2';
import { type CustomResourceEvent, respond } from '../handler-function/runtime/custom-resource';
import { messageOf, note } from '../handler-function/runtime/note';
import { PATIENCE } from '../sdk-client/patience';
import { removeDefaultNetwork } from './remove';

/** Takes the default network of the region away. When the resource is deleted nothing comes back: nobody needs it. */
export async function handler(event: CustomResourceEvent): Promise<void> {
  try {
    if (event.RequestType !== 'Delete') note('removed', { ...(await removeDefaultNetwork(new EC2Client(PATIENCE))) });
    await respond(event, { status: 'SUCCESS' });
  } catch (error) {
    note('run-failed', { reason: messageOf(error) });
    await respond(event, { status: 'FAILED', reason: messageOf(error) });
  }
}
