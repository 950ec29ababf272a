import { finding } from '../../findings';
import { isIntrinsic, isObject } from '../../intrinsics';
import { type Finding, notApplicable, type Rule, verdictFrom } from '../../rule';
import { type Resource, Unresolved } from '../../template';

/** What a declarative policy for EC2 has to assign, by the attribute's path. */
const SETTINGS: Readonly<Record<string, string>> = {
  'image_block_public_access.state': 'block_new_sharing',
  'snapshot_block_public_access.state': 'block_all_sharing',
  'serial_console_access.status': 'disabled',
  'instance_metadata_defaults.http_tokens': 'required',
};

/** A declarative policy for EC2 decides what exposes data or opens a way round the bastion, and lets no policy below undo it. */
export const ec2SettingsDecided: Rule = {
  id: 'ec2-settings-decided',
  demand: {
    en: 'A declarative policy for EC2 blocks public images and snapshots, the serial console and the first metadata service.',
    zh: 'EC2 声明式策略须阻止公开镜像与快照、关闭串行控制台，并默认要求 IMDSv2。',
  },
  types: ['AWS::Organizations::Policy'],
  reference: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html',
  judge(policy) {
    if (policy.literal('Type') !== 'DECLARATIVE_POLICY_EC2') return notApplicable(OTHER_TYPE);
    const attributes = at(contentOf(policy), 'ec2_attributes');
    return verdictFrom(Object.entries(SETTINGS).flatMap(([path, value]) => undecided(attributes, path, value)));
  },
};

const OTHER_TYPE = { en: 'the policy is no declarative policy for EC2', zh: '该策略不是 EC2 声明式策略' };

function undecided(attributes: unknown, path: string, wanted: string): readonly Finding[] {
  const setting = path.split('.').reduce(at, attributes);
  const property = `Content.ec2_attributes.${path}`;
  if (at(setting, '@@assign') !== wanted) {
    return [finding(property, `does not assign ${wanted}`, `未设为 ${wanted}`)];
  }
  if (String([at(setting, '@@operators_allowed_for_child_policies') ?? '@@all'].flat()) === '@@none') return [];
  return [
    finding(property, 'can be undone by policies below (@@operators_allowed_for_child_policies)', '可被下级策略更改'),
  ];
}

/** The document, as an object or as JSON text. */
function contentOf(policy: Resource): unknown {
  const content = policy.raw('Content');
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function at(value: unknown, key: string): unknown {
  if (isIntrinsic(value)) throw new Unresolved('Content');
  return isObject(value) ? value[key] : undefined;
}
