import { Stack } from 'aws-cdk-lib';
import type { CfnVPC } from 'aws-cdk-lib/aws-ec2';
import {
  CfnFirewallDomainList,
  CfnFirewallRuleGroup,
  CfnFirewallRuleGroupAssociation,
  CfnResolverQueryLoggingConfig,
  CfnResolverQueryLoggingConfigAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { partitionOf } from '../partition';
import { meets } from '../standard';

/** What a `DnsFirewall` needs to know. */
export interface DnsFirewallProps {
  /** The landing zone's name; the rule group is called `<name>-<subject>`. */
  readonly name: string;

  /** Which network it is for, in names: `network`, `inspection`. */
  readonly subject: string;

  /** The network whose resolver filters. */
  readonly vpc: CfnVPC;

  /**
   * Names that may be resolved beside those of AWS; with a dot before it, `.example.com`, also all names below it.
   * @default - none
   */
  readonly domains?: readonly string[];

  /** The archive's bucket, by name, where every query is recorded. */
  readonly logBucketName: string;
}

/** The priorities of rules in the group, and of the group in the network: 101 to 8999 are for customers. */
const ALLOW = 100;
const BLOCK = 200;
const FIRST_GROUP = 101;

/** Endpoints of services, and the names of hosts in a network. Nobody else has names there, so that none carries data to strangers. */
const OF_AWS: Readonly<Record<'aws' | 'aws-cn', readonly string[]>> = {
  aws: ['amazonaws.com', 'compute.internal', 'ec2.internal', 'api.aws'],
  'aws-cn': ['amazonaws.com', 'amazonaws.com.cn', 'compute.internal', 'api.amazonwebservices.com.cn'],
};

/**
 * A network resolves listed names and nothing else: a lookup is a way to carry data out, past any firewall, since the resolver stands
 * outside. Every query is recorded in the archive. The resolver answers nothing while it cannot filter: that is how it is made.
 *
 * A name that an allowed one leads on to (CNAME) is allowed with it.
 *
 * Meets `8.3/boundary#dns-filtering`.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html
 */
export class DnsFirewall extends Construct {
  readonly group: CfnFirewallRuleGroup;
  readonly association: CfnFirewallRuleGroupAssociation;
  readonly queryLog: CfnResolverQueryLoggingConfig;

  constructor(scope: Construct, id: string, props: DnsFirewallProps) {
    super(scope, id);
    const { name, subject, vpc, domains = [] } = props;
    const own = `${name}-${subject}`;
    const listed = this.list('Allowed', `${own}-allowed`, this.namesOf(domains));
    const others = this.list('Others', `${own}-others`, ['*']);
    this.group = new CfnFirewallRuleGroup(this, 'Rules', {
      name: own,
      firewallRules: [
        {
          action: 'ALLOW',
          priority: ALLOW,
          firewallDomainListId: listed.attrId,
          firewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN',
        },
        { action: 'BLOCK', blockResponse: 'NODATA', priority: BLOCK, firewallDomainListId: others.attrId },
      ],
    });
    this.association = new CfnFirewallRuleGroupAssociation(this, 'Association', {
      name: own,
      firewallRuleGroupId: this.group.attrId,
      vpcId: vpc.attrVpcId,
      priority: FIRST_GROUP,
      mutationProtection: 'ENABLED',
    });
    this.queryLog = this.recorded(own, props);
    for (const made of [this.group, this.association]) meets(made, '8.3/boundary#dns-filtering');
  }

  private list(id: string, name: string, domains: readonly string[]): CfnFirewallDomainList {
    return new CfnFirewallDomainList(this, id, { name, domains: [...domains] });
  }

  private namesOf(domains: readonly string[]): readonly string[] {
    const own = OF_AWS[partitionOf(Stack.of(this).region) ?? 'aws'];
    return [...new Set([...own.map((domain) => `.${domain}`), ...domains])].flatMap(withThoseBelow);
  }

  private recorded(name: string, { vpc, logBucketName }: DnsFirewallProps): CfnResolverQueryLoggingConfig {
    const log = new CfnResolverQueryLoggingConfig(this, 'QueryLog', {
      name,
      destinationArn: `arn:${Stack.of(this).partition}:s3:::${logBucketName}`,
    });
    new CfnResolverQueryLoggingConfigAssociation(log, 'Association', {
      resolverQueryLogConfigId: log.attrId,
      resourceId: vpc.attrVpcId,
    });
    meets(log, '8.3/boundary#dns-filtering');
    return log;
  }
}

/** `.example.com` stands for `example.com` and `*.example.com`. */
const withThoseBelow = (domain: string): readonly string[] =>
  domain.startsWith('.') ? [domain.slice(1), `*${domain}`] : [domain];
