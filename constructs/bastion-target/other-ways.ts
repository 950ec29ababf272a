import { Stack } from 'aws-cdk-lib';
import { CfnInstance, CfnLaunchTemplate, CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';

/** A rule that lets something in, as CloudFormation has it. */
interface IngressRule {
  readonly ipProtocol?: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly sourceSecurityGroupId?: unknown;
  readonly cidrIp?: unknown;
  readonly cidrIpv6?: unknown;
  readonly sourcePrefixListId?: unknown;
}

/** What is looked for, ids as the template spells them. */
export interface Entry {
  /** Groups of the target. */
  readonly groups: readonly string[];
  /** The group from which alone it may be reached. */
  readonly from: string;
  readonly port: number;
}

/** How a target, in what an app describes, could be entered past the bastion: a sentence each. */
export function otherWays(scope: IConstruct, { groups: own, from, port }: Entry): readonly string[] {
  const { root } = scope.node;
  const spelled = (value: unknown): string => JSON.stringify(Stack.of(scope).resolve(value)) ?? '';
  // a host of the target may be in further groups, whose rules hold for it as well
  const beside = root.node
    .findAll()
    .map((construct) => groupsOf(construct).map(spelled))
    .filter((groups) => groups.some((group) => own.includes(group)));
  const groups = [...new Set([...own, ...beside.flat()])];
  const isOther = (rule: IngressRule): boolean => opens(rule, port) && spelled(rule.sourceSecurityGroupId) !== from;
  return root.node.findAll().flatMap((construct) => {
    const at = construct.node.path;
    if (construct instanceof CfnSecurityGroup && groups.includes(spelled(construct.attrGroupId))) {
      const rules: readonly IngressRule[] = Stack.of(scope).resolve(construct.securityGroupIngress) ?? [];
      return rules.filter(isOther).map((rule) => `${at} opens port ${port} to ${peerOf(rule)}`);
    }
    if (construct instanceof CfnSecurityGroupIngress && groups.includes(spelled(construct.groupId))) {
      return isOther(construct)
        ? [`${at} opens port ${port} to ${peerOf(Stack.of(scope).resolve(peers(construct)))}`]
        : [];
    }
    return hasKeyPair(construct, (value) => groups.some((group) => spelled(value).includes(group)))
      ? [`${at} has a key pair`]
      : [];
  });
}

const ANY_PROTOCOL = '-1';
const TCP = ['tcp', '6'];

const opens = ({ ipProtocol = '', fromPort = 0, toPort = 65_535 }: IngressRule, port: number): boolean =>
  ipProtocol === ANY_PROTOCOL || (TCP.includes(ipProtocol.toLowerCase()) && fromPort <= port && port <= toPort);

const peers = ({ cidrIp, cidrIpv6, sourcePrefixListId, sourceSecurityGroupId }: IngressRule) => ({
  cidrIp,
  cidrIpv6,
  sourcePrefixListId,
  sourceSecurityGroupId,
});

const peerOf = (rule: IngressRule): string =>
  Object.values(peers(rule))
    .filter((peer) => peer !== undefined)
    .map((peer) => (typeof peer === 'string' ? peer : JSON.stringify(peer)))
    .join(', ');

/** The groups that a host is in, as the construct has them. */
function groupsOf(construct: IConstruct): readonly unknown[] {
  if (construct instanceof CfnInstance) return construct.securityGroupIds ?? [];
  if (!(construct instanceof CfnLaunchTemplate)) return [];
  const data: CfnLaunchTemplate.LaunchTemplateDataProperty = Stack.of(construct).resolve(construct.launchTemplateData);
  return data.securityGroupIds ?? [];
}

function hasKeyPair(construct: IConstruct, isOfTarget: (value: unknown) => boolean): boolean {
  if (construct instanceof CfnInstance) {
    return construct.keyName !== undefined && isOfTarget([construct.securityGroupIds, construct.networkInterfaces]);
  }
  if (!(construct instanceof CfnLaunchTemplate)) return false;
  const data: CfnLaunchTemplate.LaunchTemplateDataProperty = Stack.of(construct).resolve(construct.launchTemplateData);
  return data.keyName !== undefined && isOfTarget(data);
}
