import { Duration, Fn, Stack, Tags } from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import {
  CfnLaunchTemplate,
  InstanceArchitecture,
  InstanceClass,
  InstanceSize,
  InstanceType,
  type ISecurityGroup,
  SecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { CfnInstanceProfile, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SESSION_SERVICES } from '../isolated-vpc/endpoints';
import type { IsolatedVpc } from '../isolated-vpc/isolated-vpc';
import { SessionDocument, type SessionRecordings } from '../session-document/session-document';
import { sessionLog } from '../session-document/session-log';
import { meets } from '../standard';
import { hostStatements, personStatements } from './grants';
import { hardening, requireOperators } from './hardening';

/** The tag by which grants, rules and people find the hosts. */
export const PURPOSE_TAG = { key: 'isms:purpose', value: 'bastion' } as const;

/** A host is as well patched as its image is young. */
const LONGEST_LIFETIME = Duration.days(30);
/** EC2 Auto Scaling takes a day to a year. */
const SHORTEST_LIFETIME = Duration.days(1);
/** Gigabytes: the root volume of Amazon Linux 2023 is 8. */
const DISK_SIZE = 10;
/** Seconds: a new host is given time to start and register before it is judged. */
const GRACE_PERIOD = 300;

const AMAZON_LINUX = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default';
const SMALL = InstanceType.of(InstanceClass.T4G, InstanceSize.SMALL);
const ARCHITECTURE = { [InstanceArchitecture.ARM_64]: 'arm64', [InstanceArchitecture.X86_64]: 'x86_64' };

/** The archive's bucket for recordings. */
export interface BastionArchive extends SessionRecordings {
  /** The account that holds the bucket and its key. */
  readonly account: string;
}

/** What a `Bastion` needs to know. */
export interface BastionProps {
  /** The landing zone's name, with which the names of what is made begin. */
  readonly name: string;

  /** The hosts stand in its management zone and leave it through its endpoints only: it needs those for sessions. */
  readonly network: IsolatedVpc;

  /** Encrypts the channel and the log group: `KeyUse.sessionManager` and `KeyUse.cloudWatchLogs('/<name>/bastion')`. */
  readonly sessionKey: IKey;

  /** Encrypts the disks: `KeyUse.autoScaling()`. */
  readonly diskKey: IKey;

  /** Where sessions are stored when they have ended. */
  readonly archive: BastionArchive;

  /**
   * Users of the operating system, one a person. An identity enters as the one that its tag `SSMSessionRunAs` names.
   * @default - none: nobody can enter
   */
  readonly operators?: readonly string[];

  /**
   * How many hosts there always are: 1, which is replaced in minutes, or 2 in different availability zones.
   * @default 1
   */
  readonly hosts?: 1 | 2;

  /**
   * Size and architecture of the hosts, which the region must offer.
   * @default - t4g.small
   */
  readonly instanceType?: InstanceType;

  /**
   * Name of the SSM parameter that holds the image. It is read whenever a host starts, so that a new host has the newest.
   * @default - Amazon Linux 2023, standard edition, for the architecture of the instance type
   */
  readonly imageParameter?: string;

  /**
   * After how long a host is replaced. From 1 to 30 days.
   * @default Duration.days(14)
   */
  readonly lifetime?: Duration;

  /**
   * How long the streamed sessions are kept; those in the archive are kept as the archive keeps them. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;

  /**
   * How long nobody may type before the session ends. Whole minutes, 1 to 15.
   * @default Duration.minutes(15)
   */
  readonly idleTimeout?: Duration;

  /**
   * How long a session may last. Whole minutes, 1 to 240.
   * @default Duration.hours(4)
   */
  readonly maxDuration?: Duration;
}

/**
 * The one way in: hosts without an address, a key pair or an open port, replaced by themselves, entered through Session
 * Manager with a fixed document that streams, stores and encrypts each session, by people who hold `access` and as the
 * user of the operating system that is theirs.
 *
 * @throws when the network lacks an endpoint, or a name, duration or period is not what the standard allows.
 */
export class Bastion extends Construct {
  /** Where sessions are streamed while they last. */
  readonly logGroup: LogGroup;
  /** The one document with which `access` may start a session. */
  readonly document: SessionDocument;
  readonly securityGroup: ISecurityGroup;
  readonly role: Role;
  readonly launchTemplate: CfnLaunchTemplate;
  readonly hosts: CfnAutoScalingGroup;
  /** For people: to be given to the permission set or role of those who may enter. */
  readonly access: ManagedPolicy;

  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id);
    this.check(props);
    Tags.of(this).add(PURPOSE_TAG.key, PURPOSE_TAG.value);

    this.logGroup = sessionLog(this, 'Recordings', {
      logGroupName: `/${props.name}/bastion`,
      key: props.sessionKey,
      retention: props.retention,
    });
    this.document = new SessionDocument(this, 'SessionDocument', {
      documentName: `${props.name}-bastion`,
      key: props.sessionKey,
      logGroup: this.logGroup,
      recordings: props.archive,
      idleTimeout: props.idleTimeout,
      maxDuration: props.maxDuration,
    });
    this.securityGroup = this.closedGroup(props);
    this.role = this.hostRole(props);
    this.launchTemplate = this.template(props);
    this.hosts = this.group(props);
    this.access = this.accessForPeople(props);
  }

  private closedGroup({ network }: BastionProps): SecurityGroup {
    const group = new SecurityGroup(this, 'SecurityGroup', {
      vpc: network.network,
      description: 'Bastion: no way in, HTTPS to the interface endpoints',
      allowAllOutbound: false,
    });
    Tags.of(group).add('isms:zone', 'management');
    network.admitToEndpoints(group, 'bastion to Session Manager and to where sessions are recorded');
    meets(
      group,
      '8.2/bastion#no-network-exposure',
      '8.3/zoning#management-zone',
      '8.3/security-groups#restricted-egress',
      '8.3/minimal-ports#declared-flows',
    );
    return group;
  }

  private hostRole({ name, archive, sessionKey }: BastionProps): Role {
    const role = new Role(this, 'Role', {
      roleName: `${name}-bastion-${Stack.of(this).region}`,
      description: 'Bastion hosts: open session channels, write recordings',
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    });
    for (const statement of hostStatements(Stack.of(this), { archive, sessionKey, logGroup: this.logGroup })) {
      role.addToPolicy(statement);
    }
    meets(role, '8.2/bastion#hardened-host', '8.2/least-privilege#no-wildcard-grants');
    return role;
  }

  private template(props: BastionProps): CfnLaunchTemplate {
    const profile = new CfnInstanceProfile(this, 'Profile', { roles: [this.role.roleName] });
    meets(profile, '8.2/bastion#hardened-host');
    const template = new CfnLaunchTemplate(this, 'LaunchTemplate', {
      launchTemplateData: this.launchData(props, profile.attrArn),
    });
    meets(
      template,
      '8.2/bastion#hardened-host',
      '8.2/bastion#named-os-users',
      '8.2/bastion#no-network-exposure',
      '8.3/interface-security#instance-metadata',
      '8.4/encryption-at-rest#customer-managed-keys',
    );
    return template;
  }

  private launchData(
    { name, diskKey, instanceType = SMALL, imageParameter, operators = [] }: BastionProps,
    profileArn: string,
  ): CfnLaunchTemplate.LaunchTemplateDataProperty {
    const image = imageParameter ?? `${AMAZON_LINUX}-${ARCHITECTURE[instanceType.architecture]}`;
    const tags = [
      { key: 'Name', value: `${name}-bastion` },
      { key: PURPOSE_TAG.key, value: PURPOSE_TAG.value },
    ];
    return {
      imageId: `resolve:ssm:${image}`,
      instanceType: instanceType.toString(),
      iamInstanceProfile: { arn: profileArn },
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: false,
          deleteOnTermination: true,
          groups: [this.securityGroup.securityGroupId],
        },
      ],
      blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: rootVolume(diskKey) }],
      monitoring: { enabled: true },
      userData: Fn.base64(hardening(operators)),
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
    };
  }

  private group({ name, network, hosts = 1, lifetime = Duration.days(14) }: BastionProps): CfnAutoScalingGroup {
    const group = new CfnAutoScalingGroup(this, 'Hosts', {
      autoScalingGroupName: `${name}-bastion`,
      minSize: String(hosts),
      // one more, so that the next host stands before the last one goes
      maxSize: String(hosts + 1),
      launchTemplate: {
        launchTemplateId: this.launchTemplate.attrLaunchTemplateId,
        version: this.launchTemplate.attrLatestVersionNumber,
      },
      vpcZoneIdentifier: network.subnets.management.map((subnet) => subnet.attrSubnetId),
      maxInstanceLifetime: lifetime.toSeconds(),
      healthCheckType: 'EC2',
      healthCheckGracePeriod: GRACE_PERIOD,
    });
    group.cfnOptions.updatePolicy = {
      autoScalingRollingUpdate: { minInstancesInService: hosts, maxBatchSize: 1 },
    };
    meets(group, '8.2/bastion#hardened-host');
    return group;
  }

  private accessForPeople({ name, sessionKey }: BastionProps): ManagedPolicy {
    const { region } = Stack.of(this);
    const access = new ManagedPolicy(this, 'Access', {
      managedPolicyName: `${name}-bastion-access-${region}`,
      description: 'Recorded sessions on the bastion, as the user that the identity is tagged with',
      statements: [
        ...personStatements(Stack.of(this), {
          sessionKey,
          documentName: this.document.documentName,
          tag: PURPOSE_TAG,
        }),
      ],
    });
    meets(access, '8.2/bastion#fixed-session-documents', '8.2/bastion#single-entry-path', '8.2/bastion#named-os-users');
    return access;
  }

  private check({ network, operators = [], lifetime }: BastionProps): void {
    requireOperators(operators, this.node.path);
    const missing = SESSION_SERVICES.filter((service) => network.interfaceEndpoints[service] === undefined);
    if (missing.length > 0) {
      throw new Error(
        `${this.node.path}: the network has no endpoint for ${missing.join(', ')}, and 8.2/bastion#no-network-exposure allows no other way to Session Manager. Give it the minimal or full set.`,
      );
    }
    if (lifetime === undefined || within(lifetime, SHORTEST_LIFETIME, LONGEST_LIFETIME)) return;
    throw new Error(
      `${this.node.path}: a lifetime of ${lifetime.toDays({ integral: false })} days is not within the ${SHORTEST_LIFETIME.toDays()} to ${LONGEST_LIFETIME.toDays()} that 8.2/bastion#hardened-host needs. Leave it out, or give one within.`,
    );
  }
}

const rootVolume = (key: IKey): CfnLaunchTemplate.EbsProperty => ({
  encrypted: true,
  kmsKeyId: key.keyArn,
  volumeType: 'gp3',
  volumeSize: DISK_SIZE,
  deleteOnTermination: true,
});

const within = (given: Duration, shortest: Duration, longest: Duration): boolean =>
  given.toSeconds() >= shortest.toSeconds() && given.toSeconds() <= longest.toSeconds();
