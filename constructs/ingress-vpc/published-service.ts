import { Duration, Stack, Tags } from 'aws-cdk-lib';
import { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { meets } from '../standard';
import { TlsLoadBalancer } from '../tls-load-balancer/tls-load-balancer';
import type { IngressVpc } from './ingress-vpc';

/** What a `PublishedService` needs to know. */
export interface PublishedServiceProps {
  /** The landing zone's name. */
  readonly name: string;

  /** What is published, such as `orders`: load balancer and web firewall are `<name>-<subject>`. */
  readonly subject: string;

  /** The network of load balancers. */
  readonly ingress: IngressVpc;

  /** The name that users call. */
  readonly host: string;

  /**
   * The public hosted zone of this account in which ACM proves that the name is yours.
   * @default - deployment waits until the record that ACM asks for stands where the name is kept
   */
  readonly hostedZoneId?: string | undefined;

  /** Who answers: addresses in another network, of those that the network of load balancers was told of. */
  readonly addresses: readonly [string, ...string[]];

  /** Where they speak TLS. */
  readonly port: number;

  /** A path that answers 200 where all is well. */
  readonly healthPath: string;

  /** Who answers for the service: the tag `isms:owner` of its certificate. */
  readonly owner: string;

  /** Encrypts the log of the web firewall. Its policy must have `WebFirewall.keyUse(name)`. */
  readonly key: IKey;

  /** Hears of targets that do not answer, and of many blocked requests. */
  readonly topic: ITopic;

  /** The bucket for access and connection logs, by name: of this region, encrypted under keys of S3. */
  readonly logBucketName: string;

  /**
   * How long the log of the web firewall is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays | undefined;
}

/** In five minutes; the limit of one address is 2000. */
const MANY_BLOCKED = 1000;

/**
 * A service that the internet reaches: a load balancer of its own with a web firewall, and a certificate that ACM renews as long as
 * the record stands that proves the name. Nothing is shared with other services, so that none joins the networks of two.
 *
 * Meets `8.3/boundary#web-application-firewall`, `8.3/tls` and `8.3/traffic-encryption#zone-to-zone-encryption`.
 *
 * @throws when the name is too long for a load balancer.
 */
export class PublishedService extends Construct {
  readonly certificate: CfnCertificate;
  readonly balancer: TlsLoadBalancer;

  constructor(scope: Construct, id: string, props: PublishedServiceProps) {
    super(scope, id);
    const { name, subject, ingress, addresses, port, healthPath, key, logBucketName, retention } = props;
    this.certificate = this.certificateFor(props);
    this.balancer = new TlsLoadBalancer(this, 'Balancer', {
      name,
      subject,
      network: ingress.zoned,
      reach: { kind: 'internet', key, ...(retention !== undefined && { retention }) },
      certificateArns: [this.certificate.ref],
      targets: { addresses, port, healthPath },
      logBucketName,
    });
    this.alarms(props);
  }

  private certificateFor({ host, hostedZoneId, owner }: PublishedServiceProps): CfnCertificate {
    const certificate = new CfnCertificate(this, 'Certificate', {
      domainName: host,
      validationMethod: 'DNS',
      ...(hostedZoneId !== undefined && { domainValidationOptions: [{ domainName: host, hostedZoneId }] }),
    });
    Tags.of(certificate).add('isms:owner', owner);
    meets(certificate, '8.3/tls#certificate-lifecycle', '8.3/tls#private-key-custody');
    return certificate;
  }

  /**
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
   */
  private alarms({ name, subject, topic }: PublishedServiceProps): void {
    const { loadBalancer, targetGroup } = this.balancer;
    this.alarm('Unhealthy', topic, {
      alarmDescription: `A target of ${subject} does not answer its load balancer`,
      namespace: 'AWS/ApplicationELB',
      metricName: 'UnHealthyHostCount',
      dimensions: [
        { name: 'LoadBalancer', value: loadBalancer.attrLoadBalancerFullName },
        { name: 'TargetGroup', value: targetGroup.attrTargetGroupFullName },
      ],
      statistic: 'Maximum',
      evaluationPeriods: 2,
      threshold: 0,
    });
    this.alarm('Blocked', topic, {
      alarmDescription: `The web firewall of ${subject} blocks many requests`,
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      dimensions: [
        { name: 'Region', value: Stack.of(this).region },
        { name: 'Rule', value: 'ALL' },
        { name: 'WebACL', value: `${name}-${subject}` },
      ],
      statistic: 'Sum',
      evaluationPeriods: 1,
      threshold: MANY_BLOCKED,
    });
  }

  private alarm(
    id: string,
    topic: ITopic,
    watched: Pick<
      CfnAlarm,
      'alarmDescription' | 'namespace' | 'metricName' | 'dimensions' | 'statistic' | 'evaluationPeriods' | 'threshold'
    >,
  ): CfnAlarm {
    return new CfnAlarm(this, id, {
      ...watched,
      period: Duration.minutes(5).toSeconds(),
      comparisonOperator: 'GreaterThanThreshold',
      treatMissingData: 'notBreaching',
      alarmActions: [topic.topicArn],
    });
  }
}
