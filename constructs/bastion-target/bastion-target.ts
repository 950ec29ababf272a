import { Stack } from 'aws-cdk-lib';
import { type IConnectable, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { BastionExit } from '../bastion/bastion';
import { requireOperators } from '../bastion/hardening';
import { meets } from '../standard';
import { otherWays } from './other-ways';
import { targetCommands } from './sshd';

const SSH = 22;

/** What a `BastionTarget` needs to know. */
export interface BastionTargetProps {
  /** `Bastion.exit`, or what it has, where the bastion stands in another stack or application of the same region. */
  readonly bastion: BastionExit;

  /** The hosts that people go on to: an instance, an Auto Scaling group, or their security group. */
  readonly target: IConnectable;

  /** The role of those hosts: it may fetch the public key by which they know certificates, through the endpoint of KMS. */
  readonly role: IRole;

  /** Who may come: users of the operating system, which are made when a host first starts. The name of each on the bastion. */
  readonly people: readonly string[];

  /**
   * Where SSH listens.
   * @default 22
   */
  readonly port?: number;
}

/**
 * Hosts that are entered from the bastion alone: one port, open between the two groups and to nobody else, behind which SSH takes
 * certificates that the bastion gives to people in recorded sessions, for minutes and in their own name. No password, no key, no root,
 * no forwarding.
 *
 * @throws when nobody may come, a name is nobody's own, or the port is none; and at synthesis when the application opens the port to
 * others, or gives a host a key pair.
 */
export class BastionTarget extends Construct {
  /** For the user data of the hosts: `userData.addCommands(...target.commands)`. */
  readonly commands: readonly string[];
  readonly port: number;

  constructor(scope: Construct, id: string, props: BastionTargetProps) {
    super(scope, id);
    const { bastion, target, role, people, port = SSH } = props;
    this.check(people, port);
    this.port = port;
    const hosts = SecurityGroup.fromSecurityGroupId(this, 'Bastion', bastion.securityGroupId, {
      allowAllOutbound: false,
    });
    target.connections.allowFrom(hosts, Port.tcp(port), 'SSH from the bastion');
    role.addToPrincipalPolicy(
      new PolicyStatement({
        sid: 'KnowWhoCertifies',
        actions: ['kms:GetPublicKey'],
        resources: [bastion.authorityArn],
      }),
    );
    this.commands = targetCommands({
      port,
      people,
      authorityArn: bastion.authorityArn,
      region: Stack.of(this).region,
    });
    this.node.addValidation({ validate: () => this.refusals(props) });
    meets(
      this,
      '8.2/bastion#single-entry-path',
      '8.2/bastion#named-os-users',
      '8.3/minimal-ports#sensitive-ports-unreachable',
    );
  }

  private refusals({ bastion, target }: BastionTargetProps): string[] {
    const spelled = (id: string): string => JSON.stringify(Stack.of(this).resolve(id));
    const ways = otherWays(this, {
      groups: target.connections.securityGroups.map(({ securityGroupId }) => spelled(securityGroupId)),
      from: spelled(bastion.securityGroupId),
      port: this.port,
    });
    return ways.map(
      (way) =>
        `${way}, against 8.2/bastion#single-entry-path, by which people reach this target from the bastion alone. Take it away.`,
    );
  }

  private check(people: readonly string[], port: number): void {
    requireOperators(people, this.node.path);
    if (people.length === 0) {
      throw new Error(
        `${this.node.path}: nobody may come, and 8.2/bastion#named-os-users needs a user for each person who does. Name them in \`people\`.`,
      );
    }
    if (Number.isInteger(port) && port >= 1 && port <= 65_535) return;
    throw new Error(`${this.node.path}: ${port} is no port, and 8.3/minimal-ports wants one named. Give 1 to 65535.`);
  }
}
