import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { IngressAttachment } from '../../constructs/ingress-vpc/ingress-attachment';
import { IngressVpc, type IngressVpcProps } from '../../constructs/ingress-vpc/ingress-vpc';
import { PublishedService } from '../../constructs/ingress-vpc/published-service';
import { pascalCase } from '../../constructs/naming/pascal-case';
import { LoadBalancerLogs } from '../../constructs/tls-load-balancer/load-balancer-logs';
import type { TransitHub } from '../../constructs/transit-hub/transit-hub';
import { ingressTargets, type PublishedIn } from '../config/ingress';
import type { OrganizationConfig } from '../config/schema';
import type { PlannedStack } from './plan';

/** What the ingress of a region needs to know. */
export interface HubIngressProps {
  readonly config: OrganizationConfig;
  readonly planned: PlannedStack;
  readonly published: PublishedIn;
  readonly hub: TransitHub;
  readonly network: IngressVpc;
  readonly key: IKey;
  readonly topic: ITopic;
  readonly retention: RetentionDays;
}

/** What the internet reaches of an organization in a region. */
export class HubIngress extends Construct {
  /** The network of load balancers, made before the hub to which it is attached. */
  static networkIn(
    scope: Construct,
    published: PublishedIn,
    props: Pick<IngressVpcProps, 'name' | 'availabilityZones' | 'logBucketName'>,
  ): IngressVpc {
    const { cidr } = published;
    return new IngressVpc(scope, 'IngressNetwork', { ...props, cidr, targets: ingressTargets(published) });
  }

  constructor(scope: Construct, id: string, props: HubIngressProps) {
    super(scope, id);
    const { config, planned, published, hub, network: ingress, key, topic, retention } = props;
    const { name } = config;
    const { account, region } = planned;
    new IngressAttachment(this, 'Transit', { hub, ingress });
    const logs = new LoadBalancerLogs(this, 'Logs', {
      bucketName: `${name}-load-balancers-${account}-${region}`,
      retention: Duration.days(config.retention.logs),
    });
    for (const { name: subject, host, hostedZone, addresses, port, healthPath, owner } of published.services) {
      const service = new PublishedService(this, pascalCase(subject), {
        name,
        subject,
        ingress,
        host,
        hostedZoneId: hostedZone,
        addresses,
        port,
        healthPath,
        owner,
        key,
        topic,
        retention,
        logBucketName: logs.bucket.bucketName,
      });
      // load balancers try to write when they are made
      if (logs.bucket.policy) service.node.addDependency(logs.bucket.policy);
    }
  }
}
