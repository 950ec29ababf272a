import { CfnCondition, Fn, Stack, Token } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnDetector } from 'aws-cdk-lib/aws-guardduty';
import { type CfnRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { PartitionName } from '../partition';
import { meets } from '../standard';
import { FINDINGS } from './findings';

/** Protections beside what every detector reads, and what keeps sensors where they are needed. */
interface Protection {
  readonly name: string;
  readonly sensors?: readonly string[];
}

/** @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html */
const EVERYWHERE: readonly Protection[] = [{ name: 'S3_DATA_EVENTS' }, { name: 'EKS_AUDIT_LOGS' }];

/**
 * China has no runtime monitoring, and no document says that it has the others.
 * @see https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html
 */
const PROTECTIONS: Readonly<Record<PartitionName, readonly Protection[]>> = {
  aws: [
    ...EVERYWHERE,
    { name: 'EBS_MALWARE_PROTECTION' },
    { name: 'RDS_LOGIN_EVENTS' },
    { name: 'LAMBDA_NETWORK_LOGS' },
    {
      name: 'RUNTIME_MONITORING',
      sensors: ['EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'],
    },
  ],
  'aws-cn': EVERYWHERE,
};

/** The account and region where findings are looked at. */
export interface FindingsPlace {
  readonly account: string;
  readonly region: string;
}

/** What a `ThreatDetector` needs to know. */
export interface ThreatDetectorProps {
  /** The landing zone's name, with which the names of what is made begin. */
  readonly name: string;

  /** Which protections there are: a template for any account does not know where it will stand. */
  readonly partition: PartitionName;

  /**
   * Where a `ThreatFindings` takes findings in. Nothing is handed on in that account and region itself.
   * @default - findings stay in this account and region
   */
  readonly findingsTo?: FindingsPlace;
}

/**
 * GuardDuty in one account and region, with every protection that the partition is known to have, and its findings handed on to
 * the security account. There is one detector an account and region.
 *
 * GuardDuty makes its service-linked roles by itself; whoever deploys must be allowed `iam:CreateServiceLinkedRole`.
 */
export class ThreatDetector extends Construct {
  readonly detector: CfnDetector;
  /** Hands findings on; undefined where they stay. */
  readonly rule: CfnRule | undefined;

  constructor(scope: Construct, id: string, props: ThreatDetectorProps) {
    super(scope, id);
    this.detector = new CfnDetector(this, 'Detector', {
      enable: true,
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      features: PROTECTIONS[props.partition].map(({ name, sensors }) => ({
        name,
        status: 'ENABLED',
        additionalConfiguration: sensors?.map((sensor) => ({ name: sensor, status: 'ENABLED' })),
      })),
    });
    meets(this.detector, '8.3/intrusion#threat-detection');
    if (PROTECTIONS[props.partition].some(({ sensors }) => sensors)) {
      meets(this.detector, '8.3/intrusion#host-runtime-detection');
    }
    this.rule = props.findingsTo && this.handOn(props.name, props.findingsTo);
  }

  private handOn(name: string, to: FindingsPlace): CfnRule | undefined {
    const { account, region, partition } = Stack.of(this);
    const known = !Token.isUnresolved(account) && !Token.isUnresolved(region);
    if (known && account === to.account && region === to.region) return undefined;
    const bus = `arn:${partition}:events:${to.region}:${to.account}:event-bus/default`;
    const sender = this.senderTo(bus, name);
    const rule = new CfnRule(this, 'Rule', {
      name: `${name}-threat-findings`,
      description: 'Hands findings of GuardDuty on to the security account',
      eventPattern: FINDINGS,
      state: 'ENABLED',
      targets: [{ id: 'Security', arn: bus, roleArn: sender.roleArn }],
    });
    if (!known) this.onlyElsewhere(to, [rule, sender.node.defaultChild as CfnRole]);
    meets(rule, '8.3/intrusion#threat-detection');
    return rule;
  }

  /** A bus that handed events on to itself would be refused, or never done. */
  private onlyElsewhere({ account, region }: FindingsPlace, parts: readonly (CfnRule | CfnRole)[]): void {
    const here = Stack.of(this);
    const elsewhere = new CfnCondition(this, 'IsElsewhere', {
      // one after the other: in another region it holds whatever the account
      expression: Fn.conditionOr(
        Fn.conditionNot(Fn.conditionEquals(here.region, region)),
        Fn.conditionNot(Fn.conditionEquals(here.account, account)),
      ),
    });
    for (const part of parts) part.cfnOptions.condition = elsewhere;
  }

  /** Named for its region, since roles are global. */
  private senderTo(bus: string, name: string): Role {
    const { account, region } = Stack.of(this);
    return new Role(this, 'Sender', {
      roleName: `${name}-threat-findings-${region}`,
      description: 'EventBridge hands findings of GuardDuty on',
      assumedBy: new ServicePrincipal('events.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      inlinePolicies: {
        Send: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus] })],
        }),
      },
    });
  }
}
