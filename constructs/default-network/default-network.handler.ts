import { EC2Client } from '@aws-sdk/client-ec2';
import { type CustomResourceEvent, respond } from '../handler-function/runtime/custom-resource';
import { messageOf, note } from '../handler-function/runtime/note';
import { PATIENCE } from '../sdk-client/patience';
import { removeDefaultNetwork } from './remove';

/**
 * Takes the default network of each region away. One region that keeps its network keeps no other from losing its own. When the
 * resource is deleted nothing comes back: nobody needs it.
 */
export async function handler(event: CustomResourceEvent): Promise<void> {
  const regions = event.RequestType === 'Delete' ? [] : (event.ResourceProperties['Regions'] as readonly string[]);
  const reasons = (await Promise.all(regions.map(removedIn))).flatMap((reason) => reason ?? []);
  await respond(event, reasons.length > 0 ? { status: 'FAILED', reason: reasons.join('; ') } : { status: 'SUCCESS' });
}

/** Why the default network of a region is still there; undefined where it is not. */
async function removedIn(region: string): Promise<string | undefined> {
  try {
    note('removed', { region, ...(await removeDefaultNetwork(new EC2Client({ ...PATIENCE, region }))) });
    return undefined;
  } catch (error) {
    const reason = `${region}: ${messageOf(error)}`;
    note('run-failed', { reason });
    return reason;
  }
}
