import { Tags, Token } from 'aws-cdk-lib';
import { type CfnSubnet, type ISecurityGroup, type IVpc, Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  CfnListener,
  CfnListenerCertificate,
  CfnLoadBalancer,
  CfnTargetGroup,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Zone } from '../isolated-vpc/zones';
import { meets } from '../standard';
import { WebFirewall } from '../web-firewall/web-firewall';

/**
 * TLS 1.2 and 1.3, suites with forward secrecy and authenticated encryption only.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06';

const HTTP = 80;
const HTTPS = 443;

/** For how long browsers shall not try without TLS: two years, where the standard wants one. */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

/** Elastic Load Balancing takes up to 32 characters as a name. */
const LONGEST_NAME = 32;

/** A network with zones, such as an `IsolatedVpc`; one that the internet reaches needs a way in, which that has not. */
export interface ZonedNetwork {
  readonly network: IVpc;
  readonly subnets: Readonly<Record<Zone, readonly CfnSubnet[]>>;
}

/** Reached from the internet, past a web firewall, in the ingress zone. */
export interface FromInternet {
  readonly kind: 'internet';
  /** Encrypts the log of the web firewall. Its policy must have `WebFirewall.keyUse(name)`. */
  readonly key: IKey;
  /**
   * Requests of one address in five minutes.
   * @default 2000
   */
  readonly rateLimit?: number;
  /**
   * Rules of the core group that only count, each with the reason: `SizeRestrictions_BODY` blocks bodies above 8 KiB.
   * @default - none
   */
  readonly exceptions?: Readonly<Record<string, string>>;
  /**
   * How long the log of the web firewall is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/** Reached within networks only: by those who are let in with `admit`. */
export interface FromNetworks {
  readonly kind: 'internal';
  /** @default 'ingress' */
  readonly zone?: Zone;
}

/** What stands behind a load balancer. It is reached over TLS, whatever it is. */
export interface Targets {
  /** Its group, which then lets the load balancer in. */
  readonly securityGroup: ISecurityGroup;
  /** What kind of targets register. */
  readonly type: 'instance' | 'ip';
  /**
   * Where it listens, with TLS.
   * @default 443
   */
  readonly port?: number;
  /**
   * A path that answers 200 where all is well.
   * @default '/'
   */
  readonly healthPath?: string;
}

/** What stands behind it in another network, which a transit gateway or a peering leads to. It is reached over TLS as well. */
export interface RemoteTargets extends Pick<Targets, 'port' | 'healthPath'> {
  /** Private addresses outside the network of the load balancer: no group of it can let the load balancer in. */
  readonly addresses: readonly [string, ...string[]];
}

/** What a `TlsLoadBalancer` needs to know. */
export interface TlsLoadBalancerProps {
  /** The landing zone's name. */
  readonly name: string;

  /** What it is for, such as `shop`: the load balancer is `<name>-<subject>`. */
  readonly subject: string;

  /** The network in which it stands. */
  readonly network: ZonedNetwork;

  /** From where it is reached. */
  readonly reach: FromInternet | FromNetworks;

  /** Certificates of ACM, of the same region; the first is shown to clients that name no host. */
  readonly certificateArns: readonly [string, ...string[]];

  /** What stands behind it. */
  readonly targets: Targets | RemoteTargets;

  /**
   * The bucket for access and connection logs, by name. It has to be of the same region, and encrypted under keys of S3:
   * Elastic Load Balancing writes into no other.
   */
  readonly logBucketName: string;
}

/**
 * An application load balancer that takes TLS 1.2 or later with forward secrecy, sends whoever comes without it there, goes on
 * over TLS, and writes a line for every connection and request. From the internet it is reached past a web firewall only.
 *
 * @throws when a certificate is not of ACM, the name is too long, or the zone has fewer than two subnets.
 */
export class TlsLoadBalancer extends Construct {
  readonly loadBalancer: CfnLoadBalancer;
  readonly securityGroup: ISecurityGroup;
  readonly targetGroup: CfnTargetGroup;
  readonly listener: CfnListener;
  /** Undefined where it is not reached from the internet. */
  readonly firewall: WebFirewall | undefined;

