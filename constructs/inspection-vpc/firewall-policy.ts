import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnFirewallPolicy, CfnRuleGroup } from 'aws-cdk-lib/aws-networkfirewall';
import { Construct } from 'constructs';
import { partitionOf } from '../partition';
import { meets } from '../standard';
import { PRIVATE_RANGES } from './access-entries';
import { type InspectedFlow, passRules } from './inspected-flows';

/** A domain that may be reached over TLS. */
export interface AllowedDomain {
  /** A name, or with a dot before it all names below it as well: `.example.com`. */
  readonly domain: string;
  /** Why it is needed. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
}

/** Rules of our own, one a line: the version is in the file. */
export const OWN_RULES = join(__dirname, 'intrusion.rules');

/**
 * Kept and renewed by AWS: what servers that were broken into do. Together with our own they take 14,600 of the 30,000 that a policy
 * may hold, and 16 of its 20 groups. No document says that China offers them, so that our own file stands alone there.
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/aws-managed-rule-groups-threat-signature.html
 */
const MANAGED_GROUPS: readonly string[] = [
  'BotNetCommandAndControlDomains',
  'AbusedLegitBotNetCommandAndControlDomains',
  'MalwareDomains',
  'AbusedLegitMalwareDomains',
  'ThreatSignaturesBotnet',
  'ThreatSignaturesBotnetWeb',
  'ThreatSignaturesMalware',
  'ThreatSignaturesMalwareCoinmining',
  'ThreatSignaturesExploits',
  'ThreatSignaturesIOC',
  'ThreatSignaturesScanners',
  'ThreatSignaturesSuspect',
  'ThreatSignaturesEmergingEvents',
  'ThreatSignaturesDoS',
];

/** Rules that a group can hold, fixed when it is made. */
const OWN_CAPACITY = 300;
const DOMAINS_CAPACITY = 300;
const FLOWS_CAPACITY = 500;

/** The rule of our own that keeps networks of the organization apart: where flows are let through, it follows them. */
const APART = 'sid:9000005;';

/** Seconds: a NAT gateway forgets a connection after as many. */
const IDLE_TIMEOUT = 350;

/**
 * A policy in strict order that drops what nothing allows: first our own rules, then those of AWS, then flows between private
 * networks, at last the domains that may be reached, by the name in the handshake of TLS. HTTP in the clear is allowed to nobody,
 * whatever its host.
 *
 * The default drops once it is known what a connection speaks: a handshake of TCP passes, and a greeting of TLS that comes in two
 * packets, as those with keys against quantum computers do, is read as a whole.
 *
 * Meets `8.3/cloud-firewall#default-drop`, `8.3/cloud-firewall#domain-allow-list` and `8.3/intrusion#inline-prevention`.
 *
 * @see https://docs.aws.amazon.com/network-firewall/latest/developerguide/suricata-rule-evaluation-order.html
 */
export class EgressPolicy extends Construct {
  readonly policy: CfnFirewallPolicy;
  readonly ownRules: CfnRuleGroup;
  /** Undefined where no domain may be reached. */
  readonly domains: CfnRuleGroup | undefined;
  /** Undefined where no private network calls another. */
  readonly flows: CfnRuleGroup | undefined;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly name: string;
      readonly domains: readonly AllowedDomain[];
      readonly flows: readonly InspectedFlow[];
    },
  ) {
    super(scope, id);
    const { name, domains, flows } = props;
    const rules = rulesWith(flows);
    this.ownRules = this.ownGroup(name, rules.own);
    this.flows = flows.length === 0 ? undefined : this.flowGroup(name, flows, rules.flows);
    this.domains = domains.length === 0 ? undefined : this.allowList(name, domains);
    const groups = [
      this.ownRules.attrRuleGroupArn,
      ...this.managed(),
      ...(this.flows ? [this.flows.attrRuleGroupArn] : []),
      ...(this.domains ? [this.domains.attrRuleGroupArn] : []),
    ];
    this.policy = new CfnFirewallPolicy(this, 'Policy', {
      firewallPolicyName: `${name}-egress`,
      description: 'In strict order, and drops what nothing allows',
      firewallPolicy: {
        statelessDefaultActions: ['aws:forward_to_sfe'],
        statelessFragmentDefaultActions: ['aws:forward_to_sfe'],
        statefulDefaultActions: ['aws:drop_established_app_layer', 'aws:alert_established_app_layer'],
        statefulEngineOptions: {
          ruleOrder: 'STRICT_ORDER',
          streamExceptionPolicy: 'REJECT',
          flowTimeouts: { tcpIdleTimeoutSeconds: IDLE_TIMEOUT },
        },
        statefulRuleGroupReferences: groups.map((resourceArn, index) => ({ priority: index + 1, resourceArn })),
        policyVariables: { ruleVariables: { HOME_NET: { definition: HOME } } },
      },
    });
    meets(this.policy, '8.3/cloud-firewall#default-drop', '8.3/intrusion#inline-prevention');
    if (this.domains) meets(this.policy, '8.3/cloud-firewall#domain-allow-list');
  }

  private ownGroup(name: string, rules: readonly string[]): CfnRuleGroup {
    return new CfnRuleGroup(this, 'OwnRules', {
      ruleGroupName: `${name}-intrusion`,
      description: 'Own rules: what no list of names can judge, and signatures',
      type: 'STATEFUL',
      capacity: OWN_CAPACITY,
      ruleGroup: {
        rulesSource: { rulesString: rules.join('\n') },
        ruleVariables: { ipSets: { HOME_NET: { definition: HOME } } },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    });
  }

  /** Flows, and then what drops all else between private networks, at its first packet. */
  private flowGroup(name: string, flows: readonly InspectedFlow[], rules: readonly string[]): CfnRuleGroup {
    const group = new CfnRuleGroup(this, 'Flows', {
      ruleGroupName: `${name}-flows`,
      description: 'Flows between private networks; all others are dropped',
      type: 'STATEFUL',
      capacity: FLOWS_CAPACITY,
      ruleGroup: {
        rulesSource: { rulesString: rules.join('\n') },
        ruleVariables: { ipSets: { HOME_NET: { definition: HOME } } },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    });
    // the language of rules has no place for why
    group.addMetadata(
      'isms:flows',
      flows.map(({ name: flow, reason, owner, expires }) => ({ flow, reason, owner, expires })),
    );
    meets(group, '8.3/minimal-ports#declared-flows', '8.3/intrusion#inline-prevention');
    return group;
  }

  private managed(): readonly string[] {
    const { partition, region } = Stack.of(this);
    if (partitionOf(region) === 'aws-cn') return [];
    return MANAGED_GROUPS.map(
      (group) => `arn:${partition}:network-firewall:${region}:aws-managed:stateful-rulegroup/${group}StrictOrder`,
    );
  }

  private allowList(name: string, domains: readonly AllowedDomain[]): CfnRuleGroup {
    return new CfnRuleGroup(this, 'Domains', {
      ruleGroupName: `${name}-domains`,
      description: 'Domains that may be reached over TLS',
      type: 'STATEFUL',
      capacity: DOMAINS_CAPACITY,
      ruleGroup: {
        rulesSource: {
          rulesSourceList: {
            generatedRulesType: 'ALLOWLIST',
            targetTypes: ['TLS_SNI'],
            targets: domains.map(({ domain }) => domain),
          },
        },
        ruleVariables: { ipSets: { HOME_NET: { definition: HOME } } },
        statefulRuleOptions: { ruleOrder: 'STRICT_ORDER' },
      },
    });
  }
}

/** By default a list looks at traffic from the network of the firewall alone, where nobody is. */
const HOME = [...PRIVATE_RANGES];

/** Rules of our own, and of flows after those of AWS, which follow in strict order. */
export function rulesWith(flows: readonly InspectedFlow[]): {
  readonly own: readonly string[];
  readonly flows: readonly string[];
} {
  const own = readFileSync(OWN_RULES, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (flows.length === 0) return { own, flows: [] };
  return {
    own: own.filter((rule) => !rule.includes(APART)),
    flows: [...passRules(flows), ...own.filter((rule) => rule.includes(APART))],
  };
}
