import { Validations } from 'aws-cdk-lib';
import {
  type CfnNetworkAcl,
  CfnNetworkAclEntry,
  type CfnRouteTable,
  CfnSubnet,
  CfnSubnetNetworkAclAssociation,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { meets } from '../standard';
import { PROTOCOL_NUMBER, type Protocol } from './flows';

/** The tag that people see as the name. */
export const named = (value: string) => ({ key: 'Name', value });

/** A network that resolves names, in availability zones by name. */
export function networkOf(scope: Construct, name: string, cidrBlock: string): CfnVPC {
  Validations.of(scope).acknowledge({
    id: 'CloudFormation-Validate::W3010',
    reason: 'availability zones are named, so that no change of an account moves a subnet',
  });
  return new CfnVPC(scope, 'Vpc', {
    cidrBlock,
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags: [named(name)],
  });
}

/** What a subnet is made with. */
export interface SubnetProps {
  readonly vpc: CfnVPC;
  readonly availabilityZone: string;
  readonly cidrBlock: string;
  /** What it is for: the zone or the tier, which begins its name, and by which tag rules know it. */
  readonly of: string;
  readonly kind: 'isms:zone' | 'isms:tier';
  readonly table: CfnRouteTable;
  readonly list: CfnNetworkAcl;
}

/** A subnet that gives no public address, with its route table and its access list. */
export function subnetOf(scope: Construct, id: string, props: SubnetProps): CfnSubnet {
  const { vpc, availabilityZone, cidrBlock, of, kind, table, list } = props;
  const subnet = new CfnSubnet(scope, id, {
    vpcId: vpc.attrVpcId,
    availabilityZone,
    cidrBlock,
    mapPublicIpOnLaunch: false,
    tags: [named(`${of}-${availabilityZone}`), { key: kind, value: of }],
  });
  meets(subnet, '8.3/vpc-isolation#no-default-network');
  new CfnSubnetRouteTableAssociation(subnet, 'Routes', {
    subnetId: subnet.attrSubnetId,
    routeTableId: table.attrRouteTableId,
  });
  new CfnSubnetNetworkAclAssociation(subnet, 'AccessList', {
    subnetId: subnet.attrSubnetId,
    networkAclId: list.attrId,
  });
  return subnet;
}

/** A line of a network access list. */
export interface AccessLine {
  readonly egress: boolean;
  /** @default 'allow' */
  readonly action?: 'allow' | 'deny';
  readonly cidr: string;
  /** @default 'tcp' */
  readonly protocol?: Protocol | 'all';
  /** First and last destination port; none of a line of all protocols. */
  readonly from?: number;
  readonly to?: number;
}

/** Writes lines into a list, each direction in their order, with room between them. */
export function writeLines(list: CfnNetworkAcl, lines: readonly AccessLine[]): void {
  for (const egress of [false, true]) {
    lines
      .filter((line) => line.egress === egress)
      .forEach(({ action = 'allow', cidr: cidrBlock, protocol = 'tcp', from, to }, index) => {
        new CfnNetworkAclEntry(list, `${egress ? 'Egress' : 'Ingress'}${index + 1}`, {
          networkAclId: list.attrId,
          ruleNumber: 100 + 10 * index,
          ruleAction: action,
          egress,
          cidrBlock,
          protocol: protocol === 'all' ? EVERY_PROTOCOL : PROTOCOL_NUMBER[protocol],
          ...(protocol !== 'all' && { portRange: { from, to } }),
        });
      });
  }
}

const EVERY_PROTOCOL = -1;

/** @throws where availability zones are not different, or not as many as can be */
export function requireZones(path: string, zones: readonly string[], most: 3 | 4, facet: string): void {
  if (new Set(zones).size === zones.length && zones.length >= 2 && zones.length <= most) return;
  throw new Error(
    `${path}: ${zones.join(', ')} are given as availability zones; ${facet} needs two ${most === 3 ? 'or three' : 'to four'} different ones.`,
  );
}