  constructor(scope: Construct, id: string, props: TlsLoadBalancerProps) {
    super(scope, id);
    const { name, subject, network, reach, certificateArns, targets } = props;
    const zone = reach.kind === 'internet' ? 'ingress' : (reach.zone ?? 'ingress');
    const subnets = network.subnets[zone];
    requireName(`${name}-${subject}`, this.node.path);
    requireTwoZones(subnets, zone, this.node.path);
    for (const arn of certificateArns) requireManaged(arn, this.node.path);

    this.securityGroup = this.groupIn(network, zone, subject);
    this.loadBalancer = this.balancer(props, subnets);
    this.targetGroup = this.targetGroupFor(props);
    this.listener = this.encrypted(certificateArns);
    this.redirecting();
    this.reachTargets(targets);
    this.firewall = reach.kind === 'internet' ? this.openToInternet(props, reach) : undefined;
  }

  /** Lets the members of a group reach the load balancer: groups name groups, never addresses. */
  admit(client: ISecurityGroup, description: string): void {
    client.connections.allowTo(this.securityGroup, Port.tcp(HTTPS), description);
  }

  private groupIn({ network }: ZonedNetwork, zone: Zone, subject: string): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpc: network,
      description: `Load balancer of ${subject}: HTTPS`,
      allowAllOutbound: false,
    });
    Tags.of(group).add('isms:zone', zone);
    meets(group, '8.3/security-groups#restricted-egress', '8.3/minimal-ports#no-broad-ranges');
    return group;
  }

  private balancer(props: TlsLoadBalancerProps, subnets: readonly CfnSubnet[]): CfnLoadBalancer {
    const { name, subject, reach, logBucketName } = props;
    const made = new CfnLoadBalancer(this, 'LoadBalancer', {
      name: `${name}-${subject}`,
      type: 'application',
      ipAddressType: 'ipv4',
      scheme: reach.kind === 'internet' ? 'internet-facing' : 'internal',
      subnets: subnets.map((subnet) => subnet.attrSubnetId),
      securityGroups: [this.securityGroup.securityGroupId],
      loadBalancerAttributes: attributes({ ...GUARDED, ...loggedTo(logBucketName, subject) }),
    });
    meets(made, '8.3/boundary#controlled-ingress');
    return made;
  }

  private targetGroupFor({ name, subject, network, targets }: TlsLoadBalancerProps): CfnTargetGroup {
    const { port = HTTPS, healthPath = '/' } = targets;
    const group = new CfnTargetGroup(this, 'Targets', {
      name: `${name}-${subject}`,
      vpcId: network.network.vpcId,
      targetType: 'addresses' in targets ? 'ip' : targets.type,
      protocol: 'HTTPS',
      port,
      healthCheckProtocol: 'HTTPS',
      healthCheckPath: healthPath,
      // of another network, a target is of no availability zone of this one
      ...('addresses' in targets && {
        targets: targets.addresses.map((id) => ({ id, port, availabilityZone: 'all' })),
      }),
    });
    meets(group, '8.3/traffic-encryption#zone-to-zone-encryption');
    return group;
  }

  private encrypted([first, ...others]: TlsLoadBalancerProps['certificateArns']): CfnListener {
    const listener = new CfnListener(this, 'Https', {
      loadBalancerArn: this.loadBalancer.ref,
      port: HTTPS,
      protocol: 'HTTPS',
      sslPolicy: TLS_POLICY,
      certificates: [{ certificateArn: first }],
      defaultActions: [{ type: 'forward', targetGroupArn: this.targetGroup.ref }],
      listenerAttributes: attributes(SENT_TO_BROWSERS),
    });
    others.forEach((certificateArn, index) => {
      new CfnListenerCertificate(this, `Certificate${index + 2}`, {
        listenerArn: listener.ref,
        certificates: [{ certificateArn }],
      });
    });
    meets(listener, '8.3/tls#minimum-version', '8.3/tls#plaintext-redirect');
    return listener;
  }

  private redirecting(): void {
    const listener = new CfnListener(this, 'Http', {
      loadBalancerArn: this.loadBalancer.ref,
      port: HTTP,
      protocol: 'HTTP',
      defaultActions: [
        {
          type: 'redirect',
          redirectConfig: { protocol: 'HTTPS', port: String(HTTPS), statusCode: 'HTTP_301' },
        },
      ],
    });
    meets(listener, '8.3/tls#plaintext-redirect');
  }

  private reachTargets(targets: Targets | RemoteTargets): void {
    const port = Port.tcp(targets.port ?? HTTPS);
    if ('addresses' in targets) {
      for (const address of targets.addresses) {
        this.securityGroup.connections.allowTo(Peer.ipv4(`${address}/32`), port, 'TLS to a target');
      }
      return;
    }
    this.securityGroup.connections.allowTo(targets.securityGroup, port, 'TLS from the load balancer');
  }

  private openToInternet({ name, subject }: TlsLoadBalancerProps, reach: FromInternet): WebFirewall {
    this.securityGroup.addIngressRule(Peer.anyIpv4(), Port.tcp(HTTPS), 'HTTPS from the internet');
    this.securityGroup.addIngressRule(Peer.anyIpv4(), Port.tcp(HTTP), 'HTTP from the internet, sent on to HTTPS');
    const { key, rateLimit, exceptions, retention } = reach;
    const firewall = new WebFirewall(this, 'Firewall', {
      name,
      subject,
      key,
      ...(rateLimit !== undefined && { rateLimit }),
      ...(exceptions !== undefined && { exceptions }),
      ...(retention !== undefined && { retention }),
    });
    firewall.guard('LoadBalancer', this.loadBalancer.ref);
    return firewall;
  }
}

