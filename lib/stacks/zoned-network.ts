import { Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlertTopic } from '../../constructs/alert-topic/alert-topic';
import { EmptyDefaultSecurityGroup } from '../../constructs/default-security-group/empty-default-security-group';
import { HandlerFunction } from '../../constructs/handler-function/handler-function';
import { IsolatedVpc, type IsolatedVpcProps } from '../../constructs/isolated-vpc/isolated-vpc';
import { archiveBucketName } from '../../constructs/log-archive/names';
import { KeyUse } from '../../constructs/purpose-key/key-use';
import { PurposeKey } from '../../constructs/purpose-key/purpose-key';
import { TransitSpoke } from '../../constructs/transit-spoke/transit-spoke';
import { accountFor } from '../config/accounts';
import type { LandingZoneConfig } from '../config/schema';
import { logRetention } from './log-groups';
import { alertEmails } from './people';

/** In what the networks of a landing zone differ. */
interface ZonedNetworkProps extends Pick<IsolatedVpcProps, 'cidr' | 'endpoints' | 'packages' | 'farFlows'> {
  /** Whose archive takes its logs. */
  readonly region: string;
  /**
   * Name of the role in which CloudFormation makes it.
   * @default - that of the CDK
   */
  readonly deployers?: string;
}

/** A network as the configuration has it, with its default group emptied, and the way to the hub where there is one. */
export function zonedNetwork(
  scope: Construct,
  config: LandingZoneConfig,
  { region, deployers, ...own }: ZonedNetworkProps,
): { readonly network: IsolatedVpc; readonly topic: ITopic } {
  const { name, network: declared } = config;
  const network = new IsolatedVpc(scope, 'Network', {
    name,
    availabilityZones: declared.availabilityZones,
    flows: declared.flows,
    attached: declared.hub !== undefined,
    domains: declared.hub?.egress.domains.map(({ domain }) => domain) ?? [],
    flowLogBucketName: archiveBucketName('flow', { name, account: accountFor(config, 'log-archive'), region }),
    perimeter: config.profile === 'organization' ? { organizationId: config.organization.id } : {},
    ...own,
  });
  const { key } = new PurposeKey(scope, 'NetworkKey', {
    name,
    purpose: 'network',
    uses: [
      ...HandlerFunction.keyUses(name, Stack.of(scope).region, deployers),
      KeyUse.publishing('cloudwatch.amazonaws.com'),
    ],
  });
  const { topic } = new AlertTopic(scope, 'Alerts', { name, subject: 'network', emails: alertEmails(config), key });
  const shared = { name, key, topic, retention: logRetention(config) };
  new EmptyDefaultSecurityGroup(scope, 'DefaultGroup', { vpc: network.vpc, ...shared });
  if (declared.hub) {
    new TransitSpoke(scope, 'Hub', {
      network,
      hubAccount: accountFor(config, 'network'),
      endpoints: declared.hub.endpoints !== undefined,
      ...shared,
    });
  }
  return { network, topic };
}
