import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import type { DeployedResource } from './observe';
import type { Reach } from './reader';

/** A stack of CloudFormation, by name or id, and where it stands. */
export interface StackPlace {
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  /** Its name in its account, where that differs. */
  readonly name?: string;
}

/**
 * Every resource of a stack that exists, page by page.
 * @throws whatever CloudFormation answers, also where there is no such stack
 */
export async function deployedIn(place: StackPlace, { client: settings }: Reach): Promise<readonly DeployedResource[]> {
  const client = new CloudFormationClient(settings);
  const { stack, account, region } = place;
  const found: DeployedResource[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: place.name ?? stack })) {
    for (const resource of page.StackResourceSummaries ?? []) {
      const { LogicalResourceId: logicalId, PhysicalResourceId: physicalId, ResourceType: type } = resource;
      if (!logicalId || !physicalId || !type || resource.ResourceStatus === 'DELETE_COMPLETE') continue;
      found.push({ stack, account, region, logicalId, physicalId, type });
    }
  }
  return found;
}