/**
 * What the standard decides of a load balancer.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#load-balancer-attributes
 */
const GUARDED = {
  'deletion_protection.enabled': 'true',
  'routing.http.drop_invalid_header_fields.enabled': 'true',
  'routing.http.desync_mitigation_mode': 'strictest',
  // requests that the web firewall cannot judge do not pass
  'waf.fail_open.enabled': 'false',
};

const loggedTo = (bucket: string, prefix: string): Readonly<Record<string, string>> => ({
  'access_logs.s3.enabled': 'true',
  'access_logs.s3.bucket': bucket,
  'access_logs.s3.prefix': `${prefix}/access`,
  'connection_logs.s3.enabled': 'true',
  'connection_logs.s3.bucket': bucket,
  'connection_logs.s3.prefix': `${prefix}/connections`,
});

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/header-modification.html */
const SENT_TO_BROWSERS = {
  'routing.http.response.strict_transport_security.header_value': STRICT_TRANSPORT,
  'routing.http.response.x_content_type_options.header_value': 'nosniff',
  'routing.http.response.server.enabled': 'false',
};

const attributes = (named: Readonly<Record<string, string>>) =>
  Object.entries(named).map(([key, value]) => ({ key, value }));

function requireName(name: string, path: string): void {
  if (
    Token.isUnresolved(name) ||
    (name.length <= LONGEST_NAME && /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name))
  )
    return;
  throw new Error(
    `${path}: '${name}' is no name for a load balancer: ${LONGEST_NAME} letters, digits and hyphens at most. Give a shorter subject.`,
  );
}

function requireTwoZones(subnets: readonly unknown[], zone: Zone, path: string): void {
  if (subnets.length >= 2) return;
  throw new Error(
    `${path}: the ${zone} zone has ${subnets.length} subnets, and 8.3/zoning#zone-separation needs two availability zones. Give the network another.`,
  );
}

function requireManaged(arn: string, path: string): void {
  if (Token.isUnresolved(arn) || /^arn:[\w-]+:acm:/.test(arn)) return;
  throw new Error(
    `${path}: ${arn} is no certificate of ACM, which alone keeps the key and renews it (8.3/tls#certificate-lifecycle). Give one.`,
  );
}
