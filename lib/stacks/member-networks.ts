import { Aws, CfnMapping, type Stack, Tags } from 'aws-cdk-lib';
import { Netmask } from 'netmask';
import { STACK_SET_ROLES } from '../../constructs/guardrails/platform-roles';
import { type EmbeddedTemplate, embeddedTemplate } from '../../constructs/member-baseline/embedded-template';
import type { Environment, OrganizationConfig } from '../config/schema';
import { recordsClass } from './landing-zone-stack';
import { zonedNetwork } from './zoned-network';

/**
 * Networks that one template makes share the bits before these, so that it serves 128 accounts at most: CloudFormation takes 200 attributes
 * in a mapping. By addresses, and not by counting, no account ever moves from one stack set to another, which would take its network away.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const BITS_OF_BATCH = 7;

/** Accounts that get the same network in a region, each with its own addresses. */
export interface NetworkBatch {
  /** `production-home-10-100-0-0-20`: who is in it, and the first address that could be, with the prefix of each. */
  readonly name: string;
  readonly environment: Environment;
  readonly region: string;
  /** Bits of the prefix of each range. */
  readonly prefix: number;
  /** Range, by account. */
  readonly ranges: ReadonlyMap<string, string>;
}

/** Of the accounts that have ranges, by environment, region and block of addresses; none where the configuration makes no networks. */
export function networkBatches({ network, regions, organization }: OrganizationConfig): readonly NetworkBatch[] {
  if (network.members === undefined) return [];
  const environmentOf = new Map(organization.units.map(({ name, environment }) => [name, environment]));
  const batches = new Map<string, NetworkBatch & { readonly ranges: Map<string, string> }>();
  for (const { id, unit, network: own } of organization.accounts) {
    const environment = environmentOf.get(unit ?? '');
    if (environment === undefined) continue;
    for (const place of ['home', 'recovery'] as const) {
      const cidr = own?.[place];
      if (cidr === undefined) continue;
      const prefix = new Netmask(cidr).bitmask;
      const { base } = new Netmask(`${cidr.split('/')[0]}/${prefix - BITS_OF_BATCH}`);
      const name = `${environment}-${place}-${base.replaceAll('.', '-')}-${prefix}`;
      const batch = batches.get(name) ?? { name, environment, region: regions[place], prefix, ranges: new Map() };
      batch.ranges.set(id, cidr);
      batches.set(name, batch);
    }
  }
  return [...batches.values()];
}

/**
 * What carries a tag of its own: the stack set gives its tags to all the rest, and templates of StackSets are short.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
 */
const HOLDS_DATA = ['AWS::Logs::LogGroup', 'AWS::SQS::Queue'];

/** The network of a batch, with the addresses of each account in a mapping: StackSets tell no account a value of its own. */
export function networkTemplate(config: OrganizationConfig, batch: NetworkBatch): EmbeddedTemplate {
  const { environment, region, prefix, ranges } = batch;
  const build = (stack: Stack): void => {
    const mapping = Object.fromEntries([...ranges].map(([account, range]) => [account, { range }]));
    const cidr = new CfnMapping(stack, 'Ranges', { mapping }).findInMap(Aws.ACCOUNT_ID, 'range');
    zonedNetwork(stack, config, {
      region,
      cidr: { cidr, prefix },
      endpoints: config.network.members?.endpoints,
      deployers: STACK_SET_ROLES[config.organization.delivery],
    });
    const tags = Tags.of(stack);
    tags.add('isms:environment', environment, { includeResourceTypes: ['AWS::EC2::VPC'] });
    tags.add('isms:data-class', recordsClass(config), { includeResourceTypes: HOLDS_DATA });
  };
  return embeddedTemplate('MemberNetwork', build, region);
}
