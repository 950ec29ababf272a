import { type CloudFormationClient, paginateListStacks, type StackSummary } from '@aws-sdk/client-cloudformation';

/** The stacks of an account and region that were not deleted. */
export async function standingStacks(client: CloudFormationClient): Promise<readonly StackSummary[]> {
  const found: StackSummary[] = [];
  for await (const { StackSummaries = [] } of paginateListStacks({ client }, {})) {
    found.push(...StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE'));
  }
  return found;
}

export const standingStack = async (client: CloudFormationClient, name: string): Promise<StackSummary | undefined> =>
  (await standingStacks(client)).find(({ StackName }) => StackName === name);
