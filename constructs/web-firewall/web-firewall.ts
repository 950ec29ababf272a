import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { requireLogRetention } from '../partition';
import { KeyUse } from '../purpose-key/key-use';
import { meets } from '../standard';
import { CORE_RULES, HIGHEST_RATE, MOST_EXCEPTIONS, WINDOW } from './bounds';

/** WAF accepts no log group whose name begins otherwise. */
const LOG_PREFIX = 'aws-waf-logs';

/** The least that WAF accepts as a limit for one address, in requests in five minutes. */
const LOWEST_RATE = 10;

/** Beside the core rules a group that AWS keeps and that costs nothing but the capacity it takes: 200 of 1500 units; they take 700. */
const KNOWN_BAD_INPUTS = 'AWSManagedRulesKnownBadInputsRuleSet';

/** Headers whose values let somebody in: the log says that they were there, not what they held. */
const SECRET_HEADERS = ['authorization', 'cookie', 'x-api-key'];

/** What a `WebFirewall` needs to know. */
export interface WebFirewallProps {
  /** The landing zone's name. */
  readonly name: string;

  /** What is guarded, such as `orders-api`: the firewall is `<name>-<subject>`. */
  readonly subject: string;

  /** Encrypts the log. Its policy must have `WebFirewall.keyUse(name)`. */
  readonly key: IKey;

  /**
   * Requests of one address in five minutes, from 10 to 100,000; more are blocked.
   * @default 2000
   */
  readonly rateLimit?: number;

  /**
   * Rules of the core group that only count, each with the reason, such as `SizeRestrictions_BODY` for uploads above 8 KiB. At most five.
   * @default - none: every rule blocks
   */
  readonly exceptions?: Readonly<Record<string, string>>;

  /**
   * How long the log is kept. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;
}

/**
 * A regional web firewall: blocks by the core rules and by rate, and logs what it blocked under a customer key.
 *
 * Meets `8.3/boundary#web-application-firewall` for what it is associated with.
 *
 * @throws when the limit is none, exceptions are too many or without a reason, or the log is kept for less than the law wants.
 */
export class WebFirewall extends Construct {
  /** What a key must allow for the logs of a landing zone's web firewalls. */
  static keyUse(name: string): KeyUse {
    return KeyUse.cloudWatchLogs(`${LOG_PREFIX}-${name}-*`);
  }

  readonly acl: CfnWebACL;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    const { name, subject, key, rateLimit = 2000, exceptions = {}, retention = RetentionDays.ONE_YEAR } = props;
    requireRate(rateLimit, this.node.path);
    requireReasons(exceptions, this.node.path);
    requireLogRetention(retention, this.node.path);

    this.acl = new CfnWebACL(this, 'Acl', {
      name: `${name}-${subject}`,
      description: describe(subject, exceptions),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibleAs(`${name}-${subject}`),
      rules: [limitOf(rateLimit), managed(1, CORE_RULES, Object.keys(exceptions)), managed(2, KNOWN_BAD_INPUTS)],
    });
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `${LOG_PREFIX}-${name}-${subject}`,
      encryptionKey: key,
      retention,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.acl.attrArn,
      // WAF takes the ARN without the `:*` that log groups end in
      logDestinationConfigs: [this.logGroup.logGroupRef.logGroupArn],
      redactedFields: SECRET_HEADERS.map((Name) => ({ singleHeader: { Name } })),
    });

    meets(this.acl, '8.3/boundary#web-application-firewall');
    meets(this.logGroup, '8.6/log-retention#minimum-period', '8.4/encryption-at-rest#customer-managed-keys');
  }

  /**
   * Puts the firewall before a load balancer or the stage of a REST API.
   * @param id of the association below this construct
   */
  guard(id: string, resourceArn: string): CfnWebACLAssociation {
    return new CfnWebACLAssociation(this, id, { resourceArn, webAclArn: this.acl.attrArn });
  }
}

const visibleAs = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

const limitOf = (limit: number): CfnWebACL.RuleProperty => ({
  name: 'RatePerAddress',
  priority: 0,
  action: { block: {} },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: WINDOW, limit } },
  visibilityConfig: visibleAs('RatePerAddress'),
});

/** `none` overrides nothing: the actions of the group's own rules hold. */
const managed = (priority: number, name: string, counted: readonly string[] = []): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ...(counted.length > 0 && {
        ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      }),
    },
  },
  visibilityConfig: visibleAs(name),
});

/** CloudFormation takes letters, digits and a few signs in it, 256 at most; `_` is none of them. */
const describe = (subject: string, exceptions: Readonly<Record<string, string>>): string =>
  [`Guards ${subject}`, ...Object.entries(exceptions).map(([rule, reason]) => `${rule} counts: ${reason}`)]
    .join(', ')
    .replace(/[^A-Za-z0-9+=:#@/\-,. ]/g, ' ')
    .slice(0, 256)
    .trim();

function requireRate(limit: number, path: string): void {
  if (Number.isInteger(limit) && limit >= LOWEST_RATE && limit <= HIGHEST_RATE) return;
  throw new Error(
    `${path}: rateLimit is ${limit}; 8.3/boundary#web-application-firewall limits each address, with a whole number from ${LOWEST_RATE} to ${HIGHEST_RATE}. Give one of them.`,
  );
}

function requireReasons(exceptions: Readonly<Record<string, string>>, path: string): void {
  const count = Object.keys(exceptions).length;
  if (count > MOST_EXCEPTIONS) {
    throw new Error(
      `${path}: ${count} exceptions; 8.3/boundary#web-application-firewall wants the core rules to block. Keep ${MOST_EXCEPTIONS} at most.`,
    );
  }
  const [unfounded] = Object.entries(exceptions).find(([, reason]) => reason.trim() === '') ?? [];
  if (unfounded === undefined) return;
  throw new Error(
    `${path}: the exception from ${unfounded} has no reason; 8.3/boundary#web-application-firewall wants the core rules to block. Give the reason, or leave the exception out.`,
  );
}
