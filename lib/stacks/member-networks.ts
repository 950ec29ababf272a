import { Aws, CfnMapping, type Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { STACK_SET_ROLES } from '../../constructs/guardrails/platform-roles';
import {
  type EmbeddedTemplate,
  embeddedTemplate,
  withMappings,
} from '../../constructs/member-baseline/embedded-template';
import { MemberStackSet } from '../../constructs/member-baseline/member-stack-set';
import { farFlowsOfAll, membersIn } from '../config/far-flows';
import { type NetworkBatch, networkBatches } from '../config/network-batches';
import type { LandingZoneConfig, OrganizationConfig } from '../config/schema';
import type { Delivered, Delivering } from './delivered';
import { LandingZoneStack, recordsClass } from './landing-zone-stack';
import type { PlannedStack } from './plan';
import { zonedNetwork } from './zoned-network';

/** A network in one region for each account that has addresses there, and for no other: those without are not among the targets. */
export class MemberNetworksStack extends LandingZoneStack implements Delivering {
  readonly delivered: readonly Delivered[];

  constructor(scope: Construct, config: LandingZoneConfig, planned: PlannedStack) {
    super(scope, { config, planned, description: 'Networks of member accounts' });
    const { regionRole } = planned;
    if (config.profile !== 'organization' || regionRole === 'global') throw new Error(`${planned.id}: has no members`);
    const templates = new Map<string, EmbeddedTemplate>();
    this.delivered = networkBatches(config, regionRole).map((batch) => {
      const alike = `${batch.environment} ${batch.prefix}`;
      const before = templates.get(alike);
      const template = before ? withMappings(before, { [MAPPING]: rangesOf(batch) }) : networkTemplate(config, batch);
      templates.set(alike, template);
      return this.delivery(config, batch, template);
    });
  }

  private delivery(config: OrganizationConfig, batch: NetworkBatch, template: EmbeddedTemplate): Delivered {
    const { name, regions, organization } = config;
    const accounts = [...batch.ranges.keys()];
    const stackSet = new MemberStackSet(this, `Network-${batch.name}`, {
      stackSetName: `${name}-network-${batch.name}`,
      description: `Networks of the landing zone ${name} in ${batch.environment}`,
      template,
      unit: { name: batch.environment, id: organization.rootId },
      regions: [regions[batch.place]],
      delivery:
        organization.delivery === 'service-managed'
          ? { kind: 'service-managed', only: accounts }
          : { kind: 'self-managed', accounts },
      onLeaving: 'keep',
    });
    // what it makes is of this environment, and not of that of the stack
    Tags.of(stackSet).add(ENVIRONMENT, batch.environment);
    return { stackSet, target: { ou: batch.environment, accounts: accounts.length } };
  }
}

/**
 * What carries a tag of its own: the stack set gives its tags to all the rest, and templates of StackSets are short.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
 */
const HOLDS_DATA = ['AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::SQS::Queue'];

/** The network of a batch, with the addresses of each account in a mapping: StackSets tell no account a value of its own. */
function networkTemplate(config: OrganizationConfig, batch: NetworkBatch): EmbeddedTemplate {
  const { environment, place, prefix } = batch;
  const region = config.regions[place];
  const build = (stack: Stack): void => {
    const mapping = new CfnMapping(stack, MAPPING, { mapping: rangesOf(batch) });
    zonedNetwork(stack, config, {
      region,
      cidr: { cidr: mapping.findInMap(Aws.ACCOUNT_ID, 'range'), prefix },
      endpoints: config.network.members?.endpoints,
      farFlows: farFlowsOfAll(config, membersIn(config, environment), place),
      deployers: STACK_SET_ROLES[config.organization.delivery],
    });
    const tags = Tags.of(stack);
    tags.add(ENVIRONMENT, environment, { includeResourceTypes: ['AWS::EC2::VPC', ...HOLDS_DATA] });
    tags.add('isms:owner', config.owner, { includeResourceTypes: HOLDS_DATA });
    tags.add('isms:data-class', recordsClass(config), { includeResourceTypes: HOLDS_DATA });
  };
  return embeddedTemplate(`MemberNetwork-${environment}`, build, region);
}

const MAPPING = 'Ranges';
const ENVIRONMENT = 'isms:environment';

const rangesOf = ({ ranges }: NetworkBatch) =>
  Object.fromEntries([...ranges].map(([account, range]) => [account, { range }]));
