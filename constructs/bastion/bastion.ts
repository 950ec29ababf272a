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
import { type LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { SESSION_SERVICES } from '../isolated-vpc/endpoint-services';
import type { IsolatedVpc } from '../isolated-vpc/isolated-vpc';
import type { Senders } from '../purpose-key/senders';
import { SigningKey } from '../purpose-key/signing-key';
import { SessionDocument, type SessionRecordings } from '../session-document/session-document';
import { sessionLog } from '../session-document/session-log';
import { DEFAULT_ALERTS } from '../session-recording/alerts/default-alerts';
import { requireAlerts } from '../session-recording/alerts/require-alerts';
import { RECORDINGS_KEY } from '../session-recording/names';
import { CLIENT_COMMAND } from '../session-recording/on-the-host';
import { RecorderAsset } from '../session-recording/recorder-asset';
import { meets, meetsBy } from '../standard';
import { hostRoleName, hostStatements, personStatements } from './grants';
import { requireOperators } from './hardening';
import { HostLog, hostLogName } from './host-log';
import { launchScript, requireUserData } from './launch';
import { packagesOf } from './patches';
import { type CommandAlert, type RecorderControl, recorderConfiguration } from './recorder-configuration';
import { rootVolume } from './root-volume';

/** The tag by which grants, rules and people find the hosts. */
export const PURPOSE_TAG = { key: 'isms:purpose', value: 'bastion' } as const;

/** The purpose of the key that certifies people for targets, in its alias. */
const AUTHORITY_KEY = 'targets';

/** A host is patched when it starts, and not again. */
const LONGEST_LIFETIME = Duration.days(30);
/** EC2 Auto Scaling takes a day to a year. */
const SHORTEST_LIFETIME = Duration.days(1);
/** Seconds: a new host is given time to start and register before it is judged. */
const GRACE_PERIOD = 300;

const AMAZON_LINUX = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default';
const SMALL = InstanceType.of(InstanceClass.T4G, InstanceSize.SMALL);
const ARCHITECTURE = { [InstanceArchitecture.ARM_64]: 'arm64', [InstanceArchitecture.X86_64]: 'x86_64' };

/** The archive's bucket for recordings. */
export interface BastionArchive extends SessionRecordings {
  /** The account that holds the bucket and its key. */
  readonly account: string;
  /** ARN of the bucket's key in this region, or of its alias: `PurposeKey.aliasArn`. */
  readonly keyArn: string;
}

/** What a `BastionTarget` needs to know of a bastion, which may stand in another stack. */
export interface BastionExit {
  /** Of the hosts' security group. */
  readonly securityGroupId: string;
  /** Of the key that certifies people. */
  readonly authorityArn: string;
}

/** What a `Bastion` needs to know. */
export interface BastionProps {
  /** The landing zone's name, with which the names of what is made begin. */
  readonly name: string;

  /** The hosts stand in its management zone and leave it through its endpoints only: it needs those for sessions. */
  readonly network: IsolatedVpc;

  /** Encrypts the channel and the log groups: `KeyUse.sessionManager` and `KeyUse.cloudWatchLogs('/<name>/bastion', '/<name>/bastion/host')`. */
  readonly sessionKey: IKey;

  /** Encrypts the disks: `KeyUse.autoScaling()`. */
  readonly diskKey: IKey;

  /** Where recordings are stored while sessions last, and the agent's texts of them when they have ended. */
  readonly archive: BastionArchive;

  /** Who is told when a host falls silent, its clock is off, or something runs that should not. */
  readonly topic: ITopic;

  /**
   * Whose identities may fetch the public key that verifies recordings.
   * @default - those of the account
   */
  readonly verifiers?: Senders;

  /**
   * Users of the operating system that may be made, one a person. An identity enters as the one that its tag `SSMSessionRunAs`
   * names, and which is made when it first does.
   * @default - whoever the identity names, if it is a name of one's own: the directory decides
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
   * How long the texts of sessions and the host log are kept; what is in the archive, as the archive keeps it. At least 183 days.
   * @default RetentionDays.ONE_YEAR
   */
  readonly retention?: RetentionDays;

  /**
   * Commands that are told of when they run on a host, and may end the session. It warns; it is no sandbox.
   * @default - `DEFAULT_ALERTS`
   */
  readonly alerts?: readonly CommandAlert[];

  /**
   * Where other people decide about sessions, by a `SessionControl` whose `admitHosts` has this bastion's role.
   * @default - nobody does
   */
  readonly control?: RecorderControl;

  /**
   * Lets people go on from the hosts to targets, over SSH and by certificates of minutes, and says whose identities may fetch the
   * public key by which targets know them: those of the targets' own roles.
   * @default - nobody goes on: there is no key that certifies
   */
  readonly targets?: Senders;

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
 * The one way in: hosts without an address, a key pair or an open port, patched when they start and replaced by themselves, entered through Session
 * Manager with a fixed document that starts the client of the recorder and nothing else, by people who hold `access` and as the
 * user of the operating system that is theirs. A host that cannot record lets nobody in.
 *
 * @throws when the network lacks an endpoint, or a name, duration or period is not what the standard allows.
 */
export class Bastion extends Construct {
  /** Where the agent stores the texts of sessions when they have ended. */
  readonly logGroup: LogGroup;
  /** What hosts tell of themselves, and the alarms on it. */
  readonly hostLog: HostLog;
  /** Signs recordings. */
  readonly signingKey: SigningKey;
  /** Signs the certificates of people for targets, where `targets` lets them go on. */
  readonly authority?: SigningKey;
  readonly recorder: RecorderAsset;
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
    this.hostLog = new HostLog(this, 'HostLog', {
      name: props.name,
      key: props.sessionKey,
      retention: props.retention ?? RetentionDays.ONE_YEAR,
      topic: props.topic,
    });
    this.signingKey = new SigningKey(this, 'SigningKey', {
      name: props.name,
      purpose: RECORDINGS_KEY,
      signers: [hostRoleName(props.name, Stack.of(this).region)],
      verifiers: props.verifiers,
    });
    if (props.targets !== undefined) {
      this.authority = new SigningKey(this, 'Authority', {
        name: props.name,
        purpose: AUTHORITY_KEY,
        signers: [hostRoleName(props.name, Stack.of(this).region)],
        verifiers: props.targets,
      });
      meets(this.authority.key, '8.2/bastion#single-entry-path', '8.6/traceability#identity-propagation');
    }
    this.recorder = new RecorderAsset(this, 'Recorder');
    this.document = new SessionDocument(this, 'SessionDocument', {
      documentName: `${props.name}-bastion`,
      key: props.sessionKey,
      logGroup: this.logGroup,
      recordings: props.archive,
      command: CLIENT_COMMAND,
      idleTimeout: props.idleTimeout,
      maxDuration: props.maxDuration,
    });
    meets(this.signingKey.key, '8.2/session-recording#tamper-evidence');
    meets(this.document.document, '8.2/session-recording#fail-closed', '8.2/session-recording#immutable-storage');
    this.securityGroup = this.closedGroup(props);
    this.role = this.hostRole(props);
    this.launchTemplate = this.template(props);
    this.hosts = this.group(props);
    this.access = this.accessForPeople(props);
  }

  /**
   * What targets need to know.
   * @throws when nobody goes on from the hosts.
   */
  get exit(): BastionExit {
    if (this.authority === undefined) {
      throw new Error(
        `${this.node.path}: has no key that certifies people for targets, without which 8.2/bastion#single-entry-path lets nobody on to them. Give it \`targets\`.`,
      );
    }
    return { securityGroupId: this.securityGroup.securityGroupId, authorityArn: this.authority.key.keyArn };
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
      roleName: hostRoleName(name, Stack.of(this).region),
      description: 'Bastion hosts: open session channels, write recordings',
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    });
    for (const statement of hostStatements(Stack.of(this), {
      archive,
      sessionKey,
      logGroup: this.logGroup,
      hostLog: this.hostLog.logGroup,
      recorder: this.recorder,
      signingKey: this.signingKey.key,
      authority: this.authority?.key,
    })) {
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
    meetsBy(
      template,
      {
        en: `fetches the recorder, which must have SHA-256 ${this.recorder.digest}`,
        zh: `下载录制器，须符合 SHA-256 ${this.recorder.digest}`,
      },
      '8.2/session-recording#fail-closed',
      '8.2/session-recording#timed-screen-recording',
      '8.2/session-recording#tamper-evidence',
    );
    return template;
  }

  private launchData(props: BastionProps, profileArn: string): CfnLaunchTemplate.LaunchTemplateDataProperty {
    const { name, diskKey, instanceType = SMALL, imageParameter } = props;
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
      userData: Fn.base64(this.launch(props)),
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({ resourceType, tags })),
    };
  }

  private launch({ name, network, archive, operators = [], alerts = DEFAULT_ALERTS, control }: BastionProps): string {
    const { region, partition, account, urlSuffix } = Stack.of(this);
    const configuration = recorderConfiguration({
      place: { region, partition, account, urlSuffix },
      bucketName: archive.bucketName,
      encryptionKeyArn: archive.keyArn,
      signingKeyArn: this.signingKey.key.keyArn,
      hostLogName: hostLogName(name),
      alerts,
      ...(control && { control }),
    });
    const script = launchScript({
      recorder: this.recorder,
      region,
      configuration: JSON.stringify(configuration, undefined, 2),
      operators,
      authorityArn: this.authority?.key.keyArn,
      ...(network.packages !== 'none' && { packages: packagesOf({ region, urlSuffix }) }),
    });
    requireUserData(script, this.node.path);
    return script;
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

  private check({ network, operators = [], lifetime, alerts = [] }: BastionProps): void {
    requireOperators(operators, this.node.path);
    requireAlerts(alerts, this.node.path);
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

const within = (given: Duration, shortest: Duration, longest: Duration): boolean =>
  given.toSeconds() >= shortest.toSeconds() && given.toSeconds() <= longest.toSeconds();
