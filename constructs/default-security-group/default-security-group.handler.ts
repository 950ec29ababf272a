import { EC2Client } from '@aws-sdk/client-ec2';
import { type CustomResourceEvent, respond } from '../handler-function/runtime/custom-resource';
import { messageOf, note } from '../handler-function/runtime/note';
import { PATIENCE } from '../sdk-client/patience';
import { empty } from './empty';

/**
 * Empties the default security group that CloudFormation names. When the resource is deleted the group stays empty: its network goes
 * next, and until then nothing opens.
 */
export async function handler(event: CustomResourceEvent): Promise<void> {
  try {
    if (event.RequestType !== 'Delete') await emptyGroup(groupOf(event));
    await respond(event, { status: 'SUCCESS' });
  } catch (error) {
    note('run-failed', { reason: messageOf(error) });
    await respond(event, { status: 'FAILED', reason: messageOf(error) });
  }
}

async function emptyGroup(group: string): Promise<void> {
  const emptied = await empty(new EC2Client(PATIENCE), group);
  note('emptied', { group, ...emptied });
}

function groupOf({ ResourceProperties: { GroupId: group } }: CustomResourceEvent): string {
  if (typeof group === 'string' && /^sg-[0-9a-f]+$/.test(group)) return group;
  throw new Error(`GroupId is ${JSON.stringify(group)}, and names no security group`);
}
