import {
  DescribeSecurityGroupRulesCommand,
  type EC2Client,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { allPages } from '../handler-function/runtime/pages';
import { retrying } from '../handler-function/runtime/retry';

/** How many rules a group had of each kind, which it has no more. */
export interface Emptied {
  readonly ingress: number;
  readonly egress: number;
}

/**
 * Takes all rules from a security group. Starts from what there is, so that it may be repeated, or end anywhere.
 *
 * @throws when rules cannot be listed or taken away.
 */
export async function empty(client: EC2Client, groupId: string): Promise<Emptied> {
  const rules = await allPages(async (NextToken) => {
    const answer = await client.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [groupId] }], NextToken }),
    );
    return { items: answer.SecurityGroupRules, next: answer.NextToken };
  });
  const idsOf = (egress: boolean): string[] =>
    rules.filter((rule) => rule.IsEgress === egress).flatMap(({ SecurityGroupRuleId: id }) => id ?? []);
  const [ingress, egress] = [idsOf(false), idsOf(true)];
  const of = { GroupId: groupId };
  if (ingress.length > 0) {
    await retrying(() => client.send(new RevokeSecurityGroupIngressCommand({ ...of, SecurityGroupRuleIds: ingress })));
  }
  if (egress.length > 0) {
    await retrying(() => client.send(new RevokeSecurityGroupEgressCommand({ ...of, SecurityGroupRuleIds: egress })));
  }
  return { ingress: ingress.length, egress: egress.length };
}
