import { CloudFormationClient, paginateListStackInstances } from '@aws-sdk/client-cloudformation';
import type { StackPlace } from './deployed';
import { type DeployedResource, type NotReached, whyOf } from './observe';
import type { Reach } from './reader';

/** The stacks that a StackSet made, and those that could not be found out. */
export interface Members {
  readonly places: readonly StackPlace[];
  readonly notReached: readonly NotReached[];
}

/** The stacks of a StackSet in all accounts and regions. An instance without a stack is one that could not be looked at. */
export async function membersOf(
  stackSet: DeployedResource,
  reach: (account: string, region: string) => Reach,
): Promise<Members> {
  const stack = `${stackSet.stack}/${stackSet.logicalId}`;
  const places: StackPlace[] = [];
  const notReached: NotReached[] = [];
  const client = new CloudFormationClient(reach(stackSet.account, stackSet.region).client);
  // the physical id is `name:uuid`, and the API takes either part
  const StackSetName = stackSet.physicalId.split(':')[0];
  try {
    for await (const { Summaries = [] } of paginateListStackInstances({ client }, { StackSetName })) {
      for (const { Account: account = '', Region: region = '', StackId, StatusReason } of Summaries) {
        if (StackId) places.push({ stack, account, region, name: StackId });
        else notReached.push({ stack, account, region, failed: StatusReason ?? 'the instance has no stack' });
      }
    }
  } catch (error) {
    notReached.push({ stack, account: stackSet.account, region: stackSet.region, failed: whyOf(error) });
  }
  return { places, notReached };
}
