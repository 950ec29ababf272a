import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { Construct } from 'constructs';
import { meets } from '../standard';

/** What `Ec2Settings` needs to know. */
export interface Ec2SettingsProps {
  /** The landing zone's name: the policy is called `<name>-ec2-settings`. */
  readonly name: string;
  /** Ids of the root, organizational units or accounts whose settings are decided. */
  readonly targetIds: readonly string[];
}

/** Child policies change nothing: what is assigned here holds in every account below. */
const decided = (value: string) => ({ '@@assign': value, '@@operators_allowed_for_child_policies': ['@@none'] });

/**
 * Settings of EC2 as EC2 itself enforces them, in every region of the accounts. Access of VPCs to the internet is not decided
 * here: exclusions from it can be made in the accounts only, and networks for ingress and egress need some.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
const EC2_ATTRIBUTES = {
  exception_message: decided('Decided by the landing zone for every account (8.4/leak-prevention, 8.2/bastion).'),
  image_block_public_access: { state: decided('block_new_sharing') },
  snapshot_block_public_access: { state: decided('block_all_sharing') },
  serial_console_access: { status: decided('disabled') },
  instance_metadata_defaults: {
    http_tokens: decided('required'),
    // containers on an instance are one hop further away: they have roles of their own
    http_put_response_hop_limit: decided('1'),
    http_endpoint: decided('enabled'),
    instance_metadata_tags: decided('no_preference'),
  },
} as const;

/**
 * A declarative policy that decides the settings of EC2 in every account of its targets: images and snapshots are never public,
 * the serial console is off, and instances start with version 2 of the metadata service where nothing else is asked for.
 *
 * @throws when there are no targets.
 */
export class Ec2Settings extends Construct {
  readonly policy: CfnPolicy;

  constructor(scope: Construct, id: string, { name, targetIds }: Ec2SettingsProps) {
    super(scope, id);
    if (targetIds.length === 0) {
      throw new Error(
        `${this.node.path}: give targetIds: a policy without a target decides nothing (8.4/leak-prevention#public-exposure-blocked).`,
      );
    }
    this.policy = new CfnPolicy(this, 'Policy', {
      name: `${name}-ec2-settings: no public images and snapshots, no serial console, metadata service version 2`,
      description:
        'Settings of EC2 in every account: images and snapshots are not shared with all, the serial console is off, instances start with IMDSv2 by default.',
      type: 'DECLARATIVE_POLICY_EC2',
      content: { ec2_attributes: EC2_ATTRIBUTES },
      targetIds: [...targetIds],
    });
    meets(this.policy, '8.4/leak-prevention#public-exposure-blocked', '8.2/bastion#single-entry-path');
  }
}
